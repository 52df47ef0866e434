// rollscope-bench evm [ANVIL] | keccak
#include <QCoreApplication>
#include <cstdio>
#include <string_view>

#include "measure.h"

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "evm") return rollscope::bench::evmBench(argc > 2 ? argv[2] : nullptr);
    if (what == "keccak") return rollscope::bench::keccakBench();
    std::fprintf(stderr, "usage: rollscope-bench evm [ANVIL] | keccak\n");
    return 2;
}
