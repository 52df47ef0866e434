#include "ui/diagram/columns.h"

#include <QStringList>
#include <algorithm>
#include <cmath>

namespace rollscope::ui {

namespace {

constexpr qreal headGap = 3, headPadding = 4, headLeast = 68, headMost = 180, headHeight = 32;
constexpr qreal boxGap = 8, boxPadding = 4, titleRow = 22, margin = 8;
constexpr qreal labelRoom = 34, labelLiked = 190;

/// The narrowest of a few widths in which a name has at most two lines and its words are whole.
qreal nameWidth(const RichText& name, const TextMeasure& measure) {
    qreal longest = 0;
    for (const RichLine& line : name.lines) {
        for (const Span& span : line) {
            for (const QString& word : span.text.split(QLatin1Char(' '))) {
                longest = std::max(longest, measure.width(word, span.bold));
            }
        }
    }
    for (const qreal width : {60.0, 64.0, 72.0, 80.0, 96.0, 112.0, 140.0}) {
        if (longest <= width && wrapped(name, measure, width).lines.size() <= 2) return width;
    }
    return headMost;
}

bool hasTitleRow(const Diagram& diagram) {
    const auto& all = diagram.participants;
    return !diagram.boxes.empty() ||
           std::any_of(all.begin(), all.end(), [](const Participant& one) { return one.actor; });
}

void placeHead(const Participant& one, const TextMeasure& measure, qreal top, qreal width,
               PlacedParticipant& placed) {
    placed.name = wrapped(one.name, measure, width - 2 * headPadding);
    placed.name.align = Qt::AlignHCenter;
    placed.head = QRectF(placed.x - width / 2, top, width, headHeight);
}

}  // namespace

Pitch pitchOf(const Diagram& diagram, const TextMeasure& measure) {
    Pitch result{headLeast + headGap, headLeast + headGap};
    for (const Participant& one : diagram.participants) {
        result.least =
            std::max(result.least, nameWidth(one.name, measure) + 2 * headPadding + headGap);
    }
    result.liked = result.least;
    for (const Step& step : diagram.steps) {
        const auto* message = std::get_if<Message>(&step.content);
        if (message == nullptr || std::abs(message->from - message->to) != 1) continue;
        const qreal width = wrapped(message->text, measure, 0).box.width() + labelRoom;
        result.liked = std::max(result.liked, std::min(width, labelLiked));
    }
    return result;
}

qreal fixedWidth(const Diagram& diagram, const LayoutOptions& options) {
    qreal result = options.gutter + margin;
    int box = -1;
    for (const Participant& one : diagram.participants) {
        if (one.box != box) result += boxGap;
        box = one.box;
    }
    return box >= 0 ? result + boxGap : result;
}

void placeColumns(const Diagram& diagram, const TextMeasure& measure, const LayoutOptions& options,
                  qreal pitch, DiagramLayout& layout) {
    const qreal width = pitch - headGap;
    qreal top = 6;
    if (options.title && !diagram.title.empty()) {
        layout.title = wrapped(diagram.title, measure, 0);
        layout.title.moveTo({options.gutter, top});
        top += layout.title.box.height() + 8;
    }
    const qreal boxTop = top;
    if (hasTitleRow(diagram)) top += titleRow;
    qreal x = options.gutter, tallest = headHeight;
    int box = -1;
    layout.participants.resize(diagram.participants.size());
    layout.boxes.assign(diagram.boxes.size(), {});
    for (std::size_t i = 0; i < diagram.participants.size(); ++i) {
        const Participant& one = diagram.participants[i];
        if (one.box != box) x += boxGap;
        box = one.box;
        PlacedParticipant& placed = layout.participants[i];
        placed.x = x + pitch / 2;
        placeHead(one, measure, top, width, placed);
        const qreal extra = one.actor ? 16 : 0;
        tallest = std::max(tallest, placed.name.box.height() + extra + 6);
        if (box >= 0) {
            QRectF& sides = layout.boxes[static_cast<std::size_t>(box)].box;
            const QRectF around = placed.head.adjusted(-boxPadding, 0, boxPadding, 0);
            sides = sides.isNull() ? around : sides.united(around);
            sides.setTop(boxTop);
        }
        x += pitch;
    }
    if (box >= 0) x += boxGap;
    for (std::size_t i = 0; i < layout.participants.size(); ++i) {
        PlacedParticipant& placed = layout.participants[i];
        placed.head.setHeight(tallest);
        placed.top = placed.head.bottom();
        const QSizeF size = placed.name.box.size();
        qreal nameTop = placed.head.center().y() - size.height() / 2;
        if (diagram.participants[i].actor) {
            // one line stands above the head where boxes have their titles
            const bool above = placed.name.lines.size() == 1 && diagram.participants[i].box < 0;
            const qreal both = size.height() + 15;
            const qreal first = placed.head.center().y() - (above ? 15 : both) / 2;
            placed.icon = QRectF(placed.x - 7.5, first, 15, 15);
            nameTop = above ? placed.head.top() - 4 - size.height() : first + 15;
        }
        placed.name.moveTo({placed.x - size.width() / 2, nameTop});
    }
    for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
        PlacedBox& placed = layout.boxes[i];
        if (placed.box.isNull()) continue;
        placed.title = wrapped(diagram.boxes[i].title, measure, 0);
        placed.title.moveTo(
            {placed.box.left() + 20, boxTop + (titleRow - measure.lineHeight()) / 2});
    }
    layout.headHeight = top + tallest + 6;
    layout.size.setWidth(x + margin);
}

}  // namespace rollscope::ui
