#include "ui/diagram/layout.h"

#include <algorithm>

#include "ui/diagram/columns.h"
#include "ui/diagram/rows.h"

namespace rollscope::ui {

namespace {

constexpr qreal pitchMost = 300;

/// Moves all to the right: something stood left of the edge.
void shift(DiagramLayout& layout, qreal by) {
    layout.title.box.translate(by, 0);
    for (PlacedParticipant& one : layout.participants) {
        one.x += by;
        for (QRectF* box : {&one.head, &one.name.box, &one.icon}) box->translate(by, 0);
    }
    for (PlacedBox& one : layout.boxes) {
        one.box.translate(by, 0);
        one.title.box.translate(by, 0);
    }
    for (PlacedItem& item : layout.items) {
        item.label.box.translate(by, 0);
        item.note.translate(by, 0);
        item.disc.rx() += by;
        for (QPointF& point : item.path) point.rx() += by;
    }
    for (PlacedActivation& one : layout.activations) one.bar.translate(by, 0);
    for (PlacedFragment& one : layout.fragments) {
        for (QRectF* box : {&one.box, &one.tab, &one.label.box}) box->translate(by, 0);
        for (PlacedParting& parting : one.partings) parting.label.box.translate(by, 0);
    }
}

DiagramLayout placed(const Diagram& diagram, const TextMeasure& measure,
                     const LayoutOptions& options, qreal pitch) {
    DiagramLayout layout;
    placeColumns(diagram, measure, options, pitch, layout);
    const QRectF extent = placeRows(diagram, measure, options, layout);
    const qreal left = std::min(extent.left(), options.gutter);
    if (left < options.gutter) shift(layout, options.gutter - left);
    const qreal right = std::max({extent.right() + 8, layout.size.width(),
                                  layout.title.box.right() + 8 - (options.gutter - left)});
    layout.size.setWidth(right + options.gutter - left);
    for (PlacedItem& item : layout.items) item.row.setWidth(layout.size.width());
    return layout;
}

}  // namespace

DiagramLayout layoutOf(const Diagram& diagram, const TextMeasure& measure,
                       const LayoutOptions& options) {
    const Pitch pitch = pitchOf(diagram, measure);
    const auto count = static_cast<qreal>(std::max<std::size_t>(diagram.participants.size(), 1));
    if (options.width <= 0) return placed(diagram, measure, options, pitch.liked);
    qreal room = options.width - fixedWidth(diagram, options);
    DiagramLayout layout;
    // notes and labels may stand beyond the columns, which then give way
    for (int tries = 0; tries < 3; ++tries) {
        const qreal wanted =
            std::clamp(room / count, pitch.least, std::max(pitchMost, pitch.least));
        layout = placed(diagram, measure, options, wanted);
        const qreal beyond = layout.size.width() - options.width;
        if (beyond <= 0.5 || wanted <= pitch.least) break;
        room -= beyond;
    }
    return layout;
}

int DiagramLayout::itemAt(qreal y) const {
    const auto [first, last] = itemsWithin(y, y);
    return first < last ? static_cast<int>(first) : -1;
}

std::pair<std::size_t, std::size_t> DiagramLayout::itemsWithin(qreal top, qreal bottom) const {
    const auto first = std::partition_point(
        items.begin(), items.end(), [&](const PlacedItem& i) { return i.row.bottom() <= top; });
    const auto last = std::partition_point(
        first, items.end(), [&](const PlacedItem& i) { return i.row.top() <= bottom; });
    return {static_cast<std::size_t>(first - items.begin()),
            static_cast<std::size_t>(last - items.begin())};
}

int DiagramLayout::participantAt(QPointF at) const {
    for (std::size_t i = 0; i < participants.size(); ++i) {
        const PlacedParticipant& one = participants[i];
        const bool onLine =
            std::abs(at.x() - one.x) <= 4 && at.y() >= one.top && at.y() <= one.bottom;
        if (onLine || one.head.contains(at) || one.name.box.contains(at)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

}  // namespace rollscope::ui
