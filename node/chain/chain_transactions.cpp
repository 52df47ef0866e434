// Transactions and receipts, by hash, by block, by place in the chain, by account.
#include <algorithm>

#include "node/chain/chain_impl.h"
#include "node/storage/record.h"

namespace rollscope::chain {

using storage::keyOf;
using storage::Order;

Result<std::vector<Bytes>> Chain::Impl::rows(const Published& at, storage::Column column,
                                             std::uint64_t first, std::uint64_t count) const {
    std::vector<Bytes> result;
    if (count == 0) return result;
    result.reserve(count);
    const auto start = keyOf(first);
    auto scanned = database.scan(
        column, {{}, start, Order::forward},
        [&](BytesView, BytesView row) {
            result.emplace_back(row.begin(), row.end());
            return result.size() < count;
        },
        at.snapshot.get());
    if (!scanned) return failFrom(scanned);
    if (result.size() != count) {
        return fail(ErrorCode::storageCorrupt, "rows from " + std::to_string(first) + " on");
    }
    return result;
}

Result<StoredTransaction> Chain::Impl::place(const Published& at, BytesView bytes,
                                             std::uint64_t sequence) const {
    auto row = decodeTransactionRow(bytes);
    if (!row) return failFrom(row);
    auto tx = types::decodeTransaction(row->raw);
    if (!tx) return fail(ErrorCode::storageCorrupt, "a stored transaction does not decode");
    auto record = recordAt(at, row->block);
    if (!record) return failFrom(record);
    if (!*record) return fail(ErrorCode::storageCorrupt, "block of a stored transaction");
    const auto& header = (*record)->header;
    return StoredTransaction{std::move(*tx),
                             row->hash,
                             row->sender,
                             row->block,
                             (*record)->hash,
                             header.timestamp,
                             header.baseFeePerGas.value_or(U256{}),
                             row->index,
                             sequence};
}

Result<std::optional<std::uint64_t>> Chain::Impl::sequenceOf(const Published& at,
                                                             const Hash& hash) const {
    const auto row = database.get(columns.transactionHashes, hash.view(), at.snapshot.get());
    if (!row) return failFrom(row);
    return *row ? std::optional{storage::numberOf(**row)} : std::nullopt;
}

Result<std::optional<StoredTransaction>> Chain::Impl::transactionAt(const Published& at,
                                                                    std::uint64_t sequence) const {
    const auto row = database.get(columns.transactions, keyOf(sequence), at.snapshot.get());
    if (!row) return failFrom(row);
    if (!*row) return std::nullopt;
    auto placed = place(at, **row, sequence);
    if (!placed) return failFrom(placed);
    return std::move(*placed);
}

Result<std::optional<StoredReceipt>> Chain::Impl::receiptAt(const Published& at,
                                                            std::uint64_t sequence) const {
    const auto row = database.get(columns.receipts, keyOf(sequence), at.snapshot.get());
    if (!row) return failFrom(row);
    if (!*row) return std::nullopt;
    auto receipt = decodeReceiptRow(**row);
    if (!receipt) return failFrom(receipt);
    return std::move(*receipt);
}

Result<std::optional<MinedTransaction>> Chain::Impl::minedAt(const Published& at,
                                                             std::uint64_t sequence) const {
    auto tx = transactionAt(at, sequence);
    if (!tx) return failFrom(tx);
    if (!*tx) return std::nullopt;
    auto receipt = receiptAt(at, sequence);
    if (!receipt) return failFrom(receipt);
    if (!*receipt) return fail(ErrorCode::storageCorrupt, "receipt of a stored transaction");
    return MinedTransaction{std::move(**tx), std::move(**receipt)};
}

Result<StoredBlock> Chain::block(std::uint64_t number) const {
    const auto at = m->now();
    auto record = m->recordAt(*at, number);
    if (!record) return failFrom(record);
    if (!*record) return fail(ErrorCode::unknownBlock, std::to_string(number));
    if (const auto recent = m->recent.find((*record)->hash)) return recent->block;
    StoredBlock block;
    block.record = **record;
    const auto rows = m->rows(*at, m->columns.transactions, block.record.firstSequence,
                              block.record.transactions);
    if (!rows) return failFrom(rows);
    for (const auto& bytes : *rows) {
        auto row = decodeTransactionRow(bytes);
        if (!row) return failFrom(row);
        auto tx = types::decodeTransaction(row->raw);
        if (!tx) return fail(ErrorCode::storageCorrupt, "a stored transaction does not decode");
        block.transactions.push_back(std::move(*tx));
        block.hashes.push_back(row->hash);
        block.senders.push_back(row->sender);
    }
    return block;
}

Result<std::vector<StoredReceipt>> Chain::Impl::receiptsOf(const Published& at,
                                                           const BlockRecord& record) const {
    std::vector<StoredReceipt> result;
    result.reserve(record.transactions);
    if (const auto kept = recent.find(record.hash)) {
        std::uint32_t firstLog = 0;
        for (const auto& receipt : kept->receipts) {
            result.push_back({receipt, firstLog});
            firstLog += static_cast<std::uint32_t>(receipt.logs.size());
        }
        return result;
    }
    const auto stored = rows(at, columns.receipts, record.firstSequence, record.transactions);
    if (!stored) return failFrom(stored);
    for (const auto& bytes : *stored) {
        auto receipt = decodeReceiptRow(bytes);
        if (!receipt) return failFrom(receipt);
        result.push_back(std::move(*receipt));
    }
    return result;
}

Result<std::vector<StoredReceipt>> Chain::receipts(std::uint64_t number) const {
    const auto at = m->now();
    const auto record = m->recordAt(*at, number);
    if (!record) return failFrom(record);
    if (!*record) return fail(ErrorCode::unknownBlock, std::to_string(number));
    return m->receiptsOf(*at, **record);
}

Result<std::optional<StoredTransaction>> Chain::transaction(const Hash& hash) const {
    const auto at = m->now();
    const auto sequence = m->sequenceOf(*at, hash);
    if (!sequence) return failFrom(sequence);
    if (!*sequence) return std::nullopt;
    return m->transactionAt(*at, **sequence);
}

Result<std::optional<StoredReceipt>> Chain::receipt(const Hash& hash) const {
    const auto at = m->now();
    const auto sequence = m->sequenceOf(*at, hash);
    if (!sequence) return failFrom(sequence);
    if (!*sequence) return std::nullopt;
    return m->receiptAt(*at, **sequence);
}

Result<std::optional<MinedTransaction>> Chain::mined(const Hash& hash) const {
    const auto at = m->now();
    const auto sequence = m->sequenceOf(*at, hash);
    if (!sequence) return failFrom(sequence);
    if (!*sequence) return std::nullopt;
    return m->minedAt(*at, **sequence);
}

Result<std::optional<MinedTransaction>> Chain::minedAt(std::uint64_t sequence) const {
    return m->minedAt(*m->now(), sequence);
}

bool Chain::contains(const Hash& transactionHash) const {
    const auto sequence = m->sequenceOf(*m->now(), transactionHash);
    return sequence && sequence->has_value();
}

Result<api::Page<MinedTransaction>> Chain::transactions(api::PageRequest page) const {
    const auto at = m->now();
    api::Page<MinedTransaction> result{{}, page.offset, at->head.chainTransactions()};
    if (page.offset >= result.total) return result;
    const auto limit =
        std::min({std::uint64_t{page.limit}, std::uint64_t{1000}, result.total - page.offset});
    const auto first = result.total - page.offset - limit;
    const auto transactions = m->rows(*at, m->columns.transactions, first, limit);
    if (!transactions) return failFrom(transactions);
    const auto receipts = m->rows(*at, m->columns.receipts, first, limit);
    if (!receipts) return failFrom(receipts);
    for (auto i = static_cast<std::size_t>(limit); i-- > 0;) {
        auto tx = m->place(*at, (*transactions)[i], first + i);
        if (!tx) return failFrom(tx);
        auto receipt = decodeReceiptRow((*receipts)[i]);
        if (!receipt) return failFrom(receipt);
        result.rows.push_back({std::move(*tx), std::move(*receipt)});
    }
    return result;
}

Result<api::Page<MinedTransaction>> Chain::transactionsOf(const Address& account,
                                                          api::PageRequest page) const {
    const auto at = m->now();
    const auto& lists = m->accountLists;
    const auto total = lists.count(account, at->snapshot.get());
    if (!total) return failFrom(total);
    api::Page<MinedTransaction> result{{}, page.offset, *total};
    const auto limit = std::min<std::uint64_t>(page.limit, 1000);
    if (page.offset >= result.total || limit == 0) return result;
    const auto sequences = lists.newest(account, page.offset, limit, at->snapshot.get());
    if (!sequences) return failFrom(sequences);
    for (const auto sequence : *sequences) {
        auto mined = m->minedAt(*at, sequence);
        if (!mined) return failFrom(mined);
        if (*mined) result.rows.push_back(std::move(**mined));
    }
    return result;
}

}  // namespace rollscope::chain
