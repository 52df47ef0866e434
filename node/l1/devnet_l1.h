// The embedded L1: our own EVM as a chain of its own, with a clock that can be warped.
//
// In: signed transactions, step(now). Out: blocks: one at once for each transaction, else one
// each block time. The rollup's contracts are deployed by real transactions at the first start.
#pragma once

#include <memory>

#include "node/api/signer.h"
#include "node/l1/addresses.h"
#include "node/l1/genesis.h"
#include "node/l1/l1.h"

namespace rollscope::chain {
class Chain;
}
namespace rollscope::storage {
class Database;
}

namespace rollscope::l1 {

/// How the devnet runs.
struct DevnetOptions {
    std::uint64_t blockTimeMs = 2'000;
    RollupParameters parameters;  ///< of a new chain; an old one keeps its own
    GenesisAccounts accounts;
};

/// The devnet's clock: wall time and an offset that survives restarts.
class DevnetClock {
public:
    /// Chain seconds at wall time `nowMs`.
    std::uint64_t seconds(std::uint64_t nowMs) const;
    void warp(std::uint64_t seconds);
    void pause(std::uint64_t nowMs);
    void resume(std::uint64_t nowMs);
    bool paused() const { return m_pausedAtMs != 0; }
    /// Makes it `seconds` now.
    void set(std::uint64_t seconds, std::uint64_t nowMs);

    /// For keeping and restoring.
    std::int64_t offsetMs() const { return m_offsetMs; }
    std::uint64_t pausedAtMs() const { return m_pausedAtMs; }
    static DevnetClock of(std::int64_t offsetMs, std::uint64_t pausedAtMs);

private:
    std::int64_t m_offsetMs = 0;
    std::uint64_t m_pausedAtMs = 0;  // chain milliseconds that it stands at, 0 when it runs
};

/// Our own chain, id 31337. step() and the acts come from the node's thread, reads from any.
class DevnetL1 : public L1 {
public:
    /// Opens or creates the chain; deploys the contracts when they are not there.
    /// `keys` signs for the deployer, at the first start only.
    static Result<std::unique_ptr<DevnetL1>> open(storage::Database& database,
                                                  const DevnetOptions& options,
                                                  const api::Signer& keys, std::uint64_t nowMs);
    ~DevnetL1() override;

    // --- L1
    std::uint64_t chainId() const override;
    Head head() const override;
    Result<Head> headAt(std::uint64_t number) const override;
    Result<L1Block> block(std::uint64_t number) const override;
    Result<Hash> sendRawTransaction(BytesView raw) override;
    Result<std::optional<MinedTx>> receipt(const Hash& txHash) const override;
    Result<Bytes> call(const state::CallMessage& message) const override;
    Result<std::uint64_t> estimateGas(const state::CallMessage& message) const override;
    Result<std::uint64_t> nonce(const Address& account) const override;
    Result<std::uint64_t> minedNonce(const Address& account) const override;
    Result<U256> balance(const Address& account) const override;
    U256 nextBaseFee() const override;

    // --- life
    /// Mines what waits, and an empty block each block time. True when the head moved.
    Result<bool> step(std::uint64_t nowMs);
    /// Mines `count` blocks now.
    Result<void> mine(std::uint64_t count, std::uint64_t nowMs);
    /// Moves the clock on and mines a block at the new time.
    Result<void> warp(std::uint64_t seconds, std::uint64_t nowMs);
    /// The next block's timestamp, once.
    Result<void> setNextTimestamp(std::uint64_t seconds);
    void pauseClock(std::uint64_t nowMs);
    void resumeClock(std::uint64_t nowMs);
    /// Goes back to block `number`; transactions in the pool are forgotten.
    Result<void> revertTo(std::uint64_t number, const DevnetClock& clock);
    DevnetClock clock() const;
    std::uint64_t now(std::uint64_t nowMs) const;  ///< chain seconds

    const Contracts& contracts() const;
    const RollupParameters& parameters() const;
    /// L2's genesis, as the contracts were told.
    state::GenesisSpec l2Genesis() const;
    chain::Chain& chain();
    const chain::Chain& reads() const;
    /// Environment of the next block, for calls and estimates.
    state::BlockEnv pendingEnv() const;
    /// Transactions that wait, in order of arrival.
    std::vector<Hash> pending() const;
    /// One of them and its sender.
    std::optional<std::pair<types::Transaction, Address>> waiting(const Hash& hash) const;

private:
    struct Impl;
    explicit DevnetL1(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::l1
