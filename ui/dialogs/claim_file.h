// A claim from a proof file: what the file says is checked before anything is signed.
#pragma once

#include <QString>

#include "node/api/message_ladder.h"

namespace rollscope::ui {

/// A proof file, read: its message stands under its root.
struct ClaimFile {
    types::L2ToL1Message message;
    U256 batch;
    Address to;  ///< the L1 contract
    Bytes data;  ///< of the call
};

/// Reads and checks a proof file as this window and rollup_getWithdrawalProof write it;
/// parseError, invalidProof or requestTooLarge name what is wrong with it.
Result<ClaimFile> readClaimFile(const QString& path);

}  // namespace rollscope::ui
