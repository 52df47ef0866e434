// How the blocks that this node made came to be: their stages, and when each transaction came in.
//
// In: a block as it is sealed. Out: the same, later. The rows ride in the block's own write; the
// last ones are kept, so that they cost no more as the chain grows.
#pragma once

#include <optional>

#include "node/api/sequencer_views.h"
#include "node/storage/database.h"

namespace rollscope::sequencer {

/// Rows of so many blocks are kept.
inline constexpr std::uint64_t sealedBlocksKept = 8'192;

/// A block as it was made.
struct SealedRow {
    Hash hash;                    ///< of the block: another at its height has no row
    api::BlockProgress progress;  ///< `submit` up to the block's write
    /// When the pool took in each of the block's transactions, wall clock; 0: not from the pool.
    std::vector<std::uint64_t> receivedMs;
};

/// Adds the row to the block's write, and takes out the one that is too old by it.
void keepSealed(storage::WriteBatch& batch, const SealedRow& row);
/// None when another node made the block, or it was too long ago.
Result<std::optional<SealedRow>> sealedRow(const storage::Database& database, std::uint64_t number,
                                           const Hash& hash);

}  // namespace rollscope::sequencer
