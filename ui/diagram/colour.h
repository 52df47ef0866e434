// Colours as Mermaid writes them.
#pragma once

#include <QColor>
#include <QString>

namespace rollscope::ui {

/// Where a colour ends that begins the text ("rgb(1, 2, 3) Title" -> 12), or 0: no colour there.
qsizetype colourLength(QStringView text);
/// "Blue", "rgb(1,2,3)", "rgba(1,2,3,0.5)", "transparent"; invalid for anything else.
QColor colourOf(QStringView text);

}  // namespace rollscope::ui
