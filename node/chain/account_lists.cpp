#include "node/chain/account_lists.h"

#include <algorithm>

#include "node/core/base/assert.h"
#include "node/storage/record.h"

namespace rollscope::chain {
namespace {

using storage::RecordReader;
using storage::RecordWriter;

constexpr std::uint64_t chunkLength = 16;

Bytes chunkKey(const Address& account, std::uint64_t index) {
    return RecordWriter{}.fixed(account).u64(index).take();
}

}  // namespace

Result<AccountTail> AccountLists::stored(const Address& account,
                                         const storage::Snapshot* at) const {
    const auto row = m_database.get(m_column, account.view(), at);
    if (!row) return failFrom(row);
    AccountTail tail;
    if (!*row) return tail;
    RecordReader reader{**row};
    tail.count = reader.u64();
    for (auto left = tail.count % chunkLength; left > 0; --left) {
        tail.sequences.push_back(reader.u64());
    }
    if (!reader.done()) return fail(ErrorCode::storageCorrupt, "an account's transactions");
    return tail;
}

Result<AccountLists::Sequences> AccountLists::chunk(const Address& account, std::uint64_t index,
                                                    const storage::Snapshot* at) const {
    const auto row = m_database.get(m_column, chunkKey(account, index), at);
    if (!row) return failFrom(row);
    if (!*row) return fail(ErrorCode::storageCorrupt, "a part of an account's transactions");
    RecordReader reader{**row};
    Sequences sequences;
    for (std::uint64_t i = 0; i < chunkLength; ++i) sequences.push_back(reader.u64());
    if (!reader.done()) return fail(ErrorCode::storageCorrupt, "an account's transactions");
    return sequences;
}

Result<AccountTail*> AccountLists::tailOf(AccountTails& tails, const Address& account) {
    const auto [it, added] = tails.try_emplace(account);
    if (!added) return &it->second;
    if (const auto* known = m_known.find(account)) {
        it->second = *known;
    } else {
        auto found = stored(account, nullptr);
        if (!found) return failFrom(found);
        it->second = *std::move(found);
    }
    return &it->second;
}

Result<void> AccountLists::append(const Address& account, std::uint64_t sequence,
                                  AccountTails& tails, storage::WriteBatch& batch) {
    const auto tail = tailOf(tails, account);
    if (!tail) return failFrom(tail);
    auto& sequences = (*tail)->sequences;
    sequences.push_back(sequence);
    ++(*tail)->count;
    if (sequences.size() < chunkLength) return {};
    RecordWriter writer;
    for (const auto entry : sequences) writer.u64(entry);
    batch.put(m_column, chunkKey(account, (*tail)->count / chunkLength - 1), writer);
    sequences.clear();
    return {};
}

Result<void> AccountLists::removeLast(const Address& account, AccountTails& tails,
                                      storage::WriteBatch& batch) {
    const auto tail = tailOf(tails, account);
    if (!tail) return failFrom(tail);
    ASSERT((*tail)->count > 0);
    if ((*tail)->sequences.empty()) {
        const auto last = (*tail)->count / chunkLength - 1;
        auto sequences = chunk(account, last, nullptr);
        if (!sequences) return failFrom(sequences);
        (*tail)->sequences = *std::move(sequences);
        batch.remove(m_column, chunkKey(account, last));
    }
    (*tail)->sequences.pop_back();
    --(*tail)->count;
    return {};
}

void AccountLists::put(const AccountTails& tails, storage::WriteBatch& batch) const {
    for (const auto& [account, tail] : tails) {
        if (tail.count == 0) {
            batch.remove(m_column, account.view());
            continue;
        }
        RecordWriter writer;
        writer.u64(tail.count);
        for (const auto sequence : tail.sequences) writer.u64(sequence);
        batch.put(m_column, account.view(), writer);
    }
}

void AccountLists::remember(AccountTails&& tails) {
    for (auto& [account, tail] : tails) m_known.put(account, std::move(tail));
}

Result<std::uint64_t> AccountLists::count(const Address& account,
                                          const storage::Snapshot* at) const {
    const auto tail = stored(account, at);
    if (!tail) return failFrom(tail);
    return tail->count;
}

Result<std::vector<std::uint64_t>> AccountLists::newest(const Address& account,
                                                        std::uint64_t offset, std::uint64_t limit,
                                                        const storage::Snapshot* at) const {
    auto tail = stored(account, at);
    if (!tail) return failFrom(tail);
    Sequences found;
    const auto total = tail->count;
    Sequences part = std::move(tail->sequences);
    std::uint64_t partBegin = total - part.size();
    for (auto past = total - std::min(offset, total); past > 0 && found.size() < limit; --past) {
        const auto ordinal = past - 1;
        if (ordinal < partBegin) {
            auto older = chunk(account, ordinal / chunkLength, at);
            if (!older) return failFrom(older);
            part = *std::move(older);
            partBegin = ordinal / chunkLength * chunkLength;
        }
        found.push_back(part[ordinal - partBegin]);
    }
    return found;
}

}  // namespace rollscope::chain
