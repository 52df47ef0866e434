// From L1's data to L2's blocks: what a posted batch means (docs/protocol.md, "The total
// transition").
//
// In: where L2 stands, what L1 recorded of the batch, its data and the inbox messages it covers.
// Out: the inputs of the batch's blocks, in order. Pure and total: every byte string has exactly
// one meaning, nothing is refused. Executing the inputs skips what cannot be included.
#pragma once

#include <span>

#include "node/core/codec/batch.h"
#include "node/core/state/block_builder.h"
#include "node/core/types/message.h"

namespace rollscope::derive {

/// Seconds that a block may be ahead of its batch's L1 timestamp.
inline constexpr std::uint64_t maxTimeDriftS = 900;
/// What a block's messages may ask for together; a single larger one goes alone.
inline constexpr std::uint64_t maxMessageGasPerBlock = 16'000'000;
inline constexpr std::size_t maxMessagesPerBlock = 256;
inline constexpr std::uint64_t blockGasLimit = 30'000'000;

/// What the chain looks like where a block is to be added.
struct Position {
    std::uint64_t timestamp = 0;  ///< of the parent
    state::L1Info l1;             ///< as the parent reported it; inboxCount: messages taken so far
};

/// What L1 says that bounds a block: the record of its batch, or the head when one is being built.
struct L1Bounds {
    std::uint64_t number = 0;
    std::uint64_t timestamp = 0;
    std::uint64_t inboxCount = 0;
};

/// All that a batch means depends on.
struct Context {
    std::uint64_t chainId = 0;  ///< L2's
    Position parent;
    types::BatchRecord record;
};

/// L1Info as of the genesis block: nothing seen yet, base fee 1 gwei.
state::L1Info genesisL1Info();

/// What the block's system transaction reported; genesisL1Info for block 0.
state::L1Info l1InfoOf(const types::Header& header, std::span<const types::Transaction> txs);
Position positionOf(const types::Header& header, std::span<const types::Transaction> txs);

/// `wanted`, moved inside the bounds: never before the parent's, never past L1's, and the base
/// fee by at most an eighth for each L1 block passed.
state::L1Info boundedL1Info(const state::L1Info& parent, const L1Bounds& bounds,
                            const state::L1Info& wanted);

/// Above the parent's, at most 15 minutes past L1's where that is possible.
std::uint64_t boundedTimestamp(std::uint64_t parent, std::uint64_t l1Timestamp,
                               std::uint64_t wanted);

/// How many of `messages`, the next ones in the inbox, one block takes in.
std::size_t messagesForOneBlock(std::span<const types::L1ToL2Message> messages);

/// The batch's blocks, at most 256. `messages` are the inbox's from context.parent.l1.inboxCount
/// to context.record.inboxCount; those that do not fit in 256 blocks wait for the next batch.
std::vector<state::BlockInput> deriveBatch(const Context& context, BytesView data,
                                           std::span<const types::L1ToL2Message> messages);

/// What a batch says of a block that was sealed.
codec::BatchBlock batchBlockOf(const types::Block& block);

}  // namespace rollscope::derive
