// What an operator decided about the sequencer, on disk, and what it may say.
#pragma once

#include "node/api/sequencer_views.h"
#include "node/storage/database.h"

namespace rollscope::sequencer {

/// invalidParams with the field and its range.
Result<void> checkPolicy(const api::SequencerPolicy& policy);
/// The one that was kept; else the usual one.
api::SequencerPolicy storedPolicy(const storage::Database& database);
Result<void> keepPolicy(storage::Database& database, const api::SequencerPolicy& policy);

/// True after an operator's pause that nobody took back.
bool storedPause(const storage::Database& database);
Result<void> keepPause(storage::Database& database, bool paused);

}  // namespace rollscope::sequencer
