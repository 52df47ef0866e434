// Inside of Chain: what is published to readers, and the pieces of one write.
#pragma once

#include <atomic>
#include <mutex>
#include <unordered_map>

#include "node/chain/account_lists.h"
#include "node/chain/chain.h"
#include "node/chain/recent_blocks.h"
#include "node/chain/state_views.h"

namespace rollscope::chain {

/// What a reader sees for the length of one question: a head and the database as it was then.
struct Published {
    Head head;
    storage::SnapshotPtr snapshot;
    std::uint64_t version = 0;  ///< raised by every write of the chain
    std::uint64_t line = 0;     ///< raised by every rewind: records may differ from then on
};
using PublishedPtr = std::shared_ptr<const Published>;

struct Chain::Impl {
    Impl(storage::Database& db, api::Layer layerOf)
        : database(db),
          layer(layerOf),
          columns(storage::chainColumns.at(static_cast<std::size_t>(layerOf))),
          source(std::make_shared<StateSource>(db, columns)),
          accountLists(db, columns.accountTransactions) {}

    storage::Database& database;
    const api::Layer layer;
    const storage::ChainColumns columns;
    const std::shared_ptr<StateSource> source;
    std::array<std::atomic<std::uint64_t>, 3> labels{};
    Hash genesisHash;

    mutable std::mutex mutex;  // guards `published`
    PublishedPtr published;    // null while the chain is empty

    mutable std::mutex recordMutex;  // guards the two below
    mutable BoundedCache<std::uint64_t, std::shared_ptr<const BlockRecord>> records{2048};
    mutable std::uint64_t recordLine = 0;

    RecentBlocks recent;
    AccountLists accountLists;
    std::uint64_t nextPage = 1;  // of trie nodes; of the writer's thread

    unsigned layerIndex() const { return static_cast<unsigned>(layer); }
    PublishedPtr now() const;
    /// Lets readers see `head`; the state cache was moved on to `version` before.
    void publish(Head head, std::uint64_t version, std::uint64_t line);
    Result<void> load();
    Result<void> loadLabels();
    Result<void> loadNextPage();
    Result<void> compareWithMarker(const Head& head) const;
    Result<void> requireHealth();

    // --- reading (chain.cpp)
    using RecordPtr = std::shared_ptr<const BlockRecord>;
    /// Null when there is none.
    Result<RecordPtr> recordAt(const Published& at, std::uint64_t number) const;
    Result<std::optional<std::uint64_t>> sequenceOf(const Published& at, const Hash& hash) const;
    Result<StoredTransaction> place(const Published& at, BytesView row,
                                    std::uint64_t sequence) const;
    Result<std::optional<StoredTransaction>> transactionAt(const Published& at,
                                                           std::uint64_t sequence) const;
    Result<std::optional<StoredReceipt>> receiptAt(const Published& at,
                                                   std::uint64_t sequence) const;
    Result<std::optional<MinedTransaction>> minedAt(const Published& at,
                                                    std::uint64_t sequence) const;
    /// A block's receipts in order.
    Result<std::vector<StoredReceipt>> receiptsOf(const Published& at,
                                                  const BlockRecord& record) const;
    /// Rows of a table keyed by sequence, `count` from `first` on.
    Result<std::vector<Bytes>> rows(const Published& at, storage::Column column,
                                    std::uint64_t first, std::uint64_t count) const;

    // --- writing (chain_write.cpp)
    Result<void> append(const state::BlockResult& result, storage::WriteBatch batch,
                        storage::Sync sync);
    Result<Reverse> putState(const state::StateDiff& diff, storage::WriteBatch& batch,
                             bool& dropSlots) const;
    Result<void> putTransactions(const state::BlockResult& result,
                                 const std::vector<Bytes>& rawTransactions,
                                 std::uint64_t firstSequence, AccountTails& tails,
                                 storage::WriteBatch& batch);
    Result<void> undoBlock(const Published& at, std::uint64_t number, AccountTails& tails,
                           storage::WriteBatch& batch);

    // --- logs (chain_logs.cpp)
    Result<Hash> hashAt(const Published& at, std::uint64_t sequence) const;
    Result<void> collectLogs(const Published& at, const BlockRecord& record, const LogQuery& query,
                             std::vector<api::LogView>& found) const;
};

/// The accounts whose lists a transaction stands in, each once.
std::vector<Address> accountsOf(const types::Transaction& tx, const Address& sender,
                                const std::optional<Address>& created);

/// Stored name of a label.
std::string_view labelName(Label label);

}  // namespace rollscope::chain
