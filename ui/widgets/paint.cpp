#include "ui/widgets/paint.h"

#include <QFontMetricsF>

#include "ui/widgets/icons.h"

namespace rollscope::ui {

namespace {

QPen penOf(const QColor& ink, qreal width, bool dashed = false) {
    QPen pen(ink, width);
    if (dashed) pen.setDashPattern({3 / width, 2 / width});
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    return pen;
}

}  // namespace

void paintLayerMark(QPainter& painter, QPointF centre, api::Layer layer, Solidity solidity,
                    qreal size) {
    painter.save();
    const bool first = layer == api::Layer::l1;
    const QColor ink = textColor(first ? Tone::l1 : Tone::l2);
    QRectF box(centre.x() - size / 2, centre.y() - size / 2, size, size);
    if (solidity == Solidity::final) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
    } else {
        QPen pen(ink, 1.5);
        if (solidity == Solidity::soft) pen.setDashPattern({1.4, 1.2});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        box.adjust(0.25, 0.25, -0.25, -0.25);
    }
    painter.setRenderHint(QPainter::Antialiasing, !first);
    if (first) {
        // Whole pixels, or the square would be as soft as the disc.
        painter.drawRect(QRectF(QPointF(qRound(box.left()), qRound(box.top())), box.size()));
    } else {
        painter.drawEllipse(box);
    }
    painter.restore();
}

void paintBox(QPainter& painter, const QRectF& box, const QColor& fill, const QColor& border,
              qreal radius, bool dashed) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(border.isValid() ? penOf(border, 1, dashed) : QPen(Qt::NoPen));
    const QRectF inner = border.isValid() ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box;
    if (radius > 0) {
        painter.drawRoundedRect(inner, radius, radius);
    } else {
        painter.drawRect(inner);
    }
    painter.restore();
}

void paintLine(QPainter& painter, QPointF from, QPointF to, const QColor& ink) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(penOf(ink, 1));
    painter.drawLine(from.toPoint(), to.toPoint());
    painter.restore();
}

QSize badgeSize(const BadgeText& badge) {
    const QFontMetricsF metrics(typeFont(Type::badge));
    return {qCeil(metrics.horizontalAdvance(badge.word)) + 2 * metric::badgePadding + 2,
            metric::badge};
}

void paintBadge(QPainter& painter, const QRectF& box, const BadgeText& badge) {
    if (badge.word.isEmpty()) return;
    QColor fill = tintColor(badge.tone), border = borderColor(badge.tone);
    QColor ink = textColor(badge.tone);
    if (badge.tone == Tone::ink || badge.tone == Tone::ink2 || badge.tone == Tone::ink3) {
        border = color(badge.solidity == Solidity::soft ? Token::ctl : Token::line);
    }
    if (badge.solidity == Solidity::soft) fill = QColor();
    if (badge.solidity == Solidity::final) {
        fill = border = ink;
        ink = color(Token::bg1);
    }
    paintBox(painter, box, fill, border, metric::radiusSmall, badge.solidity == Solidity::soft);
    painter.setFont(typeFont(Type::badge));
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignCenter, badge.word);
}

