#include "node/l1/mirror_index.h"

#include <algorithm>

#include "node/core/state/block_builder.h"

namespace rollscope::l1 {

namespace {

/// Reads one transaction's events into the index; each kind answers whether the log was its own.
struct EventReader {
    MirrorIndex& index;
    const Contracts& contracts;
    MirrorNews& news;
    const types::Transaction& transaction;
    const types::Receipt& receipt;
    Origin origin;

    bool read(const types::Log& log) {
        return inbox(log) || rollup(log) || bridge(log) || portal(log) || outbox(log);
    }

    bool inbox(const types::Log& log) {
        if (log.address != contracts.inbox) return false;
        const auto sent = InboxContract::messageSent(log);
        if (!sent) return false;
        news.messages.push_back(index.messages.size());
        index.messages.push_back({sent->message, sent->leaf, origin, {}, {}});
        return true;
    }

    bool rollup(const types::Log& log) {
        if (log.address != contracts.rollup) return false;
        if (const auto event = RollupContract::batchSubmitted(log)) {
            const auto data = RollupContract::batchDataOf(transaction.data);
            BatchEntry entry;
            entry.record = event->record;
            entry.hash = event->hash;
            entry.sizeBytes = data ? data->size() : 0;
            entry.gasUsed = receipt.gasUsed;
            entry.fee = receipt.effectiveGasPrice * U256{receipt.gasUsed};
            entry.origin = origin;
            index.batches.push_back(std::move(entry));
            news.batches.push_back(event->record.index);
            return true;
        }
        if (const auto event = RollupContract::stateRootSubmitted(log)) {
            AssertionEntry entry;
            entry.batch = event->batch;
            entry.claim = event->claim;
            entry.parts = event->parts;
            entry.asserter = event->asserter;
            entry.finalAt = event->finalizableAt;
            entry.origin = origin;
            index.assertions[event->batch].push_back(std::move(entry));
            index.asserted = std::max(index.asserted, event->batch);
            news.asserted.push_back(event->batch);
            return true;
        }
        if (const auto event = RollupContract::proofVerified(log)) {
            auto& list = index.assertions[event->batch];
            if (event->assertion < list.size()) {
                list[event->assertion].proven = true;
                list[event->assertion].finalAt = origin.timestamp;
            }
            return true;
        }
        if (const auto event = RollupContract::batchFinalized(log)) {
            auto& list = index.assertions[event->batch];
            if (event->assertion < list.size()) {
                list[event->assertion].final = true;
                list[event->assertion].finalizedBlock = origin.block;
            }
            index.finalized = std::max(index.finalized, event->batch);
            news.finalized.push_back(event->batch);
            return true;
        }
        return false;
    }

    bool bridge(const types::Log& log) {
        if (log.address != contracts.bridge) return false;
        if (const auto event = BridgeContract::deposited(log)) {
            if (event->message < index.messages.size()) {
                index.messages[event->message].deposit = *event;
            }
            return true;
        }
        if (const auto event = BridgeContract::exitRequested(log)) {
            if (event->message < index.messages.size()) {
                index.messages[event->message].exit = *event;
            }
            return true;
        }
        if (const auto event = BridgeContract::withdrawalProven(log)) {
            WithdrawalEntry& entry = index.withdrawals[event->withdrawal];
            entry.index = event->withdrawal;
            entry.proven = origin;
            news.withdrawals.push_back(event->withdrawal);
            return true;
        }
        return false;
    }

    bool portal(const types::Log& log) {
        if (log.address != contracts.portal) return false;
        const auto event = TokenPortalContract::deposited(log);
        if (!event) return false;
        if (event->message < index.messages.size()) {
            // whom it is for is hidden in the redeem hash: until then L2Bridge has it
            index.messages[event->message].deposit = BridgeContract::Deposit{
                event->message, contracts.token,        state::l2PortalTokenAddress,
                event->from,    state::l2BridgeAddress, event->amount};
        }
        return true;
    }

    /// Whatever pays a message, L1Bridge, a portal or another contract, consumes it here.
    bool outbox(const types::Log& log) {
        if (log.address != contracts.outbox) return false;
        const auto event = OutboxContract::messageConsumed(log);
        if (!event) return false;
        WithdrawalEntry& entry = index.withdrawals[event->message];
        entry.index = event->message;
        entry.claimed = origin;
        news.withdrawals.push_back(event->message);
        return true;
    }
};

}  // namespace

bool MirrorIndex::apply(const L1Block& block, const Contracts& contracts, MirrorNews& news) {
    bool any = false;
    for (std::size_t i = 0; i < block.receipts.size(); ++i) {
        EventReader reader{*this,
                           contracts,
                           news,
                           block.block.transactions[i],
                           block.receipts[i],
                           {block.txHashes[i], block.block.header.number,
                            block.block.header.timestamp, block.senders[i]}};
        for (const types::Log& log : block.receipts[i].logs) any |= reader.read(log);
    }
    return any;
}

}  // namespace rollscope::l1
