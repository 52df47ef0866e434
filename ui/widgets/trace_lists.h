// A transaction's calls, logs and changes of state as rows.
#pragma once

#include <vector>

#include "ui/widgets/rows_view.h"

namespace rollscope::ui {

/// One call; rows stand in the order of the tree, parents first.
struct CallRow {
    int depth = 0;
    QString kind;       ///< "CALL", "STATIC"
    QString contract;   ///< name, or elided address
    QString function;   ///< "withdraw"
    QString arguments;  ///< "l1Token, Alice, 250.0e18"
    QString result;     ///< "true", or empty
    QString failure;    ///< in red instead of the result
    QString gas;        ///< "74,908"
    double part = 0;    ///< of the outermost call's gas
    Tone tone = Tone::l2;
    QString tip;
};

/// The call tree with gas bars.
class CallTree : public RowsView {
    Q_OBJECT
public:
    explicit CallTree(QWidget* parent = nullptr);
    void setRows(std::vector<CallRow> rows);

protected:
    int rows() const override { return static_cast<int>(m_rows.size()); }
    void paintRow(QPainter& painter, const QRectF& box, int row) const override;
    QString textOf(int row) const override;
    QString tipOf(int row) const override;

private:
    std::vector<CallRow> m_rows;
};

/// One log.
struct EventRow {
    QString number;
    QString contract;
    QString event;  ///< "Transfer", or the elided topic
    QString arguments;
    bool undone = false;  ///< its call failed: drawn in ink3 and said
    Tone tone = Tone::l2;
    QString tip;
};

class EventList : public RowsView {
    Q_OBJECT
public:
    explicit EventList(QWidget* parent = nullptr);
    void setRows(std::vector<EventRow> rows);

protected:
    int rows() const override { return static_cast<int>(m_rows.size()); }
    void paintRow(QPainter& painter, const QRectF& box, int row) const override;
    QString textOf(int row) const override;
    QString tipOf(int row) const override;

private:
    std::vector<EventRow> m_rows;
};

/// One change: where, what, before, after.
struct ChangeRow {
    QString owner;  ///< "L2Token", "Alice", or an elided address
    QString what;   ///< "balances[Alice]", "nonce"
    QString before, after;
    Tone tone = Tone::l2;  ///< of the owner
    QString tip;           ///< with whole values
};

class ChangeList : public RowsView {
    Q_OBJECT
public:
    explicit ChangeList(QWidget* parent = nullptr);
    void setRows(std::vector<ChangeRow> rows);

protected:
    int rows() const override { return static_cast<int>(m_rows.size()); }
    void paintRow(QPainter& painter, const QRectF& box, int row) const override;
    QString textOf(int row) const override;
    QString tipOf(int row) const override;

private:
    std::vector<ChangeRow> m_rows;
    qreal m_owner = 0, m_before = 0, m_after = 0;  ///< widths of the widest texts
};

}  // namespace rollscope::ui
