#include "ui/diagram/rows.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace rollscope::ui {

namespace {

constexpr qreal labelGap = 12, loopWidth = 26, loopHeight = 9, noteReach = 36, noteMost = 240;
constexpr qreal frameInset = 8, frameHead = 22, bar = 4, barStep = 3;

class Rows {
public:
    Rows(const Diagram& diagram, const TextMeasure& measure, const LayoutOptions& options,
         DiagramLayout& layout)
        : m_diagram(diagram),
          m_measure(measure),
          m_options(options),
          m_layout(layout),
          m_y(layout.headHeight + 4),
          m_active(diagram.participants.size()) {
        for (const PlacedBox& box : layout.boxes) {
            if (!box.box.isNull()) m_edges.insert(m_edges.end(), {box.box.left(), box.box.right()});
        }
        if (!layout.participants.empty()) {
            m_extent = QRectF(QPointF(layout.participants.front().head.left(), m_y),
                              QPointF(layout.participants.back().head.right(), m_y));
        }
    }

    QRectF place() {
        for (std::size_t i = 0; i < m_diagram.steps.size(); ++i) {
            m_step = i;
            std::visit([this](const auto& content) { put(content); }, m_diagram.steps[i].content);
        }
        finish();
        return m_extent;
    }

private:
    struct Frame {
        PlacedFragment placed;
        QRectF inside;
        qreal top = 0;
    };

    PlacedParticipant& participant(int index) {
        return m_layout.participants[static_cast<std::size_t>(index)];
    }
    std::vector<qreal>& active(int index) { return m_active[static_cast<std::size_t>(index)]; }

    /// Bars within bars stand to the right, but never far from their lifeline.
    static qreal shiftOf(std::size_t depth) {
        return barStep * static_cast<qreal>(std::min<std::size_t>(depth, 3) - 1);
    }

    /// The x of an arrow's end at a lifeline, or at the side of its bar.
    qreal endX(int index, bool towardsRight, std::size_t depth) {
        const qreal x = participant(index).x;
        if (depth == 0) return x;
        return towardsRight ? x + bar + shiftOf(depth) : x - bar;
    }

    void take(const QRectF& box) {
        m_extent |= box;
        if (!m_frames.empty()) {
            QRectF& inside = m_frames.back().inside;
            inside = inside.isNull() ? box : inside.united(box);
        }
    }

    void addRow(PlacedItem item, qreal height) {
        item.step = m_step;
        item.row = QRectF(0, m_y, 1, height);
        take(item.label.box);
        if (item.isNote()) take(item.note);
        for (const QPointF& point : item.path) {
            take(QRectF(point - QPointF(discRadius, discRadius),
                        QSizeF(2 * discRadius, 2 * discRadius)));
        }
        m_layout.items.push_back(std::move(item));
        m_y += height;
    }

    void put(const Message& message) {
        const bool self = message.from == message.to;
        const bool rightwards = participant(message.to).x > participant(message.from).x;
        const std::size_t senders = active(message.from).size();
        const std::size_t receivers = active(message.to).size() + (message.activate ? 1 : 0);
        PlacedItem item;
        if (self) {
            const qreal x = endX(message.from, true, senders);
            // the loop comes back to the number's disc
            const qreal tip = endX(message.to, true, receivers);
            const qreal out = std::max(x, tip) + loopWidth;
            const qreal back =
                message.number ? std::max(tip, participant(message.to).x + discRadius + 2) : tip;
            item.path = {{x, 0}, {out, 0}, {out, loopHeight}, {back, loopHeight}};
        } else {
            item.path = {{endX(message.from, rightwards, senders), 0},
                         {endX(message.to, !rightwards, receivers), 0}};
        }
        const qreal height = placeLabel(message, self, item);
        const qreal y = item.path.front().y();
        item.disc = {participant(message.from).x, self ? y + loopHeight / 2 : y};
        for (const int one : {message.from, message.to}) {
            // a lost message has a cross of its own
            const qreal below = message.head == ArrowHead::cross ? 12 : 0;
            if (m_ending.erase(one) > 0) participant(one).bottom = item.path.back().y() + below;
        }
        if (message.activate) active(message.to).push_back(item.path.back().y());
        if (message.deactivate) endActivity(message.from, y);
        addRow(std::move(item), height);
    }

    int crossings(qreal left, qreal right) const {
        return static_cast<int>(std::count_if(m_edges.begin(), m_edges.end(), [&](qreal edge) {
            return edge > left - 2 && edge < right + 2;
        }));
    }

