// Rows of one height, painted: a list of any length costs what is on the screen.
#pragma once

#include <QAbstractScrollArea>

#include "ui/widgets/theme.h"

namespace rollscope::ui {

/// Scrolls, selects and walks rows by keys; subclasses paint one and say it in words.
class RowsView : public QAbstractScrollArea {
    Q_OBJECT
public:
    RowsView(const QString& accessibleName, int rowHeight, QWidget* parent);
    int current() const { return m_current; }
    /// Selects without a signal; scrolls it into view. -1: none.
    void setCurrent(int row);
    /// Rows that the widget asks room for.
    void setVisibleRows(int rows);
    int rowHeight() const { return m_rowHeight; }
    int firstRow() const;
    int roomRows() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// A person chose the row, by mouse or key.
    void chosen(int row);
    /// Double click or Return.
    void entered(int row);

protected:
    virtual int rows() const = 0;
    virtual void paintRow(QPainter& painter, const QRectF& box, int row) const = 0;
    /// What a screen reader says and Ctrl+C copies.
    virtual QString textOf(int row) const = 0;
    virtual QString tipOf(int row) const;
    /// The ground below a row; the selection's by default.
    virtual void paintGround(QPainter& painter, const QRectF& box, int row) const;
    /// Whether choosing a row means something.
    virtual bool selectable() const { return true; }
    /// After the rows changed.
    void rowsChanged();

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    int rowAt(const QPointF& at) const;
    void layOut();
    void choose(int row);

    int m_rowHeight;
    int m_current = -1;
    int m_hovered = -1;
    int m_visibleRows = 6;
};

/// A text in `type` and `ink` from `x`, elided to `width`; the x after it.
qreal paintText(QPainter& painter, qreal x, const QRectF& row, qreal width, const QString& text,
                Type type, const QColor& ink, Qt::TextElideMode mode = Qt::ElideRight);
/// The same, ending at `right`; the x before it.
qreal paintTextRight(QPainter& painter, qreal right, const QRectF& row, const QString& text,
                     Type type, const QColor& ink);

}  // namespace rollscope::ui
