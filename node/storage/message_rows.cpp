#include "node/storage/message_rows.h"

#include <algorithm>

#include "node/storage/record.h"

namespace rollscope::storage {

namespace {

std::string asText(BytesView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The accounts that a row counts for.
std::vector<Address> accountsOf(const RowKeys& keys) {
    std::vector<Address> accounts;
    for (const Address& each : keys.accounts) {
        if (!each.isZero() && std::find(accounts.begin(), accounts.end(), each) == accounts.end()) {
            accounts.push_back(each);
        }
    }
    return accounts;
}

bool isFoundBy(const RowKeys& keys, const Hash& hash) {
    return keys.leaf == hash || keys.transaction == hash;
}

}  // namespace

std::string MessageRows::rowKey(std::uint64_t index) const {
    return m_prefix + "row/" + asText(keyOf(index));
}

std::string MessageRows::hashKey(const Hash& hash) const {
    return m_prefix + "hash/" + asText(hash.view());
}

std::string MessageRows::countKey(const Address& account) const {
    return m_prefix + "count/" + asText(account.view());
}

std::string MessageRows::ordinalKey(const Address& account, std::uint64_t ordinal) const {
    return m_prefix + "of/" + asText(account.view()) + asText(keyOf(ordinal));
}

std::optional<std::uint64_t> MessageRows::number(std::string_view key) const {
    if (m_database == nullptr) return std::nullopt;
    const auto found = m_database->record(key);
    if (!found || !*found || (*found)->size() != 8) return std::nullopt;
    return numberOf(**found);
}

MessageRow* MessageRows::waitingAt(std::uint64_t index) {
    if (index < m_stored || index >= count()) return nullptr;
    return &m_waiting[static_cast<std::size_t>(index - m_stored)];
}

std::optional<MessageRow> MessageRows::row(std::uint64_t index) const {
    if (index >= count()) return std::nullopt;
    if (index >= m_stored) return m_waiting[static_cast<std::size_t>(index - m_stored)];
    const auto found = m_database->record(rowKey(index));
    if (!found || !*found) {
        m_database->markFailed({ErrorCode::storageCorrupt,
                                "a message is missing: " + m_prefix + std::to_string(index)});
        return std::nullopt;
    }
    RecordReader reader(**found);
    MessageRow row;
    row.keys.leaf = reader.hash();
    row.keys.transaction = reader.hash();
    for (Address& account : row.keys.accounts) account = reader.address();
    row.value = reader.bytes();
    return row;
}

std::optional<std::uint64_t> MessageRows::find(const Hash& hash) const {
    if (hash.isZero()) return std::nullopt;
    // what was cut back leaves no key behind
    if (const auto stored = number(hashKey(hash))) return stored;
    for (std::size_t i = 0; i < m_waiting.size(); ++i) {
        if (isFoundBy(m_waiting[i].keys, hash)) return m_stored + i;
    }
    return std::nullopt;
}

std::uint64_t MessageRows::countOf(const Address& account) const {
    std::uint64_t result = number(countKey(account)).value_or(0);
    for (const MessageRow& row : m_waiting) {
        const auto accounts = accountsOf(row.keys);
        if (std::find(accounts.begin(), accounts.end(), account) != accounts.end()) ++result;
    }
    return result;
}

std::vector<std::uint64_t> MessageRows::of(const Address& account, std::uint64_t offset,
                                           std::uint64_t limit) const {
    std::vector<std::uint64_t> result;
    std::uint64_t skipped = 0;
    for (std::size_t i = m_waiting.size(); i-- > 0 && result.size() < limit;) {
        const auto accounts = accountsOf(m_waiting[i].keys);
        if (std::find(accounts.begin(), accounts.end(), account) == accounts.end()) continue;
        if (skipped++ >= offset) result.push_back(m_stored + i);
    }
    std::uint64_t ordinal = number(countKey(account)).value_or(0);
    const std::uint64_t rest = offset - std::min(offset, skipped);
    ordinal -= std::min(ordinal, rest);
    while (ordinal-- > 0 && result.size() < limit) {
        const auto index = number(ordinalKey(account, ordinal));
        if (!index) break;
        result.push_back(*index);
    }
    return result;
}

void MessageRows::flush(WriteBatch& batch) {
    if (m_database == nullptr) return;
    std::unordered_map<Address, std::uint64_t> counts;
    std::unordered_map<Hash, bool> named;  // transactions, and whether a row before has them
    for (const MessageRow& row : m_waiting) {
        RecordWriter writer;
        writer.fixed(row.keys.leaf).fixed(row.keys.transaction);
        for (const Address& account : row.keys.accounts) writer.fixed(account);
        batch.putRecord(rowKey(m_stored), writer.bytes(row.value));
        if (!row.keys.leaf.isZero()) {
            batch.putRecord(hashKey(row.keys.leaf), RecordWriter().u64(m_stored));
        }
        const Hash& transaction = row.keys.transaction;
        if (!transaction.isZero() && named.emplace(transaction, true).second &&
            !number(hashKey(transaction))) {
            batch.putRecord(hashKey(transaction), RecordWriter().u64(m_stored));
        }
        for (const Address& account : accountsOf(row.keys)) {
            const auto [at, fresh] = counts.try_emplace(account, 0);
            if (fresh) at->second = number(countKey(account)).value_or(0);
            batch.putRecord(ordinalKey(account, at->second++), RecordWriter().u64(m_stored));
        }
        ++m_stored;
    }
    for (const auto& [account, count] : counts) {
        batch.putRecord(countKey(account), RecordWriter().u64(count));
    }
    m_waiting.clear();
}

void MessageRows::truncate(std::uint64_t count, WriteBatch& batch) {
    while (!m_waiting.empty() && this->count() > count) m_waiting.pop_back();
    std::unordered_map<Address, std::uint64_t> counts;
    while (m_stored > count) {
        const auto last = row(m_stored - 1);
        --m_stored;
        if (!last) continue;
        batch.removeRecord(rowKey(m_stored));
        batch.removeRecord(hashKey(last->keys.leaf));
        if (number(hashKey(last->keys.transaction)) == m_stored) {
            batch.removeRecord(hashKey(last->keys.transaction));
        }
        for (const Address& account : accountsOf(last->keys)) {
            const auto [at, fresh] = counts.try_emplace(account, 0);
            if (fresh) at->second = number(countKey(account)).value_or(0);
            if (at->second > 0) batch.removeRecord(ordinalKey(account, --at->second));
        }
    }
    for (const auto& [account, left] : counts) {
        batch.putRecord(countKey(account), RecordWriter().u64(left));
    }
}

std::string BlockNotes::key(std::uint64_t block) const {
    return m_prefix + asText(keyOf(block));
}

void BlockNotes::put(std::uint64_t block, Bytes note, WriteBatch& batch) {
    if (m_database == nullptr) {
        m_memory[block] = std::move(note);
    } else {
        batch.putRecord(key(block), note);
    }
}

void BlockNotes::remove(std::uint64_t block, WriteBatch& batch) {
    if (m_database == nullptr) {
        m_memory.erase(block);
    } else {
        batch.removeRecord(key(block));
    }
}

Result<void> BlockNotes::visit(
    Order order, const std::function<bool(std::uint64_t block, BytesView note)>& see) const {
    if (m_database == nullptr) {
        const std::map<std::uint64_t, Bytes> notes = m_memory;  // it may be changed meanwhile
        if (order == Order::forward) {
            for (const auto& [block, note] : notes) {
                if (!see(block, note)) break;
            }
        } else {
            for (auto it = notes.rbegin(); it != notes.rend(); ++it) {
                if (!see(it->first, it->second)) break;
            }
        }
        return {};
    }
    const auto visitor = [&](BytesView at, BytesView note) {
        if (at.size() != m_prefix.size() + 8) return true;
        return see(numberOf(at.subspan(m_prefix.size())), note);
    };
    return m_database->scanRecords(m_prefix, visitor, order);
}

}  // namespace rollscope::storage
