#include "ui/widgets/diagram_inks.h"

#include <QFontMetricsF>
#include <cmath>

#include "ui/diagram/colour.h"

namespace rollscope::ui {

QFont diagramFont(bool bold) {
    QFont font = typeFont(bold ? Type::sectionSmall : Type::label);
    // whole pixels: an SVG or image has another resolution than the screen
    font.setPixelSize(11);
    return font;
}

FontMeasure diagramMeasure() {
    return {diagramFont(false), diagramFont(true), 13};
}

QColor mixed(const QColor& colour, const QColor& ground, double part) {
    const auto mix = [part](int a, int b) { return static_cast<int>(a * part + b * (1 - part)); };
    return {mix(colour.red(), ground.red()), mix(colour.green(), ground.green()),
            mix(colour.blue(), ground.blue())};
}

Inks inksOf(Tone tone, bool dark) {
    const auto of = [dark](Token a, Token b, Token c) {
        return Inks{color(a, dark), color(b, dark), color(c, dark)};
    };
    switch (tone) {
        case Tone::l1: return of(Token::l1, Token::l1b, Token::l1t);
        case Tone::l2: return of(Token::l2, Token::l2b, Token::l2t);
        case Tone::clock: return of(Token::am, Token::amb, Token::amt);
        case Tone::trouble: return of(Token::rd, Token::rdb, Token::rdt);
        case Tone::ink: return of(Token::ink, Token::ctl, Token::bg2);
        default: return of(Token::ink2, Token::ctl, Token::bg1);
    }
}

Tone toneOfBox(const Box& box) {
    if (box.colour.compare(QLatin1String("blue"), Qt::CaseInsensitive) == 0) return Tone::l1;
    if (box.colour.compare(QLatin1String("green"), Qt::CaseInsensitive) == 0) return Tone::l2;
    return Tone::ink2;
}

Inks inksOf(const Box& box, bool dark) {
    const Tone tone = toneOfBox(box);
    const QColor own = colourOf(box.colour);
    if (tone != Tone::ink2 || !own.isValid() || own.alpha() == 0) return inksOf(tone, dark);
    const QColor ground = color(Token::bg0, dark);
    // a colour of the author's stays behind: words keep their contrast
    return {color(Token::ink2, dark), mixed(own, color(Token::ctl, dark), 0.5),
            mixed(own, ground, 0.12 * own.alphaF())};
}

QPen diagramPen(const QColor& ink, qreal width, bool dashed) {
    QPen pen(ink, width);
    if (dashed) pen.setDashPattern({3 / width, 2 / width});
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    return pen;
}

void paintPlacedText(QPainter& painter, const PlacedText& text, const QColor& ink, bool allBold) {
    if (text.empty()) return;
    const qreal line = text.box.height() / static_cast<qreal>(text.lines.size());
    painter.setPen(ink);
    const QFont plain = diagramFont(false), bold = diagramFont(true);
    const QFontMetricsF plainMetrics(plain), boldMetrics(bold);
    const qreal rise = (line - plainMetrics.ascent() - plainMetrics.descent()) / 2;
    for (std::size_t i = 0; i < text.lines.size(); ++i) {
        qreal width = text.widths[i];
        if (allBold) {
            width = 0;
            for (const Span& run : text.lines[i]) width += boldMetrics.horizontalAdvance(run.text);
        }
        qreal x = text.box.left();
        if (text.align & Qt::AlignHCenter) x = text.box.center().x() - width / 2;
        if (text.align & Qt::AlignRight) x = text.box.right() - width;
        const qreal y =
            text.box.top() + line * static_cast<qreal>(i) + rise + plainMetrics.ascent();
        for (const Span& run : text.lines[i]) {
            const bool heavy = run.bold || allBold;
            painter.setFont(heavy ? bold : plain);
            painter.drawText(QPointF(x, y), run.text);
            x += (heavy ? boldMetrics : plainMetrics).horizontalAdvance(run.text);
        }
    }
}

void paintWord(QPainter& painter, QPointF at, const QString& text, const QColor& ink, bool bold) {
    const QFont font = diagramFont(bold);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(at + QPointF(0, QFontMetricsF(font).ascent()), text);
}

void paintOctagon(QPainter& painter, QPointF centre, const QColor& ink, bool filled) {
    QPolygonF shape;
    constexpr double eighth = 0.78539816339744831;
    for (int i = 0; i < 8; ++i) {
        const double angle = eighth * (i + 0.5);
        shape << centre + QPointF(5.5 * std::cos(angle), 5.5 * std::sin(angle));
    }
    painter.setPen(diagramPen(ink, 1));
    painter.setBrush(filled ? QBrush(ink) : QBrush(Qt::NoBrush));
    painter.drawPolygon(shape);
}

void paintClock(QPainter& painter, QPointF centre, const QColor& ink) {
    painter.setPen(diagramPen(ink, 1.25));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(centre, 4.75, 4.75);
    const QPointF hands[] = {centre + QPointF(0, -3), centre, centre + QPointF(2, 1.2)};
    painter.drawPolyline(hands, 3);
}

}  // namespace rollscope::ui
