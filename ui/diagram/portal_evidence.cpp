// What shows on the chains that an arrow or note of the token portal happened.
#include "ui/diagram/portal_script.h"
#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

using api::Layer;

Task<Result<Evidence>> PortalScript::secrets(PlayStage& stage) {
    if (!m_facts.secrets) {  // seen only by what the deposit says of them
        Result<Evidence> seen = co_await event(stage, Layer::l1, m_facts.depositTx, "TokenPortal",
                                               "Deposited", "messageIndex", inboxIndex());
        if (seen) {
            seen->note =
                tr("The secrets stay with whoever made them; the deposit shows that they "
                   "exist by their hashes.");
        }
        co_return seen;
    }
    Evidence evidence;
    evidence.event = tr("secrets made by this machine");
    evidence.values.push_back(named(QStringLiteral("secretHash"), m_facts.secretHash));
    evidence.values.push_back(named(QStringLiteral("redeemHash"), m_facts.redeemHash));
    evidence.values.push_back(named(QStringLiteral("recipient"), m_facts.secrets->recipient));
    evidence.note = tr("No chain is touched. Only the hashes are shown: the secrets stay here.");
    co_return evidence;
}

Task<Result<Evidence>> PortalScript::deposited(PlayStage& stage) {
    return event(stage, Layer::l1, m_facts.depositTx, "TokenPortal", "Deposited", "messageIndex",
                 inboxIndex());
}

Task<Result<Evidence>> PortalScript::tokensTaken(PlayStage& stage) {
    Result<Evidence> seen =
        co_await event(stage, Layer::l1, m_facts.depositTx, "L1Token", "Transfer", "to",
                       hex(stage.contract("TokenPortal", Layer::l1)));
    co_return seen;
}

Task<Result<Evidence>> PortalScript::messageSent(PlayStage& stage) {
    return event(stage, Layer::l1, m_facts.depositTx, "Inbox", "MessageSent", "index",
                 inboxIndex());
}

Task<Result<Evidence>> PortalScript::leafInserted(PlayStage& stage) {
    const std::uint64_t index = m_facts.inbox.value_or(0);
    const Result<Evidence> sent = co_await event(stage, Layer::l1, m_facts.depositTx, "Inbox",
                                                 "MessageSent", "index", inboxIndex());
    if (!sent) co_return sent;
    const std::vector<U256> at{U256{index}};
    const Result<U256> leaf =
        co_await stage.word(Layer::l1, "Inbox", view::leafAt, at, m_facts.depositBlock);
    if (!leaf) co_return failFrom(leaf);
    if (hex(toHash(*leaf)) != valueOf(*sent, "leaf")) {
        co_return notShown(tr("another leaf stands at %1").arg(index));
    }
    Evidence evidence = *sent;
    evidence.event = QStringLiteral("Inbox · leafAt(%1)").arg(index);
    evidence.log.reset();
    evidence.values.clear();
    evidence.values.push_back(named(QStringLiteral("index"), U256{index}));
    evidence.values.push_back(named(QStringLiteral("leaf"), toHash(*leaf)));
    co_return evidence;
}

Task<Result<Evidence>> PortalScript::consumable(PlayStage& stage) {
    const std::uint64_t index = m_facts.inbox.value_or(0);
    stage.beginWait(tr("an L2 block that takes in message %1").arg(grouped(index)));
    while (true) {
        const Result<api::MessageView> message =
            co_await stage.ask(stage.node.message(api::MessageSide::inbox, index));
        if (message && message->takenIn) {
            m_facts.takenIn = *message->takenIn;
            break;
        }
        if (stage.isOutOfPatience()) co_return tl::make_unexpected(stage.outOfPatience());
        co_await stage.pause();
    }
    const std::vector<U256> none;
    const Result<U256> count =
        co_await stage.word(Layer::l2, "L2Outbox", view::inboundCount, none, m_facts.takenIn);
    if (!count) co_return failFrom(count);
    const Result<U256> root =
        co_await stage.word(Layer::l2, "L2Outbox", view::inboundRoot, none, m_facts.takenIn);
    if (!root) co_return failFrom(root);
    if (*count <= U256{index}) {
        co_return notShown(tr("L2Outbox knows %1 messages only").arg(grouped(*count)));
    }
    Result<Evidence> evidence = co_await stage.blockEvidence(
        Layer::l2, m_facts.takenIn, QStringLiteral("L2Outbox · inboundRoot"));
    if (!evidence) co_return evidence;
    evidence->root = toHash(*root);
    evidence->values.push_back(named(QStringLiteral("index"), U256{index}));
    evidence->values.push_back(named(QStringLiteral("inboundCount"), *count));
    evidence->values.push_back(named(QStringLiteral("inboundRoot"), toHash(*root)));
    co_return evidence;
}

Task<Result<Evidence>> PortalScript::consumed(PlayStage& stage) {
    return event(stage, Layer::l2, m_facts.claimTx, "L2Outbox", "MessageConsumed", "index",
                 inboxIndex());
}

Task<Result<Evidence>> PortalScript::minted(PlayStage& stage) {
    return event(stage, Layer::l2, m_facts.claimTx, "L2PortalToken", "PendingMinted", "redeemHash",
                 hex(m_facts.redeemHash));
}

Task<Result<Evidence>> PortalScript::redeemedTokens(PlayStage& stage) {
    return event(stage, Layer::l2, m_facts.redeemTx, "L2PortalToken", "Redeemed", "redeemHash",
                 hex(m_facts.redeemHash));
}

Task<Result<Evidence>> PortalScript::balanceOnL2(PlayStage& stage) {
    Result<Evidence> evidence =
        co_await balance(stage, Layer::l2, "L2PortalToken", m_facts.holder, m_facts.redeemBlock);
    if (!evidence) co_return evidence;
    const auto after = u256FromDecimal(valueOf(*evidence, "after").toStdString());
    const auto before = u256FromDecimal(valueOf(*evidence, "before").toStdString());
    if (!after || !before || *after <= *before) {
        co_return notShown(tr("the balance on L2 did not grow"));
    }
    co_return evidence;
}

Task<Result<Evidence>> PortalScript::balanceOnL1(PlayStage& stage) {
    Result<Evidence> evidence =
        co_await balance(stage, Layer::l1, "L1Token", m_facts.payee, m_facts.releaseBlock);
    if (!evidence) co_return evidence;
    const auto after = u256FromDecimal(valueOf(*evidence, "after").toStdString());
    const auto before = u256FromDecimal(valueOf(*evidence, "before").toStdString());
    if (!after || !before || *after <= *before) {
        co_return notShown(tr("the balance on L1 did not grow"));
    }
    co_return evidence;
}

}  // namespace rollscope::ui
