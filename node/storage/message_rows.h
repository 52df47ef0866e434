// A list on disk, by a running number from 0, whose rows are found by hash and by account.
//
// In: rows, one after the other. Out: any row, the row of a hash, an account's rows newest first,
// each by one look into Column::records. What is not flushed yet waits in memory; without a
// database everything does.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "node/storage/database.h"

namespace rollscope::storage {

/// What a row is found by; zero: not by this.
struct RowKeys {
    Hash leaf;
    Hash transaction;                   ///< finds the first of its rows
    std::array<Address, 2> accounts{};  ///< the same twice counts once
    bool operator==(const RowKeys&) const = default;
};

/// A row and what it is found by.
struct MessageRow {
    RowKeys keys;
    Bytes value;
};

/// Not thread-safe while it is changed. A failure of the disk is told to Database::markFailed.
class MessageRows {
public:
    /// `prefix` is this list's own in Column::records.
    MessageRows(const Database* database, std::string prefix)
        : m_database(database), m_prefix(std::move(prefix)) {}

    std::uint64_t count() const { return m_stored + m_waiting.size(); }
    /// Rows that are on disk, and do not change any more.
    std::uint64_t stored() const { return m_stored; }
    std::size_t waiting() const { return m_waiting.size(); }
    /// How many rows the disk holds: at start.
    void open(std::uint64_t stored) { m_stored = stored; }

    void append(MessageRow row) { m_waiting.push_back(std::move(row)); }
    /// One that waits; none of those on disk.
    MessageRow* waitingAt(std::uint64_t index);
    std::optional<MessageRow> row(std::uint64_t index) const;
    /// By leaf or transaction.
    std::optional<std::uint64_t> find(const Hash& hash) const;
    std::uint64_t countOf(const Address& account) const;
    /// At most `limit` numbers of an account's rows, newest first, after `offset` of them.
    std::vector<std::uint64_t> of(const Address& account, std::uint64_t offset,
                                  std::uint64_t limit) const;

    /// Adds what waits.
    void flush(WriteBatch& batch);
    /// Keeps the first `count` rows. The batch is to be written before anything is added.
    void truncate(std::uint64_t count, WriteBatch& batch);

private:
    std::string rowKey(std::uint64_t index) const;
    std::string hashKey(const Hash& hash) const;
    std::string countKey(const Address& account) const;
    std::string ordinalKey(const Address& account, std::uint64_t ordinal) const;
    std::optional<std::uint64_t> number(std::string_view key) const;

    const Database* m_database;
    std::string m_prefix;
    std::uint64_t m_stored = 0;
    std::deque<MessageRow> m_waiting;
};

/// What a reader took in of some blocks, by block number: for going back with the chain.
class BlockNotes {
public:
    BlockNotes(const Database* database, std::string prefix)
        : m_database(database), m_prefix(std::move(prefix)) {}

    void put(std::uint64_t block, Bytes note, WriteBatch& batch);
    void remove(std::uint64_t block, WriteBatch& batch);
    /// Newest or oldest first, as it is on disk; false ends it.
    Result<void> visit(Order order,
                       const std::function<bool(std::uint64_t block, BytesView note)>& see) const;

private:
    std::string key(std::uint64_t block) const;

    const Database* m_database;
    std::string m_prefix;
    std::map<std::uint64_t, Bytes> m_memory;  // without a database
};

}  // namespace rollscope::storage
