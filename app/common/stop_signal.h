// SIGTERM and SIGINT as an event of the main loop, so that a stop is a clean one.
#pragma once

#include <QObject>
#include <functional>

namespace rollscope::app {

/// Calls `onStop` from the event loop for each SIGTERM or SIGINT, as long as `context` lives.
/// False when the signals cannot be caught.
bool watchStopSignals(QObject& context, std::function<void()> onStop);

}  // namespace rollscope::app
