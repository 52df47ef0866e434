// A chain on disk: L2's, and the L1 devnet's, by the same class.
//
// In: a genesis, then sealed blocks in order, each with its receipts, state diff and trie nodes.
// Out: blocks, transactions, receipts and logs by any key; the head's state from flat tables,
// any older state from its trie (nodes are never pruned). One thread writes (init, insert,
// truncate, setLabel); every thread may read meanwhile and sees whole blocks only.
// A block is one atomic, synced write. The caller's own records can ride in it (`extra`).
#pragma once

#include <memory>

#include "node/chain/records.h"
#include "node/core/merkle/node_store.h"
#include "node/core/state/block_builder.h"
#include "node/core/state/genesis.h"
#include "node/storage/database.h"

namespace rollscope::chain {

/// One line of blocks from genesis to head.
class Chain {
public:
    /// Loads what the database has of `layer`. storageCorrupt when the database is behind the
    /// head marker. `database` must outlive the chain.
    static Result<std::unique_ptr<Chain>> open(storage::Database& database, api::Layer layer);
    ~Chain();
    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;

    api::Layer layer() const;
    storage::Database& database() const;
    /// True before init: there is no block at all, and nothing else may be asked.
    bool empty() const;

    // --- writing: one thread
    /// Writes block 0. The chain must be empty.
    Result<void> init(const state::Genesis& genesis, storage::WriteBatch extra = {});
    /// Writes the head's child. storageFailed leaves the chain as it was.
    Result<void> insert(const state::BlockResult& result, storage::WriteBatch extra = {},
                        storage::Sync sync = storage::Sync::yes);
    /// Goes back to block `number`: later blocks, their transactions and labels above are gone.
    /// `extra` is written with it. Interrupted, it leaves a shorter chain that is whole.
    Result<void> truncate(std::uint64_t number, storage::WriteBatch extra = {});
    /// Moves a label; the number must be at most the head's.
    Result<void> setLabel(Label label, std::uint64_t number, storage::WriteBatch extra = {});

    // --- position: cheap, any thread
    Head head() const;
    std::uint64_t headNumber() const;
    std::uint64_t label(Label label) const;  ///< 0 until it is set
    std::uint64_t transactionCount() const;
    Hash genesisHash() const;

    // --- blocks: notFound is an empty optional, errors are the disk's
    Result<std::optional<BlockRecord>> record(std::uint64_t number) const;
    Result<std::optional<BlockRecord>> record(const Hash& hash) const;
    Result<std::optional<std::uint64_t>> numberOf(const Hash& hash) const;
    /// Resolves tags by head and labels; pending means latest. ErrorCode::unknownBlock.
    Result<std::uint64_t> resolve(const api::BlockId& id) const;
    Result<BlockRecord> record(const api::BlockId& id) const;
    Result<StoredBlock> block(std::uint64_t number) const;
    Result<std::vector<StoredReceipt>> receipts(std::uint64_t number) const;
    /// For BLOCKHASH of a child of block `number`.
    evm::BlockHashes blockHashes() const;

    // --- transactions
    Result<std::optional<StoredTransaction>> transaction(const Hash& hash) const;
    Result<std::optional<StoredReceipt>> receipt(const Hash& hash) const;
    Result<std::optional<MinedTransaction>> mined(const Hash& hash) const;
    Result<std::optional<MinedTransaction>> minedAt(std::uint64_t sequence) const;
    bool contains(const Hash& transactionHash) const;
    /// Newest first, over the whole chain; total and any page cost the same.
    Result<api::Page<MinedTransaction>> transactions(api::PageRequest page) const;
    /// Newest first: those that `account` sent, received or was created by.
    Result<api::Page<MinedTransaction>> transactionsOf(const Address& account,
                                                       api::PageRequest page) const;
    /// Newest first.
    Result<api::Page<BlockRecord>> blocks(api::PageRequest page) const;

    // --- logs
    /// In chain order; invalidParams when there are more than the limit.
    Result<std::vector<api::LogView>> logs(const LogQuery& query) const;
    /// All logs of a block.
    Result<std::vector<api::LogView>> logsOf(std::uint64_t number) const;
    /// Logs of the block's system calls, which have no receipts.
    Result<std::vector<types::Log>> systemLogs(std::uint64_t number) const;

    // --- state
    /// The head's state, from flat tables.
    ChainState latestState() const;
    /// The state after block `number`; unknownBlock.
    Result<ChainState> stateAt(std::uint64_t number) const;
    /// All trie nodes there are.
    const merkle::NodeReader& nodeReader() const;

private:
    struct Impl;
    explicit Chain(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

/// Whether `log` passes addresses and topics of `query`.
bool matches(const types::Log& log, const LogQuery& query);

}  // namespace rollscope::chain
