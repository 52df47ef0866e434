// Where a block of L2 is to be added, read from its parent on disk.
#pragma once

#include "node/chain/chain.h"
#include "node/core/derive/derive.h"

namespace rollscope::chain {

/// Timestamp and L1Info of L2 block `number`; unknownBlock.
Result<derive::Position> positionAt(const Chain& chain, std::uint64_t number);

/// The record of block `number`, which the caller knows to exist; unknownBlock otherwise.
Result<BlockRecord> existingRecord(const Chain& chain, std::uint64_t number);

}  // namespace rollscope::chain
