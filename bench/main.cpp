// rollscope-bench evm [ANVIL] | keccak | state [ACCOUNTS] | messages [LEAVES] | batch |
// growth [TRANSACTIONS [ACCOUNTS]]
#include <QCoreApplication>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "measure.h"

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "evm") return rollscope::bench::evmBench(argc > 2 ? argv[2] : nullptr);
    if (what == "batch") return rollscope::bench::batchBench();
    if (what == "keccak") return rollscope::bench::keccakBench();
    if (what == "state") {
        const long long accounts = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
        if (accounts > 3'000) {
            return rollscope::bench::stateBench(static_cast<std::uint64_t>(accounts));
        }
        std::fprintf(stderr, "more than 3000 accounts, for a block's senders are all different\n");
        return 2;
    }
    if (what == "messages") {
        const long long leaves = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
        if (leaves > 0) return rollscope::bench::messagesBench(static_cast<std::uint64_t>(leaves));
        std::fprintf(stderr, "at least one leaf\n");
        return 2;
    }
    if (what == "growth") {
        const long long transactions = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
        const long long accounts = argc > 3 ? std::atoll(argv[3]) : 1'000'000;
        if (transactions >= 50'000 && accounts > 3'000) {
            return rollscope::bench::growthBench(static_cast<std::uint64_t>(transactions),
                                                 static_cast<std::uint64_t>(accounts));
        }
        std::fprintf(stderr, "at least 50000 transactions and more than 3000 accounts\n");
        return 2;
    }
    std::fprintf(stderr,
                 "usage: rollscope-bench evm [ANVIL] | keccak | state [ACCOUNTS] | "
                 "messages [LEAVES] | batch | growth [TRANSACTIONS [ACCOUNTS]]\n");
    return 2;
}
