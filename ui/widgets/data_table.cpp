#include "ui/widgets/data_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

#include "ui/text/format.h"
#include "ui/widgets/button.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

/// Header painted in the design: label text, a line below, no section borders.
class Header : public QHeaderView {
public:
    explicit Header(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
        setFixedHeight(metric::tableHeader);
        setSectionsClickable(false);
        setHighlightSections(false);
        setMinimumSectionSize(24);
        setStretchLastSection(true);
    }

protected:
    void paintSection(QPainter* painter, const QRect& box, int section) const override {
        painter->save();
        painter->fillRect(box, color(Token::bg1));
        painter->setFont(typeFont(Type::label));
        painter->setPen(color(Token::ink3));
        const auto text = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
        const auto align = model()->headerData(section, orientation(), Qt::TextAlignmentRole);
        const int flags = align.isValid() ? align.toInt() : int(Qt::AlignLeft | Qt::AlignVCenter);
        const int left = section == 0 ? metric::firstCell : metric::cellPadding;
        const QRect inner = box.adjusted(left, 0, -metric::cellPadding, 0);
        painter->drawText(inner, flags,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
        painter->fillRect(QRect(box.left(), box.bottom(), box.width(), 1), color(Token::line));
        painter->restore();
    }
    void paintEvent(QPaintEvent* event) override {
        QPainter painter(viewport());
        painter.fillRect(rect(), color(Token::bg1));
        painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::line));
        painter.end();
        QHeaderView::paintEvent(event);
    }
};

}  // namespace

DataTable::DataTable(const QString& accessibleName, QWidget* parent) : QTableView(parent) {
    setAccessibleName(accessibleName);
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex& index) { emit rowEntered(index.row()); });
    setHorizontalHeader(new Header(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setRowHeight(metric::tableRow);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setCornerButtonEnabled(false);
    setItemDelegate(new CellDelegate(this));
    m_waiting = new Button(QStringLiteral("chevron-up"), {}, ButtonKind::primary, this);
    m_waiting->hide();
    connect(m_waiting, &Button::clicked, this, [this] {
        scrollToTop();
        emit showWaiting();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (atTop() == !m_held) return;
        m_held = !atTop();
        emit heldChanged(m_held);
        if (!m_held) emit showWaiting();
    });
}

void DataTable::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    layOutColumns();
    connect(model, &QAbstractItemModel::modelReset, this, [this] { layOutColumns(); });
}

void DataTable::setRowHeight(int height) {
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void DataTable::setColumns(const QList<ColumnPlace>& columns) {
    m_columns = columns;
    layOutColumns();
}

void DataTable::layOutColumns() {
    if (model() == nullptr) return;
    constexpr int leastOpen = 80;
    m_columns.resize(model()->columnCount());
    int fixed = 0, open = 0;
    QList<int> leaving;
    for (int i = 0; i < m_columns.size(); ++i) {
        fixed += m_columns[i].width;
        open += m_columns[i].width == 0 ? 1 : 0;
        if (m_columns[i].leaves > 0) leaving.append(i);
    }
    std::sort(leaving.begin(), leaving.end(),
              [this](int a, int b) { return m_columns[a].leaves > m_columns[b].leaves; });
    QList<bool> gone(m_columns.size(), false);
    for (const int each : leaving) {
        if (fixed + open * leastOpen <= viewport()->width()) break;
        gone[each] = true;
        fixed -= m_columns[each].width;
        open -= m_columns[each].width == 0 ? 1 : 0;
    }
    const int rest = open == 0 ? 0 : std::max(leastOpen, (viewport()->width() - fixed) / open);
    for (int i = 0; i < m_columns.size(); ++i) {
        setColumnHidden(i, gone[i]);
        if (!gone[i]) setColumnWidth(i, m_columns[i].width == 0 ? rest : m_columns[i].width);
    }
}

QString DataTable::hiddenOf(int row) const {
    QStringList lines;
    for (int i = 0; i < model()->columnCount(); ++i) {
        if (!isColumnHidden(i)) continue;
        const QModelIndex cell = model()->index(row, i);
        const QString full = cell.data(FullRole).toString();
        lines << model()->headerData(i, Qt::Horizontal).toString() + QStringLiteral(": ") +
                     (full.isEmpty() ? cell.data().toString() : full);
    }
    return lines.join(QLatin1Char('\n'));
}

bool DataTable::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex cell = indexAt(help->pos());
        const QString hidden =
            cell.isValid() && cell.column() == 0 ? hiddenOf(cell.row()) : QString();
        if (!hidden.isEmpty()) {
            QStringList lines{cell.data(Qt::ToolTipRole).toString(), hidden};
            lines.removeAll(QString());
            QToolTip::showText(help->globalPos(), lines.join(QLatin1Char('\n')), this);
            return true;
        }
    }
    return QTableView::viewportEvent(event);
}

void DataTable::setWaiting(std::uint64_t rows) {
    m_waiting->setVisible(rows > 0 && !atTop());
    if (rows == 0) return;
    m_waiting->setText(tr("%1 new").arg(grouped(rows)));
    m_waiting->setAccessibleName(tr("Show %1 new rows").arg(grouped(rows)));
    m_waiting->resize(m_waiting->sizeHint());
    m_waiting->move((width() - m_waiting->width()) / 2, metric::tableHeader + 6);
    m_waiting->raise();
}

bool DataTable::atTop() const {
    return verticalScrollBar()->value() <= 2;
}

QString DataTable::linkOf(const QModelIndex& index) const {
    const QString own = index.data(LinkRole).toString();
    return own.isEmpty() ? index.siblingAtColumn(0).data(LinkRole).toString() : own;
}

void DataTable::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
}

void DataTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    layOutColumns();
    if (m_waiting->isVisible()) {
        m_waiting->move((width() - m_waiting->width()) / 2, metric::tableHeader + 6);
    }
}

void DataTable::keyPressEvent(QKeyEvent* event) {
    const QModelIndex index = currentIndex();
    if (event->matches(QKeySequence::Copy) && index.isValid()) {
        const QString full = index.data(FullRole).toString();
        QGuiApplication::clipboard()->setText(full.isEmpty() ? index.data().toString() : full);
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && index.isValid()) {
        if (index.data(KindRole).toInt() == int(CellKind::action)) {
            if (index.data(ReasonRole).toString().isEmpty()) emit actionClicked(index);
            return;
        }
        const QString link = linkOf(index);
        if (!link.isEmpty()) emit linkOpened(link);
        emit rowEntered(index.row());
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::mouseMoveEvent(QMouseEvent* event) {
    const QModelIndex under = indexAt(event->pos());
    if (under.row() != m_hoverRow) {
        m_hoverRow = under.row();
        viewport()->update();
    }
    const bool link = under.isValid() && !under.data(LinkRole).toString().isEmpty();
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void DataTable::mouseReleaseEvent(QMouseEvent* event) {
    QTableView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (!index.isValid() || event->button() != Qt::LeftButton) return;
    if (index.data(KindRole).toInt() == int(CellKind::action) &&
        CellDelegate::actionBox(visualRect(index), index).contains(event->pos())) {
        if (index.data(ReasonRole).toString().isEmpty()) emit actionClicked(index);
        return;
    }
    const QString link = linkOf(index);
    if (!link.isEmpty()) emit linkOpened(link);
}

void DataTable::leaveEvent(QEvent* event) {
    m_hoverRow = -1;
    viewport()->update();
    QTableView::leaveEvent(event);
}

void DataTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row()) emit currentRowChanged(current.row());
}

}  // namespace rollscope::ui
