// Lists that cost what is on the screen: rows are fetched a page at a time as one scrolls.
//
// In: a question that answers with a Page of rows, newest first, and a table of columns.
// Out: a QAbstractTableModel. Rows are cached by their distance from the oldest one, so a new
// row at the top moves nothing that is known already. No widget in here.
#pragma once

#include <QAbstractTableModel>
#include <functional>
#include <unordered_map>
#include <vector>

#include "node/api/node.h"

namespace rollscope::ui {

/// The part of a paged list that needs no row type: counts, liveness, errors.
class PagedModelBase : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that arrived while the list was held still.
    std::uint64_t waiting() const { return m_latestTotal - m_total; }
    bool loading() const { return m_inFlight > 0; }
    /// Text of the last failed read; empty when the last read went through.
    QString problem() const { return m_problem; }
    /// A held list keeps its rows in place; new ones wait (DESIGN, Update).
    void setHeld(bool held);
    bool held() const { return m_held; }

    /// Asks how many rows there are now, and for the first page again.
    virtual void refresh() = 0;
    /// Asks for every row again when it is next shown: what is behind the list has changed. Until
    /// the answer is here a row shows what it showed.
    virtual void forget() = 0;
    /// The object behind a row, as in EventView::link; empty while it is loading.
    virtual QString linkAt(int row) const = 0;

public slots:
    /// Shows the rows that wait.
    virtual void showWaiting() = 0;

signals:
    void waitingChanged(std::uint64_t rows);
    void loadingChanged(bool loading);
    void problemChanged(const QString& text);
    void totalChanged(std::uint64_t rows);

protected:
    void beginRead();
    void endRead(const QString& problem);

    std::uint64_t m_total = 0;
    std::uint64_t m_latestTotal = 0;
    int m_inFlight = 0;
    bool m_held = false;
    QString m_problem;
};

/// One column: its head, and what it says of a row for each Qt role.
template <class Row>
struct Column {
    QString title;
    std::function<QVariant(const Row& row, int role)> cell;
    bool numeric = false;  ///< right-aligned
    int width = 0;         ///< logical pixels; 0 takes what is left
    int leaves = 0;        ///< where there is no room: the highest goes first; 0 never
};

/// A paged list of `Row`.
template <class Row>
class PagedModel : public PagedModelBase {
public:
    using Fetch = std::function<api::Answer<api::Page<Row>>(api::PageRequest)>;
    using Link = std::function<QString(const Row&)>;

    PagedModel(Fetch fetch, std::vector<Column<Row>> columns, Link link, QObject* parent)
        : PagedModelBase(parent),
          m_fetch(std::move(fetch)),
          m_columns(std::move(columns)),
          m_link(std::move(link)) {}

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_total);
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal) return {};
        const auto& column = m_columns[static_cast<std::size_t>(section)];
        if (role == Qt::DisplayRole) return column.title;
        if (role == Qt::TextAlignmentRole) return alignment(column);
        return {};
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid()) return {};
        const auto& column = m_columns[static_cast<std::size_t>(index.column())];
        if (role == Qt::TextAlignmentRole) return alignment(column);
        const Kept* kept = keptAt(index.row());
        if (kept == nullptr || kept->age != m_age) {
            const_cast<PagedModel*>(this)->want(index.row());
        }
        return kept == nullptr ? QVariant() : column.cell(kept->row, role);
    }
    QString linkAt(int row) const override {
        const Row* found = rowAt(row);
        return found == nullptr ? QString() : m_link(*found);
    }
    const std::vector<Column<Row>>& columns() const { return m_columns; }
    /// The row if it is here already.
    const Row* rowAt(int row) const {
        const Kept* kept = keptAt(row);
        return kept == nullptr ? nullptr : &kept->row;
    }
    void refresh() override { read(0, pageSize); }
    void forget() override {
        ++m_age;
        if (m_total > 0) {
            emit dataChanged(index(0, 0), index(static_cast<int>(m_total) - 1, columnCount() - 1));
        }
        refresh();
    }
    void showWaiting() override { setTotal(m_latestTotal); }
    /// Forgets everything, for another filter or another account.
    void reset(Fetch fetch) {
        m_fetch = std::move(fetch);
        clear();
        refresh();
    }

