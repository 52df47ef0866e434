// The forms of a user: send, deposit, withdraw, deploy, call.
#pragma once

#include "ui/dialogs/action_form.h"

namespace rollscope::ui {

/// ETH from one account to another, on either layer. Names: send…
class SendForm : public ActionForm {
    Q_OBJECT
public:
    SendForm(const PageContext& context, Page* page, std::optional<Address> from = {},
             api::Layer layer = api::Layer::l2);

protected:
    Wish wish() const override;
    QString farewell(const api::PreparedTx& prepared) const override;

private:
    QComboBox* m_layer;
    QComboBox* m_from;
    QComboBox* m_to;
    QLineEdit* m_amount;
};

/// ETH or the demo token from L1 to L2. Names: deposit…
class DepositForm : public ActionForm {
    Q_OBJECT
public:
    DepositForm(const PageContext& context, Page* page, std::optional<Address> from = {});

protected:
    Wish wish() const override;
    QString farewell(const api::PreparedTx& prepared) const override;
    void update(const api::NodeConfig& config) override;

private:
    bool isToken() const { return m_asset->currentIndex() == 1; }
    bool needsApproval() const;
    void readAllowance();

    QComboBox* m_asset;
    QComboBox* m_from;
    QLineEdit* m_amount;
    U256 m_allowance;  ///< what L1Bridge may take of the token from m_allowanceOf
    std::optional<Address> m_allowanceOf;
};

/// ETH or the demo token from L2 to L1; ETH also through the exit hatch. Names: withdraw…
class WithdrawForm : public ActionForm {
    Q_OBJECT
public:
    WithdrawForm(const PageContext& context, Page* page, std::optional<Address> from = {});

protected:
    Wish wish() const override;
    QString farewell(const api::PreparedTx& prepared) const override;

private:
    QComboBox* m_asset;
    QComboBox* m_from;
    QLineEdit* m_amount;
};

/// A contract on L2 from its creation code. Names: deploy…
class DeployForm : public ActionForm {
    Q_OBJECT
public:
    DeployForm(const PageContext& context, Page* page, std::optional<Address> from = {});

protected:
    Wish wish() const override;
    QString farewell(const api::PreparedTx& prepared) const override;

private:
    QComboBox* m_from;
    QPlainTextEdit* m_code;
};

/// A transaction with data to a contract on L2. Names: call…
class CallForm : public ActionForm {
    Q_OBJECT
public:
    CallForm(const PageContext& context, Page* page, std::optional<Address> from = {});

protected:
    Wish wish() const override;
    QString farewell(const api::PreparedTx& prepared) const override;

private:
    QComboBox* m_from;
    QLineEdit* m_to;
    QLineEdit* m_amount;
    QPlainTextEdit* m_data;
};

/// Opens `Form` over `page`.
template <class Form, class... Arguments>
Form* openForm(const PageContext& context, Page* page, Arguments&&... arguments) {
    auto* form = new Form(context, page, std::forward<Arguments>(arguments)...);
    form->show();
    return form;
}

}  // namespace rollscope::ui
