// Icons: SVG of a 16 grid with 1.25 strokes in currentColor, rendered per scale and colour.
#pragma once

#include <QIcon>
#include <QPainter>
#include <QString>

#include "ui/widgets/theme.h"

namespace rollscope::ui {

/// Paints resources/icons/<name>.svg in `ink` over `box`; nothing for an unknown name.
void paintIcon(QPainter& painter, const QRectF& box, const QString& name, const QColor& ink);
/// A pixmap of the icon, cached.
QPixmap iconPixmap(const QString& name, const QColor& ink, int size, qreal scale);
/// A QIcon that follows the theme at paint time, in ink2 (ink3 when disabled).
QIcon themedIcon(const QString& name, Token token = Token::ink2);
/// The program's mark: an L1 square and an L2 disc.
QIcon applicationIcon();

}  // namespace rollscope::ui
