// The node itself: the devnet's clock, accounts, roles, contracts, parameters, RPC ports.
#pragma once

#include <QComboBox>
#include <QTimer>
#include <array>

#include "ui/models/accounts_model.h"
#include "ui/pages/page_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/page_head.h"

namespace rollscope::ui {

class NodePage : public Page {
    Q_OBJECT
public:
    NodePage(const PageContext& context, QWidget* parent);
    void activate() override;

private:
    /// A role's row: switch, key, balance, note.
    struct RoleRow {
        Switch* on = nullptr;
        HashLabel* key = nullptr;
        TextLabel* balance = nullptr;
        TextLabel* note = nullptr;
    };

    QWidget* makeClock();
    QWidget* makeAccounts();
    QWidget* makeRoles();
    QWidget* makeFacts();
    void takeHeads(const api::HeadsView& heads);
    void takeRoles(const std::vector<api::RoleView>& roles);
    void readConfig();
    void takeConfig(const api::NodeConfig& config);
    void showTime();
    void command(api::DevnetAction action, std::uint64_t value, const QString& success);
    void snapshot();
    void askRevert();
    void askRole(api::Role role, bool on);
    void actOn(const QModelIndex& cell);

    PageContext m_context;
    PageHead* m_head;
    TextLabel* m_time;
    TextLabel* m_timeNote;
    Button* m_pause;
    std::vector<Button*> m_clockButtons;
    Button* m_revert;
    QComboBox* m_snapshots;
    TextLabel* m_clockProblem;
    AccountsModel* m_accounts;
    DataTable* m_table;
    std::array<RoleRow, 6> m_roles;
    FactGrid* m_contracts;
    FactGrid* m_facts;
    api::HeadsView m_heads;
    std::uint64_t m_blockTimeMs = 0;  ///< as shown
    QTimer m_soon;                    ///< joins the heads of a tenth of a second
};

}  // namespace rollscope::ui
