// A diagram as a picture or text for other programs.
#pragma once

#include <QByteArray>
#include <QImage>

#include "ui/widgets/diagram_painter.h"

namespace rollscope::ui {

/// The most pixels of an exported image; a larger diagram is scaled down to them.
inline constexpr qint64 exportPixels = 100'000'000;

/// A scene laid out as wide as its texts like, in a theme, with no selection.
DiagramScene exportScene(Diagram diagram, std::vector<ItemMark> marks, bool dark);
/// The whole scene as an SVG document.
QByteArray svgOf(const DiagramScene& scene);
/// The whole scene at `scale` pixels a unit.
QImage imageOf(const DiagramScene& scene, qreal scale = 2);
/// imageOf() as a PNG file.
QByteArray pngOf(const DiagramScene& scene, qreal scale = 2);

}  // namespace rollscope::ui
