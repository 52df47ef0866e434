// What a person does in the token portal, and where it is found when somebody else did it.
#include "ui/diagram/portal_script.h"
#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

constexpr std::uint64_t witnessLifeS = 30 * 86'400;

U256 numberIn(const api::DecodedCall& decoded, const char* name) {
    return u256FromDecimal(valueOf(decoded, name).toStdString()).value_or(U256{});
}

Address addressIn(const api::DecodedCall& decoded, const char* name) {
    return addressFromHex(valueOf(decoded, name).toStdString()).value_or(Address{});
}

const api::DecodedCall* decodedIn(const api::TxView& tx, const Address& contract,
                                  const char* event) {
    for (const api::LogView& log : tx.logs) {
        if (log.log.address == contract && log.decoded &&
            log.decoded->function == QLatin1String(event)) {
            return &*log.decoded;
        }
    }
    return nullptr;
}

}  // namespace

Task<Result<bool>> PortalScript::makeSecrets(PlayStage& stage) {
    m_facts.depositor = stage.wish.account;
    m_facts.amount = stage.wish.amount;
    m_facts.secrets = api::newPortalSecrets(stage.wish.account);
    m_facts.secretHash = m_facts.secrets->secretHash;
    m_facts.redeemHash = m_facts.secrets->redeemHash;
    if (stage.vault != nullptr && stage.vault->state() == api::SecretVault::State::open) {
        api::VaultEntry entry;
        entry.secrets = *m_facts.secrets;
        entry.note = tr("made in the token portal's diagram");
        entry.amount = m_facts.amount;
        const Result<void> kept = stage.vault->add(std::move(entry));
        if (!kept) co_return tl::make_unexpected(kept.error());
    }
    co_return true;
}

Task<Result<bool>> PortalScript::deposit(PlayStage& stage) {
    // the account and the amount may have been mended since arrow 1
    if (m_facts.depositor != stage.wish.account && m_facts.secrets) {
        m_facts.depositor = stage.wish.account;
        m_facts.secrets = api::portalSecretsOf(m_facts.secrets->claimSecret,
                                               m_facts.secrets->redeemSecret, stage.wish.account);
        m_facts.redeemHash = m_facts.secrets->redeemHash;
    }
    m_facts.amount = stage.wish.amount;
    if (m_facts.amount.isZero()) {
        co_return fail(ErrorCode::invalidParams, tr("the amount is 0").toStdString());
    }
    const std::vector<U256> owner{toU256(m_facts.depositor)};
    const Result<U256> held = co_await stage.word(api::Layer::l1, "L1Token", view::balanceOf, owner,
                                                  api::BlockTag::latest);
    if (!held) co_return failFrom(held);
    if (*held < m_facts.amount) {
        co_return fail(
            ErrorCode::insufficientFunds,
            tr("%1 has %2 TST on L1, the deposit needs %3")
                .arg(elided(m_facts.depositor), amount(*held, 0), amount(m_facts.amount, 0))
                .toStdString());
    }
    api::Intent approve;
    approve.kind = api::IntentKind::approvePortal;
    approve.from = m_facts.depositor;
    approve.amount = m_facts.amount;
    const Result<api::TxView> approved = co_await stage.send(approve);
    if (!approved) co_return failFrom(approved);
    api::Intent deposit;
    deposit.kind = api::IntentKind::depositPortal;
    deposit.from = m_facts.depositor;
    deposit.amount = m_facts.amount;
    deposit.redeemHash = m_facts.redeemHash;
    deposit.secretHash = m_facts.secretHash;
    const Result<api::TxView> tx = co_await stage.send(deposit);
    if (!tx) co_return failFrom(tx);
    m_facts.depositTx = tx->row.hash;
    m_facts.depositBlock = tx->row.block.value_or(0);
    const auto* event = decodedIn(*tx, stage.contract("TokenPortal", api::Layer::l1), "Deposited");
    if (event == nullptr) co_return fail(ErrorCode::notFound, "TokenPortal · Deposited");
    m_facts.inbox = numberIn(*event, "messageIndex").low();
    co_return true;
}

