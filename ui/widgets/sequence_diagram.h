// A sequence diagram on the screen: scrolls under its heads, zooms, and is walked by keys.
#pragma once

#include <QAbstractScrollArea>
#include <QTimer>

#include "ui/widgets/diagram_painter.h"
#include "ui/widgets/painted_items.h"

namespace rollscope::ui {

/// Messages and notes are its items, from 0 in the order of Diagram::items().
///
/// Keys: up, down, home, end and pages select; Enter activates; B sets a breakpoint; +, − and 0
/// zoom, F fits the whole diagram; Ctrl with the wheel zooms.
class SequenceDiagram : public QAbstractScrollArea, public PaintedItems {
    Q_OBJECT
public:
    explicit SequenceDiagram(QWidget* parent = nullptr);

    void setDiagram(Diagram diagram);
    const Diagram& diagram() const { return m_scene.diagram; }
    /// What is drawn: for exports of the view as it is.
    const DiagramScene& scene() const { return m_scene; }
    int itemCount() const { return static_cast<int>(m_scene.layout.items.size()); }

    /// One an item; fewer: the rest is plain.
    void setMarks(std::vector<ItemMark> marks);
    void setMark(int item, ItemMark mark);
    /// The layers of participants that stand in no coloured box.
    void setTones(std::vector<std::optional<Tone>> tones);
    /// -1: none. The item comes into view.
    void select(int item);
    int selected() const { return m_scene.selected; }
    /// Scrolls as little as shows the item.
    void showItem(int item);

    qreal zoom() const { return m_zoom; }
    void setZoom(qreal zoom);
    /// The largest zoom up to 1 (2 when `enlarge`) that shows all of it.
    void fit(bool enlarge = false);

    /// Where an item stands in the viewport; empty outside of it.
    QRect itemRect(int item) const;
    /// The item at a place in the viewport, or -1.
    int itemAt(QPointF at) const;
    /// What a screen reader says of an item: number, text, state, evidence.
    QString itemText(int item) const;

    QSize sizeHint() const override { return {640, 480}; }
    QSize minimumSizeHint() const override { return {240, 160}; }

    int paintedCount() const override { return itemCount(); }
    const QWidget* paintedOn() const override { return viewport(); }
    QRect paintedRect(int item) const override { return itemRect(item); }
    int paintedAt(QPoint at) const override { return itemAt(at); }
    QString paintedName(int item) const override { return itemText(item); }
    QString paintedValue(int item) const override;
    int paintedCurrent() const override { return selected(); }
    void choosePainted(int item) override;
    void pressPainted(int item) override { emit stepActivated(item); }

signals:
    void stepSelected(int item);
    void stepActivated(int item);
    void breakpointToggled(int item);
    void zoomChanged(qreal zoom);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void lightUp(const std::vector<ItemMark>& before);
    void tickLights();
    void layOut();
    void updateBars();
    void describe();
    void choose(int item);
    int itemsAPage() const;
    /// From the viewport to the layout; the heads do not scroll up.
    QPointF toScene(QPointF at) const;
    bool onHeads(QPointF at) const;

    DiagramScene m_scene;
    qreal m_zoom = 1;
    std::optional<QPointF> m_dragged;
    QTimer m_lights;
    std::map<int, qint64> m_litAt;  ///< steady ms, of the items that light just now
};

}  // namespace rollscope::ui
