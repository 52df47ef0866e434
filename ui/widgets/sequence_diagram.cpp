#include "ui/widgets/sequence_diagram.h"

#include <QAccessible>
#include <QDeadlineTimer>
#include <QPainter>
#include <QScrollBar>
#include <cmath>

namespace rollscope::ui {

namespace {
constexpr qreal least = 0.25, most = 4;
constexpr qreal lightMs = 160;
constexpr std::size_t mostMoving = 12;
}  // namespace

SequenceDiagram::SequenceDiagram(QWidget* parent) : QAbstractScrollArea(parent) {
    installPaintedAccessibility();
    setAccessibleName(tr("Sequence diagram"));
    setObjectName(QStringLiteral("sequenceDiagram"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    connect(theme(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(&m_lights, &QTimer::timeout, this, &SequenceDiagram::tickLights);
}

void SequenceDiagram::setDiagram(Diagram diagram) {
    m_scene.diagram = std::move(diagram);
    m_scene.marks.clear();
    m_scene.lighting.clear();
    m_litAt.clear();
    m_scene.tones.clear();
    m_scene.selected = m_scene.hovered = -1;
    const QString name = m_scene.diagram.name();
    setAccessibleName(name.isEmpty() ? tr("Sequence diagram")
                                     : tr("Sequence diagram %1").arg(name));
    layOut();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    describe();
}

void SequenceDiagram::setMarks(std::vector<ItemMark> marks) {
    if (marks == m_scene.marks) return;
    std::swap(marks, m_scene.marks);
    lightUp(marks);
    describe();
    viewport()->update();
}

// What has just happened lights in 160 ms; more than a dozen at once, as when a run is shown again,
// and whoever wants no motion, see it lit.
void SequenceDiagram::lightUp(const std::vector<ItemMark>& before) {
    const auto isLit = [](const std::vector<ItemMark>& marks, std::size_t item) {
        return item < marks.size() &&
               (marks[item].state == StepState::lit || marks[item].state == StepState::revealed);
    };
    std::vector<int> fresh;
    for (std::size_t i = 0; i < m_scene.marks.size(); ++i) {
        const bool lit = isLit(m_scene.marks, i);
        if (!lit) m_litAt.erase(static_cast<int>(i));
        if (lit && i < before.size() && !isLit(before, i)) fresh.push_back(static_cast<int>(i));
    }
    if (!theme()->reducedMotion() && fresh.size() + m_litAt.size() <= mostMoving) {
        const qint64 now = QDeadlineTimer::current().deadline();
        for (const int item : fresh) m_litAt[item] = now;
    }
    tickLights();
}

void SequenceDiagram::tickLights() {
    const qint64 now = QDeadlineTimer::current().deadline();
    for (const auto& [item, since] : m_scene.lighting) viewport()->update(itemRect(item));
    m_scene.lighting.clear();
    for (auto it = m_litAt.begin(); it != m_litAt.end();) {
        const qreal done = static_cast<qreal>(now - it->second) / lightMs;
        viewport()->update(itemRect(it->first));
        if (done >= 1) {
            it = m_litAt.erase(it);
        } else {
            m_scene.lighting[it->first] = done;
            ++it;
        }
    }
    if (m_litAt.empty()) {
        m_lights.stop();
    } else if (!m_lights.isActive()) {
        m_lights.start(16);
    }
}

void SequenceDiagram::setMark(int item, ItemMark mark) {
    if (item < 0 || item >= itemCount()) return;
    const auto index = static_cast<std::size_t>(item);
    std::vector<ItemMark> marks = m_scene.marks;
    marks.resize(std::max(marks.size(), index + 1));
    std::swap(marks, m_scene.marks);
    m_scene.marks[index] = std::move(mark);
    lightUp(marks);
    if (item == m_scene.selected) describe();
    viewport()->update(itemRect(item).adjusted(0, -2, 0, 2));
}

void SequenceDiagram::setTones(std::vector<std::optional<Tone>> tones) {
    m_scene.tones = std::move(tones);
    viewport()->update();
}

void SequenceDiagram::layOut() {
    LayoutOptions options;
    options.width = std::max(1.0, viewport()->width() / m_zoom);
    m_scene.layout = layoutOf(m_scene.diagram, diagramMeasure(), options);
    updateBars();
    viewport()->update();
}

void SequenceDiagram::updateBars() {
    const QSizeF size = m_scene.layout.size * m_zoom;
    const QSize room = viewport()->size();
    horizontalScrollBar()->setRange(0, std::max(0, qRound(size.width()) - room.width()));
    horizontalScrollBar()->setPageStep(room.width());
    horizontalScrollBar()->setSingleStep(24);
    verticalScrollBar()->setRange(0, std::max(0, qCeil(size.height()) - room.height()));
    const int heads = qRound(m_scene.layout.headHeight * m_zoom);
    verticalScrollBar()->setPageStep(std::max(1, room.height() - heads));
    verticalScrollBar()->setSingleStep(qRound(22 * m_zoom));
}

void SequenceDiagram::setZoom(qreal zoom) {
    zoom = std::clamp(zoom, least, most);
    if (qFuzzyCompare(zoom, m_zoom)) return;
    // what is in the middle stays there
    const QPointF middle = QPointF(viewport()->rect().center()) +
                           QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const qreal across = middle.x() / std::max(1.0, m_scene.layout.size.width() * m_zoom);
    const qreal down = middle.y() / std::max(1.0, m_scene.layout.size.height() * m_zoom);
    m_zoom = zoom;
    layOut();
    const QSizeF size = m_scene.layout.size * m_zoom;
    horizontalScrollBar()->setValue(qRound(across * size.width()) - viewport()->width() / 2);
    verticalScrollBar()->setValue(qRound(down * size.height()) - viewport()->height() / 2);
    emit zoomChanged(m_zoom);
}

void SequenceDiagram::fit(bool enlarge) {
    const qreal limit = enlarge ? 2 : 1;
    qreal wanted = limit;
    // a smaller zoom gives a wider layout, which may be lower: a few steps settle it
    for (int tries = 0; tries < 4; ++tries) {
        setZoom(wanted);
        const QSizeF size = m_scene.layout.size * m_zoom;
        const qreal over = std::max(size.width() / std::max(1, viewport()->width()),
                                    size.height() / std::max(1, viewport()->height()));
        if (over <= 1.001) break;
        wanted = m_zoom / over;
    }
}

void SequenceDiagram::select(int item) {
    m_scene.selected = item >= 0 && item < itemCount() ? item : -1;
    if (m_scene.selected >= 0) showItem(m_scene.selected);
    describe();
    viewport()->update();
}

void SequenceDiagram::choose(int item) {
    if (itemCount() == 0) return;
    select(std::clamp(item, 0, itemCount() - 1));
    QAccessibleEvent focus(this, QAccessible::Focus);
    focus.setChild(m_scene.selected);
    QAccessible::updateAccessibility(&focus);
    emit stepSelected(m_scene.selected);
}

void SequenceDiagram::showItem(int item) {
    if (item < 0 || item >= itemCount()) return;
    const PlacedItem& placed = m_scene.layout.items[static_cast<std::size_t>(item)];
    const qreal heads = m_scene.layout.headHeight * m_zoom;
    const qreal top = placed.row.top() * m_zoom, bottom = placed.row.bottom() * m_zoom;
    auto* down = verticalScrollBar();
    if (top - down->value() < heads) {
        down->setValue(static_cast<int>(std::floor(top - heads)));
    } else if (bottom - down->value() > viewport()->height()) {
        down->setValue(qCeil(bottom) - viewport()->height());
    }
    QRectF across = placed.label.box.united(placed.note);
    for (const QPointF& point : placed.path)
        across |= QRectF(point - QPointF(8, 8), QSizeF(16, 16));
    auto* sideways = horizontalScrollBar();
    const qreal left = across.left() * m_zoom, right = across.right() * m_zoom;
    if (right - sideways->value() > viewport()->width()) {
        sideways->setValue(qCeil(right) + 8 - viewport()->width());
    }
    if (left - sideways->value() < 0) sideways->setValue(static_cast<int>(left) - 8);
}

QRect SequenceDiagram::itemRect(int item) const {
    if (item < 0 || item >= itemCount()) return {};
    const QRectF row = m_scene.layout.items[static_cast<std::size_t>(item)].row;
    return QRectF(row.left() * m_zoom - horizontalScrollBar()->value(),
                  row.top() * m_zoom - verticalScrollBar()->value(), row.width() * m_zoom,
                  row.height() * m_zoom)
               .toAlignedRect() &
           viewport()->rect();
}

bool SequenceDiagram::onHeads(QPointF at) const {
    return at.y() < m_scene.layout.headHeight * m_zoom;
}

QPointF SequenceDiagram::toScene(QPointF at) const {
    const int down = onHeads(at) ? 0 : verticalScrollBar()->value();
    return QPointF(at.x() + horizontalScrollBar()->value(), at.y() + down) / m_zoom;
}

int SequenceDiagram::itemAt(QPointF at) const {
    if (onHeads(at) || !viewport()->rect().contains(at.toPoint())) return -1;
    return m_scene.layout.itemAt(toScene(at).y());
}

QString SequenceDiagram::itemText(int item) const {
    if (item < 0 || item >= itemCount()) return {};
    const auto index = static_cast<std::size_t>(item);
    const ItemMark& mark = m_scene.mark(index);
    QStringList parts{
        sentenceOf(m_scene.diagram, m_scene.diagram.steps[m_scene.layout.items[index].step])};
    parts << wordOf(mark.state) << mark.evidence << mark.why
          << (mark.breakpoint ? tr("breakpoint") : QString());
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString SequenceDiagram::paintedValue(int item) const {
    return wordOf(m_scene.mark(static_cast<std::size_t>(item)).state);
}

void SequenceDiagram::choosePainted(int item) {
    select(item);
    emit stepSelected(item);
}

void SequenceDiagram::describe() {
    if (m_scene.selected >= 0) return setAccessibleDescription(itemText(m_scene.selected));
    setAccessibleDescription(tr("%n arrows", nullptr, m_scene.diagram.messageCount()) +
                             QStringLiteral(", ") +
                             tr("%n notes", nullptr, m_scene.diagram.noteCount()));
}

void SequenceDiagram::paintEvent(QPaintEvent* event) {
    m_scene.dark = theme()->isDark();
    m_scene.focused = hasFocus();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), color(Token::bg0));
    if (m_scene.diagram.participants.empty()) return;
    const qreal dx = horizontalScrollBar()->value(), dy = verticalScrollBar()->value();
    const QRectF seen = event->rect();
    painter.save();
    painter.translate(-dx, -dy);
    painter.scale(m_zoom, m_zoom);
    paintDiagram(painter, m_scene,
                 QRectF(seen.translated(dx, dy).topLeft() / m_zoom, seen.size() / m_zoom));
    painter.restore();
    painter.translate(-dx, 0);
    painter.scale(m_zoom, m_zoom);
    paintDiagramHeads(painter, m_scene, QRectF(dx / m_zoom, 0, viewport()->width() / m_zoom, 0));
    if (dy > 0) {
        const qreal y = m_scene.layout.headHeight;
        painter.fillRect(
            QRectF(dx / m_zoom, y - 1 / m_zoom, viewport()->width() / m_zoom, 1 / m_zoom),
            color(Token::line2));
    }
}

}  // namespace rollscope::ui
