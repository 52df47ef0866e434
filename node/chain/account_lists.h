// Each account's transactions, by place in the chain, in chunks.
//
// A row of its own for every entry would have to be sorted in among all older ones for as long as
// the chain lives. So an account has one row with its newest entries, which is overwritten, and
// full chunks of them, which are written once.
#pragma once

#include <unordered_map>
#include <vector>

#include "node/chain/cache.h"
#include "node/storage/database.h"

namespace rollscope::chain {

/// How many transactions an account has, and the sequences of those after its last full chunk.
struct AccountTail {
    std::uint64_t count = 0;
    std::vector<std::uint64_t> sequences;
};

/// Tails that a batch changes.
using AccountTails = std::unordered_map<Address, AccountTail>;

/// The lists in one table. Reading is safe from every thread; writing is for one.
class AccountLists {
public:
    AccountLists(const storage::Database& database, storage::Column column)
        : m_database(database), m_column(column) {}

    // --- writing
    Result<void> append(const Address& account, std::uint64_t sequence, AccountTails& tails,
                        storage::WriteBatch& batch);
    /// Undoes the account's last append.
    Result<void> removeLast(const Address& account, AccountTails& tails,
                            storage::WriteBatch& batch);
    void put(const AccountTails& tails, storage::WriteBatch& batch) const;
    /// What `put` put was written.
    void remember(AccountTails&& tails);
    void forget() { m_known.clear(); }

    // --- reading
    Result<std::uint64_t> count(const Address& account, const storage::Snapshot* at) const;
    /// Newest first, after `offset` newer ones.
    Result<std::vector<std::uint64_t>> newest(const Address& account, std::uint64_t offset,
                                              std::uint64_t limit,
                                              const storage::Snapshot* at) const;

private:
    using Sequences = std::vector<std::uint64_t>;
    Result<AccountTail> stored(const Address& account, const storage::Snapshot* at) const;
    Result<Sequences> chunk(const Address& account, std::uint64_t index,
                            const storage::Snapshot* at) const;
    Result<AccountTail*> tailOf(AccountTails& tails, const Address& account);

    const storage::Database& m_database;
    const storage::Column m_column;
    BoundedCache<Address, AccountTail> m_known{50'000};  // of the writer's thread
};

}  // namespace rollscope::chain
