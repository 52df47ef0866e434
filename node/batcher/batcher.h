// The batcher: posts sealed blocks to L1, compressed, in order, each exactly once.
//
// In: the chain, which blocks are in batches already, L1. Out: Rollup.submitBatch transactions.
// It posts when asked and as its policy says; never while an earlier batch is on its way or not yet
// understood by the verifier. What L1 does not mine is sent again for more, under the same nonce.
#pragma once

#include <memory>

#include "node/api/batch_views.h"
#include "node/api/event_sink.h"
#include "node/chain/batch_spans.h"
#include "node/chain/chain.h"
#include "node/l1/l1_mirror.h"
#include "node/l1/sender.h"

namespace rollscope::batcher {

struct BatcherOptions {
    std::uint64_t maxAgeS = 120;  ///< of the policy until somebody sets another one
    std::uint64_t retryS = 2;     ///< pause after L1 refused or forgot a batch, chain clock
};

/// What it works on; everything must outlive it.
struct BatcherParts {
    chain::Chain& chain;
    const chain::BatchSpans& spans;
    const l1::L1Mirror& mirror;
    l1::Sender& sender;
    storage::Database& database;  ///< remembers the transaction on its way
};

class Batcher {
public:
    Batcher(const BatcherParts& parts, const BatcherOptions& options, api::EventSink events);
    ~Batcher();
    Batcher(const Batcher&) = delete;
    Batcher& operator=(const Batcher&) = delete;

    /// Looks after the batch on its way and posts the next when it is due; its index if so.
    Result<std::optional<std::uint64_t>> step(std::uint64_t chainSeconds);
    /// Posts the open batch now; its index. nothingToSubmit when every block is in a batch or on
    /// its way; l1Rejected with L1's reason.
    Result<std::uint64_t> flush(std::uint64_t chainSeconds);

    /// True while a batch was sent and is not yet in the spans.
    bool inFlight() const;
    /// The blocks that wait, and why.
    api::OpenBatchView openBatch(std::uint64_t chainSeconds) const;
    const api::BatcherPolicy& policy() const;
    /// From now on, and after a restart; invalidParams says what is out of range.
    Result<void> setPolicy(const api::BatcherPolicy& policy);
    /// What it did last, or what it waits for.
    QString note() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::batcher
