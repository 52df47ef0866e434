// What the sequencer shows of itself, stage by stage (PROTOCOL section 6), and its policy.
#pragma once

#include <array>

#include "node/api/views.h"

namespace rollscope::api {

/// The stages of a block in the making, in their order.
enum class BlockStage : std::uint8_t {
    lock,
    validate,
    sequence,
    execute,
    computeStateRoot,
    submit
};
inline constexpr std::size_t blockStageCount = 6;

/// "lock block", "validate", "sequence", "execute", "compute state root", "submit".
QString wordOf(BlockStage stage);

/// Who begins the next stage.
enum class SequencerMode : std::uint8_t {
    automatic,  ///< the clock: a block every blockTimeMs
    paused,     ///< nobody, and no block is in the making; holds over restarts when asked for
    stepping    ///< an operator: the block in the making waits between two stages
};

/// "automatic", "paused", "stepping".
QString wordOf(SequencerMode mode);

/// Which transactions of different senders go first; a sender's own always go by nonce.
enum class TxOrdering : std::uint8_t { byTip, firstCome };

/// "byTip", "firstCome".
QString wordOf(TxOrdering ordering);

/// What an operator may choose; it holds over restarts.
struct SequencerPolicy {
    std::uint64_t blockTimeMs = 1'000;    ///< 100 to 3,600,000
    std::uint64_t gasLimit = 30'000'000;  ///< for users in a block; 1,000,000 to the protocol's
    TxOrdering ordering = TxOrdering::byTip;
};

/// A stage of one block.
struct BlockStageView {
    BlockStage stage = BlockStage::lock;
    bool done = false;
    std::uint64_t durationUs = 0;  ///< 0 until it is done
    std::uint64_t doneAtMs = 0;    ///< wall clock; 0 until it is done
};

/// One block's way through the stages.
struct BlockProgress {
    std::uint64_t number = 0;
    std::array<BlockStageView, blockStageCount> stages;
    std::uint64_t taken = 0;     ///< transactions taken from the pool
    std::uint64_t chosen = 0;    ///< of those, in the block's order; known once sequenced
    std::uint64_t executed = 0;  ///< of those, run so far
    std::uint64_t included = 0;  ///< of those, in the block
    std::uint64_t messages = 0;  ///< from L1, taken in
    std::uint64_t gasUsed = 0;
};

/// What a client was told when it asked for a transaction's status.
struct StatusAnswer {
    TxStatus status = TxStatus::pending;
    std::uint64_t atMs = 0;  ///< wall clock, of the first such answer
};

/// What this node saw of a transaction of L2 on its way into a block, wall clock.
struct TxTrail {
    std::optional<std::uint64_t>
        receivedMs;                         ///< the pool took it in, which is PENDING from then on
    std::optional<std::uint64_t> block;     ///< that took it
    std::optional<std::uint64_t> sealedMs;  ///< that block was sealed here
    std::vector<StatusAnswer> answers;      ///< to clients, since the start; the latest few
    QString gap;  ///< why the times of one that is in a block are not known; empty: they are
};

/// The sequencer as it stands.
struct SequencerView {
    bool running = false;  ///< its role is on
    SequencerMode mode = SequencerMode::automatic;
    BlockStage next = BlockStage::lock;   ///< what is done next
    std::optional<BlockProgress> making;  ///< none between two blocks
    std::optional<BlockProgress> last;    ///< the last one sealed here since the start
    std::uint64_t nextNumber = 0;         ///< of the block in the making or to be made
    std::uint64_t nextBlockAtMs = 0;      ///< wall clock, when automatic; 0: at once
    SequencerPolicy policy;
};

}  // namespace rollscope::api
