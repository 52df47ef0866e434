// The diagrams that come with the program: the three seed texts, as they were written.
#pragma once

#include "ui/diagram/document.h"

namespace rollscope::ui {

/// Which diagram: its name for --play, its title on the page, where it stands.
struct BuiltInDiagram {
    QString id;     ///< "token-portal", "optimistic-rollup", "transaction-flow", "state-updates"
    QString title;  ///< "Token portal"
    QString file;   ///< ":/diagrams/token_portal.md"
    int index = 0;  ///< among the diagrams of that file
};

/// All of them in the page's order.
std::vector<BuiltInDiagram> builtInDiagrams();
/// The text of a built-in diagram's file, byte for byte.
QByteArray builtInText(const BuiltInDiagram& which);
/// A built-in diagram, read from its text.
Diagram readBuiltIn(const BuiltInDiagram& which);

}  // namespace rollscope::ui
