// Blocks and transactions of both chains.
#pragma once

#include "ui/models/lists.h"
#include "ui/pages/list_view.h"

namespace rollscope::ui {

/// Four lists behind two choices: which layer, blocks or transactions.
class BlocksPage : public Page {
    Q_OBJECT
public:
    BlocksPage(const PageContext& context, QWidget* parent);
    void activate() override;
    bool showLink(const QString& link) override;

private:
    void choose();
    void refresh();
    void say();

    api::Node& m_node;
    PageHead* m_head;
    Tabs* m_layer;
    Tabs* m_kind;
    ListView* m_view;
    BlockModel* m_blocks[2];
    TxModel* m_txs[2];
};

}  // namespace rollscope::ui
