// What a person does to a sequence diagram: keys, mouse, wheel.
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <cmath>

#include "ui/widgets/sequence_diagram.h"

namespace rollscope::ui {

namespace {
constexpr qreal zoomStep = 1.1, gutter = 22;
}

int SequenceDiagram::itemsAPage() const {
    const qreal room = viewport()->height() / m_zoom - m_scene.layout.headHeight;
    return std::max(1, static_cast<int>(room / 24) - 1);
}

bool SequenceDiagram::event(QEvent* event) {
    // these keys are ours before a window's shortcut takes them
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier &&
            (key->key() == Qt::Key_B || key->key() == Qt::Key_F || key->key() == Qt::Key_0)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void SequenceDiagram::keyPressEvent(QKeyEvent* event) {
    const int now = m_scene.selected;
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        return QAbstractScrollArea::keyPressEvent(event);
    }
    switch (event->key()) {
        case Qt::Key_Up: return choose(now < 0 ? itemCount() - 1 : now - 1);
        case Qt::Key_Down: return choose(now + 1);
        case Qt::Key_PageUp: return choose(now - itemsAPage());
        case Qt::Key_PageDown: return choose(now + itemsAPage());
        case Qt::Key_Home: return choose(0);
        case Qt::Key_End: return choose(itemCount() - 1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (now >= 0) emit stepActivated(now);
            return;
        case Qt::Key_B:
            if (now >= 0) emit breakpointToggled(now);
            return;
        case Qt::Key_Plus:
        case Qt::Key_Equal: return setZoom(m_zoom * zoomStep);
        case Qt::Key_Minus: return setZoom(m_zoom / zoomStep);
        case Qt::Key_0: return setZoom(1);
        case Qt::Key_F: return fit();
        default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void SequenceDiagram::wheelEvent(QWheelEvent* event) {
    if (!(event->modifiers() & Qt::ControlModifier)) return QAbstractScrollArea::wheelEvent(event);
    setZoom(m_zoom * std::pow(zoomStep, event->angleDelta().y() / 120.0));
    event->accept();
}

void SequenceDiagram::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton) {
        m_dragged = event->position();
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    const int item = itemAt(event->position());
    if (event->button() != Qt::LeftButton || item < 0) return;
    if (toScene(event->position()).x() < gutter) {
        emit breakpointToggled(item);
    } else {
        choose(item);
    }
}

void SequenceDiagram::mouseDoubleClickEvent(QMouseEvent* event) {
    const int item = itemAt(event->position());
    if (event->button() != Qt::LeftButton || item < 0) return;
    if (toScene(event->position()).x() < gutter) {
        emit breakpointToggled(item);
    } else {
        emit stepActivated(item);
    }
}

void SequenceDiagram::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragged) {
        const QPointF by = event->position() - *m_dragged;
        m_dragged = event->position();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - qRound(by.x()));
        verticalScrollBar()->setValue(verticalScrollBar()->value() - qRound(by.y()));
        return;
    }
    const int item = itemAt(event->position());
    if (item == m_scene.hovered) return;
    m_scene.hovered = item;
    viewport()->update();
}

void SequenceDiagram::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::MiddleButton) return;
    m_dragged.reset();
    viewport()->unsetCursor();
}

void SequenceDiagram::leaveEvent(QEvent*) {
    m_scene.hovered = -1;
    viewport()->update();
}

void SequenceDiagram::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void SequenceDiagram::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool SequenceDiagram::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int item = itemAt(help->pos());
        const bool inGutter = item >= 0 && toScene(help->pos()).x() < gutter;
        const QString tip = inGutter ? tr("Break here (B)") : itemText(item);
        if (tip.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), tip, this);
        }
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void SequenceDiagram::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        layOut();
    } else {
        updateBars();
    }
}

void SequenceDiagram::scrollContentsBy(int, int) {
    viewport()->update();
}

}  // namespace rollscope::ui