Task<Result<bool>> PortalScript::claim(PlayStage& stage) {
    api::Intent intent;
    intent.kind = api::IntentKind::claimMessage;
    intent.from = m_facts.depositor;
    intent.message = m_facts.inbox.value_or(0);
    intent.secret = m_facts.secrets->claimSecret;
    const Result<api::TxView> tx = co_await stage.send(intent);
    if (!tx) co_return failFrom(tx);
    m_facts.claimTx = tx->row.hash;
    m_facts.claimBlock = tx->row.block.value_or(0);
    co_return true;
}

Task<Result<bool>> PortalScript::findClaim(PlayStage& stage) {
    stage.beginWait(tr("somebody with the claim secret of message %1 to claim it")
                        .arg(grouped(m_facts.inbox.value_or(0))));
    const QString index = QString::number(m_facts.inbox.value_or(0));
    const std::function<bool(const api::DecodedCall&)> ours =
        [index](const api::DecodedCall& event) { return valueOf(event, "index") == index; };
    const Result<api::LogView> log =
        co_await stage.waitForEvent(api::Layer::l2, "L2Bridge", "Claimed", m_facts.takenIn, ours);
    if (!log) co_return failFrom(log);
    m_facts.claimTx = log->txHash;
    m_facts.claimBlock = log->blockNumber;
    co_return true;
}

Task<Result<bool>> PortalScript::redeem(PlayStage& stage) {
    api::Intent intent;
    intent.kind = api::IntentKind::redeemToken;
    intent.from = m_facts.depositor;
    intent.amount = m_facts.amount;
    intent.secret = m_facts.secrets->redeemSecret;
    const Result<api::TxView> tx = co_await stage.send(intent);
    if (!tx) co_return failFrom(tx);
    m_facts.redeemTx = tx->row.hash;
    m_facts.redeemBlock = tx->row.block.value_or(0);
    m_facts.holder = m_facts.depositor;
    m_facts.redeemed = m_facts.amount;
    co_return true;
}

Task<Result<bool>> PortalScript::findRedeem(PlayStage& stage) {
    stage.beginWait(tr("the holder of the redeem secret to take the tokens out of the pool"));
    const QString key = hex(m_facts.redeemHash);
    const std::function<bool(const api::DecodedCall&)> ours = [key](const api::DecodedCall& event) {
        return valueOf(event, "redeemHash") == key;
    };
    const Result<api::LogView> log = co_await stage.waitForEvent(
        api::Layer::l2, "L2PortalToken", "Redeemed", m_facts.claimBlock, ours);
    if (!log) co_return failFrom(log);
    m_facts.redeemTx = log->txHash;
    m_facts.redeemBlock = log->blockNumber;
    m_facts.holder = addressIn(*log->decoded, "to");
    m_facts.redeemed = numberIn(*log->decoded, "amount");
    co_return true;
}

Task<Result<bool>> PortalScript::signWitness(PlayStage& stage) {
    const Result<api::BlockView> head =
        co_await stage.ask(stage.node.block(api::Layer::l2, api::BlockTag::latest));
    if (!head) co_return failFrom(head);
    api::BurnAuthorization burn;
    burn.l2ChainId = stage.config.l2ChainId;
    burn.l2Bridge = stage.contract("L2Bridge", api::Layer::l2);
    burn.token = stage.contract("L2PortalToken", api::Layer::l2);
    burn.from = m_facts.holder;
    burn.recipient = m_facts.holder;
    burn.amount = m_facts.redeemed;
    burn.nonce = toU256(m_facts.secretHash) >> 208;  // as random as the secret
    burn.deadline = head->row.timestamp + witnessLifeS;
    Result<Bytes> witness = stage.signer.signBurn(burn);
    if (!witness) co_return failFrom(witness);
    m_facts.nonce = burn.nonce;
    m_facts.deadline = burn.deadline;
    m_facts.witness = std::move(*witness);
    m_facts.payee = burn.recipient;
    m_facts.exited = burn.amount;
    co_return true;
}

