// Logs: blocks are passed over by their header's bloom, then receipts are read.
#include <algorithm>

#include "node/chain/chain_impl.h"
#include "node/storage/record.h"

namespace rollscope::chain {
namespace {

/// False only when no log of the block can match.
bool bloomPasses(const types::Bloom& bloom, const LogQuery& query) {
    const auto maybe = [&](const auto& value) {
        return types::bloomMayContain(bloom, value.view());
    };
    if (!query.addresses.empty() &&
        std::none_of(query.addresses.begin(), query.addresses.end(), maybe)) {
        return false;
    }
    return std::all_of(query.topics.begin(), query.topics.end(), [&](const auto& anyOf) {
        return anyOf.empty() || std::any_of(anyOf.begin(), anyOf.end(), maybe);
    });
}

}  // namespace

bool matches(const types::Log& log, const LogQuery& query) {
    const auto& addresses = query.addresses;
    if (!addresses.empty() &&
        std::find(addresses.begin(), addresses.end(), log.address) == addresses.end()) {
        return false;
    }
    if (log.topics.size() < query.topics.size()) return false;
    for (std::size_t i = 0; i < query.topics.size(); ++i) {
        const auto& anyOf = query.topics[i];
        if (!anyOf.empty() && std::find(anyOf.begin(), anyOf.end(), log.topics[i]) == anyOf.end()) {
            return false;
        }
    }
    return true;
}

Result<Hash> Chain::Impl::hashAt(const Published& at, std::uint64_t sequence) const {
    const auto row =
        database.get(columns.transactions, storage::keyOf(sequence), at.snapshot.get());
    if (!row) return failFrom(row);
    if (!*row) return fail(ErrorCode::storageCorrupt, "a transaction row is missing");
    const auto decoded = decodeTransactionRow(**row);
    if (!decoded) return failFrom(decoded);
    return decoded->hash;
}

Result<void> Chain::Impl::collectLogs(const Published& at, const BlockRecord& record,
                                      const LogQuery& query,
                                      std::vector<api::LogView>& found) const {
    const auto kept = recent.find(record.hash);
    std::vector<Bytes> stored;
    if (!kept) {
        auto read = rows(at, columns.receipts, record.firstSequence, record.transactions);
        if (!read) return failFrom(read);
        stored = std::move(*read);
    }
    std::uint32_t logIndex = 0;
    for (std::uint32_t i = 0; i < record.transactions; ++i) {
        std::vector<types::Log> logs;
        if (kept) {
            logs = kept->receipts[i].logs;
        } else {
            auto receipt = decodeReceiptRow(stored[i], false);
            if (!receipt) return failFrom(receipt);
            logs = std::move(receipt->receipt.logs);
        }
        std::optional<Hash> txHash;
        for (auto& log : logs) {
            const std::uint32_t place = logIndex++;
            if (!matches(log, query)) continue;
            if (found.size() >= query.limit) {
                return fail(ErrorCode::invalidParams,
                            "query returned more than " + std::to_string(query.limit) + " results");
            }
            if (!txHash && kept) txHash = kept->block.hashes[i];
            if (!txHash) {
                const auto read = hashAt(at, record.firstSequence + i);
                if (!read) return failFrom(read);
                txHash = *read;
            }
            found.push_back({std::move(log), record.number(), record.hash, *txHash, i, place,
                             record.header.timestamp, std::nullopt});
        }
    }
    return {};
}

Result<std::vector<api::LogView>> Chain::logs(const LogQuery& query) const {
    const auto at = m->now();
    const auto to = std::min(query.to, at->head.number());
    std::vector<api::LogView> found;
    if (query.from > to) return found;
    const auto start = storage::keyOf(query.from);
    Result<void> outcome;
    auto scanned = m->database.scan(
        m->columns.blocks, {{}, start, storage::Order::forward},
        [&](BytesView key, BytesView row) {
            if (storage::numberOf(key) > to) return false;
            if (const auto* bytes = bloomInRecord(row)) {
                types::Bloom bloom;
                std::copy_n(bytes, types::Bloom::size(), bloom.data());
                if (bloom.isZero() || !bloomPasses(bloom, query)) return true;
            }
            const auto record = decodeRecord(row);
            outcome = record ? m->collectLogs(*at, *record, query, found) : failFrom(record);
            return outcome.has_value();
        },
        at->snapshot.get());
    if (!scanned) return failFrom(scanned);
    if (!outcome) return failFrom(outcome);
    return found;
}

Result<std::vector<api::LogView>> Chain::logsOf(std::uint64_t number) const {
    LogQuery query;
    query.from = query.to = number;
    query.limit = ~std::size_t{0};
    return logs(query);
}

Result<std::vector<types::Log>> Chain::systemLogs(std::uint64_t number) const {
    const auto at = m->now();
    const auto row = m->database.get(m->columns.blocks, storage::keyOf(number), at->snapshot.get());
    if (!row) return failFrom(row);
    if (!*row) return fail(ErrorCode::unknownBlock, std::to_string(number));
    return decodeSystemLogs(**row);
}

}  // namespace rollscope::chain
