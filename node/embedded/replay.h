// Running a block of the chain again, to learn what its transactions did.
#pragma once

#include "node/embedded/services.h"

namespace rollscope::embedded {

/// Runs block `number` again on its parent's state, its transactions up to and with `last`; `watch`
/// is told of each. unknownBlock, stateUnavailable or the disk's errors.
Result<void> replayBlock(const Services& services, api::Layer layer, std::uint64_t number,
                         std::size_t last, state::TransactionWatch& watch);

/// How the blocks of `layer` are made.
state::ChainSpec specOf(const Services& services, api::Layer layer);

}  // namespace rollscope::embedded
