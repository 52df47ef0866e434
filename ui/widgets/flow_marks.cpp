#include "ui/widgets/flow_marks.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/text/format.h"
#include "ui/text/words.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {
constexpr int gridColumns = 32;
}

BatchGrid::BatchGrid(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Blocks of the batch"));
}

void BatchGrid::setBlocks(std::uint64_t firstBlock, std::uint32_t filled, std::uint32_t most) {
    m_first = firstBlock;
    m_most = std::max(1, static_cast<int>(most));
    m_filled = std::min(m_most, static_cast<int>(filled));
    setAccessibleDescription(tr("%1 of %2 blocks").arg(m_filled).arg(m_most));
    update();
}

void BatchGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const qreal step = static_cast<qreal>(width()) / gridColumns;
    const int side = std::max(2, static_cast<int>(std::min(step - 1.5, 5.0)));
    for (int i = 0; i < m_most; ++i) {
        const QRectF cell(qRound(i % gridColumns * step), i / gridColumns * 7, side, side);
        const bool newest = i + 1 == m_filled;
        if (i < m_filled) {
            painter.fillRect(cell, color(newest ? Token::ink : Token::l2));
        } else {
            painter.fillRect(cell, color(Token::line));
            painter.fillRect(cell.adjusted(1, 1, -1, -1), color(Token::bg0));
        }
        if (hasFocus() && i == m_current) {
            paintBox(painter, cell.adjusted(-1, -1, 1, 1), QColor(), color(Token::ink), 0);
        }
    }
}

int BatchGrid::cellAt(QPointF at) const {
    const int column = static_cast<int>(at.x() * gridColumns / std::max(1, width()));
    const int cell = static_cast<int>(at.y() / 7) * gridColumns + column;
    return cell >= 0 && cell < m_filled ? cell : -1;
}

QString BatchGrid::linkOf(int cell) const {
    return blockLink(api::Layer::l2, m_first + static_cast<std::uint64_t>(cell));
}

void BatchGrid::mouseReleaseEvent(QMouseEvent* event) {
    const int cell = cellAt(event->position());
    if (cell >= 0) emit opened(linkOf(cell));
}

void BatchGrid::keyPressEvent(QKeyEvent* event) {
    const int last = m_filled - 1;
    if (last < 0) return QWidget::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Right: m_current = std::min(last, m_current + 1); break;
        case Qt::Key_Left: m_current = std::max(0, m_current - 1); break;
        case Qt::Key_Down: m_current = std::min(last, m_current + gridColumns); break;
        case Qt::Key_Up: m_current = std::max(0, m_current - gridColumns); break;
        case Qt::Key_Return: emit opened(linkOf(std::clamp(m_current, 0, last))); return;
        default: return QWidget::keyPressEvent(event);
    }
    update();
}

bool BatchGrid::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const int cell = cellAt(help->pos());
    QToolTip::showText(
        help->globalPos(),
        cell < 0 ? QString() : tr("L2 block %1").arg(grouped(m_first + std::uint64_t(cell))), this);
    return true;
}

AgeAxis::AgeAxis(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Age of each assertion"));
}

void AgeAxis::setMarks(std::vector<AgeMark> marks, std::uint64_t periodS) {
    m_marks = std::move(marks);
    m_period = periodS;
    QStringList said;
    for (const AgeMark& mark : m_marks) said << mark.tip;
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    update();
}

QRectF AgeAxis::track() const {
    return QRectF(4, 12, std::max(20, width() - 20), 10);
}

void AgeAxis::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRectF box = track();
    painter.fillRect(QRectF(box.left(), box.bottom() + 3, box.width(), 1), color(Token::ctl));
    painter.setFont(typeFont(Type::axis));
    painter.setPen(color(Token::ink3));
    const std::uint64_t days = m_period / 86400;
    const int ticks = days >= 2 && days <= 14 ? static_cast<int>(days) : 1;
    for (int i = 0; i <= ticks; ++i) {
        const qreal x = qRound(box.left() + box.width() * i / ticks);
        painter.fillRect(QRectF(x, box.bottom() + 3, 1, 4), color(Token::ctl));
        QString word = i == 0       ? QStringLiteral("0")
                       : ticks == 1 ? spanText(m_period * 1000)
                       : i == ticks ? tr("%1 d").arg(i)
                                    : QString::number(i);
        painter.drawText(QRectF(x - 30, box.bottom() + 8, 60, 14), Qt::AlignCenter, word);
    }
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const AgeMark& mark = m_marks[i];
        const qreal x = qRound(box.left() + box.width() * std::clamp(mark.part, 0.0, 1.0));
        if (mark.disputed) {
            painter.fillRect(QRectF(x - 1, box.top() - 4, 2, box.height() + 6), color(Token::rd));
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(color(Token::rd));
            const QPointF corners[] = {{x, 0.5}, {x + 4.5, 5}, {x, 9.5}, {x - 4.5, 5}};
            painter.drawPolygon(corners, 4);
        } else {
            painter.fillRect(QRectF(x - 2, box.top(), 4, box.height()), color(Token::am));
        }
        if (hasFocus() && static_cast<int>(i) == m_current) {
            paintBox(painter, QRectF(x - 5, box.top() - 4, 10, box.height() + 8), QColor(),
                     color(Token::ink), 2);
        }
    }
}

int AgeAxis::markAt(QPointF at) const {
    const QRectF box = track();
    int best = -1;
    qreal nearest = 9;
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const qreal x = box.left() + box.width() * std::clamp(m_marks[i].part, 0.0, 1.0);
        if (std::abs(at.x() - x) >= nearest) continue;
        nearest = std::abs(at.x() - x);
        best = static_cast<int>(i);
    }
    return best;
}

void AgeAxis::mouseReleaseEvent(QMouseEvent* event) {
    const int mark = markAt(event->position());
    if (mark >= 0) emit opened(m_marks[static_cast<std::size_t>(mark)].link);
}

void AgeAxis::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_marks.size()) - 1;
    if (last < 0) return QWidget::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Right: m_current = std::min(last, m_current + 1); break;
        case Qt::Key_Left: m_current = std::max(0, m_current - 1); break;
        case Qt::Key_Return:
            emit opened(m_marks[static_cast<std::size_t>(std::clamp(m_current, 0, last))].link);
            return;
        default: return QWidget::keyPressEvent(event);
    }
    update();
}

bool AgeAxis::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const int mark = markAt(help->pos());
    QToolTip::showText(help->globalPos(),
                       mark < 0 ? QString() : m_marks[static_cast<std::size_t>(mark)].tip, this);
    return true;
}

}  // namespace rollscope::ui
