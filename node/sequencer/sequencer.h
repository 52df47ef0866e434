// The sequencer: makes L2's blocks, stage by stage (PROTOCOL section 6).
//
// In: the chain's head, the mempool, what the mirror knows of L1, the time. Out: sealed blocks in
// the chain, transactions taken out of the pool, callbacks. What it builds is exactly what
// derive rebuilds from the batch: the same bounds, the same limits, the same executeBlock.
// One thread; between stages it holds nothing that readers need.
#pragma once

#include <functional>
#include <memory>

#include "node/api/event_sink.h"
#include "node/api/sequencer_views.h"
#include "node/chain/chain.h"
#include "node/l1/l1_mirror.h"
#include "node/mempool/mempool.h"

namespace rollscope::sequencer {

/// What is done next with the block in the making; `lock` when there is none.
using Stage = api::BlockStage;

struct SequencerOptions {
    /// Of the policy from now on, and kept; none: as the policy on disk says.
    std::optional<std::uint64_t> blockTimeMs;
    std::uint64_t confirmations = 0;    ///< L1 blocks before a message is taken in
    std::size_t maxCandidates = 2'000;  ///< looked at for one block, which holds 1,428 at most
    /// Microseconds of a clock that never goes back, to time the stages; empty: the system's.
    std::function<std::uint64_t()> stopwatchUs;
};

/// Time as handed in: the chain's clock, and the wall's for the rhythm.
struct Now {
    std::uint64_t chainSeconds = 0;
    std::uint64_t wallMs = 0;
};

struct SequencerCallbacks {
    api::EventSink events;
    /// A block is in the chain.
    std::function<void(const state::BlockResult&)> sealed;
    /// A transaction was left out; `dropped` when the pool forgot it.
    std::function<void(const Hash& tx, const Error& reason, bool dropped)> skipped;
    /// What view() answers has changed; also while a long stage gets on.
    std::function<void()> changed;
};

/// What it works on; everything must outlive it.
struct SequencerParts {
    chain::Chain& chain;
    mempool::Mempool& pool;
    const l1::L1Mirror& mirror;
    const crypto::PrecompileHost& precompiles;
    state::ChainSpec spec;
    storage::Database& database;  ///< for the policy
};

class Sequencer {
public:
    Sequencer(const SequencerParts& parts, const SequencerOptions& options,
              SequencerCallbacks callbacks);
    ~Sequencer();
    Sequencer(const Sequencer&) = delete;
    Sequencer& operator=(const Sequencer&) = delete;

    /// Seals a block when it is time, in automatic mode; true when it did.
    Result<bool> step(const Now& now);
    /// Does the next stage and answers which it was; the block restarts when the head has moved.
    Result<Stage> advance(const Now& now);
    /// Finishes the block in the making, or makes one, at once; its hash.
    Result<Hash> seal(const Now& now);
    /// Drops the block in the making; its transactions stay in the pool.
    void abandon();

    /// Begins a block if there is none: its first stage, no more. False when there was one.
    Result<bool> lockNext(const Now& now);

    Stage stage() const;
    bool automatic() const;
    /// Off: blocks are made by advance and seal alone. Holds until the node stops.
    void setAutomatic(bool automatic);
    /// As setAutomatic(false), and so it begins after a restart too.
    Result<void> pause();
    /// As setAutomatic(true); ends a pause.
    Result<void> resume();
    /// From the next stage on and over restarts; invalidParams names what is out of bounds.
    Result<void> setPolicy(const api::SequencerPolicy& policy);
    /// As an operator sees it; `running` is for the caller to fill in.
    api::SequencerView view() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::sequencer
