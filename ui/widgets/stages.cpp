#include "ui/widgets/stages.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

/// A large mark of a stage: check in a disc, clock in a ring, "!" in a diamond, dashed ring.
void paintStage(QPainter& painter, QPointF at, StageMark mark) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF glyph(at.x() - 6, at.y() - 6, 12, 12);
    const auto ring = [&](const QColor& ink, bool dashed) {
        QPen pen(ink, 1.5);
        if (dashed) pen.setDashPattern({2, 1.33});
        pen.setCapStyle(Qt::FlatCap);  // square ends would close the gaps
        painter.setPen(pen);
        painter.setBrush(color(Token::bg0));
        painter.drawEllipse(at, 8, 8);
    };
    switch (mark) {
        case StageMark::doneL1:
        case StageMark::doneL2:
            painter.setPen(Qt::NoPen);
            painter.setBrush(textColor(mark == StageMark::doneL1 ? Tone::l1 : Tone::l2));
            painter.drawEllipse(at, 9, 9);
            paintIcon(painter, glyph, QStringLiteral("check"), color(Token::bg1));
            break;
        case StageMark::softL2:
            ring(textColor(Tone::l2), true);
            paintIcon(painter, glyph, QStringLiteral("check"), color(Token::l2));
            break;
        case StageMark::current: ring(textColor(Tone::l1), false); break;
        case StageMark::waiting:
            ring(textColor(Tone::clock), false);
            paintIcon(painter, glyph, QStringLiteral("clock"), color(Token::am));
            break;
        case StageMark::dispute: {
            painter.setPen(QPen(color(Token::rd), 1.5));
            painter.setBrush(color(Token::rdt));
            const QPointF corners[] = {at + QPointF(0, -11), at + QPointF(11, 0),
                                       at + QPointF(0, 11), at + QPointF(-11, 0)};
            painter.drawPolygon(corners, 4);
            painter.setFont(typeFont(Type::section));
            painter.drawText(glyph, Qt::AlignCenter, QStringLiteral("!"));
            break;
        }
        case StageMark::ahead: ring(color(Token::ctl), true); break;
    }
    painter.restore();
}

}  // namespace

StageDots::StageDots(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StageDots::setMarks(const StageMarks& marks) {
    m_marks = marks;
    updateGeometry();
    update();
}

QSize StageDots::sizeHint() const {
    return stageDotsSize(static_cast<int>(m_marks.size()));
}

void StageDots::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintStageDots(painter, rect(), m_marks);
}

StageRail::StageRail(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StageRail::setStages(const QList<Stage>& stages) {
    m_stages = stages;
    QStringList said;
    for (const Stage& stage : stages) said << stage.word + QLatin1Char(' ') + stage.fact;
    setAccessibleName(tr("Stages"));
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    update();
}

void StageRail::paintEvent(QPaintEvent*) {
    if (m_stages.isEmpty()) return;
    QPainter painter(this);
    const qreal step = static_cast<qreal>(width()) / static_cast<qreal>(m_stages.size());
    for (int i = 0; i < m_stages.size(); ++i) {
        const Stage& stage = m_stages[i];
        const QPointF at(i * step + 14, 20);
        if (i + 1 < m_stages.size()) {
            const bool solid = m_stages[i + 1].mark != StageMark::ahead;
            QPen pen(color(solid ? Token::ink2 : Token::ctl), 1.5);
            if (!solid) pen.setDashPattern({2, 1.33});
            pen.setCapStyle(Qt::FlatCap);
            painter.setPen(pen);
            painter.drawLine(at + QPointF(10, 0), at + QPointF(step - 10, 0));
        }
        paintStage(painter, at, stage.mark);
        const QRectF text(i * step + 2, 38, step - 12, 18);
        painter.setFont(typeFont(Type::button));
        painter.setPen(color(stage.mark == StageMark::ahead ? Token::ink2 : Token::ink));
        painter.drawText(text, Qt::AlignVCenter, stage.word);
        painter.setFont(typeFont(Type::label));
        painter.setPen(textColor(stage.tone == Tone::ink3 ? Tone::ink2 : stage.tone));
        const auto elide = [&](const QString& line) {
            return painter.fontMetrics().elidedText(line, Qt::ElideRight, int(text.width()));
        };
        painter.drawText(text.translated(0, 18), Qt::AlignVCenter, elide(stage.fact));
        painter.setPen(color(Token::ink3));
        painter.drawText(text.translated(0, 34), Qt::AlignVCenter, elide(stage.time));
        if (hasFocus() && i == m_current) {
            paintBox(painter, QRectF(i * step, 6, step - 4, 86), QColor(), color(Token::ink));
        }
    }
}

void StageRail::mouseReleaseEvent(QMouseEvent* event) {
    if (m_stages.isEmpty()) return;
    const auto index =
        static_cast<qsizetype>(event->position().x() * double(m_stages.size()) / width());
    if (index < 0 || index >= m_stages.size() || m_stages[index].link.isEmpty()) return;
    emit opened(m_stages[index].link);
}

void StageRail::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_stages.size()) - 1;
    if (event->key() == Qt::Key_Left)
        m_current = std::max(0, m_current - 1);
    else if (event->key() == Qt::Key_Right)
        m_current = std::min(last, m_current + 1);
    else if (event->key() == Qt::Key_Return && m_current <= last)
        emit opened(m_stages[m_current].link);
    else
        return QWidget::keyPressEvent(event);
    update();
}

