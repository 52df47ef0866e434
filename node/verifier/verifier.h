// The verifier: rebuilds L2 from L1's data alone, moves the safe head, compares every assertion.
//
// In: the mirror's batches, inbox messages and assertions; the batches' calldata. Out: blocks in
// the chain (new ones inserted, wrong ones replaced), the spans of batches, the labels safe,
// asserted and finalized, and an alarm for every assertion that our own execution contradicts.
// One thread. step() does a bounded piece of work; call it again while it says that there is more.
#pragma once

#include <functional>
#include <memory>

#include "node/api/event_sink.h"
#include "node/chain/batch_spans.h"
#include "node/chain/chain.h"
#include "node/l1/l1_mirror.h"

namespace rollscope::verifier {

struct VerifierOptions {
    std::size_t blocksPerStep = 16;
    /// Executes every block, also those that the local chain has; off: such blocks are compared
    /// with what L1 says of them, which fixes their hash by the same rules.
    bool reexecute = true;
};

/// Blocks that L1 contradicts, or that stood on L1 blocks which are gone.
struct UndoneBlocks {
    std::uint64_t newHead = 0;
    std::vector<types::Transaction> userTxs;
    std::vector<Address> senders;
};

struct VerifierCallbacks {
    api::EventSink events;
    std::function<void(const state::BlockResult&)> inserted;  ///< a block that we lacked
    std::function<void(const UndoneBlocks&)> undone;          ///< hand these back to the pool
    std::function<void(const chain::BatchSpan&)> verified;    ///< a batch is understood
    /// Every block of a batch was executed; asked for when `isExecuted` is set.
    std::function<void(const chain::BatchSpan&)> executed;
    /// Whether that is known of a batch. Those of which it is not are executed when the role is on.
    std::function<bool(const chain::BatchSpan&)> isExecuted;
    std::function<void()> labelsChanged;
    /// An assertion was compared.
    std::function<void(const l1::AssertionEntry&, bool matches)> compared;
};

/// What it works on; everything must outlive it.
struct VerifierParts {
    chain::Chain& chain;
    chain::BatchSpans& spans;
    const l1::L1Mirror& mirror;
    const crypto::PrecompileHost& precompiles;
    state::ChainSpec spec;
};

class Verifier {
public:
    Verifier(const VerifierParts& parts, const VerifierOptions& options,
             VerifierCallbacks callbacks);
    ~Verifier();
    Verifier(const Verifier&) = delete;
    Verifier& operator=(const Verifier&) = delete;

    /// Takes in what the mirror found out and goes on; true when there is more to do now.
    Result<bool> step(const l1::MirrorNews& news = {});
    /// The verifier's role on or off; off, local blocks are not executed again.
    void setReexecute(bool reexecute);

    /// True when every batch of L1 is understood.
    bool caughtUp() const;
    /// Whether an assertion says what we found; none while its batch is not understood.
    std::optional<bool> matches(const l1::AssertionEntry& assertion) const;
    /// The last comparison's outcome, or what it works on.
    QString note() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::verifier
