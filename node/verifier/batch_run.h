// One batch on its way from L1's bytes to our chain, block by block.
#pragma once

#include <deque>

#include "node/core/derive/claim.h"
#include "node/verifier/verifier.h"

namespace rollscope::verifier {

/// The blocks of a batch that are still to be checked.
struct BatchRun {
    chain::BatchSpan span;  ///< firstBlock fixed; lastBlock and claim grow
    std::deque<state::BlockInput> inputs;
    derive::ClaimTracker claims;
    bool executed = true;  ///< every block so far, by us

    bool done() const { return inputs.empty(); }
};

/// What one block came to.
enum class BlockOutcome : std::uint8_t { same, inserted, replaced };

/// Derives and applies; the services' events and labels are not its business.
class BatchRunner {
public:
    explicit BatchRunner(const VerifierParts& parts) : m_parts(parts) {}

    /// Reads batch `index` from the mirror; its first block follows the last of the batch before.
    Result<BatchRun> begin(std::uint64_t index) const;
    /// Checks or makes the run's next block.
    Result<BlockOutcome> next(BatchRun& run, bool reexecute, const VerifierCallbacks& callbacks);

    /// Executes the run's next block, which the chain has; false when it comes out as another.
    Result<bool> recheck(BatchRun& run) const;

    /// Cuts the chain back to `number` and hands the user transactions above it out.
    Result<UndoneBlocks> undoAbove(std::uint64_t number);

private:
    /// Senders of the input's user transactions when the local block `number` says just what
    /// `input` says; none when it says something else.
    Result<std::optional<std::vector<Address>>> localSenders(const state::BlockInput& input,
                                                             std::uint64_t number) const;
    Result<state::BlockResult> execute(const state::BlockInput& input, std::uint64_t number) const;
    Result<void> account(BatchRun& run, std::uint64_t number) const;

    VerifierParts m_parts;
};

}  // namespace rollscope::verifier
