// Inside of Mempool: indexes over one set of transactions. Everything here runs under the mutex.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

#include "node/chain/cache.h"
#include "node/mempool/mempool.h"

namespace rollscope::mempool {

/// A transaction in its sender's queue, and what it is worth there: it can be in a block only
/// after those before it, so it is worth no more than the least of them.
struct Slot {
    PoolTransactionPtr tx;
    U256 tip;  ///< least of the tips up to here
    U256 cap;  ///< least of the fee caps up to here
};

/// A sender's last transaction in the orders of eviction: the cheapest first, of equals the newest.
struct TailPlace {
    U256 price;
    std::uint64_t arrival = 0;
    Address sender;

    bool operator<(const TailPlace& other) const {
        return price != other.price ? price < other.price : arrival > other.arrival;
    }
};

/// Where a sender's tail stands in the orders of eviction.
struct Tail {
    bool queued = false;
    TailPlace byTip;
    TailPlace byCap;
};

/// A sender's transactions by nonce, and the sender as the head's state has it.
struct SenderQueue {
    std::map<std::uint64_t, Slot> byNonce;
    state::Account account;
    std::uint64_t nextNonce = 0;  ///< first nonce that is free from account.nonce on
    std::uint64_t readAt = 0;     ///< number of the head that `account` was read from last
    U256 cost;                    ///< of all its transactions, at their fee caps
    std::optional<Tail> tail;     ///< none while its last transaction is protected

    std::uint64_t pending() const { return nextNonce - account.nonce; }
};

/// How hard a transaction is to evict.
struct Rank {
    /// Behind a gap, then with a fee cap below the base fee, then what could go into a block.
    enum Tier : std::uint8_t { queued, underpriced, payable, protectedTier } tier = queued;
    U256 price;

    bool operator<(const Rank& other) const {
        return tier != other.tier ? tier < other.tier : price < other.price;
    }
};

struct Mempool::Impl {
    Impl(storage::Database& db, const PoolConfig& settings, const chain::ChainState& at,
         const crypto::PrecompileHost& precompiles)
        : database(db), config(settings), host(precompiles), endings(settings.maxRemembered) {
        setHead(at);
    }

    storage::Database& database;
    const PoolConfig config;
    const crypto::PrecompileHost& host;

    mutable std::mutex mutex;
    chain::ChainState head;
    U256 baseFee;  ///< of the block after the head
    std::unordered_map<Address, SenderQueue> senders;
    std::unordered_map<Hash, PoolTransactionPtr> byHash;
    std::map<std::uint64_t, PoolTransactionPtr> byArrival;
    // every sender's tail: of the queued by tip, of the pending by tip and by fee cap
    std::set<TailPlace> queuedTails;
    std::set<TailPlace> pendingTails;
    std::set<TailPlace> pendingCaps;
    std::uint64_t pendingCount = 0;
    std::uint64_t localCount = 0;
    std::size_t memory = 0;
    std::size_t localMemory = 0;
    std::uint64_t nextArrival = 1;
    std::uint64_t revision = 0;
    mutable chain::BoundedCache<Hash, PoolEnding> endings;
    std::deque<PoolDeparture> departures;
    mutable Hash l1BaseFeeHead;  ///< the head that lastL1BaseFee was read at
    mutable U256 lastL1BaseFee;

    // --- admission (admission.cpp)
    Result<void> checkForm(const Candidate& candidate) const;
    U256 l1BaseFee() const;  ///< as the head's L1Info has it
    Result<void> checkSender(const Candidate& candidate, const SenderQueue& queue) const;
    /// Takes the candidate in, or says why not; its row and those of evicted ones go to `batch`.
    Result<Hash> admit(Candidate candidate, std::uint64_t nowMs, storage::WriteBatch& batch);
    Result<void> load();

    // --- room (eviction.cpp)
    struct TailWalk {
        const Impl& pool;
        std::set<TailPlace>::const_iterator queuedTail;
        std::set<TailPlace>::const_iterator capTail;
        std::set<TailPlace>::const_iterator pendingTail;
        const SenderQueue* next();  ///< null at the end
    };
    Rank rankOf(const U256& tip, const U256& cap, bool isQueued) const;
    /// What has to go for `tx` to come in, or the refusal: nothing goes for what is not better.
    Result<std::vector<PoolTransactionPtr>> roomFor(const PoolTransaction& tx,
                                                    const SenderQueue& queue) const;
    void placeTail(const Address& sender, SenderQueue& queue);
    void removeTail(SenderQueue& queue);

    // --- the set (mempool.cpp)
    void setHead(const chain::ChainState& to);
    SenderQueue queueOf(const Address& sender) const;
    void place(const PoolTransactionPtr& tx);
    /// Takes it out of every index; its sender's queue goes with the last one.
    void remove(const PoolTransactionPtr& tx, storage::WriteBatch& batch);
    void end(const PoolTransactionPtr& tx, PoolEnding ending, storage::WriteBatch& batch);
    void noteEnding(const Hash& hash, PoolEnding ending);
    void advanceNonce(SenderQueue& queue);
    /// Reads the sender from the head's state.
    void reread(SenderQueue& queue, const Address& sender);
    /// As above, and takes out what can no longer be included.
    void refresh(const Address& sender, storage::WriteBatch& batch);
    void refreshAll(storage::WriteBatch& batch);
    void takeOut(const std::vector<Hash>& included, storage::WriteBatch& batch);
    void save(storage::WriteBatch&& batch);
    bool isPending(const PoolTransaction& tx) const;

    // --- what it shows (rows.cpp)
    std::string whyWaiting(const PoolTransaction& tx) const;
    api::MempoolRow rowOf(const PoolTransaction& tx) const;

    // --- order (order.cpp)
    std::vector<PoolTransactionPtr> best(const U256& atBaseFee, std::size_t limit,
                                         std::uint64_t gas, api::TxOrdering ordering) const;
};

/// Sets what the entries from `from` on are worth.
void weigh(std::map<std::uint64_t, Slot>& queue, std::map<std::uint64_t, Slot>::iterator from);

/// value + gasLimit * maxFee; none when it leaves 256 bits.
std::optional<U256> costOf(const types::Transaction& tx);

/// What the sequencer would earn a gas at `baseFee`; none when the fee cap is below it.
std::optional<U256> tipAt(const types::Transaction& tx, const U256& baseFee);

/// Bytes that the pool spends on a transaction, its places in the indexes included.
std::size_t memoryOf(const types::Transaction& tx, const Bytes& raw);

/// Key of a transaction's row in Column::pool.
Bytes poolKey(api::Layer layer, const Hash& hash);

}  // namespace rollscope::mempool
