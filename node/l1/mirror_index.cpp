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

    MirrorIndex::Found found{};

    void read(const types::Log& log) {
        const bool message = inbox(log) || deposit(log) || portal(log);
        const bool other = !message && (rollup(log) || proven(log) || outbox(log));
        found.any |= message || other;
        found.other |= other;
    }

    /// Adds to the message that came before it in the same transaction.
    template <class Change>
    void amend(std::uint64_t message, const Change& change) {
        storage::MessageRow* row = index.messages.waitingAt(message);
        if (row == nullptr) return;
        auto entry = inboxEntryOf(*row);
        if (!entry) return;
        change(*entry);
        *row = rowOf(*entry);
    }

    bool inbox(const types::Log& log) {
        if (log.address != contracts.inbox) return false;
        const auto sent = InboxContract::messageSent(log);
        if (!sent) return false;
        const std::uint64_t at = index.messages.count();
        if (sent->message.index < U256{at}) return true;  // its row is kept
        news.messages.push_back(at);
        index.messages.append(rowOf({sent->message, sent->leaf, origin, {}, {}}));
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

    bool deposit(const types::Log& log) {
        if (log.address != contracts.bridge) return false;
        if (const auto event = BridgeContract::deposited(log)) {
            amend(event->message, [&](InboxEntry& entry) { entry.deposit = *event; });
            return true;
        }
        if (const auto event = BridgeContract::exitRequested(log)) {
            amend(event->message, [&](InboxEntry& entry) { entry.exit = *event; });
            return true;
        }
        return false;
    }

    bool proven(const types::Log& log) {
        if (log.address != contracts.bridge) return false;
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
        amend(event->message, [&](InboxEntry& entry) {
            // whom it is for is hidden in the redeem hash: until then L2Bridge has it
            entry.deposit = BridgeContract::Deposit{
                event->message, contracts.token,        state::l2PortalTokenAddress,
                event->from,    state::l2BridgeAddress, event->amount};
        });
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

MirrorIndex::Found MirrorIndex::apply(const L1Block& block, const Contracts& contracts,
                                      MirrorNews& news) {
    Found found;
    for (std::size_t i = 0; i < block.receipts.size(); ++i) {
        EventReader reader{*this,
                           contracts,
                           news,
                           block.block.transactions[i],
                           block.receipts[i],
                           {block.txHashes[i], block.block.header.number,
                            block.block.header.timestamp, block.senders[i]}};
        for (const types::Log& log : block.receipts[i].logs) reader.read(log);
        found.any |= reader.found.any;
        found.other |= reader.found.other;
    }
    return found;
}

void MirrorIndex::clearOthers() {
    batches.clear();
    assertions.clear();
    withdrawals.clear();
    asserted = finalized = 0;
}

}  // namespace rollscope::l1
