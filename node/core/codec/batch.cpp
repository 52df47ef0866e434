#include "node/core/codec/batch.h"

#include <unordered_map>

#include "node/core/base/assert.h"
#include "node/core/codec/inflate.h"

namespace rollscope::codec {
namespace {

using types::Transaction;
using types::TxType;

/// The kind column: the EIP-2718 type, and 3 for a legacy transaction without chain id.
enum Kind : std::uint8_t { legacy = 0, accessList = 1, dynamicFee = 2, unprotected = 3 };

/// Kind, nonce, gas limit, fee, recipient, value, data length and signature at their shortest.
constexpr std::size_t minTxBytes = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 64;

Kind kindOf(const Transaction& tx) {
    switch (tx.type) {
        case TxType::legacy: return tx.chainId ? Kind::legacy : Kind::unprotected;
        case TxType::accessList: return Kind::accessList;
        default: return Kind::dynamicFee;
    }
}

bool hasAccessList(std::uint8_t kind) {
    return kind == Kind::accessList || kind == Kind::dynamicFee;
}

void putVarint(Bytes& out, std::uint64_t value) {
    while (value >= 0x80) {
        out.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    out.push_back(static_cast<std::uint8_t>(value));
}

std::size_t varintSize(std::uint64_t value) {
    std::size_t size = 1;
    while (value >>= 7) ++size;
    return size;
}

void putWord(Bytes& out, const U256& value) {
    const Bytes bytes = toMinimalBytes(value);
    out.push_back(static_cast<std::uint8_t>(bytes.size()));
    append(out, bytes);
}

/// Reads the columns; after a failure it yields zeros and stays failed.
class Reader {
public:
    Reader(BytesView bytes, BatchWatch* watch)
        : m_bytes(bytes), m_whole(bytes.size()), m_watch(watch) {}

    /// The values that follow are this column's.
    void column(BatchColumn column) { m_column = column; }
    /// What was read since the last call is the column's value for `row`.
    void row(std::size_t row) {
        const std::size_t at = m_whole - m_bytes.size();
        if (m_watch != nullptr && !m_failed) m_watch->value(m_column, row, m_told, at - m_told);
        m_told = at;
    }

    std::size_t left() const { return m_bytes.size(); }
    bool failed() const { return m_failed; }
    void refuse() { m_failed = true; }

    BytesView take(std::size_t count) {
        if (m_failed || m_bytes.size() < count) {
            m_failed = true;
            return {};
        }
        const BytesView result = m_bytes.first(count);
        m_bytes = m_bytes.subspan(count);
        return result;
    }
    std::uint8_t byte() {
        const BytesView one = take(1);
        return one.empty() ? std::uint8_t{0} : one[0];
    }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t group = byte();
            const std::uint64_t bits = group & 0x7fU;
            const bool last = (group & 0x80U) == 0;
            if ((shift == 63 && bits > 1) || (last && bits == 0 && shift > 0)) break;
            value |= bits << shift;
            if (last) return m_failed ? 0 : value;
        }
        m_failed = true;
        return 0;
    }
    U256 word() {
        const std::size_t size = byte();
        if (size > 32) m_failed = true;
        const BytesView bytes = take(size);
        if (!bytes.empty() && bytes[0] == 0) m_failed = true;
        return m_failed ? U256{} : u256FromBytes(bytes);
    }
    U256 fullWord() {
        const BytesView bytes = take(32);
        return bytes.empty() ? U256{} : loadU256(bytes.data());
    }
    Address address() {
        const BytesView bytes = take(20);
        return bytes.empty() ? Address{} : addressFromBytes(bytes);
    }
    Hash hash() {
        const BytesView bytes = take(32);
        return bytes.empty() ? Hash{} : hashFromBytes(bytes);
    }

private:
    BytesView m_bytes;
    std::size_t m_whole;
    std::size_t m_told = 0;
    BatchWatch* m_watch;
    BatchColumn m_column = BatchColumn::blockCount;
    bool m_failed = false;
};

/// Reads one column, `read` its values one by one.
template <class Read>
void readColumn(Reader& in, BatchColumn column, std::size_t rows, Read read) {
    in.column(column);
    for (std::size_t i = 0; i < rows; ++i) {
        read(i);
        in.row(i);
    }
}

using BlockField = std::uint64_t BatchBlock::*;
constexpr BlockField risingFields[] = {&BatchBlock::timestamp, &BatchBlock::l1Number,
                                       &BatchBlock::l1Timestamp, &BatchBlock::inboxCount};
constexpr BatchColumn risingColumns[] = {BatchColumn::timestamp, BatchColumn::l1Number,
                                         BatchColumn::l1Timestamp, BatchColumn::inboxCount};

/// A column of differences to the block before; the first stands whole.
void putRising(Bytes& out, std::span<const BatchBlock> blocks, BlockField field) {
    std::uint64_t before = 0;
    for (const auto& block : blocks) {
        ASSERT(block.*field >= before);
        putVarint(out, block.*field - before);
        before = block.*field;
    }
}

void readRising(Reader& in, std::vector<BatchBlock>& blocks, std::size_t which) {
    std::uint64_t before = 0;
    readColumn(in, risingColumns[which], blocks.size(), [&](std::size_t i) {
        const std::uint64_t step = in.varint();
        if (before + step < before) in.refuse();
        blocks[i].*risingFields[which] = before += step;
    });
}

void putRecipients(Bytes& out, const std::vector<const Transaction*>& txs) {
    std::unordered_map<Address, std::uint64_t> known;
    Bytes fresh;
    for (const auto* tx : txs) {
        if (!tx->to) {
            putVarint(out, 0);
            continue;
        }
        const auto [row, isNew] = known.try_emplace(*tx->to, known.size() + 1);
        putVarint(out, row->second);
        if (isNew) append(fresh, tx->to->view());
    }
    append(out, fresh);
}

void readRecipients(Reader& in, const std::vector<Transaction*>& txs) {
    std::vector<std::uint64_t> references;
    std::uint64_t known = 0;
    readColumn(in, BatchColumn::reference, txs.size(), [&](std::size_t) {
        const std::uint64_t reference = in.varint();
        if (reference > known + 1) in.refuse();
        if (reference == known + 1) ++known;
        references.push_back(reference);
    });
    if (in.failed() || in.left() / 20 < known) return in.refuse();
    std::vector<Address> addresses;
    readColumn(in, BatchColumn::recipient, static_cast<std::size_t>(known),
               [&](std::size_t) { addresses.push_back(in.address()); });
    for (std::size_t i = 0; i < txs.size(); ++i) {
        if (references[i] != 0) txs[i]->to = addresses[references[i] - 1];
    }
}

void putAccessLists(Bytes& out, const std::vector<const Transaction*>& txs) {
    for (const auto* tx : txs) {
        if (!hasAccessList(kindOf(*tx))) continue;
        putVarint(out, tx->accessList.size());
        for (const auto& tuple : tx->accessList) {
            append(out, tuple.address.view());
            putVarint(out, tuple.storageKeys.size());
            for (const auto& key : tuple.storageKeys) append(out, key.view());
        }
    }
}

void readAccessLists(Reader& in, const std::vector<Transaction*>& txs) {
    in.column(BatchColumn::accessList);
    for (std::size_t row = 0; row < txs.size(); ++row) {
        Transaction* tx = txs[row];
        if (!hasAccessList(kindOf(*tx))) continue;
        const std::uint64_t tuples = in.varint();
        if (tuples > in.left() / 21) return in.refuse();
        for (std::uint64_t i = 0; i < tuples; ++i) {
            types::AccessTuple tuple;
            tuple.address = in.address();
            const std::uint64_t keys = in.varint();
            if (keys > in.left() / 32) return in.refuse();
            for (std::uint64_t k = 0; k < keys; ++k) tuple.storageKeys.push_back(in.hash());
            tx->accessList.push_back(std::move(tuple));
        }
        in.row(row);
    }
}

void putSignatures(Bytes& out, const std::vector<const Transaction*>& txs) {
    Bytes parities((txs.size() + 7) / 8);
    for (std::size_t i = 0; i < txs.size(); ++i) {
        if (txs[i]->signature.yParity != 0) {
            parities[i / 8] = static_cast<std::uint8_t>(parities[i / 8] | (1U << (i % 8)));
        }
    }
    append(out, parities);
    for (const auto* tx : txs) append(out, toHash(tx->signature.r).view());
    for (const auto* tx : txs) append(out, toHash(tx->signature.s).view());
}

void readSignatures(Reader& in, const std::vector<Transaction*>& txs) {
    in.column(BatchColumn::parity);
    for (std::size_t first = 0; first < txs.size(); first += 8) {
        const std::uint8_t parities = in.byte();
        for (std::size_t i = 0; i < 8; ++i) {
            const std::uint8_t parity = (parities >> i) & 1U;
            if (first + i < txs.size()) txs[first + i]->signature.yParity = parity;
            if (first + i >= txs.size() && parity != 0) in.refuse();
        }
        in.row(first);
    }
    const std::size_t count = txs.size();
    readColumn(in, BatchColumn::r, count,
               [&](std::size_t i) { txs[i]->signature.r = in.fullWord(); });
    readColumn(in, BatchColumn::s, count,
               [&](std::size_t i) { txs[i]->signature.s = in.fullWord(); });
}

void putTransactions(Bytes& out, const std::vector<const Transaction*>& txs) {
    for (const auto* tx : txs) out.push_back(kindOf(*tx));
    for (const auto* tx : txs) putVarint(out, tx->nonce);
    for (const auto* tx : txs) putVarint(out, tx->gasLimit);
    for (const auto* tx : txs) putWord(out, tx->maxFeePerGas);
    for (const auto* tx : txs) {
        if (kindOf(*tx) == Kind::dynamicFee) putWord(out, tx->maxPriorityFeePerGas);
    }
    putRecipients(out, txs);
    for (const auto* tx : txs) putWord(out, tx->value);
    for (const auto* tx : txs) putVarint(out, tx->data.size());
    putAccessLists(out, txs);
    for (const auto* tx : txs) append(out, tx->data);
    putSignatures(out, txs);
}

void readKind(Reader& in, Transaction& tx, std::uint64_t chainId) {
    const std::uint8_t kind = in.byte();
    if (kind > Kind::unprotected) in.refuse();
    tx.type = kind == Kind::unprotected ? TxType::legacy : static_cast<TxType>(kind);
    if (kind != Kind::unprotected) tx.chainId = chainId;
}

void readTransactions(Reader& in, const std::vector<Transaction*>& txs, std::uint64_t chainId) {
    using Column = BatchColumn;
    const std::size_t count = txs.size();
    readColumn(in, Column::kind, count, [&](std::size_t i) { readKind(in, *txs[i], chainId); });
    if (in.failed()) return;
    readColumn(in, Column::nonce, count, [&](std::size_t i) { txs[i]->nonce = in.varint(); });
    readColumn(in, Column::gasLimit, count, [&](std::size_t i) { txs[i]->gasLimit = in.varint(); });
    readColumn(in, Column::fee, count, [&](std::size_t i) { txs[i]->maxFeePerGas = in.word(); });
    in.column(Column::tip);
    for (std::size_t i = 0; i < count; ++i) {
        const bool own = txs[i]->type == TxType::dynamicFee;
        txs[i]->maxPriorityFeePerGas = own ? in.word() : txs[i]->maxFeePerGas;
        if (own) in.row(i);
    }
    readRecipients(in, txs);
    readColumn(in, Column::value, count, [&](std::size_t i) { txs[i]->value = in.word(); });
    std::vector<std::uint64_t> sizes;
    readColumn(in, Column::dataLength, count, [&](std::size_t) { sizes.push_back(in.varint()); });
    readAccessLists(in, txs);
    in.column(Column::data);
    for (std::size_t i = 0; i < count; ++i) {
        if (sizes[i] > in.left()) return in.refuse();
        const BytesView data = in.take(static_cast<std::size_t>(sizes[i]));
        txs[i]->data.assign(data.begin(), data.end());
        if (!data.empty()) in.row(i);
    }
    readSignatures(in, txs);
}

/// Makes room for the transactions, once it is sure that the columns can hold so many.
std::vector<Transaction*> readCounts(Reader& in, std::vector<BatchBlock>& blocks) {
    std::vector<std::uint64_t> counts;
    std::uint64_t total = 0;
    readColumn(in, BatchColumn::transactionCount, blocks.size(), [&](std::size_t) {
        counts.push_back(in.varint());
        if (counts.back() > maxBatchUnpacked) in.refuse();
        total += counts.back();
    });
    if (in.failed() || total > in.left() / minTxBytes) {
        in.refuse();
        return {};
    }
    std::vector<Transaction*> txs;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        blocks[i].userTxs.resize(static_cast<std::size_t>(counts[i]));
        for (auto& tx : blocks[i].userTxs) txs.push_back(&tx);
    }
    return txs;
}

}  // namespace