namespace {

constexpr qreal dotGap = 20;

void paintDot(QPainter& painter, QPointF at, StageMark mark) {
    painter.setRenderHint(QPainter::Antialiasing);
    const auto ring = [&](const QColor& ink, qreal radius, bool dashed = false) {
        QPen pen(ink, 1.75);
        if (dashed) pen.setDashPattern({1.5, 1.0});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(at, radius, radius);
    };
    const auto disc = [&](const QColor& ink) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(at, 4.5, 4.5);
    };
    switch (mark) {
        case StageMark::doneL1: disc(textColor(Tone::l1)); break;
        case StageMark::doneL2: disc(textColor(Tone::l2)); break;
        case StageMark::softL2: ring(textColor(Tone::l2), 4, true); break;
        case StageMark::current: ring(textColor(Tone::l1), 4.25); break;
        case StageMark::waiting: ring(textColor(Tone::clock), 4.25); break;
        case StageMark::dispute: {
            painter.setPen(QPen(textColor(Tone::trouble), 1.5));
            painter.setBrush(tintColor(Tone::trouble));
            const QPointF corners[] = {at + QPointF(0, -5.5), at + QPointF(5.5, 0),
                                       at + QPointF(0, 5.5), at + QPointF(-5.5, 0)};
            painter.drawPolygon(corners, 4);
            break;
        }
        case StageMark::ahead:
            painter.setPen(QPen(color(Token::ctl), 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(at, 3, 3);
            break;
    }
}

bool reached(StageMark mark) {
    return mark != StageMark::ahead;
}

}  // namespace

QSize stageDotsSize(int marks) {
    return {static_cast<int>(marks * dotGap), 16};
}

void paintStageDots(QPainter& painter, const QRectF& box, const StageMarks& marks) {
    painter.save();
    const qreal y = box.center().y();
    const qreal left = box.left() + 6;
    for (qsizetype i = 0; i + 1 < marks.size(); ++i) {
        const bool solid = reached(marks[i + 1]);
        QPen pen(color(solid ? Token::ink2 : Token::ctl), solid ? 1.5 : 1.25);
        if (!solid) pen.setDashPattern({1.2, 2.4});
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(pen);
        const qreal x = left + static_cast<qreal>(i) * dotGap;
        painter.drawLine(QPointF(x + 6, y), QPointF(x + dotGap - 6, y));
    }
    for (qsizetype i = 0; i < marks.size(); ++i) {
        paintDot(painter, {left + static_cast<qreal>(i) * dotGap, y}, marks[i]);
    }
    painter.restore();
}

void paintBar(QPainter& painter, const QRectF& box, double part, Tone tone) {
    painter.fillRect(box, color(Token::bg3));
    const double bounded = std::clamp(part, 0.0, 1.0);
    painter.fillRect(QRectF(box.left(), box.top(), box.width() * bounded, box.height()),
                     textColor(tone));
}

QSize buttonSize(const ButtonFace& face) {
    const QFontMetricsF text(typeFont(Type::button)), key(typeFont(Type::mono));
    qreal width = 2 * metric::buttonPadding + 2;
    if (!face.text.isEmpty()) width += text.horizontalAdvance(face.text);
    if (!face.icon.isEmpty()) width += 14 + (face.text.isEmpty() ? 0 : 8);
    if (!face.key.isEmpty()) width += 8 + key.horizontalAdvance(face.key);
    if (face.text.isEmpty() && face.key.isEmpty()) width = metric::button;
    return {qCeil(width), metric::button};
}

void paintButton(QPainter& painter, const QRectF& box, const ButtonFace& face) {
    QColor fill, border = color(Token::ctl), ink = color(Token::ink);
    if (face.impossible) {
        border = color(Token::line2);
        ink = color(Token::ink3);
    } else if (face.primary) {
        fill = border = color(Token::ink);
        ink = color(Token::bg1);
        if (face.pressed || face.hovered) fill = border = color(Token::ink2);
    } else if (face.destructive) {
        fill = color(Token::rdt);
        border = color(Token::rdb);
        ink = color(Token::rd);
        if (face.pressed || face.hovered) border = color(Token::rd);
    } else {
        fill = color(face.pressed ? Token::bg3 : face.hovered ? Token::bg2 : Token::bg1);
        if (face.checked) {
            fill = color(Token::bg3);
            border = color(Token::ink);
        }
    }
    paintBox(painter, box, fill, border, metric::radius, face.impossible);
    if (face.focused) {
        const QColor ring = face.primary ? color(Token::bg1) : color(Token::ink);
        paintBox(painter, box.adjusted(2, 2, -2, -2), QColor(), ring, metric::radius - 1);
    }
    const QFontMetricsF text(typeFont(Type::button)), key(typeFont(Type::mono));
    const qreal iconWidth = face.icon.isEmpty() ? 0 : 14 + (face.text.isEmpty() ? 0 : 8);
    const qreal keyWidth = face.key.isEmpty() ? 0 : 8 + key.horizontalAdvance(face.key);
    const qreal used = iconWidth + text.horizontalAdvance(face.text) + keyWidth;
    qreal x = box.left() + std::max<qreal>((box.width() - used) / 2, 2);
    if (!face.icon.isEmpty()) {
        paintIcon(painter, QRectF(x, box.center().y() - 7, 14, 14), face.icon, ink);
        x += iconWidth;
    }
    painter.setPen(ink);
    painter.setFont(typeFont(Type::button));
    const qreal room = box.right() - x - keyWidth - 4;
    painter.drawText(QRectF(x, box.top(), std::max<qreal>(room, 1), box.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     text.elidedText(face.text, Qt::ElideRight, room + 1));
    if (!face.key.isEmpty()) {
        x += text.horizontalAdvance(face.text) + 8;
        painter.setFont(typeFont(Type::mono));
        if (!face.primary) painter.setPen(color(Token::ink3));
        painter.drawText(QRectF(x, box.top(), keyWidth, box.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, face.key);
    }
}

}  // namespace rollscope::ui
