#include "node/bridge/l2_index.h"

#include "node/core/derive/derive.h"
#include "node/l1/abi.h"
#include "node/storage/record.h"

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

std::string consumedKey(std::uint64_t inbox) {
    const Bytes key = storage::keyOf(inbox);
    return "bridge/consumed/" + std::string(reinterpret_cast<const char*>(key.data()), key.size());
}

}  // namespace

storage::MessageRow rowOf(const TakenIn& entry) {
    storage::RecordWriter writer;
    writer.u64(entry.block).u64(entry.timestamp).flag(entry.txHash.has_value());
    writer.fixed(entry.txHash.value_or(Hash{})).flag(entry.success).flag(entry.returned);
    storage::MessageRow row;  // leaf and accounts are in the mirror
    row.keys.transaction = entry.txHash.value_or(Hash{});
    row.value = writer.take();
    return row;
}

storage::MessageRow rowOf(const Outbound& entry) {
    storage::RecordWriter writer;
    const types::L2ToL1Message& message = entry.message;
    writer.u256(message.index).fixed(message.sender).fixed(message.target);
    writer.u256(message.value).bytes(message.data);
    writer.u64(entry.block).u64(entry.timestamp).fixed(entry.from).fixed(entry.recipient);
    writer.u256(entry.amount).fixed(entry.l1Token);
    return {{entry.leaf, entry.txHash, {entry.from, entry.recipient}}, writer.take()};
}

Bytes BlockNote::bytes() const {
    storage::RecordWriter writer;
    writer.fixed(hash).u64(taken).u64(outbound);
    writer.u32(static_cast<std::uint32_t>(consumed.size()));
    for (const std::uint64_t each : consumed) writer.u64(each);
    return writer.take();
}

BlockNote BlockNote::of(BytesView bytes) {
    storage::RecordReader reader(bytes);
    BlockNote note;
    note.hash = reader.hash();
    note.taken = reader.u64();
    note.outbound = reader.u64();
    const std::uint32_t count = reader.u32();
    for (std::uint32_t i = 0; i < count && reader.ok(); ++i) note.consumed.push_back(reader.u64());
    return note;
}

L2Index::L2Index(const storage::Database& database)
    : m_database(database),
      m_taken(&database, "bridge/taken/"),
      m_outbound(&database, "bridge/outbound/") {}

std::optional<TakenIn> L2Index::taken(std::uint64_t inbox) const {
    const auto row = m_taken.row(inbox);
    if (!row) return std::nullopt;
    storage::RecordReader reader(row->value);
    TakenIn entry;
    entry.block = reader.u64();
    entry.timestamp = reader.u64();
    const bool has = reader.flag();
    const Hash hash = reader.hash();
    if (has) entry.txHash = hash;
    entry.success = reader.flag();
    entry.returned = reader.flag();
    return entry;
}

std::optional<ConsumedOnL2> L2Index::consumed(std::uint64_t inbox) const {
    if (const auto found = m_consumed.find(inbox); found != m_consumed.end()) return found->second;
    const auto stored = m_database.record(consumedKey(inbox));
    if (!stored || !*stored) return std::nullopt;
    storage::RecordReader reader(**stored);
    ConsumedOnL2 entry;
    entry.txHash = reader.hash();
    entry.block = reader.u64();
    entry.timestamp = reader.u64();
    return entry;
}

std::optional<Outbound> L2Index::outbound(std::uint64_t index) const {
    const auto row = m_outbound.row(index);
    if (!row) return std::nullopt;
    storage::RecordReader reader(row->value);
    Outbound entry;
    entry.leaf = row->keys.leaf;
    entry.txHash = row->keys.transaction;
    types::L2ToL1Message& message = entry.message;
    message.index = reader.u256();
    message.sender = reader.address();
    message.target = reader.address();
    message.value = reader.u256();
    message.data = reader.bytes();
    entry.block = reader.u64();
    entry.timestamp = reader.u64();
    entry.from = reader.address();
    entry.recipient = reader.address();
    entry.amount = reader.u256();
    entry.l1Token = reader.address();
    return entry;
}

Hash L2Index::leaf(std::uint64_t index) const {
    const auto row = m_outbound.row(index);
    return row ? row->keys.leaf : Hash{};
}

void L2Index::open(std::uint64_t taken, std::uint64_t outbound) {
    m_taken.open(taken);
    m_outbound.open(outbound);
}

void L2Index::flush(storage::WriteBatch& batch) {
    m_taken.flush(batch);
    m_outbound.flush(batch);
    for (const auto& [inbox, entry] : m_consumed) {
        batch.putRecord(
            consumedKey(inbox),
            storage::RecordWriter().fixed(entry.txHash).u64(entry.block).u64(entry.timestamp));
    }
    m_consumed.clear();
}

void L2Index::forgetConsumed(const BlockNote& note, storage::WriteBatch& batch) {
    for (const std::uint64_t inbox : note.consumed) {
        m_consumed.erase(inbox);
        batch.removeRecord(consumedKey(inbox));
    }
}

void L2Index::truncate(std::uint64_t taken, std::uint64_t outbound, storage::WriteBatch& batch) {
    m_taken.truncate(taken, batch);
    m_outbound.truncate(outbound, batch);
}

Result<std::optional<BlockNote>> L2Index::add(const chain::Chain& l2, const l1::L1Mirror& mirror,
                                              std::uint64_t number) {
    const auto block = l2.block(number);
    if (!block) return failFrom(block);
    const auto info = derive::l1InfoOf(block->record.header, block->transactions);
    const auto& bloom = block->record.header.logsBloom;
    const bool mayTell = types::bloomMayContain(bloom, state::l2InboxAddress.view()) ||
                         types::bloomMayContain(bloom, state::l2OutboxAddress.view());
    if (info.inboxCount <= takenCount() && !mayTell) return std::optional<BlockNote>{};
    const auto receipts = l2.receipts(number);
    if (!receipts) return failFrom(receipts);

    BlockNote note;
    bool any = info.inboxCount > takenCount();
    std::unordered_map<Hash, std::size_t> bySource;
    for (std::size_t i = 0; i < block->transactions.size(); ++i) {
        const types::Transaction& tx = block->transactions[i];
        if (tx.isDeposit() && !tx.isSystem) bySource.emplace(tx.sourceHash, i);
    }
    while (takenCount() < info.inboxCount) {
        TakenIn entry;
        entry.block = number;
        entry.timestamp = block->record.header.timestamp;
        const auto message = mirror.message(takenCount());
        if (message && message->message.gasLimit > 0) {
            const auto at = bySource.find(types::depositTransaction(message->message).sourceHash);
            if (at != bySource.end()) {
                entry.txHash = block->hashes[at->second];
                entry.success = (*receipts)[at->second].receipt.success;
                entry.returned = isReturn((*receipts)[at->second].receipt.logs);
            }
        }
        m_taken.append(rowOf(entry));
    }
    for (std::size_t i = 0; i < block->transactions.size(); ++i) {
        const auto& logs = (*receipts)[i].receipt.logs;
        for (const types::Log& log : logs) {
            if (const auto event = consumption(log)) {
                m_consumed[event->message] = {block->hashes[i], number,
                                              block->record.header.timestamp};
                note.consumed.push_back(event->message);
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
            m_outbound.append(rowOf(entry));
            any = true;
        }
    }
    if (!any) return std::optional<BlockNote>{};
    note.hash = block->record.hash;
    note.taken = takenCount();
    note.outbound = outboundCount();
    return std::optional(std::move(note));
}

}  // namespace rollscope::bridge
