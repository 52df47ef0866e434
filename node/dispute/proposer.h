// The proposer: asserts what our own execution found after each posted batch, with a bond, and
// finalizes what nobody disputed (PROTOCOL sections 4 and 5).
#pragma once

#include <functional>
#include <memory>

#include "node/api/event_sink.h"
#include "node/chain/batch_spans.h"
#include "node/l1/l1_mirror.h"
#include "node/l1/sender.h"

namespace rollscope::dispute {

struct ProposerOptions {
    std::uint64_t bondsAtOnce = 8;      ///< assertions that one deposit of bond covers
    std::uint64_t retryS = 2;           ///< pause after L1 refused, chain clock
    std::uint64_t resubmitAfterS = 60;  ///< unmined for so long: sent again for more
};

/// What it works on; everything must outlive it.
struct ProposerParts {
    const chain::BatchSpans& spans;
    const l1::L1Mirror& mirror;
    l1::Sender& sender;
    /// The verifier's attestation of a batch, when there is one; empty in an optimistic rollup.
    std::function<Result<std::optional<Bytes>>(const chain::BatchSpan&)> attestation = {};
};

class Proposer {
public:
    Proposer(const ProposerParts& parts, const ProposerOptions& options, api::EventSink events);
    ~Proposer();
    Proposer(const Proposer&) = delete;
    Proposer& operator=(const Proposer&) = delete;

    /// Sends at most one transaction: bond, assertion or finalization; true when it did.
    Result<bool> step(std::uint64_t chainSeconds);

    /// The next batch to assert; none when all understood batches are asserted.
    std::optional<std::uint64_t> nextToAssert() const;
    /// True while a transaction is on its way.
    bool inFlight() const;
    /// What it did last, or what it waits for.
    QString note() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::dispute
