#include "node/l1/inbox_rows.h"

#include "node/storage/record.h"

namespace rollscope::l1 {

Parties partiesOf(const InboxEntry& entry) {
    Parties parties{entry.origin.sender, entry.message.recipient};
    if (entry.deposit) return {entry.deposit->from, entry.deposit->to};
    if (entry.exit) parties.from = entry.exit->from;
    return parties;
}

storage::MessageRow rowOf(const InboxEntry& entry) {
    const Parties parties = partiesOf(entry);
    storage::MessageRow row;
    row.keys = {entry.leaf, entry.origin.txHash, {parties.from, parties.recipient}};
    storage::RecordWriter writer;
    const types::L1ToL2Message& message = entry.message;
    writer.u256(message.index).fixed(message.sender).fixed(message.recipient);
    writer.u256(message.mint).u256(message.value).u64(message.gasLimit);
    writer.fixed(message.secretHash).bytes(message.data);
    const Origin& origin = entry.origin;
    writer.u64(origin.block).u64(origin.timestamp).fixed(origin.sender);
    writer.flag(entry.deposit.has_value());
    if (entry.deposit) {
        const auto& deposit = *entry.deposit;
        writer.u64(deposit.message).fixed(deposit.l1Token).fixed(deposit.l2Token);
        writer.fixed(deposit.from).fixed(deposit.to).u256(deposit.amount);
    }
    writer.flag(entry.exit.has_value());
    if (entry.exit) {
        const auto& exit = *entry.exit;
        writer.u64(exit.message).fixed(exit.l1Token).fixed(exit.from).u256(exit.amount);
    }
    row.value = writer.take();
    return row;
}

std::optional<InboxEntry> inboxEntryOf(const storage::MessageRow& row) {
    storage::RecordReader reader(row.value);
    InboxEntry entry;
    entry.leaf = row.keys.leaf;
    types::L1ToL2Message& message = entry.message;
    message.index = reader.u256();
    message.sender = reader.address();
    message.recipient = reader.address();
    message.mint = reader.u256();
    message.value = reader.u256();
    message.gasLimit = reader.u64();
    message.secretHash = reader.hash();
    message.data = reader.bytes();
    Origin& origin = entry.origin;
    origin.txHash = row.keys.transaction;
    origin.block = reader.u64();
    origin.timestamp = reader.u64();
    origin.sender = reader.address();
    if (reader.flag()) {
        BridgeContract::Deposit deposit;
        deposit.message = reader.u64();
        deposit.l1Token = reader.address();
        deposit.l2Token = reader.address();
        deposit.from = reader.address();
        deposit.to = reader.address();
        deposit.amount = reader.u256();
        entry.deposit = deposit;
    }
    if (reader.flag()) {
        BridgeContract::ExitRequested exit;
        exit.message = reader.u64();
        exit.l1Token = reader.address();
        exit.from = reader.address();
        exit.amount = reader.u256();
        entry.exit = exit;
    }
    if (!reader.done()) return std::nullopt;
    return entry;
}

}  // namespace rollscope::l1
