// Blocks and transactions of both chains.
#pragma once

#include "ui/models/lists.h"
#include "ui/pages/list_view.h"
#include "ui/pages/transaction_view.h"

class QStackedLayout;

namespace rollscope::ui {

/// Four lists behind two choices: which layer, blocks or transactions. A transaction opens over
/// them as a page of its own.
class BlocksPage : public Page {
    Q_OBJECT
public:
    BlocksPage(const PageContext& context, QWidget* parent);
    void activate() override;
    void deactivate() override;
    bool showLink(const QString& link) override;

private:
    void choose();
    void refresh();
    void say();
    void openTransaction(const Link& link);
    void showList();

    api::Node& m_node;
    QStackedLayout* m_stack;
    TransactionView* m_transaction;
    PageHead* m_head;
    Tabs* m_layer;
    Tabs* m_kind;
    ListView* m_view;
    BlockModel* m_blocks[2];
    TxModel* m_txs[2];
};

}  // namespace rollscope::ui
