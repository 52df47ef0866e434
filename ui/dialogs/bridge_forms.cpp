// Deposits and withdrawals.
#include "ui/dialogs/forms.h"
#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

const auto token = [] { return QStringLiteral("L1Token"); };
const auto tokenOnL2 = [] { return QStringLiteral("L2Token"); };
const auto bridge = [] { return QStringLiteral("L1Bridge"); };
constexpr int rereadMs = 500;

void choose(QComboBox* box, const std::optional<Address>& account) {
    if (account) box->setCurrentIndex(std::max(0, box->findData(hex(*account))));
}

/// ERC-20 allowance(address,address).
Bytes allowanceCall(const Address& owner, const Address& spender) {
    Bytes data{0xdd, 0x62, 0xed, 0x3e};
    append(data, toHash(toU256(owner)).view());
    append(data, toHash(toU256(spender)).view());
    return data;
}

}  // namespace

DepositForm::DepositForm(const PageContext& context, Page* page, std::optional<Address> from)
    : ActionForm(context, page, QStringLiteral("deposit"), tr("Deposit from L1 to L2"),
                 tr("Deposit")) {
    m_asset =
        addChoice(QStringLiteral("Asset"), tr("What"), {tr("ETH"), tr("TST, the demo token")});
    m_from = addAccounts(QStringLiteral("From"), tr("From, on L1"));
    m_amount = addLine(QStringLiteral("Amount"), tr("Amount"), tr("1.0"));
    choose(m_from, from);
    const auto reread = [this] {
        m_allowanceOf.reset();
        readAllowance();
    };
    connect(m_asset, &QComboBox::currentIndexChanged, this, reread);
    connect(m_from, &QComboBox::currentIndexChanged, this, reread);
    // An approval takes effect with the block that holds it.
    auto* timer = new QTimer(this);
    timer->setInterval(rereadMs);
    connect(timer, &QTimer::timeout, this, &DepositForm::readAllowance);
    timer->start();
}

void DepositForm::update(const api::NodeConfig&) {
    readAllowance();
}

void DepositForm::readAllowance() {
    const auto owner = addressIn(m_from);
    if (!isToken() || !owner || config().contracts.empty()) {
        setNote({});
        setDoIt(tr("Deposit"));
        return;
    }
    api::CallRequest request;
    request.from = owner;
    request.to = contractNamed(config(), token(), api::Layer::l1);
    request.data = allowanceCall(*owner, contractNamed(config(), bridge(), api::Layer::l1));
    context()
        .node.call(api::Layer::l1, request, api::BlockTag::latest)
        .then(page(), [form = QPointer<DepositForm>(this), owner](Result<Bytes> answer) {
            if (form.isNull() || !answer || answer->size() != 32) return;
            const U256 allowance = u256FromBytes(*answer);
            const bool news = form->m_allowanceOf != owner || form->m_allowance != allowance;
            form->m_allowanceOf = owner;
            form->m_allowance = allowance;
            if (news) form->review();
        });
}

bool DepositForm::needsApproval() const {
    const auto wei = amountFromText(m_amount->text());
    return isToken() && wei && m_allowance < *wei;
}

ActionForm::Wish DepositForm::wish() const {
    auto* self = const_cast<DepositForm*>(this);
    const auto from = addressIn(m_from);
    if (!from) return missing(tr("Choose the account that pays on L1."));
    if (m_amount->text().trimmed().isEmpty()) return missing(tr("Type the amount to deposit."));
    const auto wei = amountFromText(m_amount->text());
    if (!wei) return wrong(errorText(wei.error()));
    api::Intent intent;
    intent.from = *from;
    intent.amount = *wei;
    if (!isToken()) {
        intent.kind = api::IntentKind::depositEth;
        return {intent, {}, {}};
    }
    if (m_allowanceOf != from) return missing(tr("Asking what L1Bridge may take …"));
    intent.l1Token = contractNamed(config(), token(), api::Layer::l1);
    intent.l2Token = contractNamed(config(), tokenOnL2(), api::Layer::l2);
    const bool approve = needsApproval();
    intent.kind = approve ? api::IntentKind::approveL1Token : api::IntentKind::depositToken;
    self->setDoIt(approve ? tr("Approve") : tr("Deposit"));
    self->setNote(approve ? tr("Two transactions: L1Bridge must be allowed to take the tokens "
                               "first. The form stays open for the second.")
                          : QString());
    return {intent, {}, {}};
}

QString DepositForm::farewell(const api::PreparedTx&) const {
    if (needsApproval()) return {};
    return tr("Deposit is on its way: L2 takes it in with one of its next blocks");
}

WithdrawForm::WithdrawForm(const PageContext& context, Page* page, std::optional<Address> from)
    : ActionForm(context, page, QStringLiteral("withdraw"), tr("Withdraw from L2 to L1"),
                 tr("Withdraw")) {
    m_asset = addChoice(
        QStringLiteral("Asset"), tr("What"),
        {tr("ETH"), tr("TST, the demo token"), tr("ETH by the exit hatch: a transaction on L1")});
    m_from = addAccounts(QStringLiteral("From"), tr("From, on L2"));
    m_amount = addLine(QStringLiteral("Amount"), tr("Amount"), tr("0.4"));
    choose(m_from, from);
    setNote(
        tr("It can be claimed on L1 after its batch is asserted and the challenge period "
           "has passed."));
}

ActionForm::Wish WithdrawForm::wish() const {
    const auto from = addressIn(m_from);
    if (!from) return missing(tr("Choose the account that withdraws."));
    if (m_amount->text().trimmed().isEmpty()) return missing(tr("Type the amount to withdraw."));
    const auto wei = amountFromText(m_amount->text());
    if (!wei) return wrong(errorText(wei.error()));
    api::Intent intent;
    intent.from = *from;
    intent.amount = *wei;
    switch (m_asset->currentIndex()) {
        case 0: intent.kind = api::IntentKind::withdrawEth; break;
        case 1:
            intent.kind = api::IntentKind::withdrawToken;
            intent.l1Token = contractNamed(config(), token(), api::Layer::l1);
            intent.l2Token = contractNamed(config(), tokenOnL2(), api::Layer::l2);
            break;
        default: intent.kind = api::IntentKind::forceWithdrawEth; break;
    }
    return {intent, {}, {}};
}

QString WithdrawForm::farewell(const api::PreparedTx&) const {
    return tr("Withdrawal is on its way: the Withdrawals page follows it");
}

}  // namespace rollscope::ui
