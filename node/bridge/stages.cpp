#include "node/bridge/stages.h"

#include <algorithm>

#include "node/l1/inbox_rows.h"

namespace rollscope::bridge {

namespace {

using api::DepositStage;
using api::WithdrawalStage;

/// Who gets what on L2: what L1Bridge or TokenPortal said, else the message itself.
void describe(api::DepositView& view, const l1::InboxEntry& entry) {
    const l1::Parties parties = l1::partiesOf(entry);
    view.from = parties.from;
    view.recipient = parties.recipient;
    view.amount = entry.message.value;
    if (entry.deposit) {
        view.amount = entry.deposit->amount;
        view.l1Token = entry.deposit->l1Token;
        view.l2Token = entry.deposit->l2Token;
    } else if (entry.exit) {
        view.amount = entry.exit->amount;
        view.l1Token = entry.exit->l1Token;
    }
}

void placeDeposit(api::DepositView& view, const l1::InboxEntry& entry, const TakenIn& taken,
                  const Sources& from) {
    view.l2TxHash = taken.txHash;
    view.l2Block = taken.block;
    view.l2Timestamp = taken.timestamp;
    if (!taken.success) {
        view.stage = DepositStage::failed;
        view.why = QStringLiteral(
            "Its call on L2 failed; the ETH it minted stays with the sender "
            "on L2.");
        return;
    }
    const auto batch = from.spans.batchOf(taken.block);
    if (!batch) {
        view.stage = DepositStage::acceptedInL2;
        view.why = QStringLiteral("In L2 block %1, whose batch is not on L1 yet.").arg(taken.block);
    } else if (*batch <= from.mirror.finalizedCount()) {
        view.stage = DepositStage::finalized;
        view.why = QStringLiteral("Final: batch %1 is finalized on L1.").arg(*batch);
    } else {
        view.stage = DepositStage::batched;
        view.why =
            QStringLiteral("Batch %1 is on L1 and waits for its challenge period.").arg(*batch);
    }
    if (entry.message.gasLimit == 0) {
        view.why = QStringLiteral("Whoever has its claim secret consumes it on L2. ") + view.why;
    }
    if (taken.returned) {
        view.why =
            QStringLiteral("The L2 token refused it, so it goes back as a withdrawal. ") + view.why;
    }
}

/// When the batch can be final: its own challenge period, and those of the batches before it.
struct Finality {
    std::optional<std::uint64_t> at;
    std::optional<std::uint64_t> missing;  ///< a batch before it without an assertion
};

Finality finalityOf(std::uint64_t batch, std::uint64_t own, const Sources& from) {
    Finality result{own, {}};
    for (std::uint64_t i = from.mirror.finalizedCount() + 1; i < batch; ++i) {
        const auto list = from.mirror.assertions(i);
        if (list.empty()) return {std::nullopt, i};
        std::uint64_t first = list[0].finalAt;
        for (const auto& each : list) first = std::min(first, each.finalAt);
        result.at = std::max(*result.at, first);
    }
    return result;
}

void placeAsserted(api::WithdrawalView& view, const l1::AssertionEntry& assertion,
                   const Sources& from, std::uint64_t now) {
    view.assertedAt = assertion.origin.timestamp;
    const std::uint64_t batch = assertion.batch;
    const Finality finality = finalityOf(batch, assertion.finalAt, from);
    view.readyAt = finality.at;
    view.stage = WithdrawalStage::asserted;
    if (batch <= from.mirror.finalizedCount()) {
        view.stage = WithdrawalStage::ready;
        view.readyAt = std::min(view.readyAt.value_or(assertion.finalAt), now);
        view.why = QStringLiteral("Ready: batch %1 is final, claim it on L1 now.").arg(batch);
    } else if (finality.missing) {
        view.why = QStringLiteral("Batch %1 before it has no state root on L1 yet.")
                       .arg(*finality.missing);
    } else if (now >= *finality.at) {
        view.stage = WithdrawalStage::ready;
        view.why = QStringLiteral(
                       "Ready: the challenge period of batch %1 is over, claim it on "
                       "L1 now.")
                       .arg(batch);
    } else {
        view.why = QStringLiteral("The challenge period of batch %1 runs until %2.")
                       .arg(batch)
                       .arg(timeText(*finality.at));
    }
}

void placeBatched(api::WithdrawalView& view, std::uint64_t batch, const Sources& from,
                  std::uint64_t now) {
    view.stage = WithdrawalStage::batched;
    if (const auto entry = from.mirror.batch(batch)) view.batchedAt = entry->record.l1Timestamp;
    const auto span = from.spans.span(batch);
    const Hash ours = span ? types::claimHash(span->claim) : Hash{};
    const auto assertions = from.mirror.assertions(batch);
    for (const l1::AssertionEntry& assertion : assertions) {
        if (assertion.final && assertion.claim != ours) {
            view.stage = WithdrawalStage::invalidated;
            view.why = QStringLiteral(
                           "Batch %1 was finalized with another state root than ours: "
                           "the verifier's report tells how they differ.")
                           .arg(batch);
            return;
        }
    }
    for (const l1::AssertionEntry& assertion : assertions) {
        if (assertion.claim == ours) return placeAsserted(view, assertion, from, now);
    }
    view.why =
        assertions.empty()
            ? QStringLiteral("Batch %1 is on L1; its state root is not asserted yet.").arg(batch)
            : QStringLiteral("Batch %1 has no assertion that agrees with our execution.")
                  .arg(batch);
}

}  // namespace

api::DepositView depositOf(const l1::InboxEntry& entry, const TakenIn* taken, const Sources& from) {
    api::DepositView view;
    view.index = entry.message.index.saturated();
    view.message = entry.message;
    view.leaf = entry.leaf;
    view.l1TxHash = entry.origin.txHash;
    view.l1Block = entry.origin.block;
    view.l1Timestamp = entry.origin.timestamp;
    describe(view, entry);
    view.symbol = symbolOf(view.l1Token, from.mirror.contracts());
    if (taken != nullptr) {
        placeDeposit(view, entry, *taken, from);
    } else {
        view.why =
            QStringLiteral("In L1 block %1; no L2 block has taken it in yet.").arg(view.l1Block);
    }
    return view;
}

api::WithdrawalView withdrawalOf(const Outbound& entry, const Sources& from, std::uint64_t now) {
    api::WithdrawalView view;
    view.index = entry.message.index.saturated();
    view.message = entry.message;
    view.leaf = entry.leaf;
    view.from = entry.from;
    view.recipient = entry.recipient;
    view.amount = entry.amount;
    view.l1Token = entry.l1Token;
    view.symbol = symbolOf(entry.l1Token, from.mirror.contracts());
    view.l2TxHash = entry.txHash;
    view.l2Block = entry.block;
    view.initiatedAt = entry.timestamp;
    view.batch = from.spans.batchOf(entry.block);
    if (view.batch) {
        placeBatched(view, *view.batch, from, now);
    } else {
        view.why = QStringLiteral("In L2 block %1; its batch is not on L1 yet.").arg(entry.block);
    }
    const l1::WithdrawalEntry onL1 = from.mirror.withdrawal(view.index);
    view.proven = onL1.proven.has_value();
    if (onL1.claimed) {
        view.stage = WithdrawalStage::claimed;
        view.claimedAt = onL1.claimed->timestamp;
        view.claimTxHash = onL1.claimed->txHash;
        view.why = QStringLiteral("Paid on L1 in block %1.").arg(onL1.claimed->block);
    }
    return view;
}

}  // namespace rollscope::bridge
