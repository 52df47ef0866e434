#include "node/bridge/l2_index.h"

#include "node/core/derive/derive.h"
#include "node/l1/abi.h"

namespace rollscope::bridge {

namespace {

/// Fills in who withdrew what, when the message came from L2Bridge in the same transaction.
void describe(Outbound& entry, const std::vector<types::Log>& logs) {
    entry.from = entry.message.sender;
    entry.recipient = entry.message.target;
    entry.amount = entry.message.value;
    for (const types::Log& log : logs) {
        if (log.address != state::l2BridgeAddress) continue;
        const auto event = l1::L2BridgeContract::withdrawalInitiated(log);
        if (!event || U256{event->withdrawal} != entry.message.index) continue;
        entry.from = event->sender;
        entry.recipient = event->recipient;
        entry.amount = event->amount;
        entry.l1Token = event->l1Token;
    }
}

bool isReturn(const std::vector<types::Log>& logs) {
    static const Hash topic = l1::abiTopic("DepositReturned(address,address,address,uint256)");
    for (const types::Log& log : logs) {
        if (log.address == state::l2BridgeAddress && !log.topics.empty() &&
            log.topics[0] == topic) {
            return true;
        }
    }
    return false;
}

std::optional<l1::L2OutboxContract::MessageConsumed> consumption(const types::Log& log) {
    if (log.address != state::l2OutboxAddress) return std::nullopt;
    return l1::L2OutboxContract::messageConsumed(log);
}

}  // namespace

Result<bool> L2Index::add(const chain::Chain& l2, const l1::L1Mirror& mirror,
                          std::uint64_t number) {
    const auto block = l2.block(number);
    if (!block) return failFrom(block);
    const auto info = derive::l1InfoOf(block->record.header, block->transactions);
    const auto& bloom = block->record.header.logsBloom;
    const bool mayTell = types::bloomMayContain(bloom, state::l2InboxAddress.view()) ||
                         types::bloomMayContain(bloom, state::l2OutboxAddress.view());
    if (info.inboxCount <= taken.size() && !mayTell) return false;
    const auto receipts = l2.receipts(number);
    if (!receipts) return failFrom(receipts);

    bool any = info.inboxCount > taken.size();
    std::unordered_map<Hash, std::size_t> bySource;
    for (std::size_t i = 0; i < block->transactions.size(); ++i) {
        const types::Transaction& tx = block->transactions[i];
        if (tx.isDeposit() && !tx.isSystem) bySource.emplace(tx.sourceHash, i);
    }
    while (taken.size() < info.inboxCount) {
        TakenIn entry;
        entry.block = number;
        entry.timestamp = block->record.header.timestamp;
        const auto message = mirror.message(taken.size());
        if (message && message->message.gasLimit > 0) {
            const auto at = bySource.find(types::depositTransaction(message->message).sourceHash);
            if (at != bySource.end()) {
                entry.txHash = block->hashes[at->second];
                entry.success = (*receipts)[at->second].receipt.success;
                entry.returned = isReturn((*receipts)[at->second].receipt.logs);
            }
        }
        taken.push_back(entry);
    }
    for (std::size_t i = 0; i < block->transactions.size(); ++i) {
        const auto& logs = (*receipts)[i].receipt.logs;
        for (const types::Log& log : logs) {
            if (const auto event = consumption(log)) {
                consumed[event->message] = {block->hashes[i], number,
                                            block->record.header.timestamp};
                consumptions.push_back(event->message);
                any = true;
            }
            if (log.address != state::l2InboxAddress) continue;
            const auto queued = l1::L2InboxContract::messageQueued(log);
            if (!queued) continue;
            Outbound entry;
            entry.message = queued->message;
            entry.leaf = queued->leaf;
            entry.txHash = block->hashes[i];
            entry.block = number;
            entry.timestamp = block->record.header.timestamp;
            describe(entry, logs);
            firstOfTx.emplace(entry.txHash, outbound.size());
            outbound.push_back(std::move(entry));
            any = true;
        }
    }
    if (any) blocks[number] = block->record.hash;
    return any;
}

}  // namespace rollscope::bridge
