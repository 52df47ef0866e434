#include "node/bridge/messages.h"

#include "node/bridge/stages.h"

namespace rollscope::bridge {

namespace {

using api::MessageStage;

MessageStage stageOf(api::WithdrawalStage stage) {
    switch (stage) {
        case api::WithdrawalStage::initiated: return MessageStage::sent;
        case api::WithdrawalStage::batched: return MessageStage::batched;
        case api::WithdrawalStage::asserted: return MessageStage::asserted;
        case api::WithdrawalStage::ready: return MessageStage::consumable;
        case api::WithdrawalStage::claimed: return MessageStage::consumed;
        case api::WithdrawalStage::invalidated: break;
    }
    return MessageStage::invalidated;
}

void placeExecuted(api::MessageView& view, const TakenIn& taken) {
    view.stage = taken.success ? MessageStage::consumed : MessageStage::failed;
    view.consumedTx = taken.txHash;
    view.consumedAt = taken.timestamp;
    if (taken.returned) {
        view.why = QStringLiteral(
                       "Executed in L2 block %1; the L2 token refused it, so it goes "
                       "back as a withdrawal.")
                       .arg(taken.block);
    } else if (taken.success) {
        view.why = QStringLiteral("Executed in L2 block %1.").arg(taken.block);
    } else {
        view.why = QStringLiteral(
                       "Its call in L2 block %1 failed; the ETH it minted stays with "
                       "the sender on L2.")
                       .arg(taken.block);
    }
}

void placeClaimable(api::MessageView& view, const OnL2& onL2) {
    if (onL2.consumed == nullptr) {
        view.stage = MessageStage::consumable;
        view.why = QStringLiteral(
                       "L2 block %1 took it in: whoever has its claim secret can "
                       "consume it.")
                       .arg(onL2.taken->block);
        return;
    }
    view.stage = MessageStage::consumed;
    view.consumedTx = onL2.consumed->txHash;
    view.consumedAt = onL2.consumed->timestamp;
    view.why = QStringLiteral("Consumed in L2 block %1.").arg(onL2.consumed->block);
}

}  // namespace

api::MessageView messageOf(const l1::InboxEntry& entry, const OnL2& onL2, const Sources& from) {
    const api::DepositView deposit = depositOf(entry, onL2.taken, from);
    api::MessageView view;
    view.side = api::MessageSide::inbox;
    view.index = deposit.index;
    view.leaf = entry.leaf;
    view.preimage = types::abiEncode(entry.message);
    view.inbound = entry.message;
    view.claimable = entry.message.gasLimit == 0;
    view.txHash = entry.origin.txHash;
    view.block = entry.origin.block;
    view.timestamp = entry.origin.timestamp;
    view.from = deposit.from;
    view.recipient = deposit.recipient;
    view.amount = deposit.amount;
    view.l1Token = deposit.l1Token;
    view.symbol = deposit.symbol;
    if (onL2.taken == nullptr) {
        view.why = deposit.why;
        return view;
    }
    view.takenIn = onL2.taken->block;
    if (view.claimable) {
        placeClaimable(view, onL2);
    } else {
        placeExecuted(view, *onL2.taken);
    }
    return view;
}

api::MessageView messageOf(const Outbound& entry, const Sources& from, std::uint64_t now) {
    const api::WithdrawalView withdrawal = withdrawalOf(entry, from, now);
    api::MessageView view;
    view.side = api::MessageSide::outbox;
    view.index = withdrawal.index;
    view.leaf = entry.leaf;
    view.preimage = types::abiEncode(entry.message);
    view.outbound = entry.message;
    view.stage = stageOf(withdrawal.stage);
    view.why = withdrawal.why;
    view.claimable = true;
    view.txHash = entry.txHash;
    view.block = entry.block;
    view.timestamp = entry.timestamp;
    view.batch = withdrawal.batch;
    view.readyAt = withdrawal.readyAt;
    view.consumedTx = withdrawal.claimTxHash;
    view.consumedAt = withdrawal.claimedAt;
    view.from = entry.from;
    view.recipient = entry.recipient;
    view.amount = entry.amount;
    view.l1Token = entry.l1Token;
    view.symbol = withdrawal.symbol;
    return view;
}

}  // namespace rollscope::bridge
