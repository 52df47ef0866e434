// One message tree of the Messages page: the picture, the chosen leaf, the list.
#pragma once

#include "ui/models/lists.h"
#include "ui/models/message_tree_model.h"
#include "ui/models/vault_model.h"
#include "ui/pages/list_view.h"
#include "ui/widgets/message_tree.h"

namespace rollscope::ui {

class MessagesView : public QWidget {
    Q_OBJECT
public:
    /// `vault`: the secrets to claim with; none without a vault.
    MessagesView(const PageContext& context, api::MessageSide side, VaultModel* vault, Page* page);
    std::uint64_t count() const { return m_tree->count(); }
    void refresh();
    void choose(std::uint64_t index);

public slots:
    /// Consumes the chosen message: with the vault's secret, or with one that is typed; from L2
    /// on the Withdrawals page.
    void claim();
    void copyProof();

signals:
    void countChanged();

private:
    QWidget* makeBar();
    void take(const Result<api::MessageView>& message);
    void takeProof(const Result<api::MessageProof>& proof);
    void showChosen();
    void say(const QString& problem);

    PageContext m_context;
    Page* m_page;
    const api::MessageSide m_side;
    VaultModel* m_vault;
    MessageTreeModel* m_tree;
    MessageTree* m_picture;
    MessageModel* m_model;
    ListView* m_list;
    TextLabel* m_title;
    Badge* m_badge;
    TextLabel* m_why;
    TextLabel* m_problem;
    Button* m_claim;
    Button* m_copy;
    Button* m_zoomIn;
    Button* m_zoomOut;
    Button* m_all;
    std::optional<api::MessageView> m_chosen;
    std::optional<api::MessageProof> m_proof;
    QString m_noProof;  ///< why there is none
    QTimer m_soon;
};

}  // namespace rollscope::ui
