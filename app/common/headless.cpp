#include "app/common/headless.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <cstdio>

namespace rollscope::app {

namespace {

// A signal handler may only write: the event loop reads the other end.
int stopPipe[2] = {-1, -1};

void onSignal(int) {
    const char byte = 1;
    [[maybe_unused]] const auto written = write(stopPipe[1], &byte, 1);
}

bool catchSignals() {
    if (pipe2(stopPipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    struct sigaction action {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    return sigaction(SIGTERM, &action, nullptr) == 0 && sigaction(SIGINT, &action, nullptr) == 0;
}

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
    if (!catchSignals()) {
        std::fprintf(stderr, "rollscoped: cannot catch signals\n");
        return 1;
    }
    auto host = NodeHost::start(arguments);
    if (!host) {
        std::fprintf(stderr, "rollscoped: %s\n", host.error().text().c_str());
        return 1;
    }
    QObject context;
    const bool json = options.jsonLog;
    QObject::connect(&(*host)->node(), &api::Node::eventLogged, &context,
                     [json](const api::EventView& event) {
                         if (json) {
                             printJson(event);
                         } else {
                             printWords(event);
                         }
                     });
    QSocketNotifier stop(stopPipe[0], QSocketNotifier::Read);
    QObject::connect(&stop, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
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
