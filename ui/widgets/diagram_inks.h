// Colours and small shapes that the diagram's painters share.
#pragma once

#include "ui/widgets/diagram_painter.h"

namespace rollscope::ui {

/// A tone's colours in the scene's theme.
struct Inks {
    QColor text, border, tint;
};
Inks inksOf(Tone tone, bool dark);
/// A box's: its layer's, or its own colour mixed into the ground.
Inks inksOf(const Box& box, bool dark);
/// `part` of `colour` over `ground`.
QColor mixed(const QColor& colour, const QColor& ground, double part);

QPen diagramPen(const QColor& ink, qreal width, bool dashed = false);
void paintPlacedText(QPainter& painter, const PlacedText& text, const QColor& ink,
                     bool allBold = false);
/// The text in one line from `at`'s left top.
void paintWord(QPainter& painter, QPointF at, const QString& text, const QColor& ink,
               bool bold = false);
void paintOctagon(QPainter& painter, QPointF centre, const QColor& ink, bool filled);
void paintClock(QPainter& painter, QPointF centre, const QColor& ink);

/// Texts within a row that lifelines and borders leave free.
struct RowTexts {
    QRectF label, evidence;
    QString evidenceText;
    bool inNote = false;  ///< the evidence stands within the note, after its text
};
RowTexts rowTexts(const DiagramScene& scene, std::size_t item);
/// The ground and words of a row's state, under the arrow.
void paintRowGround(QPainter& painter, const DiagramScene& scene, std::size_t item);
void paintItem(QPainter& painter, const DiagramScene& scene, std::size_t item);

}  // namespace rollscope::ui
