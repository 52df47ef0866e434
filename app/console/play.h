// rollscope --play: a diagram played to its end without a window, for lessons and for tests.
#pragma once

#include "app/common/node_host.h"

namespace rollscope::app {

struct PlayArguments {
    std::string diagram;  ///< a built-in diagram's name, or a file
    std::string record;   ///< JSON file to write; empty: none
    int paceMs = 0;       ///< between two arrows
};

/// Plays on a node of its own; needs a QCoreApplication. 0 when every arrow and note is lit, else 1
/// with one line on standard error. `keepsData`: the user named a data directory.
int playDiagram(NodeArguments node, const PlayArguments& play, bool keepsData);

}  // namespace rollscope::app
