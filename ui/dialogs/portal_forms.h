// The token portal's forms: deposit with two secrets, claim with one, exit with an auth witness.
#pragma once

#include "ui/dialogs/action_form.h"

namespace rollscope::ui {

/// Tokens into TokenPortal on L1; the secrets go into the vault first. Names: portalDeposit…
class PortalDepositForm : public ActionForm {
    Q_OBJECT
public:
    PortalDepositForm(const PageContext& context, Page* page);

protected:
    Wish wish() const override;
    QString farewell(const api::PreparedTx& prepared) const override;
    void update(const api::NodeConfig& config) override;
    Result<void> beforeSending(const api::Intent& intent) override;

private:
    bool needsApproval() const;
    void read();

    QComboBox* m_from;
    QComboBox* m_to;
    QLineEdit* m_amount;
    std::optional<Address> m_readOf;
    U256 m_allowance, m_balance;  ///< of the token on L1, by m_readOf
    bool m_open = false;          ///< the vault, when it was last looked at
    mutable std::optional<api::PortalSecrets> m_secrets;
};

/// Consumes a message with a secret that the vault has not. Names: claimMessage…
class ClaimMessageForm : public ActionForm {
    Q_OBJECT
public:
    ClaimMessageForm(const PageContext& context, Page* page, std::uint64_t message);

protected:
    Wish wish() const override;
    QString farewell(const api::PreparedTx& prepared) const override;

private:
    std::uint64_t m_message;
    QComboBox* m_from;
    QLineEdit* m_secret;
};

/// Burns portal tokens on L2 with an auth witness. Names: portalWithdraw…
class PortalWithdrawForm : public ActionForm {
    Q_OBJECT
public:
    PortalWithdrawForm(const PageContext& context, Page* page);

protected:
    Wish wish() const override;
    QString farewell(const api::PreparedTx& prepared) const override;
    void update(const api::NodeConfig& config) override;

private:
    void readBalance();

    QComboBox* m_from;
    QLineEdit* m_amount;
    U256 m_nonce;  ///< of this form's auth witness
    std::uint64_t m_deadline = 0;
    std::optional<Address> m_readOf;
    U256 m_balance;  ///< of L2PortalToken, by m_readOf
};

}  // namespace rollscope::ui