private:
    struct Kept {
        Row row;
        std::uint64_t age = 0;  ///< m_age when it was asked for
    };
    const Kept* keptAt(int row) const {
        if (row < 0 || static_cast<std::uint64_t>(row) >= m_total) return nullptr;
        const auto found = m_rows.find(m_total - 1 - static_cast<std::uint64_t>(row));
        return found == m_rows.end() ? nullptr : &found->second;
    }
    static constexpr std::uint32_t pageSize = 100;
    static constexpr std::size_t maxCachedRows = 20'000;

    static QVariant alignment(const Column<Row>& column) {
        return QVariant(int((column.numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    void clear() {
        beginResetModel();
        m_rows.clear();
        m_wanted.clear();
        m_total = m_latestTotal = 0;
        ++m_generation;
        endResetModel();
    }
    void want(int row) {
        const std::uint64_t page = static_cast<std::uint64_t>(row) / pageSize;
        if (m_wanted.contains(page)) return;
        m_wanted[page] = true;
        // data() is const and may run inside a paint: ask on the next turn of the event loop.
        QMetaObject::invokeMethod(
            this, [this, page] { read(page * pageSize + waiting(), pageSize, page); },
            Qt::QueuedConnection);
    }
    void read(std::uint64_t offset, std::uint32_t limit, std::optional<std::uint64_t> page = {}) {
        beginRead();
        m_fetch({.offset = offset, .limit = limit})
            .then(this, [this, page, generation = m_generation,
                         age = m_age](Result<api::Page<Row>> answer) {
                if (page) m_wanted.erase(*page);
                endRead(answer ? QString() : QString::fromStdString(answer.error().text()));
                if (answer && generation == m_generation) take(std::move(*answer), age);
            });
    }
    void take(api::Page<Row> page, std::uint64_t age) {
        if (page.total < m_total) clear();  // the chain was unwound
        if (m_rows.size() > maxCachedRows) m_rows.clear();
        const std::uint64_t total = page.total;
        for (std::size_t i = 0; i < page.rows.size() && page.offset + i < total; ++i) {
            m_rows.insert_or_assign(total - 1 - page.offset - i,
                                    Kept{std::move(page.rows[i]), age});
        }
        if (total > m_latestTotal) m_latestTotal = total;
        if (!m_held || m_total == 0) setTotal(m_latestTotal);
        emit waitingChanged(waiting());
        const std::uint64_t shift = m_total + page.offset;
        if (m_total > 0 && shift >= total) {
            const auto first = static_cast<int>(shift - total);
            const auto last =
                std::min<std::uint64_t>(m_total - 1, shift - total + page.rows.size());
            emit dataChanged(index(first, 0), index(static_cast<int>(last), columnCount() - 1));
        } else if (m_total > 0) {
            const auto last = std::min<std::uint64_t>(m_total - 1, page.rows.size());
            emit dataChanged(index(0, 0), index(static_cast<int>(last), columnCount() - 1));
        }
    }
    void setTotal(std::uint64_t total) {
        if (total > m_total) {
            beginInsertRows({}, 0, static_cast<int>(total - m_total) - 1);
            m_total = total;
            endInsertRows();
            emit totalChanged(m_total);
        }
        emit waitingChanged(waiting());
    }

    Fetch m_fetch;
    std::vector<Column<Row>> m_columns;
    Link m_link;
    std::unordered_map<std::uint64_t, Kept> m_rows;  ///< by distance from the oldest row
    std::unordered_map<std::uint64_t, bool> m_wanted;
    std::uint64_t m_generation = 0;
    std::uint64_t m_age = 0;  ///< rows asked for before are shown, and asked for again
};

}  // namespace rollscope::ui
