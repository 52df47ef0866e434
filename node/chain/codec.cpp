#include "node/chain/codec.h"

#include "node/storage/record.h"

namespace rollscope::chain {
namespace {

using storage::RecordReader;
using storage::RecordWriter;

tl::unexpected<Error> corrupt(std::string_view row) {
    return fail(ErrorCode::storageCorrupt, "a " + std::string(row) + " row does not decode");
}

void writeLogs(RecordWriter& writer, const std::vector<types::Log>& logs) {
    writer.u32(static_cast<std::uint32_t>(logs.size()));
    for (const auto& log : logs) {
        writer.fixed(log.address).u8(static_cast<std::uint8_t>(log.topics.size()));
        for (const auto& topic : log.topics) writer.fixed(topic);
        writer.bytes(log.data);
    }
}

std::vector<types::Log> readLogs(RecordReader& reader) {
    std::vector<types::Log> logs;
    const auto count = reader.u32();
    for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
        types::Log log;
        log.address = reader.address();
        const auto topics = reader.u8();
        for (unsigned topic = 0; topic < topics; ++topic) log.topics.push_back(reader.hash());
        log.data = reader.bytes();
        logs.push_back(std::move(log));
    }
    return logs;
}

/// The fields before the header, which comes as bytes.
BlockRecord readRecordFields(RecordReader& reader) {
    BlockRecord record;
    record.hash = reader.hash();
    record.firstSequence = reader.u64();
    record.transactions = reader.u32();
    record.sizeBytes = reader.u64();
    record.outboxRoot = reader.hash();
    record.outboxCount = reader.u256();
    return record;
}

std::size_t rlpPrefixSize(std::size_t payload) {
    if (payload < 56) return 1;
    std::size_t size = 1;
    for (; payload != 0; payload >>= 8) ++size;
    return size;
}

}  // namespace

Bytes encodeRecord(const BlockRecord& record, const std::vector<types::Log>& systemLogs) {
    RecordWriter writer;
    writer.fixed(record.hash).u64(record.firstSequence).u32(record.transactions);
    writer.u64(record.sizeBytes).fixed(record.outboxRoot).u256(record.outboxCount);
    writer.bytes(types::encodeHeader(record.header));
    writeLogs(writer, systemLogs);
    return writer.take();
}

Result<BlockRecord> decodeRecord(BytesView row) {
    RecordReader reader{row};
    auto record = readRecordFields(reader);
    auto header = types::decodeHeader(reader.bytesView());
    if (!reader.ok() || !header) return corrupt("block");
    record.header = std::move(*header);
    return record;
}

Result<std::vector<types::Log>> decodeSystemLogs(BytesView row) {
    RecordReader reader{row};
    readRecordFields(reader);
    reader.bytesView();
    auto logs = readLogs(reader);
    if (!reader.done()) return corrupt("block");
    return logs;
}

const std::uint8_t* bloomInRecord(BytesView row) {
    // A header's RLP: list prefix (3), parent, ommers (33 each), beneficiary (21), three roots
    // (33 each), then the bloom's own prefix b9 01 00.
    constexpr std::size_t prefixAt = 3 + 2 * 33 + 21 + 3 * 33;
    RecordReader reader{row};
    readRecordFields(reader);
    const auto header = reader.bytesView();
    if (header.size() < prefixAt + 3 + 256 || header[0] != 0xf9) return nullptr;
    if (header[prefixAt] != 0xb9 || header[prefixAt + 1] != 1 || header[prefixAt + 2] != 0) {
        return nullptr;
    }
    return header.data() + prefixAt + 3;
}

Bytes encodeTransactionRow(const TransactionRow& row) {
    RecordWriter writer;
    writer.u64(row.block).u32(row.index).fixed(row.hash).fixed(row.sender).raw(row.raw);
    return writer.take();
}

Result<TransactionRow> decodeTransactionRow(BytesView bytes) {
    RecordReader reader{bytes};
    TransactionRow row;
    row.block = reader.u64();
    row.index = reader.u32();
    row.hash = reader.hash();
    row.sender = reader.address();
    if (!reader.ok()) return corrupt("transaction");
    row.raw.assign(reader.rest().begin(), reader.rest().end());
    return row;
}

