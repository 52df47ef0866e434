// Small shapes that several widgets and the table delegate share: marks, badges, dots, bars.
// Each paints into a given box with the current theme's tokens.
#pragma once

#include <QPainter>

#include "ui/text/words.h"
#include "ui/widgets/theme.h"

namespace rollscope::ui {

/// L1 square or L2 disc, 7 px, centred; soft dashed and hollow, firm outlined, final filled.
void paintLayerMark(QPainter& painter, QPointF centre, api::Layer layer,
                    Solidity solidity = Solidity::final, qreal size = metric::mark);
/// A badge of 18 px in its tone.
void paintBadge(QPainter& painter, const QRectF& box, const BadgeText& badge);
QSize badgeSize(const BadgeText& badge);
/// The dots of a deposit or withdrawal, 19 px apart, from the left of `box`.
void paintStageDots(QPainter& painter, const QRectF& box, const StageMarks& marks);
QSize stageDotsSize(int marks);
/// A bar that drains to the left: track bg3, fill in the tone.
void paintBar(QPainter& painter, const QRectF& box, double part, Tone tone);
/// A 1 px horizontal or vertical line that snaps to device pixels.
void paintLine(QPainter& painter, QPointF from, QPointF to, const QColor& ink);
/// A filled and bordered box that snaps to device pixels.
void paintBox(QPainter& painter, const QRectF& box, const QColor& fill, const QColor& border,
              qreal radius = metric::radius, bool dashed = false);
/// A button's face; also for buttons inside a row.
struct ButtonFace {
    QString text;
    QString icon;
    QString key;  ///< hint such as "F10"
    bool primary = false;
    bool destructive = false;
    bool impossible = false;
    bool checked = false;
    bool hovered = false;
    bool pressed = false;
    bool focused = false;
};
void paintButton(QPainter& painter, const QRectF& box, const ButtonFace& face);
QSize buttonSize(const ButtonFace& face);

}  // namespace rollscope::ui