Bytes encodeBatchColumns(std::span<const BatchBlock> blocks) {
    ASSERT(blocks.size() <= maxBatchBlocks);
    Bytes out;
    putVarint(out, blocks.size());
    for (auto field : risingFields) putRising(out, blocks, field);
    for (const auto& block : blocks) putWord(out, block.l1BaseFee);
    for (const auto& block : blocks) putVarint(out, block.userTxs.size());
    std::vector<const Transaction*> txs;
    for (const auto& block : blocks) {
        for (const auto& tx : block.userTxs) txs.push_back(&tx);
    }
    putTransactions(out, txs);
    return out;
}

Result<std::vector<BatchBlock>> decodeBatchColumns(BytesView columns, std::uint64_t chainId,
                                                   BatchWatch* watch) {
    Reader in(columns, watch);
    const std::uint64_t count = in.varint();
    in.row(0);
    if (in.failed() || count > maxBatchBlocks) return fail(ErrorCode::invalidBatch, "blocks");
    std::vector<BatchBlock> blocks(static_cast<std::size_t>(count));
    for (std::size_t which = 0; which < std::size(risingFields); ++which) {
        readRising(in, blocks, which);
    }
    readColumn(in, BatchColumn::l1BaseFee, blocks.size(),
               [&](std::size_t i) { blocks[i].l1BaseFee = in.word(); });
    const auto txs = readCounts(in, blocks);
    if (in.failed()) return fail(ErrorCode::invalidBatch, "blocks or transaction counts");
    readTransactions(in, txs, chainId);
    if (in.failed()) return fail(ErrorCode::invalidBatch, "columns");
    if (in.left() != 0) return fail(ErrorCode::invalidBatch, "bytes after the columns");
    return blocks;
}

Result<std::vector<BatchBlock>> decodeBatch(BytesView data, std::uint64_t chainId) {
    if (data.empty() || data[0] != batchVersion) return fail(ErrorCode::invalidBatch, "version");
    if (data.size() > maxBatchBytes) return fail(ErrorCode::invalidBatch, "size");
    const auto columns = inflate(data.subspan(1), maxBatchUnpacked);
    if (!columns) return failFrom(columns);
    return decodeBatchColumns(*columns, chainId);
}

std::size_t batchBytesOf(const types::Transaction& tx) {
    // kind, recipient's reference and address, data length, signature and its bit
    std::size_t size = 1 + 3 + 20 + 5 + 65;
    size += varintSize(tx.nonce) + varintSize(tx.gasLimit);
    for (const auto* word : {&tx.maxFeePerGas, &tx.maxPriorityFeePerGas, &tx.value}) {
        size += 1 + static_cast<std::size_t>(word->byteLength());
    }
    size += 5 + tx.data.size();
    for (const auto& tuple : tx.accessList) size += 25 + 32 * tuple.storageKeys.size();
    return size;
}

}  // namespace rollscope::codec