FinalityRail::FinalityRail(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FinalityRail::setStops(const QList<FinalityStop>& stops) {
    m_stops = stops;
    QStringList said;
    for (const FinalityStop& stop : stops) said << stop.word + QLatin1Char(' ') + stop.value;
    setAccessibleName(tr("Finality"));
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    update();
}

qreal FinalityRail::stopX(int index) const {
    const auto stops = static_cast<int>(m_stops.size());
    const qreal left = 70, right = width() - 50;
    return stops < 2 ? left : left + (right - left) * index / (stops - 1);
}

void FinalityRail::paintEvent(QPaintEvent*) {
    if (m_stops.isEmpty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = textColor(Tone::l2);
    const qreal y = 13;
    const auto stroke = [&](qreal from, qreal to, int strength) {
        if (to - from < 4) return;
        QPen pen(ink, strength == 2 ? 5 : 1.5);
        pen.setCapStyle(Qt::FlatCap);
        if (strength == 0) pen.setDashPattern({2, 1.33});
        painter.setPen(pen);
        painter.drawLine(QPointF(from, y), QPointF(to, y));
    };
    const int last = static_cast<int>(m_stops.size()) - 1;
    stroke(12, stopX(0) - 8, 0);
    for (int i = 0; i <= last; ++i) {
        const FinalityStop& stop = m_stops[i];
        const qreal x = stopX(i);
        const qreal next = i < last ? stopX(i + 1) - 8 : width() - 12;
        painter.setFont(typeFont(Type::label));
        const qreal wide = painter.fontMetrics().horizontalAdvance(stop.gap) + 16;
        if (stop.gap.isEmpty() || wide > next - x - 40) {
            stroke(x + 8, next, i == last ? 2 : stop.strength);
        } else {
            const qreal middle = (x + 8 + next) / 2;
            stroke(x + 8, middle - wide / 2, stop.strength);
            stroke(middle + wide / 2, next, stop.strength);
            painter.setPen(color(Token::ink2));
            painter.drawText(QRectF(middle - wide / 2, y - 9, wide, 18), Qt::AlignCenter, stop.gap);
        }
        const bool final = i == last;
        QPen pen(ink, 1.5);
        if (stop.strength == 0) pen.setDashPattern({2, 1.33});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(final ? QPen(Qt::NoPen) : pen);
        painter.setBrush(final ? QBrush(ink) : QBrush(Qt::NoBrush));
        painter.drawEllipse(QPointF(x, y), final ? 7 : 5.5, final ? 7 : 5.5);
        const QFont word = typeFont(Type::body), value = typeFont(Type::mono);
        const qreal wordWide = QFontMetricsF(word).horizontalAdvance(stop.word) + 5;
        const qreal all = wordWide + QFontMetricsF(value).horizontalAdvance(stop.value);
        const qreal left = std::clamp(x - all / 2, 0.0, std::max(0.0, width() - all));
        painter.setFont(word);
        painter.setPen(color(Token::ink2));
        painter.drawText(QRectF(left, 26, wordWide, 18), Qt::AlignVCenter, stop.word);
        painter.setFont(value);
        painter.setPen(color(Token::ink));
        painter.drawText(QRectF(left + wordWide, 26, all, 18), Qt::AlignVCenter, stop.value);
    }
}

void FinalityRail::mouseReleaseEvent(QMouseEvent* event) {
    for (int i = 0; i < m_stops.size(); ++i) {
        if (std::abs(event->position().x() - stopX(i)) < 50 && !m_stops[i].link.isEmpty()) {
            emit opened(m_stops[i].link);
            return;
        }
    }
}

}  // namespace rollscope::ui