Bytes encodeReceiptRow(const StoredReceipt& stored) {
    const auto& receipt = stored.receipt;
    RecordWriter writer;
    writer.u8(static_cast<std::uint8_t>(receipt.type)).flag(receipt.success);
    writer.u64(receipt.cumulativeGasUsed).u64(receipt.gasUsed).u256(receipt.effectiveGasPrice);
    writer.flag(receipt.contractAddress.has_value());
    if (receipt.contractAddress) writer.fixed(*receipt.contractAddress);
    writer.flag(receipt.l1GasUsed != 0);
    if (receipt.l1GasUsed != 0) writer.u64(receipt.l1GasUsed).u256(receipt.l1GasPrice);
    writer.u32(stored.firstLogIndex);
    writeLogs(writer, receipt.logs);
    return writer.take();
}

Result<StoredReceipt> decodeReceiptRow(BytesView row, bool withBloom) {
    RecordReader reader{row};
    StoredReceipt stored;
    auto& receipt = stored.receipt;
    receipt.type = static_cast<types::TxType>(reader.u8());
    receipt.success = reader.flag();
    receipt.cumulativeGasUsed = reader.u64();
    receipt.gasUsed = reader.u64();
    receipt.effectiveGasPrice = reader.u256();
    if (reader.flag()) receipt.contractAddress = reader.address();
    if (reader.flag()) {
        receipt.l1GasUsed = reader.u64();
        receipt.l1GasPrice = reader.u256();
        receipt.l1Fee = U256{receipt.l1GasUsed} * receipt.l1GasPrice;
    }
    stored.firstLogIndex = reader.u32();
    receipt.logs = readLogs(reader);
    if (!reader.done()) return corrupt("receipt");
    if (withBloom && !receipt.logs.empty()) receipt.bloom = types::bloomOf(receipt.logs);
    return stored;
}

Bytes encodeAccount(const state::Account& account) {
    RecordWriter writer;
    writer.u64(account.nonce).u256(account.balance);
    if (account.codeHash != crypto::emptyKeccak) writer.fixed(account.codeHash);
    return writer.take();
}

Result<state::Account> decodeAccount(BytesView row) {
    RecordReader reader{row};
    state::Account account;
    account.nonce = reader.u64();
    account.balance = reader.u256();
    if (!reader.rest().empty()) account.codeHash = reader.hash();
    if (!reader.done()) return corrupt("account");
    return account;
}

Bytes encodeReverse(const Reverse& reverse) {
    RecordWriter writer;
    writer.u32(static_cast<std::uint32_t>(reverse.accounts.size()));
    for (const auto& [address, account] : reverse.accounts) {
        writer.fixed(address).bytes(account ? encodeAccount(*account) : Bytes{});
    }
    writer.u32(static_cast<std::uint32_t>(reverse.slotValues.size()));
    for (const auto& slot : reverse.slotValues) {
        writer.fixed(slot.address).u256(slot.key).u256(slot.value);
    }
    return writer.take();
}

Result<Reverse> decodeReverse(BytesView row) {
    RecordReader reader{row};
    Reverse reverse;
    for (auto left = reader.u32(); left > 0 && reader.ok(); --left) {
        const auto address = reader.address();
        const auto bytes = reader.bytesView();
        std::optional<state::Account> account;
        if (!bytes.empty()) {
            auto decoded = decodeAccount(bytes);
            if (!decoded) return failFrom(decoded);
            account = std::move(*decoded);
        }
        reverse.accounts.emplace_back(address, std::move(account));
    }
    for (auto left = reader.u32(); left > 0 && reader.ok(); --left) {
        Reverse::Slot slot;
        slot.address = reader.address();
        slot.key = reader.u256();
        slot.value = reader.u256();
        reverse.slotValues.push_back(slot);
    }
    if (!reader.done()) return corrupt("reverse");
    return reverse;
}

Bytes slotRowKey(const Address& address, const U256& key) {
    return RecordWriter{}.fixed(address).fixed(toHash(key)).take();
}

std::uint64_t blockSize(std::size_t headerBytes, const std::vector<Bytes>& rawTransactions) {
    std::size_t transactions = 0;
    for (const auto& raw : rawTransactions) {
        const bool legacy = !raw.empty() && raw.front() >= 0xc0;
        transactions += raw.size() + (legacy ? 0 : rlpPrefixSize(raw.size()));
    }
    const auto body = headerBytes + rlpPrefixSize(transactions) + transactions + 2;
    return body + rlpPrefixSize(body);
}

}  // namespace rollscope::chain
