#include "ui/widgets/diagram_painter.h"

#include <QPainterPath>
#include <algorithm>

#include "ui/diagram/colour.h"
#include "ui/widgets/diagram_inks.h"

namespace rollscope::ui {

namespace {

/// A vertical line from `top` to `bottom` that leaves out what stands over it.
void paintUpright(QPainter& painter, qreal x, qreal top, qreal bottom,
                  const std::vector<QRectF>& over) {
    for (const QRectF& one : over) {
        if (one.left() - 2 > x || one.right() + 2 < x || one.bottom() <= top) continue;
        if (one.top() >= bottom) break;
        if (one.top() > top) painter.drawLine(QPointF(x, top), QPointF(x, one.top()));
        top = std::max(top, one.bottom());
    }
    if (top < bottom) painter.drawLine(QPointF(x, top), QPointF(x, bottom));
}

void paintBoxes(QPainter& painter, const DiagramScene& scene, const std::vector<QRectF>& over,
                const QRectF& visible) {
    for (std::size_t i = 0; i < scene.layout.boxes.size(); ++i) {
        const QRectF box = scene.layout.boxes[i].box;
        if (box.isNull() || !box.intersects(visible)) continue;
        const Inks inks = inksOf(scene.diagram.boxes[i], scene.dark);
        painter.setPen(Qt::NoPen);
        painter.setBrush(inks.tint);
        painter.drawRoundedRect(box, metric::radius, metric::radius);
        const QRectF edge = box.adjusted(0.5, 0.5, -0.5, -0.5);
        constexpr qreal r = metric::radius;
        painter.setPen(diagramPen(inks.border, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawLine(QPointF(edge.left() + r, edge.top()),
                         QPointF(edge.right() - r, edge.top()));
        painter.drawLine(QPointF(edge.left() + r, edge.bottom()),
                         QPointF(edge.right() - r, edge.bottom()));
        const QSizeF corner(2 * r, 2 * r);
        painter.drawArc(QRectF(edge.topLeft(), corner), 90 * 16, 90 * 16);
        painter.drawArc(QRectF(edge.topRight() - QPointF(2 * r, 0), corner), 0, 90 * 16);
        painter.drawArc(QRectF(edge.bottomLeft() - QPointF(0, 2 * r), corner), 180 * 16, 90 * 16);
        painter.drawArc(QRectF(edge.bottomRight() - QPointF(2 * r, 2 * r), corner), 270 * 16,
                        90 * 16);
        for (const qreal x : {edge.left(), edge.right()}) {
            paintUpright(painter, x, std::max(edge.top() + r, visible.top()),
                         std::min(edge.bottom() - r, visible.bottom()), over);
        }
    }
}

void paintBoxTitles(QPainter& painter, const DiagramScene& scene) {
    for (std::size_t i = 0; i < scene.layout.boxes.size(); ++i) {
        const PlacedBox& placed = scene.layout.boxes[i];
        if (placed.box.isNull()) continue;
        const Box& box = scene.diagram.boxes[i];
        const Inks inks = inksOf(box, scene.dark);
        const QPointF mark(placed.box.left() + 11, placed.title.box.center().y());
        const Tone tone = toneOfBox(box);
        painter.setPen(Qt::NoPen);
        painter.setBrush(inks.text);
        constexpr qreal half = metric::mark / 2.0;
        PlacedText title = placed.title;
        if (tone == Tone::l1) {
            painter.drawRect(QRectF(mark - QPointF(half, half), QSizeF(2 * half, 2 * half)));
        } else if (tone == Tone::l2) {
            painter.drawEllipse(mark, half, half);
        } else {
            title.box.moveLeft(placed.box.left() + 8);
        }
        paintPlacedText(painter, title, inks.text, true);
    }
}

void paintLifelines(QPainter& painter, const DiagramScene& scene, const std::vector<QRectF>& over,
                    const QRectF& visible) {
    for (std::size_t i = 0; i < scene.layout.participants.size(); ++i) {
        const PlacedParticipant& one = scene.layout.participants[i];
        if (one.x < visible.left() - 8 || one.x > visible.right() + 8) continue;
        const Tone tone = scene.toneOf(static_cast<int>(i));
        painter.setPen(diagramPen(inksOf(tone, scene.dark).border, 1));
        paintUpright(painter, one.x, std::max(one.top, visible.top()),
                     std::min(one.bottom, visible.bottom()), over);
        if (!one.destroyed) continue;
        painter.setPen(diagramPen(color(Token::ink2, scene.dark), 1.75));
        const QPointF end(one.x, one.bottom);
        painter.drawLine(end + QPointF(-5, -5), end + QPointF(5, 5));
        painter.drawLine(end + QPointF(-5, 5), end + QPointF(5, -5));
    }
    painter.setPen(diagramPen(color(Token::ctl, scene.dark), 1));
    for (const PlacedActivation& one : scene.layout.activations) {
        if (!one.bar.intersects(visible)) continue;
        painter.setBrush(inksOf(scene.toneOf(one.participant), scene.dark).tint);
        painter.drawRect(one.bar);
    }
}

void paintFrameGrounds(QPainter& painter, const DiagramScene& scene, const QRectF& visible) {
    // outer frames end after inner ones, and must lie beneath them
    for (auto one = scene.layout.fragments.rbegin(); one != scene.layout.fragments.rend(); ++one) {
        if (one->kind != FragmentKind::rect || !one->box.intersects(visible)) continue;
        const QColor own = colourOf(one->colour);
        painter.setPen(Qt::NoPen);
        QColor veil = own.isValid() ? own : color(Token::ink, scene.dark);
        veil.setAlphaF(0.14F * (own.isValid() ? static_cast<float>(own.alphaF()) : 1.0F));
        painter.setBrush(veil);
        painter.drawRect(one->box);
    }
}

void paintFrames(QPainter& painter, const DiagramScene& scene, const QRectF& visible) {
    const QColor line = color(Token::ink3, scene.dark);
    for (const PlacedFragment& one : scene.layout.fragments) {
        if (one.kind == FragmentKind::rect || !one.box.intersects(visible)) continue;
        painter.setPen(diagramPen(line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(one.box);
        painter.setBrush(color(Token::bg2, scene.dark));
        const QRectF tab = one.tab;
        const QPointF corners[] = {tab.topLeft(), tab.topRight(),
                                   QPointF(tab.right(), tab.bottom() - 5),
                                   QPointF(tab.right() - 5, tab.bottom()), tab.bottomLeft()};
        painter.drawPolygon(corners, 5);
        paintWord(painter, {tab.left() + 6, tab.top() + 1}, keywordOf(one.kind),
                  color(Token::ink2, scene.dark), true);
        paintPlacedText(painter, one.label, color(Token::ink2, scene.dark));
        for (const PlacedParting& parting : one.partings) {
            painter.setPen(diagramPen(line, 1, true));
            painter.drawLine(QPointF(one.box.left(), parting.y),
                             QPointF(one.box.right(), parting.y));
            paintPlacedText(painter, parting.label, color(Token::ink2, scene.dark));
        }
    }
}

void paintPerson(QPainter& painter, const QRectF& box, const QColor& ink) {
    painter.setPen(diagramPen(ink, 1.25));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(box.center().x(), box.top() + 4.5), 3, 3);
    painter.drawArc(QRectF(box.center().x() - 6, box.top() + 9, 12, 12), 0, 180 * 16);
}

}  // namespace

const ItemMark& DiagramScene::mark(std::size_t item) const {
    static const ItemMark none;
    return item < marks.size() ? marks[item] : none;
}

Tone DiagramScene::toneOf(int participant) const {
    const auto index = static_cast<std::size_t>(participant);
    if (index < tones.size() && tones[index]) return *tones[index];
    const int box = diagram.participants[index].box;
    return box < 0 ? Tone::ink2 : toneOfBox(diagram.boxes[static_cast<std::size_t>(box)]);
}

void paintDiagram(QPainter& painter, const DiagramScene& scene, const QRectF& visible) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto [first, last] = scene.layout.itemsWithin(visible.top(), visible.bottom());
    std::vector<QRectF> over;
    for (std::size_t i = first; i < last; ++i) {
        const RowTexts texts = rowTexts(scene, i);
        if (!texts.label.isNull()) over.push_back(texts.label);
        if (!texts.evidence.isNull()) over.push_back(texts.evidence);
    }
    for (const PlacedFragment& one : scene.layout.fragments) {
        if (!one.box.intersects(visible)) continue;
        for (const QRectF& text : {one.tab, one.label.box}) {
            if (!text.isEmpty()) over.push_back(text);
        }
        for (const PlacedParting& parting : one.partings) {
            if (!parting.label.box.isEmpty()) over.push_back(parting.label.box);
        }
    }
    std::sort(over.begin(), over.end(),
              [](const QRectF& a, const QRectF& b) { return a.top() < b.top(); });
    paintBoxes(painter, scene, over, visible);
    paintFrameGrounds(painter, scene, visible);
    paintLifelines(painter, scene, over, visible);
    paintFrames(painter, scene, visible);
    for (std::size_t i = first; i < last; ++i) paintRowGround(painter, scene, i);
    for (std::size_t i = first; i < last; ++i) paintItem(painter, scene, i);
    painter.restore();
}

void paintDiagramHeads(QPainter& painter, const DiagramScene& scene, const QRectF& visible) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF band(visible.left(), 0, visible.width(), scene.layout.headHeight);
    painter.fillRect(band, color(Token::bg0, scene.dark));
    for (std::size_t i = 0; i < scene.layout.boxes.size(); ++i) {
        QRectF box = scene.layout.boxes[i].box;
        if (box.isNull()) continue;
        // the band's part of each box, open below
        const Inks inks = inksOf(scene.diagram.boxes[i], scene.dark);
        box.setBottom(band.bottom());
        QPainterPath path(box.bottomLeft() + QPointF(0.5, 0));
        constexpr qreal r = metric::radius;
        path.lineTo(box.left() + 0.5, box.top() + r + 0.5);
        path.quadTo(box.left() + 0.5, box.top() + 0.5, box.left() + r + 0.5, box.top() + 0.5);
        path.lineTo(box.right() - r - 0.5, box.top() + 0.5);
        path.quadTo(box.right() - 0.5, box.top() + 0.5, box.right() - 0.5, box.top() + r + 0.5);
        path.lineTo(box.right() - 0.5, box.bottom());
        painter.fillPath(path, inks.tint);
        painter.setPen(diagramPen(inks.border, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    paintBoxTitles(painter, scene);
    paintPlacedText(painter, scene.layout.title, color(Token::ink, scene.dark), true);
    for (std::size_t i = 0; i < scene.layout.participants.size(); ++i) {
        const PlacedParticipant& one = scene.layout.participants[i];
        if (one.head.right() < visible.left() || one.head.left() > visible.right()) continue;
        const Inks inks = inksOf(scene.toneOf(static_cast<int>(i)), scene.dark);
        painter.setPen(diagramPen(inks.border, 1));
        if (one.top <= one.head.bottom() + 0.5) {
            painter.drawLine(QPointF(one.x, one.head.bottom()), QPointF(one.x, band.bottom()));
        }
        painter.setBrush(color(Token::bg0, scene.dark));
        painter.drawRoundedRect(one.head.adjusted(0.5, 0.5, -0.5, -0.5), metric::radius,
                                metric::radius);
        const QColor ink = color(Token::ink, scene.dark);
        if (!one.icon.isNull()) paintPerson(painter, one.icon, ink);
        paintPlacedText(painter, one.name, ink);
    }
    painter.restore();
}

}  // namespace rollscope::ui
