// What a picture of a message tree shows: plain values between the model and the widget.
#pragma once

#include <QString>
#include <vector>

#include "node/api/message_views.h"

namespace rollscope::ui {

/// What a node of the tree is to the chosen leaf.
enum class TreePart : std::uint8_t {
    plain,
    path,     ///< the leaf itself, or above it
    sibling,  ///< in the leaf's proof
    empty,    ///< no leaf below it: a zero subtree, or later than the root shown
};

/// A node as a box.
struct TreeBox {
    QString text;     ///< its hash, elided; empty while it is unknown
    QString caption;  ///< below it: a leaf's index
    QString words;    ///< on hover and for a screen reader
    TreePart part = TreePart::plain;
    bool consumed = false;
};

/// 16 nodes of one level, the levels above them, and the root.
struct TreeScene {
    api::MessageSide side = api::MessageSide::inbox;
    unsigned level = 0;                      ///< of the lowest row
    std::uint64_t first = 0;                 ///< of the lowest row
    std::uint64_t count = 0;                 ///< leaves in the tree
    std::vector<std::vector<TreeBox>> rows;  ///< the lowest first
    QString root;
    QString rootTitle;
    bool pathToRoot = false;   ///< a leaf below is chosen
    bool reachesRoot = false;  ///< the highest row is the root itself
};

}  // namespace rollscope::ui
