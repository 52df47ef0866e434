// The transaction page's plain tabs: input, logs, state changes, receipt, raw bytes.
#pragma once

#include "ui/models/transaction_model.h"
#include "ui/pages/input_view.h"
#include "ui/widgets/fact_strip.h"
#include "ui/widgets/page_head.h"

class QStackedLayout;

namespace rollscope::ui {

/// Logs in a list, the chosen one with whole values at the right.
class LogsTab : public QWidget {
    Q_OBJECT
public:
    LogsTab(TxNames names, QWidget* parent);
    void showLogs(const TransactionModel& model);

signals:
    void opened(const QString& link);

private:
    /// What is shown of a log, recorded or of the receipt.
    struct Entry {
        Address address;
        std::vector<Hash> topics;
        Bytes data;
        std::optional<api::DecodedCall> decoded;
    };
    void showOne(int row);

    TxNames m_names;
    std::vector<Entry> m_entries;
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    EventList* m_list;
    QScrollArea* m_detail;
};

/// All changes, whole on hover and copied by Ctrl+C.
class ChangesTab : public QWidget {
    Q_OBJECT
public:
    ChangesTab(TxNames names, QWidget* parent);
    void showChanges(const TransactionModel& model);

signals:
    void opened(const QString& link);

private:
    TxNames m_names;
    std::vector<Address> m_owners;
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    SectionHead* m_head;
    ChangeList* m_list;
};

/// Every field of the receipt; copied or saved as JSON.
class ReceiptTab : public QWidget {
    Q_OBJECT
public:
    explicit ReceiptTab(QWidget* parent);
    void showReceipt(const api::TxView& tx);

signals:
    void opened(const QString& link);
    void saveAsked();

private:
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    FactGrid* m_grid;
    QJsonObject m_json;
    Hash m_block;
};

/// The transaction as it travels.
class RawTab : public QWidget {
    Q_OBJECT
public:
    explicit RawTab(QWidget* parent);
    void showBytes(const api::TxView& tx);

private:
    SectionHead* m_head;
    HexView* m_bytes;
    Bytes m_raw;
};

}  // namespace rollscope::ui
