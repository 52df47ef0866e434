#include "app/common/stop_signal.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <QSocketNotifier>

namespace rollscope::app {

namespace {

// A signal handler may only write: the event loop reads the other end.
int stopPipe[2] = {-1, -1};

void onSignal(int) {
    const char byte = 1;
    [[maybe_unused]] const auto written = write(stopPipe[1], &byte, 1);
}

}  // namespace

bool watchStopSignals(QObject& context, std::function<void()> onStop) {
    if (pipe2(stopPipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    struct sigaction action {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    if (sigaction(SIGTERM, &action, nullptr) != 0 || sigaction(SIGINT, &action, nullptr) != 0) {
        return false;
    }
    auto* notifier = new QSocketNotifier(stopPipe[0], QSocketNotifier::Read, &context);
    QObject::connect(notifier, &QSocketNotifier::activated, &context, [onStop = std::move(onStop)] {
        char byte = 0;
        while (read(stopPipe[0], &byte, 1) > 0) {
        }
        onStop();
    });
    return true;
}

}  // namespace rollscope::app
