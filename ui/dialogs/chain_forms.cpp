// Transfers and contracts.
#include "ui/dialogs/forms.h"
#include "ui/text/format.h"

namespace rollscope::ui {

namespace {
void choose(QComboBox* box, const std::optional<Address>& account) {
    if (account) box->setCurrentIndex(std::max(0, box->findData(hex(*account))));
}
}  // namespace

SendForm::SendForm(const PageContext& context, Page* page, std::optional<Address> from,
                   api::Layer layer)
    : ActionForm(context, page, QStringLiteral("send"), tr("Send ETH"), tr("Send")) {
    m_layer = addChoice(QStringLiteral("Layer"), tr("Where"), {tr("on L1"), tr("on L2")});
    m_from = addAccounts(QStringLiteral("From"), tr("From"));
    m_to = addRecipient(QStringLiteral("To"), tr("To"));
    m_amount = addLine(QStringLiteral("Amount"), tr("Amount, ETH"), tr("0.1"));
    m_layer->setCurrentIndex(layerIndex(layer));
    choose(m_from, from);
}

ActionForm::Wish SendForm::wish() const {
    const auto from = addressIn(m_from);
    if (!from) return missing(tr("Choose the account that pays."));
    if (m_to->currentText().trimmed().isEmpty()) return missing(tr("Say who receives it."));
    const auto to = addressIn(m_to);
    if (!to) return wrong(tr("The recipient is no address: 0x and 40 hex digits."));
    if (m_amount->text().trimmed().isEmpty()) return missing(tr("Type the amount to send."));
    const auto wei = amountFromText(m_amount->text());
    if (!wei) return wrong(errorText(wei.error()));
    api::Intent intent;
    intent.kind = m_layer->currentIndex() == layerIndex(api::Layer::l1)
                      ? api::IntentKind::transferL1
                      : api::IntentKind::transferL2;
    intent.from = *from;
    intent.to = to;
    intent.amount = *wei;
    return {intent, {}, {}};
}

QString SendForm::farewell(const api::PreparedTx& prepared) const {
    return tr("%1 is on its way on %2").arg(ether(prepared.tx.value), wordOf(prepared.layer));
}

DeployForm::DeployForm(const PageContext& context, Page* page, std::optional<Address> from)
    : ActionForm(context, page, QStringLiteral("deploy"), tr("Deploy a contract on L2"),
                 tr("Deploy")) {
    m_from = addAccounts(QStringLiteral("From"), tr("From, on L2"));
    m_code = addText(QStringLiteral("Data"), tr("Creation code"),
                     tr("0x6080… as a compiler gives it, constructor arguments appended"));
    choose(m_from, from);
}

ActionForm::Wish DeployForm::wish() const {
    const auto from = addressIn(m_from);
    if (!from) return missing(tr("Choose the account that deploys."));
    const QString typed = m_code->toPlainText().trimmed();
    if (typed.isEmpty()) return missing(tr("Paste the contract's creation code."));
    auto code = bytesIn(typed);
    if (!code) return wrong(errorText(code.error()));
    api::Intent intent;
    intent.kind = api::IntentKind::deployL2;
    intent.from = *from;
    intent.data = std::move(*code);
    return {intent, {}, {}};
}

QString DeployForm::farewell(const api::PreparedTx&) const {
    return tr("Contract is on its way; its transaction names its address");
}

CallForm::CallForm(const PageContext& context, Page* page, std::optional<Address> from)
    : ActionForm(context, page, QStringLiteral("call"), tr("Call a contract on L2"), tr("Call")) {
    m_from = addAccounts(QStringLiteral("From"), tr("From, on L2"));
    m_to = addLine(QStringLiteral("To"), tr("Contract"), tr("0x…"));
    m_amount = addLine(QStringLiteral("Amount"), tr("ETH along"), tr("0"));
    m_data = addText(QStringLiteral("Data"), tr("Call data"),
                     tr("0x and the selector of the function, then its arguments"));
    choose(m_from, from);
}

ActionForm::Wish CallForm::wish() const {
    const auto from = addressIn(m_from);
    if (!from) return missing(tr("Choose the account that calls."));
    const QString typed = m_to->text().trimmed();
    if (typed.isEmpty()) return missing(tr("Say which contract to call."));
    const auto to = addressFromHex(typed.toStdString());
    if (!to) return wrong(errorText(to.error()));
    U256 wei;
    if (!m_amount->text().trimmed().isEmpty()) {
        const auto read = amountFromText(m_amount->text());
        if (!read) return wrong(errorText(read.error()));
        wei = *read;
    }
    auto data = bytesIn(m_data->toPlainText());
    if (!data) return wrong(errorText(data.error()));
    api::Intent intent;
    intent.kind = api::IntentKind::callL2;
    intent.from = *from;
    intent.to = *to;
    intent.amount = wei;
    intent.data = std::move(*data);
    return {intent, {}, {}};
}

QString CallForm::farewell(const api::PreparedTx&) const {
    return tr("Call is on its way");
}

}  // namespace rollscope::ui
