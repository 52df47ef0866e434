// Measures of the message tree's picture (DESIGN, tree node).
#pragma once

#include <QtGlobal>

namespace rollscope::ui::tree {

inline constexpr qreal left = 34, right = 14, head = 34, foot = 58;
inline constexpr qreal columns = 16;
inline constexpr qreal nodeHeight = 22, nodeWidth = 92, leafWidth = 50;
inline constexpr qreal rootWidth = 226, rootHeight = 38;

}  // namespace rollscope::ui::tree
