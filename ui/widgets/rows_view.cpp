#include "ui/widgets/rows_view.h"

#include <QClipboard>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "ui/widgets/paint.h"

namespace rollscope::ui {

RowsView::RowsView(const QString& accessibleName, int rowHeight, QWidget* parent)
    : QAbstractScrollArea(parent), m_rowHeight(rowHeight) {
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
}

int RowsView::firstRow() const {
    return verticalScrollBar()->value();
}

int RowsView::roomRows() const {
    return std::max(1, viewport()->height() / m_rowHeight);
}

void RowsView::setVisibleRows(int rows) {
    m_visibleRows = rows;
    updateGeometry();
}

QSize RowsView::sizeHint() const {
    return {240, m_visibleRows * m_rowHeight};
}

QSize RowsView::minimumSizeHint() const {
    return {80, m_rowHeight};
}

QString RowsView::tipOf(int) const {
    return {};
}

void RowsView::layOut() {
    verticalScrollBar()->setRange(0, std::max(0, rows() - roomRows()));
    verticalScrollBar()->setPageStep(roomRows());
    viewport()->update();
}

void RowsView::rowsChanged() {
    if (m_current >= rows()) m_current = -1;
    m_hovered = -1;
    layOut();
}

void RowsView::setCurrent(int row) {
    m_current = row < rows() ? row : -1;
    if (m_current >= 0) {
        setAccessibleDescription(textOf(m_current));
        auto* bar = verticalScrollBar();
        const int room = roomRows();
        if (m_current < bar->value() || m_current >= bar->value() + room) {
            // a jump lands in the middle, a step keeps the edge
            const bool jump = m_current < bar->value() - 1 || m_current > bar->value() + room;
            const int edge = m_current < bar->value() ? m_current : m_current - room + 1;
            bar->setValue(jump ? m_current - room / 2 : edge);
        }
    }
    viewport()->update();
}

void RowsView::choose(int row) {
    if (!selectable() || rows() == 0) return;
    setCurrent(std::clamp(row, 0, rows() - 1));
    emit chosen(m_current);
}

int RowsView::rowAt(const QPointF& at) const {
    const int row = firstRow() + static_cast<int>(at.y()) / m_rowHeight;
    return at.y() >= 0 && row < rows() ? row : -1;
}

void RowsView::paintGround(QPainter& painter, const QRectF& box, int row) const {
    if (row == m_current && selectable()) {
        painter.fillRect(box, color(Token::bg3));
        painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), color(Token::ink));
        if (hasFocus()) paintBox(painter, box, QColor(), color(Token::ink), 0);
    } else if (row == m_hovered && selectable()) {
        painter.fillRect(box, color(Token::bg2));
    }
}

void RowsView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    const int last = std::min(rows(), firstRow() + viewport()->height() / m_rowHeight + 1);
    for (int row = firstRow(); row < last; ++row) {
        const QRectF box(0, (row - firstRow()) * m_rowHeight, viewport()->width(), m_rowHeight);
        paintGround(painter, box, row);
        paintRow(painter, box, row);
    }
}

void RowsView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    if (m_current >= 0) setCurrent(m_current);
}

void RowsView::mousePressEvent(QMouseEvent* event) {
    const int row = rowAt(event->position());
    if (event->button() == Qt::LeftButton && row >= 0) choose(row);
}

void RowsView::mouseDoubleClickEvent(QMouseEvent* event) {
    const int row = rowAt(event->position());
    if (event->button() == Qt::LeftButton && row >= 0) emit entered(row);
}

void RowsView::mouseMoveEvent(QMouseEvent* event) {
    const int row = rowAt(event->position());
    if (row == m_hovered) return;
    m_hovered = row;
    viewport()->update();
}

void RowsView::leaveEvent(QEvent*) {
    m_hovered = -1;
    viewport()->update();
}

void RowsView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        if (m_current >= 0) QGuiApplication::clipboard()->setText(textOf(m_current));
        return;
    }
    switch (event->key()) {
        case Qt::Key_Up: return choose(m_current - 1);
        case Qt::Key_Down: return choose(m_current + 1);
        case Qt::Key_PageUp: return choose(m_current - roomRows());
        case Qt::Key_PageDown: return choose(m_current + roomRows());
        case Qt::Key_Home: return choose(0);
        case Qt::Key_End: return choose(rows() - 1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current >= 0) emit entered(m_current);
            return;
        default: QAbstractScrollArea::keyPressEvent(event);
    }
}

bool RowsView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        const QString tip = row < 0 ? QString() : tipOf(row);
        if (tip.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), tip, this);
        }
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void RowsView::scrollContentsBy(int, int) {
    viewport()->update();
}

qreal paintText(QPainter& painter, qreal x, const QRectF& row, qreal width, const QString& text,
                Type type, const QColor& ink, Qt::TextElideMode mode) {
    if (text.isEmpty() || width <= 4) return x;
    const QFont font = typeFont(type);
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(text, mode, width + 1);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QRectF(x, row.top(), width + 2, row.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, shown);
    return x + metrics.horizontalAdvance(shown);
}

qreal paintTextRight(QPainter& painter, qreal right, const QRectF& row, const QString& text,
                     Type type, const QColor& ink) {
    const QFont font = typeFont(type);
    const qreal width = QFontMetricsF(font).horizontalAdvance(text);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QRectF(right - width - 2, row.top(), width + 3, row.height()),
                     Qt::AlignRight | Qt::AlignVCenter, text);
    return right - width;
}

}  // namespace rollscope::ui
