// What a transaction must pay to take the place of a waiting one with its sender and nonce.
#pragma once

#include "node/core/base/result.h"
#include "node/core/types/transaction.h"

namespace rollscope::types {

/// Ok when both fees of `next` top those of `old` by `bumpPercent`, as Ethereum's clients ask;
/// ErrorCode::replacementUnderpriced with the fee that would do, otherwise.
Result<void> checkReplacement(const Transaction& old, const Transaction& next,
                              std::uint64_t bumpPercent);

}  // namespace rollscope::types
