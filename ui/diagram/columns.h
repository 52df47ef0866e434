// The columns of a layout: heads, lifelines and boxes from left to right.
#pragma once

#include "ui/diagram/layout.h"

namespace rollscope::ui {

/// The narrowest and the most pleasant distance of two lifelines.
struct Pitch {
    qreal least = 0, liked = 0;
};
Pitch pitchOf(const Diagram& diagram, const TextMeasure& measure);
/// Sets heads, lifelines' x, boxes' sides, headHeight and the size's width.
void placeColumns(const Diagram& diagram, const TextMeasure& measure, const LayoutOptions& options,
                  qreal pitch, DiagramLayout& layout);
/// What the columns need besides their pitches.
qreal fixedWidth(const Diagram& diagram, const LayoutOptions& options);

}  // namespace rollscope::ui
