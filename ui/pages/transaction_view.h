// One transaction as a page: facts in one strip, then how it ran.
#pragma once

#include "ui/pages/execution_tab.h"
#include "ui/pages/tx_tabs.h"
#include "ui/widgets/page.h"

class QStackedWidget;

namespace rollscope::ui {

/// Stands within "Blocks and txs". Esc or the chevron goes back to the list.
class TransactionView : public QWidget {
    Q_OBJECT
public:
    TransactionView(const PageContext& context, QWidget* parent);
    /// `frame`: the call to choose once it has run; none: the outermost.
    void open(api::Layer layer, const Hash& hash, std::optional<std::uint32_t> frame = {});
    /// The transaction of a withdrawal, at the call that queued its message.
    void openWithdrawal(std::uint64_t index);
    /// Cancels what is under way and forgets the transaction.
    void close();
    bool isOpen() const { return m_model->isOpen(); }
    bool loading() const { return m_model->loading(); }
    /// Stops a recording; retry() starts it anew.
    void cancel() { m_model->cancel(); }
    void retry() { m_model->retry(); }

signals:
    void backAsked();
    void openObject(const QString& link);
    void said(const QString& text, rollscope::ui::Tone tone);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PageHead* makeHead();
    void makeTabs(QBoxLayout* column);
    TxNames names();
    void showTransaction();
    void showExecution();
    void showLoading();
    void saveTrace();
    void saveReceipt();
    void openAbiForm();
    QList<Fact> facts(const api::TxView& tx) const;
    QString addressName(const Address& address) const;

    PageContext m_context;
    TransactionModel* m_model;
    StepCursor* m_cursor;
    std::optional<std::uint32_t> m_wanted;
    bool m_wantQueued = false;
    std::uint64_t m_generation = 0;
    PageHead* m_head;
    HashLabel* m_hash;
    Badge* m_badge;
    Button* m_trace;
    FactStrip* m_facts;
    ErrorBar* m_error;
    TabStrip* m_tabs;
    QStackedWidget* m_stack;
    ExecutionTab* m_execution;
    InputView* m_input;
    LogsTab* m_logs;
    ChangesTab* m_changes;
    ReceiptTab* m_receipt;
    RawTab* m_raw;
};

}  // namespace rollscope::ui
