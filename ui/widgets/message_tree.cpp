#include "ui/widgets/message_tree.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/widgets/message_tree_layout.h"

namespace rollscope::ui {

MessageTree::MessageTree(QWidget* parent) : QWidget(parent) {
    installPaintedAccessibility();
    setObjectName(QStringLiteral("messageTree"));
    setAccessibleName(tr("Message tree"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void MessageTree::setScene(TreeScene scene) {
    m_scene = std::move(scene);
    if (at(m_cursor) == nullptr) m_cursor = {0, 0};
    update();
}

qreal MessageTree::step() const {
    return (width() - tree::left - tree::right) / tree::columns;
}

qreal MessageTree::rowY(std::size_t row) const {
    const qreal bottom = height() - tree::foot;
    const qreal rows = static_cast<qreal>(m_scene.rows.size()) + (m_scene.reachesRoot ? 0 : 1.6);
    const qreal gap = std::min(66.0, (bottom - tree::head) / std::max(1.0, rows - 1));
    return bottom - static_cast<qreal>(row) * gap;
}

QRectF MessageTree::boxOf(std::size_t row, std::size_t column) const {
    const auto nodes = static_cast<qreal>(m_scene.rows[row].size());
    const qreal span = step() * tree::columns / nodes;
    const qreal x = tree::left + span * (static_cast<qreal>(column) + 0.5);
    const qreal width = std::min(row == 0 ? tree::leafWidth : tree::nodeWidth, span - 4);
    return {x - width / 2, rowY(row) - tree::nodeHeight / 2, width, tree::nodeHeight};
}

const TreeBox* MessageTree::at(Spot spot) const {
    if (spot.row < 0 || spot.row >= static_cast<int>(m_scene.rows.size())) return nullptr;
    const auto& row = m_scene.rows[static_cast<std::size_t>(spot.row)];
    if (spot.column < 0 || spot.column >= static_cast<int>(row.size())) return nullptr;
    return &row[static_cast<std::size_t>(spot.column)];
}

MessageTree::Spot MessageTree::spotAt(QPointF point) const {
    for (std::size_t row = 0; row < m_scene.rows.size(); ++row) {
        for (std::size_t column = 0; column < m_scene.rows[row].size(); ++column) {
            const qreal below = row == 0 ? 18 : 0;  // the caption too
            if (boxOf(row, column).adjusted(-2, -3, 2, 3 + below).contains(point)) {
                return {static_cast<int>(row), static_cast<int>(column)};
            }
        }
    }
    return {};
}

MessageTree::Spot MessageTree::spotOf(int item) const {
    for (std::size_t row = 0; item >= 0 && row < m_scene.rows.size(); ++row) {
        const int nodes = static_cast<int>(m_scene.rows[row].size());
        if (item < nodes) return {static_cast<int>(row), item};
        item -= nodes;
    }
    return {};
}

int MessageTree::itemOf(Spot spot) const {
    if (at(spot) == nullptr) return -1;
    int before = 0;
    for (int row = 0; row < spot.row; ++row) {
        before += static_cast<int>(m_scene.rows[static_cast<std::size_t>(row)].size());
    }
    return before + spot.column;
}

int MessageTree::paintedCount() const {
    std::size_t count = 0;
    for (const auto& row : m_scene.rows) count += row.size();
    return static_cast<int>(count);
}

QRect MessageTree::paintedRect(int item) const {
    const Spot spot = spotOf(item);
    if (at(spot) == nullptr) return {};
    return boxOf(static_cast<std::size_t>(spot.row), static_cast<std::size_t>(spot.column))
        .toAlignedRect();
}

QString MessageTree::paintedName(int item) const {
    const TreeBox* box = at(spotOf(item));
    return box == nullptr ? QString() : box->words;
}

QString MessageTree::paintedValue(int item) const {
    const TreeBox* box = at(spotOf(item));
    if (box == nullptr) return {};
    switch (box->part) {
        case TreePart::path: return tr("on the path to the root");
        case TreePart::sibling: return tr("sibling, in the proof");
        case TreePart::empty: return tr("nothing yet");
        case TreePart::plain: break;
    }
    return box->consumed ? tr("consumed") : QString();
}

void MessageTree::act(Spot spot) {
    if (at(spot) == nullptr) return;
    moveTo(spot);
    const auto column = static_cast<std::uint64_t>(spot.column);
    const std::uint64_t position = (m_scene.first >> spot.row) + column;
    if (m_scene.level == 0 && spot.row == 0) {
        if (position < m_scene.count) emit leafChosen(position);
        return;
    }
    // nearer by one level, so that what was clicked fills the picture's middle
    emit zoomInAsked(spot.row == 0 ? position : position << spot.row);
}

void MessageTree::moveTo(Spot spot) {
    const auto* box = at(spot);
    if (box == nullptr) return;
    m_cursor = spot;
    setAccessibleDescription(box->words);
    QAccessibleEvent news(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&news);
    QAccessibleEvent focus(this, QAccessible::Focus);
    focus.setChild(itemOf(spot));
    QAccessible::updateAccessibility(&focus);
    update();
}

void MessageTree::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::LeftButton) act(spotAt(event->position()));
}

void MessageTree::mouseMoveEvent(QMouseEvent* event) {
    const Spot spot = spotAt(event->position());
    if (spot == m_hover) return;
    m_hover = spot;
    setCursor(at(spot) != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void MessageTree::leaveEvent(QEvent*) {
    m_hover = {};
    update();
}

void MessageTree::wheelEvent(QWheelEvent* event) {
    const int by = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if (by == 0) return;
    if (event->modifiers() & Qt::ControlModifier) {
        const auto column = static_cast<std::uint64_t>(
            std::clamp((event->position().x() - tree::left) / step(), 0.0, tree::columns - 1.0));
        if (by > 0) emit zoomInAsked(m_scene.first + column);
        if (by < 0) emit zoomOutAsked();
    } else {
        emit panAsked(by > 0 ? -1 : 1);
    }
    event->accept();
}

void MessageTree::keyPressEvent(QKeyEvent* event) {
    const auto& [row, column] = m_cursor;
    switch (event->key()) {
        case Qt::Key_Left:
            if (column == 0) emit panAsked(-1);
            return moveTo({row, std::max(0, column - 1)});
        case Qt::Key_Right:
            if (at({row, column + 1}) == nullptr) emit panAsked(1);
            return moveTo({row, column + 1});
        case Qt::Key_Up: return moveTo({row + 1, column / 2});
        case Qt::Key_Down: return moveTo({row - 1, column * 2});
        case Qt::Key_PageUp: emit panAsked(-1); return;
        case Qt::Key_PageDown: emit panAsked(1); return;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            emit zoomInAsked(m_scene.first + (static_cast<std::uint64_t>(column) << row));
            return;
        case Qt::Key_Minus: emit zoomOutAsked(); return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space: return act(m_cursor);
        default: QWidget::keyPressEvent(event);
    }
}

bool MessageTree::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const auto* box = at(spotAt(help->pos()));
        if (box == nullptr) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), box->words, this);
        }
        return true;
    }
    return QWidget::event(event);
}

}  // namespace rollscope::ui