    static void moveDown(PlacedItem& item, qreal by) {
        for (QPointF& point : item.path) point.ry() += by;
    }

    /// Above the arrow if it fits between its ends, else beside it; the row's height.
    qreal placeLabel(const Message& message, bool self, PlacedItem& item) {
        const auto [least, most] =
            std::minmax_element(item.path.begin(), item.path.end(),
                                [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
        const qreal left = least->x(), right = most->x();
        // the label stands between the number's disc and the arrow's head
        const qreal atSender = message.number ? discRadius + 2 : 3.0;
        const bool fromLeft = item.path.front().x() <= item.path.back().x();
        const qreal clearLeft = left + (fromLeft ? atSender : 3.0);
        const qreal clearRight = right - (fromLeft ? 3.0 : atSender);
        const qreal between = clearRight - clearLeft;
        item.label = wrapped(message.text, m_measure, 0);
        const QSizeF size = item.label.box.size();
        const qreal row = m_options.rowHeight;
        // over one column only with room to spare: beside it, no number crowds the words
        const bool near = std::abs(message.from - message.to) == 1;
        if (!self && size.width() + (near ? 24 : 0) <= between)
            return above(item, clearLeft, clearRight);
        const bool far = std::abs(message.from - message.to) > 1;
        const qreal edgeRight = m_layout.size.width() - 4, edgeLeft = m_options.gutter + 2;
        // an active sender's arrow starts beside its lifeline, where the disc stands
        const qreal sender = participant(message.from).x;
        const qreal fromRight = std::max(right, sender) + (self ? 6 : labelGap);
        const qreal toLeft = std::min(left, sender) - labelGap;
        const bool fitsRight = fromRight + size.width() <= edgeRight;
        const bool fitsLeft = toLeft - size.width() >= edgeLeft;
        if (far || !(fitsRight || fitsLeft)) {
            if (!self) {
                item.label = wrapped(message.text, m_measure, std::max(between, 200.0));
                return above(item, clearLeft, clearRight);
            }
            // a loop at the edge: the side with more room takes it in lines
            const qreal room = std::max({edgeRight - fromRight, toLeft - edgeLeft, 80.0});
            item.label = wrapped(message.text, m_measure, room);
        }
        const qreal width = item.label.box.width();
        bool toRight = edgeRight - fromRight >= toLeft - edgeLeft;
        if (fitsRight && fitsLeft) {
            toRight = crossings(fromRight, fromRight + width) <= crossings(toLeft - width, toLeft);
        } else if (fitsRight || fitsLeft) {
            toRight = fitsRight;
        }
        const qreal height = std::max(row, item.label.box.height() + 6);
        const qreal middle = m_y + height / 2;
        item.label.moveTo(
            {toRight ? fromRight : toLeft - width, middle - item.label.box.height() / 2});
        item.label.align = toRight ? Qt::AlignLeft : Qt::AlignRight;
        moveDown(item, self ? middle - loopHeight / 2 : middle);
        return height;
    }

    qreal above(PlacedItem& item, qreal left, qreal right) {
        const QSizeF size = item.label.box.size();
        // a label wider than its arrow stands clear of the number's disc
        const bool wide = size.width() > right - left;
        const qreal y = m_y + std::max(size.height() + (wide ? discRadius + 1.5 : 2), 11.0);
        item.label.moveTo({(left + right - size.width()) / 2, m_y + 1});
        item.label.align = Qt::AlignHCenter;
        moveDown(item, y);
        return std::max(m_options.rowHeight, y - m_y + discRadius);
    }

    void put(const Note& note) {
        const auto [low, high] = std::minmax(participant(note.first).x, participant(note.last).x);
        PlacedItem item;
        const bool over = note.place == NotePlace::over;
        const qreal span = over ? std::max(high - low + 2 * noteReach, noteMost) : noteMost;
        item.label = wrapped(note.text, m_measure, span - 16);
        const QSizeF size = item.label.box.size();
        qreal width = std::max(size.width() + 16, 40.0);
        qreal left = low - width / 2;
        if (over && low != high) {
            width = std::max(width, high - low + 2 * noteReach);
            left = (low + high - width) / 2;
        } else if (over) {
            width = std::max(width, 2 * noteReach);
            left = low - width / 2;
        } else {
            left = note.place == NotePlace::leftOf ? low - 8 - width : high + 8;
        }
        const qreal height = std::max(m_options.rowHeight, size.height() + 9);
        item.note = QRectF(left, m_y + 2, width, height - 4);
        item.label.moveTo(
            {left + (width - size.width()) / 2, item.note.center().y() - size.height() / 2});
        item.label.align = Qt::AlignHCenter;
        addRow(std::move(item), height);
    }

    void endActivity(int index, qreal y) {
        auto& open = active(index);
        if (open.empty()) return;
        const qreal left = participant(index).x - bar + shiftOf(open.size());
        m_layout.activations.push_back(
            {index, QRectF(left, open.back(), 2 * bar, std::max(y - open.back(), 2.0))});
        open.pop_back();
    }

    void put(const Activation& activation) {
        if (activation.active) return active(activation.participant).push_back(m_y);
        endActivity(activation.participant, m_y);
    }

    void put(const Lifetime& life) {
        PlacedParticipant& one = participant(life.participant);
        if (life.created) {
            one.top = m_y;
        } else if (!one.destroyed) {
            one.destroyed = true;
            one.bottom = m_y;
            // the message that ends it is still to come
            m_ending.insert(life.participant);
        }
    }

    void put(const FragmentBegin& begin) {
        Frame frame;
        frame.top = m_y + 2;
        frame.placed.kind = begin.kind;
        frame.placed.colour = begin.colour;
        if (begin.kind == FragmentKind::rect) {
            m_y += 4;
        } else {
            frame.placed.label = wrapped(begin.label, m_measure, 300);
            m_y += std::max(frameHead, frame.placed.label.box.height() + 8) + 2;
        }
        m_frames.push_back(std::move(frame));
    }

    void put(const FragmentElse& part) {
        PlacedParting parting{m_y + 2, wrapped(part.label, m_measure, 300)};
        m_y += std::max(18.0, parting.label.box.height() + 6) + 2;
        m_frames.back().placed.partings.push_back(std::move(parting));
    }

    void put(const FragmentEnd&) {
        Frame frame = std::move(m_frames.back());
        m_frames.pop_back();
        PlacedFragment& placed = frame.placed;
        QRectF inside = frame.inside;
        if (inside.isNull()) inside = QRectF(m_extent.left(), m_y, m_extent.width(), 1);
        placed.box = QRectF(QPointF(inside.left() - frameInset, frame.top),
                            QPointF(inside.right() + frameInset, m_y + 2));
        if (placed.kind != FragmentKind::rect) {
            const QString word = keywordOf(placed.kind);
            placed.tab = QRectF(placed.box.topLeft(),
                                QSizeF(m_measure.width(word, true) + 14, frameHead - 6));
            placed.label.moveTo({placed.tab.right() + 8, frame.top + 3});
            qreal right = placed.label.box.right();
            for (PlacedParting& parting : placed.partings) {
                parting.label.moveTo({placed.box.left() + 8, parting.y + 3});
                right = std::max(right, parting.label.box.right());
            }
            placed.box.setRight(std::max(placed.box.right(), right + frameInset));
        }
        m_y += 6;
        take(placed.box);
        m_layout.fragments.push_back(std::move(placed));
    }

    void put(const Numbering&) {}

    void finish() {
        m_y += 6;
        for (std::size_t i = 0; i < m_layout.participants.size(); ++i) {
            while (!m_active[i].empty()) endActivity(static_cast<int>(i), m_y);
            PlacedParticipant& one = m_layout.participants[i];
            one.bottom = one.destroyed ? std::min(one.bottom, m_y) : m_y;
        }
        for (PlacedBox& box : m_layout.boxes) {
            if (!box.box.isNull()) box.box.setBottom(m_y + 4);
        }
        m_layout.size.setHeight(m_y + 8);
    }

    const Diagram& m_diagram;
    const TextMeasure& m_measure;
    const LayoutOptions& m_options;
    DiagramLayout& m_layout;
    qreal m_y;
    std::size_t m_step = 0;
    std::vector<std::vector<qreal>> m_active;  ///< where each open activity began
    std::vector<qreal> m_edges;                ///< of boxes, which labels should not cross
    std::unordered_set<int> m_ending;
    std::vector<Frame> m_frames;
    QRectF m_extent;
};

}  // namespace

QRectF placeRows(const Diagram& diagram, const TextMeasure& measure, const LayoutOptions& options,
                 DiagramLayout& layout) {
    return Rows(diagram, measure, options, layout).place();
}

}  // namespace rollscope::ui
