// What the rollup's contracts on L1 say, kept beside us: inbox messages, batches, assertions,
// claimed withdrawals. One reader of L1 for all roles.
//
// In: L1 blocks, followed by step(). Out: an index, persisted block by block, cut back when L1
// reorganises or a devnet snapshot is restored. Readers may come from any thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "node/core/types/message.h"
#include "node/l1/contracts.h"
#include "node/l1/l1.h"

namespace rollscope::storage {
class Database;
}

namespace rollscope::l1 {

/// Where on L1 something happened.
struct Origin {
    Hash txHash;
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;  ///< seconds
    Address sender;               ///< of the transaction
};

/// A message of the inbox, and what L1Bridge or TokenPortal said of it if it came from there.
struct InboxEntry {
    types::L1ToL2Message message;
    Hash leaf;
    Origin origin;
    std::optional<BridgeContract::Deposit> deposit;
    std::optional<BridgeContract::ExitRequested> exit;
};

/// A batch on L1; its data is asked for apart.
struct BatchEntry {
    types::BatchRecord record;
    Hash hash;
    std::uint64_t sizeBytes = 0;
    std::uint64_t gasUsed = 0;
    U256 fee;  ///< wei
    Origin origin;
};

/// An assertion about a batch.
struct AssertionEntry {
    std::uint64_t batch = 0;
    Hash claim;
    types::Claim parts;
    Address asserter;
    std::uint64_t finalAt = 0;  ///< end of its challenge period, or when it was proven; seconds
    bool proven = false;        ///< the rollup's verifier accepted a proof of it
    bool final = false;         ///< its batch was finalized for it
    std::uint64_t finalizedBlock = 0;
    Origin origin;
};

/// What L1 knows of a message from L2.
struct WithdrawalEntry {
    std::uint64_t index = 0;
    std::optional<Origin> proven;   ///< L1Bridge has its path
    std::optional<Origin> claimed;  ///< Outbox has consumed it
};

/// What a step found out.
struct MirrorNews {
    bool any = false;                        ///< L1 has moved
    std::optional<std::uint64_t> reorgedTo;  ///< the index was cut back to this L1 block
    std::vector<std::uint64_t> messages;     ///< inbox indices
    std::vector<std::uint64_t> batches;      ///< posted
    std::vector<std::uint64_t> asserted;     ///< batches with a new assertion
    std::vector<std::uint64_t> finalized;    ///< batches
    std::vector<std::uint64_t> withdrawals;  ///< proven or claimed, by index
};

/// The index of the rollup's contracts. `l1` must outlive it.
class L1Mirror {
public:
    /// Opens what `database` holds; a null database keeps it in memory only.
    L1Mirror(const L1& l1, const Contracts& contracts, storage::Database* database);
    ~L1Mirror();
    L1Mirror(const L1Mirror&) = delete;
    L1Mirror& operator=(const L1Mirror&) = delete;

    /// Follows L1 to its head.
    Result<MirrorNews> step();

    const Contracts& contracts() const;
    /// The last L1 block taken in.
    Head head() const;
    /// An L1 block taken in (for the bounds on L1Info).
    std::optional<Head> headAt(std::uint64_t number) const;

    // --- inbox
    std::uint64_t inboxCount() const;
    /// Messages up to and including the L1 block `number`.
    std::uint64_t inboxCountAt(std::uint64_t number) const;
    std::optional<InboxEntry> message(std::uint64_t index) const;
    /// The message whose leaf that is, or the first that an L1 transaction sent.
    std::optional<std::uint64_t> messageOf(const Hash& hash) const;
    /// Messages that an account sent or receives.
    std::uint64_t inboxCountOf(const Address& account) const;
    /// Their indices, newest first: at most `limit` after `offset` of them.
    std::vector<std::uint64_t> inboxOf(const Address& account, std::uint64_t offset,
                                       std::uint64_t limit) const;
    /// Messages [first, last).
    std::vector<InboxEntry> messages(std::uint64_t first, std::uint64_t last) const;
    /// Root of the inbox tree after `count` leaves.
    Hash inboxRootAt(std::uint64_t count) const;
    /// The 32 siblings of leaf `index` in the tree of the first `count` messages, lowest first;
    /// empty when there are fewer messages.
    std::vector<Hash> inboxPath(std::uint64_t index, std::uint64_t count) const;
    /// Nodes [first, first + limit) of a level of that tree, as far as they stand above a leaf.
    std::vector<Hash> inboxNodes(unsigned level, std::uint64_t first, std::uint64_t limit,
                                 std::uint64_t count) const;

    // --- batches and assertions; index 1 is the first batch, 0 is genesis
    std::uint64_t batchCount() const;  ///< highest index
    std::optional<BatchEntry> batch(std::uint64_t index) const;
    /// The `data` argument, from the transaction's calldata.
    std::optional<Bytes> batchData(std::uint64_t index) const;
    /// Hash of the highest batch; the genesis batch's when there is none.
    Hash lastBatchHash() const;
    std::vector<AssertionEntry> assertions(std::uint64_t batch) const;
    std::uint64_t assertedCount() const;   ///< batches 1..n that have an assertion
    std::uint64_t finalizedCount() const;  ///< batches 1..n that are final

    // --- withdrawals
    WithdrawalEntry withdrawal(std::uint64_t index) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::l1
