// The rows of a layout: messages, notes and frames from top to bottom.
#pragma once

#include "ui/diagram/layout.h"

namespace rollscope::ui {

/// Places the steps below the heads; the extent of what they need from left to right.
QRectF placeRows(const Diagram& diagram, const TextMeasure& measure, const LayoutOptions& options,
                 DiagramLayout& layout);

}  // namespace rollscope::ui