Task<Result<bool>> PortalScript::exit(PlayStage& stage) {
    // found already when somebody else did it
    if (m_facts.exitTx) co_return true;
    api::Intent intent;
    intent.kind = api::IntentKind::exitToL1;
    intent.from = m_facts.holder;
    intent.to = m_facts.payee;
    intent.amount = m_facts.exited;
    intent.witnessNonce = m_facts.nonce;
    intent.deadline = m_facts.deadline;
    intent.signature = m_facts.witness;
    const Result<api::TxView> tx = co_await stage.send(intent);
    if (!tx) co_return failFrom(tx);
    const auto* event =
        decodedIn(*tx, stage.contract("L2Bridge", api::Layer::l2), "WithdrawalInitiated");
    if (event == nullptr) co_return fail(ErrorCode::notFound, "L2Bridge · WithdrawalInitiated");
    m_facts.exitTx = tx->row.hash;
    m_facts.exitBlock = tx->row.block.value_or(0);
    m_facts.outbox = numberIn(*event, "index").low();
    co_return true;
}

Task<Result<bool>> PortalScript::findExit(PlayStage& stage) {
    stage.beginWait(
        tr("%1 to sign the burn of the tokens and send the exit").arg(elided(m_facts.holder)));
    const QString holder = hex(m_facts.holder);
    const QString token = hex(stage.contract("L2PortalToken", api::Layer::l2));
    const std::function<bool(const api::DecodedCall&)> ours =
        [holder, token](const api::DecodedCall& event) {
            return valueOf(event, "sender") == holder && valueOf(event, "l2Token") == token;
        };
    const Result<api::LogView> log = co_await stage.waitForEvent(
        api::Layer::l2, "L2Bridge", "WithdrawalInitiated", m_facts.redeemBlock, ours);
    if (!log) co_return failFrom(log);
    m_facts.exitTx = log->txHash;
    m_facts.exitBlock = log->blockNumber;
    m_facts.outbox = numberIn(*log->decoded, "index").low();
    m_facts.payee = addressIn(*log->decoded, "recipient");
    m_facts.exited = numberIn(*log->decoded, "amount");
    co_return true;
}

Task<Result<bool>> PortalScript::submitBatch(PlayStage& stage) {
    const Result<std::uint64_t> batch = co_await stage.batchWith(m_facts.exitBlock, true);
    if (!batch) co_return failFrom(batch);
    m_facts.batch = *batch;
    co_return true;
}

Task<Result<bool>> PortalScript::findBatch(PlayStage& stage) {
    const Result<std::uint64_t> batch = co_await stage.batchWith(m_facts.exitBlock, false);
    if (!batch) co_return failFrom(batch);
    m_facts.batch = *batch;
    co_return true;
}

Task<Result<bool>> PortalScript::release(PlayStage& stage) {
    api::Intent intent;
    intent.kind = api::IntentKind::claimWithdrawal;
    intent.from = m_facts.payee;
    intent.withdrawal = m_facts.outbox;
    const Result<api::TxView> tx = co_await stage.send(intent);
    if (!tx) co_return failFrom(tx);
    m_facts.releaseTx = tx->row.hash;
    m_facts.releaseBlock = tx->row.block.value_or(0);
    co_return true;
}

Task<Result<bool>> PortalScript::findRelease(PlayStage& stage) {
    stage.beginWait(tr("somebody to request withdrawal %1 on L1").arg(grouped(m_facts.outbox)));
    const QString index = QString::number(m_facts.outbox);
    const std::function<bool(const api::DecodedCall&)> ours =
        [index](const api::DecodedCall& event) { return valueOf(event, "messageIndex") == index; };
    const Result<api::LogView> log = co_await stage.waitForEvent(
        api::Layer::l1, "TokenPortal", "Withdrawn", m_facts.assertedIn, ours);
    if (!log) co_return failFrom(log);
    m_facts.releaseTx = log->txHash;
    m_facts.releaseBlock = log->blockNumber;
    co_return true;
}

}  // namespace rollscope::ui
