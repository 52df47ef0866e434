// Deposits: from the L1 inbox into an L2 block, and that block onto L1.
#pragma once

#include <QLineEdit>
#include <QTimer>

#include "ui/models/lists.h"
#include "ui/pages/list_view.h"
#include "ui/widgets/stages.h"

namespace rollscope::ui {

/// The list, and the chosen deposit's stages below it.
class DepositsPage : public Page {
    Q_OBJECT
public:
    DepositsPage(const PageContext& context, QWidget* parent);
    void activate() override;
    bool showLink(const QString& link) override;

public slots:
    void newDeposit();

private:
    void refresh();
    void choose(const api::DepositView& deposit);
    void showChosen();
    void watch(const QString& text);

    PageContext m_context;
    PageHead* m_head;
    QLineEdit* m_watch;
    ListView* m_view;
    DepositModel* m_model;
    QWidget* m_detail;
    TextLabel* m_title;
    Badge* m_badge;
    StageRail* m_rail;
    TextLabel* m_why;
    HashLabel* m_l1Tx;
    HashLabel* m_l2Tx;
    HashLabel* m_leaf;
    std::optional<api::DepositView> m_chosen;
    std::optional<Address> m_account;  ///< only its deposits
    std::optional<Hash> m_hash;        ///< only those that it stands for
    QTimer m_soon;                     ///< joins what arrives within a tenth of a second
};

}  // namespace rollscope::ui
