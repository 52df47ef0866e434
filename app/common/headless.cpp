#include "app/common/headless.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <cstdio>

#include "app/common/stop_signal.h"

namespace rollscope::app {

namespace {

const char* levelWord(api::EventLevel level) {
    switch (level) {
        case api::EventLevel::info: return "info";
        case api::EventLevel::good: return "good";
        case api::EventLevel::warning: return "warning";
        case api::EventLevel::alarm: break;
    }
    return "alarm";
}

void printLine(const QByteArray& line) {
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void printJson(const api::EventView& event) {
    QJsonObject object{
        {QStringLiteral("sequence"), static_cast<qint64>(event.sequence)},
        {QStringLiteral("timeMs"), static_cast<qint64>(event.timeMs)},
        {QStringLiteral("level"), QLatin1String(levelWord(event.level))},
        {QStringLiteral("source"), event.source},
        {QStringLiteral("text"), event.text},
    };
    if (event.layer) {
        object[QStringLiteral("layer")] =
            event.layer == api::Layer::l1 ? QStringLiteral("L1") : QStringLiteral("L2");
    }
    if (!event.link.isEmpty()) object[QStringLiteral("link")] = event.link;
    printLine(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void printWords(const api::EventView& event) {
    const QString time = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(event.timeMs))
                             .toString(QStringLiteral("HH:mm:ss"));
    const QString layer = !event.layer                     ? QStringLiteral("  ")
                          : *event.layer == api::Layer::l1 ? QStringLiteral("L1")
                                                           : QStringLiteral("L2");
    printLine(
        (time + u' ' + layer + u' ' + event.source.leftJustified(10) + u' ' + event.text).toUtf8());
}

}  // namespace

int runHeadless(const NodeArguments& arguments, const HeadlessOptions& options) {
    QObject context;
    if (!watchStopSignals(context, [] { QCoreApplication::quit(); })) {
        std::fprintf(stderr, "rollscoped: cannot catch signals\n");
        return 1;
    }
    auto host = NodeHost::start(arguments);
    if (!host) {
        std::fprintf(stderr, "rollscoped: %s\n", host.error().text().c_str());
        return 1;
    }
    const bool json = options.jsonLog;
    QObject::connect(&(*host)->node(), &api::Node::eventLogged, &context,
                     [json](const api::EventView& event) {
                         if (json) {
                             printJson(event);
                         } else {
                             printWords(event);
                         }
                     });
    if (!json) {
        printLine(QStringLiteral("L2 %1  L1 %2  data in %3")
                      .arg((*host)->rpcUrl(), (*host)->l1RpcUrl(),
                           QString::fromStdString(arguments.dataDir))
                      .toUtf8());
    }
    const int status = QCoreApplication::exec();
    host->reset();
    return status;
}

}  // namespace rollscope::app
