#include "ui/diagram/portal_script.h"

#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

const std::vector<PortalScript::Row>& PortalScript::rows() {
    using enum BindingKind;
    using enum Reach;
    using S = PortalScript;
    static const std::vector<Row> table{
        {action, own, &S::makeSecrets, nullptr, &S::secrets},              // 1
        {action, starts, &S::deposit, nullptr, &S::deposited},             // 2
        {observation, within, nullptr, nullptr, &S::tokensTaken},          // 3
        {observation, within, nullptr, nullptr, &S::messageSent},          // 4
        {observation, within, nullptr, nullptr, &S::leafInserted},         // 5
        {observation, own, nullptr, nullptr, &S::consumable},              // note 1
        {action, starts, &S::claim, &S::findClaim, &S::consumed},          // 6
        {observation, within, nullptr, nullptr, &S::minted},               // 7
        {action, starts, &S::redeem, &S::findRedeem, &S::redeemedTokens},  // 8
        {observation, within, nullptr, nullptr, &S::balanceOnL2},          // note 2
        {action, own, &S::signWitness, &S::findExit, &S::witnessMade},     // 9
        {action, starts, &S::exit, nullptr, &S::witnessSpent},             // 10
        {observation, within, nullptr, nullptr, &S::burned},               // 11
        {observation, within, nullptr, nullptr, &S::queued},               // 12
        {observation, within, nullptr, nullptr, &S::drained},              // 13
        {observation, within, nullptr, nullptr, &S::appended},             // 14
        {action, starts, &S::submitBatch, &S::findBatch, &S::submitted},   // 15
        {observation, within, nullptr, nullptr, &S::verified},             // 16
        {observation, within, nullptr, nullptr, &S::rootInserted},         // 17
        {action, starts, &S::release, &S::findRelease, &S::released},      // 18
        {observation, within, nullptr, nullptr, &S::pathChecked},          // 19
        {observation, within, nullptr, nullptr, &S::outboxConsumed},       // 20
        {observation, within, nullptr, nullptr, &S::tokensPaid},           // 21
        {observation, within, nullptr, nullptr, &S::balanceOnL1},          // note 3
    };
    return table;
}

Reach PortalScript::reachOf(int item, const api::NodeConfig& config) const {
    constexpr int verifyArrow = 17;
    // without an attestation the batch becomes final in a transaction of its own, days later
    if (item == verifyArrow && config.proofMode != QLatin1String("attestation")) {
        return Reach::starts;
    }
    return TableScript::reachOf(item, config);
}

ItemWords PortalScript::wordsOf(int item) const {
    return portalWords(item);
}

Task<Result<bool>> PortalScript::pick(PlayStage& stage, std::optional<std::uint64_t> index) {
    const Address portal = stage.contract("TokenPortal", api::Layer::l1);
    std::optional<std::uint64_t> from;  // the first that is new
    stage.beginWait(tr("a deposit into TokenPortal, by anyone"));
    while (true) {
        api::PageRequest newest;
        newest.limit = 200;
        const Result<api::Page<api::MessageView>> page =
            co_await stage.ask(stage.node.messages(api::MessageSide::inbox, {}, newest));
        if (!page) co_return failFrom(page);
        if (!from) from = index.value_or(page->total);
        std::optional<std::uint64_t> next;
        if (index) {
            next = index;
        } else {
            for (const api::MessageView& each : page->rows) {
                if (each.index >= *from && each.claimable) next = each.index;
            }
        }
        if (next) {
            const Result<api::MessageView> message =
                co_await stage.ask(stage.node.message(api::MessageSide::inbox, *next));
            if (!message) co_return failFrom(message);
            const Result<api::TxView> tx = co_await stage.mined(api::Layer::l1, message->txHash);
            if (!tx) co_return failFrom(tx);
            for (const api::LogView& log : tx->logs) {
                if (log.log.address != portal || !log.decoded) continue;
                if (log.decoded->function != QLatin1String("Deposited")) continue;
                if (valueOf(*log.decoded, "messageIndex") != QString::number(*next)) continue;
                m_facts.depositTx = message->txHash;
                m_facts.depositBlock = log.blockNumber;
                m_facts.inbox = *next;
                m_facts.depositor = message->from;
                m_facts.amount = message->amount;
                const auto secret = hashFromHex(valueOf(*log.decoded, "secretHash").toStdString());
                const auto key = hashFromHex(valueOf(*log.decoded, "redeemHash").toStdString());
                if (secret) m_facts.secretHash = *secret;
                if (key) m_facts.redeemHash = *key;
                co_return true;
            }
            if (index) {
                co_return fail(ErrorCode::notFound, tr("message %1 is no deposit into TokenPortal")
                                                        .arg(grouped(*next))
                                                        .toStdString());
            }
            from = *next + 1;
        }
        if (stage.isOutOfPatience()) co_return tl::make_unexpected(stage.outOfPatience());
        co_await stage.pause();
    }
}

QString PortalScript::subject() const {
    if (!m_facts.inbox) return {};
    return tr("deposit %1 · %2 TST by %3")
        .arg(grouped(*m_facts.inbox), amount(m_facts.amount, 0), elided(m_facts.depositor));
}

Task<Result<Evidence>> PortalScript::event(PlayStage& stage, api::Layer layer,
                                           std::optional<Hash> transaction, const char* contract,
                                           const char* name, const char* key, QString value) {
    if (!transaction) co_return fail(ErrorCode::notFound, "the transaction before this arrow");
    const Result<api::TxView> tx = co_await stage.mined(layer, *transaction);
    if (!tx) co_return failFrom(tx);
    co_return stage.eventIn(*tx, contract, name, key, value);
}

Task<Result<Evidence>> PortalScript::balance(PlayStage& stage, api::Layer layer, const char* token,
                                             Address holder, std::uint64_t block) {
    const std::vector<U256> arguments{toU256(holder)};
    const Result<U256> after = co_await stage.word(layer, token, view::balanceOf, arguments, block);
    if (!after) co_return failFrom(after);
    const Result<U256> before =
        co_await stage.word(layer, token, view::balanceOf, arguments, block - 1);
    if (!before) co_return failFrom(before);
    Result<Evidence> evidence = co_await stage.blockEvidence(
        layer, block, QLatin1String(token) + QStringLiteral(" · balanceOf"));
    if (!evidence) co_return evidence;
    evidence->values.push_back(named(QStringLiteral("holder"), holder));
    evidence->values.push_back(named(QStringLiteral("before"), *before));
    evidence->values.push_back(named(QStringLiteral("after"), *after));
    co_return evidence;
}

}  // namespace rollscope::ui
