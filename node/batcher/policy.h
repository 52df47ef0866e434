// The batcher's policy on disk, and what it may say.
#pragma once

#include "node/api/batch_views.h"
#include "node/storage/database.h"

namespace rollscope::batcher {

/// invalidParams with the field and its range.
Result<void> checkPolicy(const api::BatcherPolicy& policy);
/// The one that was kept; else the usual one with `maxAgeS`.
api::BatcherPolicy storedPolicy(const storage::Database& database, std::uint64_t maxAgeS);
Result<void> keepPolicy(storage::Database& database, const api::BatcherPolicy& policy);

}  // namespace rollscope::batcher
