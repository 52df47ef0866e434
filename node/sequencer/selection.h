// Which of the pool's transactions a block can hold: pure rules, no state of ours.
#pragma once

#include <vector>

#include "node/core/state/block_builder.h"
#include "node/mempool/mempool.h"

namespace rollscope::sequencer {

/// True when the transaction can never be included and the pool should forget it; false when it
/// only does not fit now.
bool endsInPool(ErrorCode reason);

/// Checks `tx` as if the sender's earlier ones had run: gaps in nonces are no objection.
Result<void> checkAlone(const types::Transaction& tx, state::BlockBuilder& builder,
                        const Address& sender);

/// The candidates that fit in a block and, beside one another, in a batch, in their order: those
/// of a sender after one that does not fit wait with it.
std::vector<mempool::PoolTransactionPtr> fitting(
    std::vector<mempool::PoolTransactionPtr> candidates, std::uint64_t gasLeft);

}  // namespace rollscope::sequencer
