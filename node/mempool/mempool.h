// Transactions that wait for a block: by sender and nonce, best price first for the sequencer.
//
// In: signed transactions, new heads. Out: Ethereum's usual refusals, pages of rows, the best
// transactions in order. Thread-safe. What was accepted is in the database's log before add
// returns, and comes back after a restart, also after kill -9 (it is not synced one by one: a
// power loss may take the last ones, as on other nodes).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "node/api/pool_views.h"
#include "node/api/sequencer_views.h"
#include "node/chain/records.h"
#include "node/core/crypto/precompile_host.h"
#include "node/core/types/transaction.h"
#include "node/storage/database.h"

namespace rollscope::mempool {

struct PoolConfig {
    api::Layer layer = api::Layer::l2;
    std::uint64_t chainId = 31338;
    std::size_t maxTransactions = 50'000;
    std::size_t maxBytes = 96u << 20;  ///< of memory, all that a transaction costs counted in
    std::size_t maxPerSender = 1'000;
    std::size_t maxQueued = 10'000;            ///< of maxTransactions, behind a nonce gap
    std::size_t maxLocal = 1'000;              ///< protected; those above it, or above a quarter of
                                               ///< maxBytes, are as others
    std::uint64_t lifetimeMs = 3 * 3'600'000;  ///< of what could not be included anyway
    unsigned priceBumpPercent = 10;            ///< both fees, to replace a transaction
    std::size_t maxTransactionBytes = 100u << 10;  ///< fits into a batch, even incompressible
    U256 minFeeCap{7};                             ///< wei; the base fee never falls below it
    U256 minSuggestedTip{1'000'000};               ///< wei
    std::size_t maxRemembered = 50'000;            ///< endings of dropped and replaced ones
    bool persist = true;
};

/// A transaction in the pool.
struct PoolTransaction {
    types::Transaction tx;
    Hash hash;
    Address sender;
    Bytes raw;
    std::uint64_t receivedMs = 0;  ///< wall clock
    std::uint64_t arrival = 0;     ///< counts up
    bool local = false;            ///< protected from eviction and age
    std::optional<Hash> replaced;  ///< whose place it took, as far as this run knows
    std::size_t memory = 0;        ///< bytes that it costs the pool
};
using PoolTransactionPtr = std::shared_ptr<const PoolTransaction>;

/// How a transaction that is gone ended.
struct PoolEnding {
    api::TxStatus status = api::TxStatus::dropped;  ///< dropped or replaced
    std::string reason;
    std::optional<Hash> replacedBy;
};

/// A transaction that left the pool without a block.
struct PoolDeparture {
    Hash hash;
    PoolEnding ending;
};

struct PoolCounts {
    std::uint64_t pending = 0;  ///< could be included now, by nonce
    std::uint64_t queued = 0;   ///< wait for a nonce before them
};

/// A transaction to take in, its sender recovered already (workers may do that in parallel).
struct Candidate {
    types::Transaction tx;
    Hash hash;
    Address sender;
    Bytes raw;
    bool local = false;  ///< asks to be protected
};

/// Decodes and recovers; pure, any thread. Refuses what a pool never takes: deposits, blobs.
Result<Candidate> prepare(BytesView raw, const crypto::PrecompileHost& host);

/// The pool of one chain.
class Mempool {
public:
    /// Takes what the last run left, checked against `head`. `database` must outlive it.
    static Result<std::unique_ptr<Mempool>> open(storage::Database& database,
                                                 const PoolConfig& config,
                                                 const chain::ChainState& head,
                                                 const crypto::PrecompileHost& host);
    ~Mempool();
    Mempool(const Mempool&) = delete;
    Mempool& operator=(const Mempool&) = delete;

    // --- coming and going
    /// Decodes, recovers, checks and stores; the hash, or the refusal.
    Result<Hash> add(BytesView raw, std::uint64_t nowMs);
    Result<Hash> add(const types::Transaction& tx, const Address& sender, std::uint64_t nowMs);
    Result<Hash> add(Candidate candidate, std::uint64_t nowMs);
    /// Many at once with one write; an answer for each.
    std::vector<Result<Hash>> addAll(std::vector<Candidate> candidates, std::uint64_t nowMs);
    /// Takes `hash` out; remembered as dropped for `reason`.
    bool drop(const Hash& hash, std::string reason);
    /// Takes out what has waited for its lifetime without a way into a block; how many.
    std::size_t expire(std::uint64_t nowMs);
    /// Those that left without a block since the last call, in order; the last 10,000 of them.
    std::vector<PoolDeparture> takeDepartures();

    // --- the chain moved
    /// A block was added: takes out its transactions and what can no longer be valid.
    /// `senders` are those of all its transactions, deposits included.
    void onNewBlock(const chain::ChainState& head, const std::vector<Hash>& included,
                    std::span<const Address> senders);
    /// As above where the senders are not known, or the chain went elsewhere: looks at everyone.
    void onNewHead(const chain::ChainState& head, const std::vector<Hash>& included);
    /// Blocks were undone: takes their user transactions back in; `head` is where the chain is.
    void onReorg(const chain::ChainState& head, const std::vector<types::Transaction>& undone,
                 const std::vector<Address>& senders, std::uint64_t nowMs);

    // --- for the sequencer
    /// Includable transactions at `baseFee`: by tip, highest first, then by arrival, or by arrival
    /// alone; a sender's in nonce order. At most `limit`.
    std::vector<PoolTransactionPtr> best(const U256& baseFee, std::size_t limit,
                                         api::TxOrdering ordering = api::TxOrdering::byTip) const;
    /// As above, until `gas` is full by gas limits.
    std::vector<PoolTransactionPtr> bestWithin(const U256& baseFee, std::uint64_t gas) const;

    // --- questions
    /// The sender's next nonce with its pending transactions counted in.
    std::uint64_t nextNonce(const Address& sender) const;
    PoolTransactionPtr find(const Hash& hash) const;  ///< null when it is not here
    bool contains(const Hash& hash) const;
    PoolCounts counts() const;
    std::optional<PoolEnding> ending(const Hash& hash) const;
    /// Why a transaction is not in a block yet: a sentence; empty when nothing stands before it.
    std::string whyWaiting(const Hash& hash) const;
    /// TxRow::summary is left empty.
    api::Page<api::MempoolRow> rows(const api::PoolRequest& request) const;
    /// Most transactions first, then by address.
    api::Page<api::PoolSenderRow> senders(api::PageRequest page) const;
    api::PoolView view() const;
    std::vector<Hash> hashes() const;  ///< all, by arrival
    std::vector<PoolTransactionPtr> pendingOf(const Address& sender) const;
    /// All, or one sender's, by sender and nonce; none when there are more than `limit`.
    std::optional<std::vector<api::PoolEntry>> content(const std::optional<Address>& sender,
                                                       std::size_t limit) const;
    /// Tip that the sequencer would have taken lately: median of the pool, or a floor.
    U256 suggestTip(const U256& baseFee) const;
    /// Raised by every change, to notice one cheaply.
    std::uint64_t revision() const;

private:
    struct Impl;
    explicit Mempool(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::mempool
