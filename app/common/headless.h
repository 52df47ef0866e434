// Runs a node without a window until it is asked to stop.
#pragma once

#include "app/common/node_host.h"

namespace rollscope::app {

/// How a headless node speaks.
struct HeadlessOptions {
    bool jsonLog = false;  ///< one JSON object a line on standard output, instead of words
};

/// Runs until SIGTERM or SIGINT; needs a QCoreApplication. 0 after a clean stop, 1 if it cannot
/// start, with one line on standard error that says why.
int runHeadless(const NodeArguments& arguments, const HeadlessOptions& options);

}  // namespace rollscope::app
