// A message tree as a picture: 16 nodes of a level, what is above them, and the root.
#pragma once

#include <QWidget>

#include "ui/text/tree_scene.h"
#include "ui/widgets/painted_items.h"

namespace rollscope::ui {

/// A click on a leaf chooses it, on a higher node goes nearer to it; the wheel with Ctrl, + and −
/// zoom; the wheel, page up and down go aside; arrows walk the nodes, Return does what a click
/// does.
class MessageTree : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit MessageTree(QWidget* parent = nullptr);
    void setScene(TreeScene scene);
    const TreeScene& scene() const { return m_scene; }
    /// Where a node is drawn.
    QRectF boxOf(std::size_t row, std::size_t column) const;
    QSize sizeHint() const override { return {760, 400}; }
    QSize minimumSizeHint() const override { return {560, 250}; }

    // its nodes, the lowest row first
    int paintedCount() const override;
    const QWidget* paintedOn() const override { return this; }
    QRect paintedRect(int item) const override;
    int paintedAt(QPoint at) const override { return itemOf(spotAt(at)); }
    QString paintedName(int item) const override;
    QString paintedValue(int item) const override;
    int paintedCurrent() const override { return itemOf(m_cursor); }
    void choosePainted(int item) override { moveTo(spotOf(item)); }
    void pressPainted(int item) override { act(spotOf(item)); }

signals:
    /// `index` of a leaf.
    void leafChosen(quint64 index);
    /// Nearer to the leaves, around a node of the lowest row.
    void zoomInAsked(quint64 position);
    void zoomOutAsked();
    void panAsked(int windows);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Spot {
        int row = -1, column = -1;
        bool operator==(const Spot&) const = default;
    };
    Spot spotAt(QPointF at) const;
    Spot spotOf(int item) const;
    int itemOf(Spot spot) const;
    const TreeBox* at(Spot spot) const;
    void act(Spot spot);
    void moveTo(Spot spot);
    qreal rowY(std::size_t row) const;
    qreal step() const;
    void paintEdges(QPainter& painter) const;
    void paintBoxes(QPainter& painter) const;
    void paintRoot(QPainter& painter) const;
    void paintMap(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;

    TreeScene m_scene;
    Spot m_hover, m_cursor{0, 0};
};

}  // namespace rollscope::ui
