// rollscope-conformance KIND FOLDER [--filter TEXT]: runs public test vectors, files in parallel.
#include <QCoreApplication>
#include <cstdio>

#include "kinds.h"

namespace {

using namespace rollscope::conformance;

struct Kind {
    const char* name;
    FileTest test;
};

constexpr Kind kinds[] = {
    {"state", stateFile},          {"blocks", blockFile}, {"precompiles", precompileFile},
    {"primitives", primitiveFile}, {"traces", traceFile},
};

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool filtered = arguments.size() == 5 && arguments[3] == QLatin1String("--filter");
    if (arguments.size() == 3 || filtered) {
        for (const Kind& kind : kinds) {
            if (arguments[1] != QLatin1String(kind.name)) continue;
            return runFolder(arguments[2], filtered ? arguments[4] : QString(), kind.test);
        }
    }
    std::fprintf(stderr,
                 "usage: rollscope-conformance state|blocks|precompiles|primitives|traces FOLDER "
                 "[--filter TEXT]\n");
    return 2;
}
