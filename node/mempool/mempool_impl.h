// Inside of Mempool: indexes over one set of transactions. Everything here runs under the mutex.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

#include "node/chain/cache.h"
#include "node/mempool/mempool.h"

namespace rollscope::mempool {

/// A sender's transactions by nonce, and the sender as the head's state has it.
struct SenderQueue {
    std::map<std::uint64_t, PoolTransactionPtr> byNonce;
    state::Account account;
    std::uint64_t nextNonce = 0;  ///< first nonce that is free from account.nonce on
    U256 cost;                    ///< of all its transactions, at their fee caps

    std::uint64_t pending() const { return nextNonce - account.nonce; }
};

/// Place in the order of eviction: lowest tip first, of those the newest first.
struct PricePlace {
    U256 tip;
    std::uint64_t arrival = 0;

    bool operator<(const PricePlace& other) const {
        return tip != other.tip ? tip < other.tip : arrival > other.arrival;
    }
};

struct Mempool::Impl {
    Impl(storage::Database& db, const PoolConfig& settings, const chain::ChainState& at,
         const crypto::PrecompileHost& precompiles)
        : database(db),
          config(settings),
          host(precompiles),
          head(at),
          endings(settings.maxRemembered) {}

    storage::Database& database;
    const PoolConfig config;
    const crypto::PrecompileHost& host;

    mutable std::mutex mutex;
    chain::ChainState head;
    std::unordered_map<Address, SenderQueue> senders;
    std::unordered_map<Hash, PoolTransactionPtr> byHash;
    std::map<std::uint64_t, PoolTransactionPtr> byArrival;
    std::map<PricePlace, PoolTransactionPtr> byPrice;
    std::uint64_t pendingCount = 0;
    std::uint64_t nextArrival = 1;
    std::uint64_t revision = 0;
    mutable chain::BoundedCache<Hash, PoolEnding> endings;
    mutable Hash l1BaseFeeHead;  ///< the head that lastL1BaseFee was read at
    mutable U256 lastL1BaseFee;

    // --- admission (admission.cpp)
    Result<void> checkForm(const Candidate& candidate) const;
    U256 l1BaseFee() const;  ///< as the head's L1Info has it
    Result<void> checkSender(const Candidate& candidate, const SenderQueue& queue) const;
    /// Takes the candidate in, or says why not; its row and those of evicted ones go to `batch`.
    Result<Hash> admit(Candidate candidate, std::uint64_t nowMs, storage::WriteBatch& batch);
    Result<void> makeRoom(const types::Transaction& tx, storage::WriteBatch& batch);
    Result<void> load();

    // --- the set (mempool.cpp)
    SenderQueue queueOf(const Address& sender) const;
    void place(const PoolTransactionPtr& tx);
    /// Takes it out of every index; its sender's queue goes with the last one.
    void remove(const PoolTransactionPtr& tx, storage::WriteBatch& batch);
    void end(const PoolTransactionPtr& tx, PoolEnding ending, storage::WriteBatch& batch);
    void advanceNonce(SenderQueue& queue);
    /// Reads every sender anew and takes out what can no longer be included.
    void refresh(storage::WriteBatch& batch);
    void save(storage::WriteBatch&& batch);
    bool isPending(const PoolTransaction& tx) const;
    std::string whyWaiting(const PoolTransaction& tx) const;
    api::MempoolRow rowOf(const PoolTransaction& tx) const;

    // --- order (order.cpp)
    std::vector<PoolTransactionPtr> best(const U256& baseFee, std::size_t limit,
                                         std::uint64_t gas) const;
};

/// value + gasLimit * maxFee; none when it leaves 256 bits.
std::optional<U256> costOf(const types::Transaction& tx);

/// What the sequencer would earn a gas at `baseFee`; none when the fee cap is below it.
std::optional<U256> tipAt(const types::Transaction& tx, const U256& baseFee);

/// Key of a transaction's row in Column::pool.
Bytes poolKey(api::Layer layer, const Hash& hash);

}  // namespace rollscope::mempool
