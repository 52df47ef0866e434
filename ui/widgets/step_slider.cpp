#include "ui/widgets/step_slider.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <set>

#include "ui/text/format.h"
#include "ui/widgets/theme.h"

namespace rollscope::ui {

namespace {
constexpr qreal inset = 3;
}

StepSlider::StepSlider(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Step"));
    setObjectName(QStringLiteral("stepSlider"));
}

void StepSlider::setSteps(std::uint32_t count, std::vector<StepMark> marks) {
    m_count = count;
    m_marks = std::move(marks);
    m_value = 0;
    update();
}

void StepSlider::setValue(std::uint32_t step) {
    m_value = step;
    setAccessibleDescription(
        tr("%1 of %2").arg(grouped(std::uint64_t{step} + 1), grouped(m_count)));
    update();
}

qreal StepSlider::xOf(std::uint32_t step) const {
    const double part = m_count < 2 ? 0 : static_cast<double>(step) / (m_count - 1);
    return inset + part * (width() - 2 * inset);
}

void StepSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const qreal y = 12;
    const qreal at = xOf(m_value);
    painter.fillRect(QRectF(0, y - 1, width(), 2), color(Token::bg3));
    painter.fillRect(QRectF(0, y - 1, at, 2), color(Token::ink));
    std::set<std::pair<int, Tone>> drawn;  // many marks share a pixel
    for (const StepMark& mark : m_marks) {
        const int x = qRound(xOf(mark.step));
        if (!drawn.insert({x, mark.tone}).second) continue;
        painter.fillRect(QRectF(x - 1, y + 5, 1.5, mark.tone == Tone::trouble ? 7 : 4),
                         textColor(mark.tone));
    }
    if (m_count == 0) return;
    painter.fillRect(QRectF(qRound(at) - 2.5, y - 7, 5, 14), color(Token::ink));
    if (hasFocus()) {
        painter.setPen(color(Token::ink));
        painter.drawRect(QRectF(0.5, 0.5, width() - 1, height() - 1));
    }
}

void StepSlider::ask(qreal x) {
    if (m_count == 0) return;
    const double part = std::clamp((x - inset) / std::max(1.0, width() - 2 * inset), 0.0, 1.0);
    const auto step = static_cast<std::uint32_t>(part * (m_count - 1) + 0.5);
    if (step != m_value) emit moved(step);
}

void StepSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) ask(event->position().x());
}

void StepSlider::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) ask(event->position().x());
}

void StepSlider::keyPressEvent(QKeyEvent* event) {
    if (m_count == 0) return QWidget::keyPressEvent(event);
    const std::uint32_t page = std::max<std::uint32_t>(1, m_count / 20), last = m_count - 1;
    switch (event->key()) {
        case Qt::Key_Left: emit moved(m_value == 0 ? 0 : m_value - 1); break;
        case Qt::Key_Right: emit moved(std::min(last, m_value + 1)); break;
        case Qt::Key_PageUp: emit moved(m_value < page ? 0 : m_value - page); break;
        case Qt::Key_PageDown: emit moved(std::min(last, m_value + page)); break;
        case Qt::Key_Home: emit moved(0); break;
        case Qt::Key_End: emit moved(last); break;
        default: QWidget::keyPressEvent(event);
    }
}

}  // namespace rollscope::ui
