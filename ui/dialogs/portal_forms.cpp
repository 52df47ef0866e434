#include "ui/dialogs/portal_forms.h"

#include <QRandomGenerator>

#include "ui/text/format.h"
#include "ui/widgets/clock.h"

namespace rollscope::ui {

namespace {

constexpr int rereadMs = 500;
constexpr std::uint64_t witnessLifeS = 30 * 24 * 3600;

/// A word that a contract answers; not called when it answers anything else.
void readWord(api::Node& node, api::Layer layer, const Address& contract, Bytes data, QObject* on,
              std::function<void(const U256&)> done) {
    api::CallRequest request;
    request.to = contract;
    request.data = std::move(data);
    node.call(layer, request, api::BlockTag::latest)
        .then(on, [done = std::move(done)](Result<Bytes> answer) {
            if (answer && answer->size() == 32) done(u256FromBytes(*answer));
        });
}

/// ERC-20 balanceOf(address).
Bytes balanceCall(const Address& owner) {
    Bytes data{0x70, 0xa0, 0x82, 0x31};
    append(data, toHash(toU256(owner)).view());
    return data;
}

/// ERC-20 allowance(address,address).
Bytes allowanceCall(const Address& owner, const Address& spender) {
    Bytes data{0xdd, 0x62, 0xed, 0x3e};
    append(data, toHash(toU256(owner)).view());
    append(data, toHash(toU256(spender)).view());
    return data;
}

QTimer* every(int ms, QObject* parent) {
    auto* timer = new QTimer(parent);
    timer->setInterval(ms);
    timer->start();
    return timer;
}

}  // namespace

PortalDepositForm::PortalDepositForm(const PageContext& context, Page* page)
    : ActionForm(context, page, QStringLiteral("portalDeposit"), tr("Deposit through the portal"),
                 tr("Deposit")) {
    m_from = addAccounts(QStringLiteral("From"), tr("From, on L1"));
    m_to = addRecipient(QStringLiteral("To"), tr("To, on L2"));
    m_to->setCurrentIndex(0);
    m_amount = addLine(QStringLiteral("Amount"), tr("Amount, TST"), tr("100"));
    connect(m_from, &QComboBox::currentIndexChanged, m_to, &QComboBox::setCurrentIndex);
    connect(m_from, &QComboBox::currentIndexChanged, this, &PortalDepositForm::read);
    // An approval takes effect with the block that holds it; the vault may be unlocked meanwhile.
    connect(every(rereadMs, this), &QTimer::timeout, this, &PortalDepositForm::read);
}

void PortalDepositForm::update(const api::NodeConfig&) {
    read();
}

void PortalDepositForm::read() {
    const auto* vault = context().vault;
    const bool open = vault != nullptr && vault->state() == api::SecretVault::State::open;
    if (std::exchange(m_open, open) != open) review();
    const auto owner = addressIn(m_from);
    if (!owner || config().contracts.empty()) return;
    const Address token = contractNamed(config(), QStringLiteral("L1Token"), api::Layer::l1);
    const Address portal = contractNamed(config(), QStringLiteral("TokenPortal"), api::Layer::l1);
    const auto take = [form = QPointer<PortalDepositForm>(this), owner](U256 PortalDepositForm::*at,
                                                                        const U256& value) {
        if (form.isNull() || addressIn(form->m_from) != owner) return;
        const bool news = form->m_readOf != owner || (*form).*at != value;
        (*form).*at = value;
        if (at == &PortalDepositForm::m_allowance) form->m_readOf = owner;
        if (news) form->review();
    };
    auto& node = context().node;
    readWord(node, api::Layer::l1, token, balanceCall(*owner), page(),
             [take](const U256& value) { take(&PortalDepositForm::m_balance, value); });
    readWord(node, api::Layer::l1, token, allowanceCall(*owner, portal), page(),
             [take](const U256& value) { take(&PortalDepositForm::m_allowance, value); });
}

bool PortalDepositForm::needsApproval() const {
    const auto tokens = amountFromText(m_amount->text());
    return tokens && m_allowance < *tokens;
}

ActionForm::Wish PortalDepositForm::wish() const {
    auto* self = const_cast<PortalDepositForm*>(this);
    const auto from = addressIn(m_from);
    const auto to = addressIn(m_to);
    const auto* vault = context().vault;
    if (vault == nullptr || vault->state() != api::SecretVault::State::open) {
        return wrong(vault == nullptr
                         ? tr("This window has no vault to keep the deposit's secrets in.")
                         : tr("The vault is locked: unlock it on the Messages page first. The "
                              "deposit's two secrets are kept there; without them nobody can "
                              "claim it."));
    }
    if (!from) return missing(tr("Choose the account that pays on L1."));
    if (!to) return missing(tr("Choose who receives on L2."));
    if (m_amount->text().trimmed().isEmpty()) return missing(tr("Type the amount to deposit."));
    const auto tokens = amountFromText(m_amount->text());
    if (!tokens) return wrong(errorText(tokens.error()));
    if (tokens->isZero()) return wrong(tr("The amount is zero."));
    if (m_readOf != from) return missing(tr("Asking what TokenPortal may take …"));
    if (*tokens > m_balance) {
        return wrong(tr("%1 has %2 TST on L1, not %3.")
                         .arg(nameOrAddress(context().signer, *from), amount(m_balance, 0),
                              amount(*tokens, 0)));
    }
    if (!m_secrets || m_secrets->recipient != *to) m_secrets = api::newPortalSecrets(*to);
    api::Intent intent;
    intent.from = *from;
    intent.amount = *tokens;
    const bool approve = needsApproval();
    intent.kind = approve ? api::IntentKind::approvePortal : api::IntentKind::depositPortal;
    intent.redeemHash = m_secrets->redeemHash;
    intent.secretHash = m_secrets->secretHash;
    self->setDoIt(approve ? tr("Approve") : tr("Deposit"));
    self->setNote(approve ? tr("Two transactions: TokenPortal must be allowed to take the tokens "
                               "first. The form stays open for the second.")
                          : tr("Two fresh secrets go into the vault before the deposit is sent; "
                               "L1 sees their hashes only."));
    return {intent, {}, {}};
}

Result<void> PortalDepositForm::beforeSending(const api::Intent& intent) {
    if (intent.kind != api::IntentKind::depositPortal) return {};
    api::VaultEntry entry;
    entry.secrets = *m_secrets;
    entry.amount = intent.amount;
    entry.createdAt = static_cast<std::uint64_t>(QDateTime::currentSecsSinceEpoch());
    return context().vault->add(std::move(entry));
}

QString PortalDepositForm::farewell(const api::PreparedTx&) const {
    if (needsApproval()) return {};
    return tr("Deposit is on its way: claim it on the Messages page");
}

ClaimMessageForm::ClaimMessageForm(const PageContext& context, Page* page, std::uint64_t message)
    : ActionForm(context, page, QStringLiteral("claimMessage"),
                 tr("Claim message %1 on L2").arg(grouped(message)), tr("Claim")),
      m_message(message) {
    m_from = addAccounts(QStringLiteral("From"), tr("Paid by, on L2"));
    m_secret = addLine(QStringLiteral("Secret"), tr("Claim secret"), tr("0x and 64 hex digits"));
    setNote(
        tr("The open vault has no secret for this message. The secret becomes public with the "
           "claim; it gives the tokens to the pool, not to you."));
}

ActionForm::Wish ClaimMessageForm::wish() const {
    const auto from = addressIn(m_from);
    if (!from) return missing(tr("Choose who pays for the claim."));
    const QString typed = m_secret->text().trimmed();
    if (typed.isEmpty()) return missing(tr("Type the claim secret."));
    const auto secret = hashFromHex(typed.toStdString());
    if (!secret) return wrong(tr("A claim secret is 0x and 64 hex digits."));
    api::Intent intent;
    intent.kind = api::IntentKind::claimMessage;
    intent.from = *from;
    intent.message = m_message;
    intent.secret = *secret;
    return {intent, {}, {}};
}

QString ClaimMessageForm::farewell(const api::PreparedTx&) const {
    return tr("The claim is on its way");
}

PortalWithdrawForm::PortalWithdrawForm(const PageContext& context, Page* page)
    : ActionForm(context, page, QStringLiteral("portalWithdraw"), tr("Withdraw through the portal"),
                 tr("Sign and withdraw")) {
    m_from = addAccounts(QStringLiteral("From"), tr("From, on L2"));
    m_amount = addLine(QStringLiteral("Amount"), tr("Amount, pTST"), tr("50"));
    m_nonce = U256{QRandomGenerator::system()->generate64()};
    m_deadline = chainClock()->now() + witnessLifeS;
    setNote(
        tr("Your key signs an auth witness: it lets L2Bridge burn this amount once, for 30 "
           "days. The tokens can be claimed on L1 when the batch is final."));
    connect(m_from, &QComboBox::currentIndexChanged, this, &PortalWithdrawForm::readBalance);
    connect(every(rereadMs, this), &QTimer::timeout, this, &PortalWithdrawForm::readBalance);
}

void PortalWithdrawForm::update(const api::NodeConfig&) {
    readBalance();
}

void PortalWithdrawForm::readBalance() {
    const auto owner = addressIn(m_from);
    if (!owner || config().contracts.empty()) return;
    const Address token = contractNamed(config(), QStringLiteral("L2PortalToken"), api::Layer::l2);
    readWord(context().node, api::Layer::l2, token, balanceCall(*owner), page(),
             [form = QPointer<PortalWithdrawForm>(this), owner](const U256& value) {
                 if (form.isNull() || addressIn(form->m_from) != owner) return;
                 const bool news = form->m_readOf != owner || form->m_balance != value;
                 form->m_readOf = owner;
                 form->m_balance = value;
                 if (news) form->review();
             });
}

ActionForm::Wish PortalWithdrawForm::wish() const {
    const auto from = addressIn(m_from);
    if (!from) return missing(tr("Choose the account that withdraws."));
    if (m_amount->text().trimmed().isEmpty()) return missing(tr("Type the amount to withdraw."));
    const auto tokens = amountFromText(m_amount->text());
    if (!tokens) return wrong(errorText(tokens.error()));
    if (tokens->isZero()) return wrong(tr("The amount is zero."));
    if (m_readOf != from) return missing(tr("Asking for the balance …"));
    if (*tokens > m_balance) {
        return wrong(tr("%1 has %2 pTST on L2, not %3.")
                         .arg(nameOrAddress(context().signer, *from), amount(m_balance, 0),
                              amount(*tokens, 0)));
    }
    api::BurnAuthorization burn;
    burn.l2ChainId = config().l2ChainId;
    burn.l2Bridge = contractNamed(config(), QStringLiteral("L2Bridge"), api::Layer::l2);
    burn.token = contractNamed(config(), QStringLiteral("L2PortalToken"), api::Layer::l2);
    burn.from = burn.recipient = *from;
    burn.amount = *tokens;
    burn.nonce = m_nonce;
    burn.deadline = m_deadline;
    const auto witness = context().signer.signBurn(burn);
    if (!witness) return wrong(errorText(witness.error()));
    api::Intent intent;
    intent.kind = api::IntentKind::exitToL1;
    intent.from = *from;
    intent.to = *from;
    intent.amount = *tokens;
    intent.witnessNonce = m_nonce;
    intent.deadline = m_deadline;
    intent.signature = *witness;
    return {intent, {}, {}};
}

QString PortalWithdrawForm::farewell(const api::PreparedTx&) const {
    return tr("Withdrawal is on its way: the Withdrawals page follows it");
}

}  // namespace rollscope::ui
