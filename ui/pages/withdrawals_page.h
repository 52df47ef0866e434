// Withdrawals: how much, where is it, why does it wait; the claim and the proof file.
#pragma once

#include "ui/models/lists.h"
#include "ui/pages/list_view.h"
#include "ui/pages/ready_notice.h"
#include "ui/pages/withdrawal_detail.h"

namespace rollscope::ui {

/// The list, and the chosen withdrawal below it.
class WithdrawalsPage : public Page {
    Q_OBJECT
public:
    WithdrawalsPage(const PageContext& context, QWidget* parent);
    void activate() override;
    bool showLink(const QString& link) override;

public slots:
    void newWithdrawal();
    /// Asks once, then claims the chosen withdrawal; a refusal stands below its buttons.
    void claim();
    /// Writes what a claim needs, as JSON, where the user says.
    void saveProof();
    /// Asks for a proof file, then claims what is in it; what is wrong with it is named.
    void claimFromFile();

private:
    void claimFile(const QString& path);
    void sayOfFile(const QString& problem);
    void notify(const api::WithdrawalView& withdrawal);
    void refresh();
    void choose(const api::WithdrawalView& withdrawal);
    void showChosen();
    void watch(const QString& text);
    void actOn(const QModelIndex& cell);
    void ask(const api::PreparedTx& prepared, const api::WithdrawalView& withdrawal,
             const Address& payer);

    PageContext m_context;
    PageHead* m_head;
    QLineEdit* m_watch;
    TextLabel* m_fileProblem;
    ReadyNotice* m_notice;
    ListView* m_view;
    WithdrawalModel* m_model;
    WithdrawalDetail* m_detail;
    std::optional<api::WithdrawalView> m_chosen;
    std::optional<Address> m_account;  ///< only its withdrawals
    std::optional<Hash> m_hash;        ///< only the withdrawal it belongs to
    std::uint64_t m_period = 0;        ///< challenge period, s
    QTimer m_soon;                     ///< joins what arrives within a tenth of a second
};

}  // namespace rollscope::ui
