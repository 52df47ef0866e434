// rollscoped: the node without a window.
#include <QCoreApplication>

#include "app/common/headless.h"

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("rollscoped"));
    rollscope::api::registerMetaTypes();

    CLI::App commandLine(
        "Rollscope's rollup node, headless: an embedded L1 devnet, an L2, and their JSON-RPC.");
    rollscope::app::NodeArguments arguments;
    rollscope::app::HeadlessOptions options;
    rollscope::app::addNodeArguments(commandLine, arguments);
    commandLine.add_flag("--json-log", options.jsonLog, "Print events as JSON, one a line");
    commandLine.set_version_flag("--version", "rollscoped " ROLLSCOPE_VERSION);
    CLI11_PARSE(commandLine, argc, argv);
    return rollscope::app::runHeadless(arguments, options);
}
