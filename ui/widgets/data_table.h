// A list of rows: QTableView in the design, painted by item roles (ui/text/roles.h).
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

#include "ui/text/roles.h"
#include "ui/widgets/theme.h"

namespace rollscope::ui {

class Button;

/// Paints a cell by its roles.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Where the action button of a cell is.
    static QRect actionBox(const QRect& cell, const QModelIndex& index);
};

/// How a column shares the table's width.
struct ColumnPlace {
    int width = 0;   ///< logical pixels; 0 shares what is left
    int leaves = 0;  ///< where there is no room the highest goes first; 0 never. What is gone
                     ///< stands on the hover of the row's first cell
};

/// Header 26, rows 26 (28 trees, 36 with a button). A click selects and opens the row's link;
/// Return opens it too; Ctrl+C copies the current cell's full value.
class DataTable : public QTableView {
    Q_OBJECT
public:
    explicit DataTable(const QString& accessibleName, QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model) override;
    void setRowHeight(int height);
    void setColumns(const QList<ColumnPlace>& columns);
    /// Rows that wait above while the list is not at its top: shows the bar "12 new".
    void setWaiting(std::uint64_t rows);
    bool atTop() const;

signals:
    /// LinkRole of the clicked cell, else of the row's first cell.
    void linkOpened(const QString& link);
    void actionClicked(const QModelIndex& index);
    /// Return on a row, or a double click: it is to be opened whole.
    void rowEntered(int row);
    /// True while scrolled away from the top: the model then holds its rows still.
    void heldChanged(bool held);
    /// The bar "12 new" was clicked.
    void showWaiting();
    void currentRowChanged(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    friend class CellDelegate;
    void layOutColumns();
    QString linkOf(const QModelIndex& index) const;
    /// The cells of a row that there is no room for.
    QString hiddenOf(int row) const;

    QList<ColumnPlace> m_columns;
    Button* m_waiting;
    int m_hoverRow = -1;
    bool m_held = false;
};

}  // namespace rollscope::ui
