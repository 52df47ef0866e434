// One row of a diagram: a message or a note in its state.
#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/widgets/diagram_inks.h"

namespace rollscope::ui {

namespace {

constexpr qreal evidenceGap = 10, evidenceLeast = 36;

const Message* messageOf(const DiagramScene& scene, std::size_t item) {
    return std::get_if<Message>(&scene.diagram.steps[scene.layout.items[item].step].content);
}

/// How an arrow or note is drawn in its state.
struct Look {
    QColor ink, text, disc, number;
    qreal width = 1.75;
    bool dashed = false, hollow = false, bold = false;
};

Look lookOf(const DiagramScene& scene, std::size_t item, StepState state) {
    const auto ink = [&](Token token) { return color(token, scene.dark); };
    const Message* message = messageOf(scene, item);
    Tone tone = Tone::ink2;
    if (message != nullptr) {
        tone = scene.toneOf(message->to);
        if (tone == Tone::ink2) tone = scene.toneOf(message->from);
        // what a person does for themself belongs to no layer
        if (message->from == message->to) tone = scene.toneOf(message->to);
    }
    const QColor own = inksOf(tone, scene.dark).text;
    Look look{own, ink(Token::ink), own, ink(Token::bg1)};
    switch (state) {
        case StepState::plain:
        case StepState::lit: break;
        case StepState::revealed:
            look.hollow = true;
            look.number = own;
            break;
        case StepState::ahead:
            look = {ink(Token::ctl),
                    ink(Token::ink3),
                    ink(Token::ctl),
                    ink(Token::ink3),
                    1.25,
                    true,
                    true};
            break;
        case StepState::current:
            look = {ink(Token::ink), ink(Token::ink), ink(Token::ink), ink(Token::bg1), 2.25};
            look.bold = true;
            break;
        case StepState::waiting:
            look = {
                ink(Token::am), ink(Token::ink), ink(Token::am), ink(Token::am), 1.75, true, true};
            break;
        case StepState::failed:
            look = {ink(Token::rd), ink(Token::ink), ink(Token::rd), ink(Token::bg1)};
            break;
    }
    return look;
}

/// A head whose tip is at `tip`, coming from the direction of `from`.
void paintHead(QPainter& painter, QPointF from, QPointF tip, ArrowHead head, const Look& look) {
    const qreal way = tip.x() >= from.x() ? -1 : 1;
    const QPointF up = tip + QPointF(way * 8, -3.75), down = tip + QPointF(way * 8, 3.75);
    QPen pen = diagramPen(look.ink, std::min(look.width, 1.75));
    painter.setPen(pen);
    if (head == ArrowHead::filled) {
        painter.setBrush(look.hollow && look.dashed ? QBrush(Qt::NoBrush) : QBrush(look.ink));
        const QPointF corners[] = {up, tip, down};
        painter.drawPolygon(corners, 3);
    } else if (head == ArrowHead::open) {
        const QPointF line[] = {up, tip, down};
        painter.drawPolyline(line, 3);
    } else if (head == ArrowHead::cross) {
        const QPointF centre = tip + QPointF(way * 5, 0);
        painter.drawLine(centre + QPointF(-4, -4), centre + QPointF(4, 4));
        painter.drawLine(centre + QPointF(-4, 4), centre + QPointF(4, -4));
    }
}

void paintNumber(QPainter& painter, QPointF centre, const QString& number, const Look& look,
                 const QColor& ground) {
    painter.setPen(diagramPen(look.disc, look.hollow ? 1.25 : 1, look.dashed));
    painter.setBrush(look.hollow ? ground : look.disc);
    qreal radius = discRadius;
    QFont font = diagramFont(true);
    font.setPixelSize(10);
    const qreal width = QFontMetricsF(font).horizontalAdvance(number);
    radius = std::max(radius, width / 2 + 1.5);
    const QRectF box(centre.x() - radius, centre.y() - discRadius, 2 * radius, 2 * discRadius);
    painter.drawRoundedRect(box, discRadius, discRadius);
    painter.setFont(font);
    painter.setPen(look.number);
    const QFontMetricsF metrics(font);
    painter.drawText(QPointF(centre.x() - width / 2, centre.y() + metrics.capHeight() / 2), number);
}

void paintMessage(QPainter& painter, const DiagramScene& scene, std::size_t item,
                  const Message& message, StepState state) {
    const PlacedItem& placed = scene.layout.items[item];
    const Look look = lookOf(scene, item, state);
    const bool dashed = look.dashed || message.dashed;
    QPen pen = diagramPen(look.ink, look.width);
    if (dashed) {
        // the notation's dashes are longer than those of what is still to come
        const QList<qreal> pattern = look.dashed ? QList<qreal>{3 / look.width, 2 / look.width}
                                                 : QList<qreal>{6 / look.width, 3.5 / look.width};
        pen.setDashPattern(pattern);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    std::vector<QPointF> path = placed.path;
    // a filled head covers the line's end, which would else show beside its tip
    if (message.head == ArrowHead::filled) {
        path.back().rx() += path.back().x() >= path[path.size() - 2].x() ? -5 : 5;
    }
    painter.drawPolyline(path.data(), static_cast<int>(path.size()));
    const QPointF end = placed.path.back(), start = placed.path.front();
    const bool failed = state == StepState::failed;
    paintHead(painter, placed.path[placed.path.size() - 2], end,
              failed ? ArrowHead::cross : message.head, look);
    if (message.bothWays) {
        const qreal clear = message.number ? discRadius + 1 : 0;
        const QPointF tip = start + QPointF(placed.path[1].x() >= start.x() ? clear : -clear, 0);
        paintHead(painter, placed.path[1], tip, ArrowHead::filled, look);
    }
    if (message.number) {
        paintNumber(painter, placed.disc, QString::number(*message.number), look,
                    color(Token::bg0, scene.dark));
    }
    paintPlacedText(painter, placed.label, look.text, look.bold);
}

void paintNote(QPainter& painter, const DiagramScene& scene, std::size_t item, StepState state) {
    const PlacedItem& placed = scene.layout.items[item];
    const Look look = lookOf(scene, item, state);
    QColor border = color(Token::ctl, scene.dark);
    QColor fill = color(Token::bg1, scene.dark);
    if (state == StepState::lit || state == StepState::revealed) {
        border = color(Token::ink2, scene.dark);
        fill = color(Token::bg2, scene.dark);
    }
    if (state == StepState::current || state == StepState::waiting || state == StepState::failed) {
        border = look.ink;
    }
    painter.setPen(diagramPen(border, state == StepState::current ? 1.75 : 1, look.dashed));
    painter.setBrush(fill);
    painter.drawRect(placed.note);
    PlacedText label = placed.label;
    if (const RowTexts texts = rowTexts(scene, item); texts.inNote) {
        label.box.moveLeft(texts.evidence.left() - evidenceGap - label.box.width());
    }
    paintPlacedText(painter, label, look.text, look.bold);
}

void paintInState(QPainter& painter, const DiagramScene& scene, std::size_t item, StepState state) {
    if (const Message* message = messageOf(scene, item)) {
        paintMessage(painter, scene, item, *message, state);
    } else {
        paintNote(painter, scene, item, state);
    }
}

/// An arrow that lights runs from its sender to its receiver; anything else comes up.
void paintLighting(QPainter& painter, const DiagramScene& scene, std::size_t item, qreal done) {
    const PlacedItem& placed = scene.layout.items[item];
    paintInState(painter, scene, item, StepState::ahead);
    painter.save();
    const bool runs =
        placed.path.size() == 2 && std::abs(placed.path[0].x() - placed.path[1].x()) > 1;
    if (runs) {
        const qreal start = placed.path[0].x(), end = placed.path[1].x();
        const qreal way = end > start ? 1 : -1;
        const qreal from = start - way * discRadius * 2;
        const qreal to = start + (end - start) * done + way * 2;
        const QRectF box = placed.row.united(placed.label.box);
        painter.setClipRect(QRectF(QPointF(std::min(from, to), box.top()),
                                   QPointF(std::max(from, to), box.bottom())),
                            Qt::IntersectClip);
    } else {
        painter.setOpacity(done);
    }
    paintInState(painter, scene, item, scene.mark(item).state);
    painter.restore();
}

}  // namespace

QString wordOf(StepState state) {
    switch (state) {
        case StepState::plain: return {};
        case StepState::ahead: return QCoreApplication::translate("diagram", "not yet");
        case StepState::current: return QCoreApplication::translate("diagram", "next");
        case StepState::waiting: return QCoreApplication::translate("diagram", "waiting");
        case StepState::lit: return QCoreApplication::translate("diagram", "lit");
        case StepState::revealed:
            return QCoreApplication::translate("diagram", "shown from its transaction's record");
        case StepState::failed: return QCoreApplication::translate("diagram", "failed");
    }
    return {};
}

RowTexts rowTexts(const DiagramScene& scene, std::size_t item) {
    const PlacedItem& placed = scene.layout.items[item];
    RowTexts result;
    result.label = placed.isNote() ? placed.note : placed.label.box;
    const QString& evidence = scene.mark(item).evidence;
    if (evidence.isEmpty()) return result;
    const QFontMetricsF metrics(diagramFont(false));
    const qreal width = metrics.horizontalAdvance(evidence) + 2;
    const qreal both = placed.label.box.width() + evidenceGap + width;
    if (placed.isNote() && placed.label.lines.size() == 1 && both + 12 <= placed.note.width()) {
        const QPointF middle = placed.note.center();
        result.inNote = true;
        result.evidenceText = evidence;
        result.evidence = QRectF(middle.x() + both / 2 - width, middle.y() - 6.5, width, 13);
        return result;
    }
    // right of everything in its row, else left of it
    qreal left = result.label.isNull() ? scene.layout.size.width() : result.label.left();
    qreal right = result.label.right(), y = result.label.center().y();
    for (const QPointF& point : placed.path) {
        left = std::min(left, point.x() - discRadius);
        right = std::max(right, point.x() + discRadius);
    }
    if (!placed.isNote()) y = placed.path.front().y();
    const qreal roomRight = scene.layout.size.width() - 6 - right - evidenceGap;
    const qreal roomLeft = left - evidenceGap - 54;
    const bool toRight = roomRight >= std::min(width, roomLeft);
    const qreal room = toRight ? roomRight : roomLeft;
    if (room < evidenceLeast) return result;
    const qreal used = std::min(width, room);
    result.evidence =
        QRectF(toRight ? right + evidenceGap : left - evidenceGap - used, y - 6.5, used, 13);
    result.evidenceText = metrics.elidedText(evidence, Qt::ElideMiddle, used);
    return result;
}

void paintRowGround(QPainter& painter, const DiagramScene& scene, std::size_t item) {
    const QRectF row = scene.layout.items[item].row;
    const ItemMark& mark = scene.mark(item);
    const auto ink = [&](Token token) { return color(token, scene.dark); };
    const bool selected = static_cast<int>(item) == scene.selected;
    const QRectF inner = row.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    if (mark.state == StepState::current) {
        painter.fillRect(row, ink(Token::bg3));
    } else if (mark.state == StepState::waiting) {
        painter.fillRect(row, ink(Token::amt));
    } else if (mark.state == StepState::failed) {
        painter.fillRect(row, ink(Token::rdt));
    } else if (selected || static_cast<int>(item) == scene.hovered) {
        QColor veil = ink(Token::ink);
        veil.setAlphaF(selected ? 0.11F : 0.05F);
        painter.fillRect(row, veil);
    }
    painter.setBrush(Qt::NoBrush);
    if (mark.state == StepState::current || (selected && scene.focused)) {
        painter.setPen(diagramPen(ink(Token::ink), 1));
        painter.drawRect(inner);
    }
    if (selected) painter.fillRect(QRectF(row.topLeft(), QSizeF(2, row.height())), ink(Token::ink));
    // the gutter: what holds here, in a word
    const qreal y = row.center().y();
    if (mark.breakpoint) {
        paintOctagon(painter, {12, y}, ink(Token::ink), true);
    } else if (static_cast<int>(item) == scene.hovered) {
        paintOctagon(painter, {12, y}, ink(Token::ink3), false);
    }
    const qreal x = mark.breakpoint ? 21 : 8;
    if (mark.state == StepState::current) {
        paintWord(painter, {x, y - 6.5}, wordOf(mark.state), ink(Token::ink), true);
    } else if (mark.state == StepState::failed) {
        paintWord(painter, {x, y - 6.5}, wordOf(mark.state), ink(Token::rd), true);
    } else if (mark.state == StepState::waiting) {
        paintClock(painter, {x + 5, y}, ink(Token::am));
        if (!mark.breakpoint) {
            paintWord(painter, {x + 13, y - 6.5}, wordOf(mark.state), ink(Token::am), true);
        }
    } else if (mark.breakpoint) {
        paintWord(painter, {x, y - 6.5}, QCoreApplication::translate("diagram", "break"),
                  ink(Token::ink));
    }
}

void paintItem(QPainter& painter, const DiagramScene& scene, std::size_t item) {
    const auto lighting = scene.lighting.find(static_cast<int>(item));
    if (lighting == scene.lighting.end()) {
        paintInState(painter, scene, item, scene.mark(item).state);
    } else {
        paintLighting(painter, scene, item, lighting->second);
    }
    const RowTexts texts = rowTexts(scene, item);
    if (!texts.evidenceText.isEmpty()) {
        const StepState state = scene.mark(item).state;
        const Token token = state == StepState::waiting  ? Token::am
                            : state == StepState::failed ? Token::rd
                                                         : Token::ink3;
        paintWord(painter, texts.evidence.topLeft(), texts.evidenceText, color(token, scene.dark));
    }
}

}  // namespace rollscope::ui
