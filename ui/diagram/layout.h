// Where everything of a diagram stands: a pure function of the diagram, a font and a width.
//
// Units are logical pixels at a zoom of 1; a painter scales. Each message and note has a row of
// its own, so no text meets another row's; labels stand above an arrow with room for them, else
// beside it.
#pragma once

#include "ui/diagram/model.h"
#include "ui/diagram/text_layout.h"

namespace rollscope::ui {

struct LayoutOptions {
    qreal width = 0;    ///< to fill if possible; 0: as wide as the texts like
    qreal gutter = 52;  ///< free at the left: "next", breakpoints
    qreal rowHeight = 22.6;
    bool title = true;
};

/// DESIGN's radius of a number's disc.
inline constexpr qreal discRadius = 7.5;

struct PlacedParticipant {
    qreal x = 0;  ///< of the lifeline
    QRectF head;
    PlacedText name;
    QRectF icon;                ///< of an actor
    qreal top = 0, bottom = 0;  ///< of the lifeline
    bool destroyed = false;     ///< a cross at the bottom
};

struct PlacedBox {
    QRectF box;  ///< null for a box without participants
    PlacedText title;
};

struct PlacedActivation {
    int participant = 0;
    QRectF bar;
};

/// A message or a note, in the order of Diagram::items().
struct PlacedItem {
    std::size_t step = 0;  ///< into Diagram::steps
    QRectF row;            ///< over the whole width
    PlacedText label;
    std::vector<QPointF> path{};  ///< of a message, from its sender to its receiver
    QPointF disc{};               ///< where a message's number stands, on its sender's lifeline
    QRectF note{};                ///< of a note
    bool isNote() const { return path.empty(); }
};

struct PlacedParting {
    qreal y = 0;
    PlacedText label;
};

struct PlacedFragment {
    FragmentKind kind = FragmentKind::loop;
    QRectF box, tab;
    PlacedText label;
    QString colour{};
    std::vector<PlacedParting> partings{};
};

struct DiagramLayout {
    QSizeF size;
    qreal headHeight = 0;  ///< of what stays in view while the rest scrolls
    PlacedText title;
    std::vector<PlacedParticipant> participants;
    std::vector<PlacedBox> boxes;
    std::vector<PlacedItem> items;
    std::vector<PlacedActivation> activations;
    std::vector<PlacedFragment> fragments;

    /// The item in whose row `y` lies, or -1.
    int itemAt(qreal y) const;
    /// The items whose rows meet [top, bottom): first and one past the last.
    std::pair<std::size_t, std::size_t> itemsWithin(qreal top, qreal bottom) const;
    /// The participant whose head or lifeline is at a point, or -1.
    int participantAt(QPointF at) const;
};

DiagramLayout layoutOf(const Diagram& diagram, const TextMeasure& measure,
                       const LayoutOptions& options);

}  // namespace rollscope::ui
