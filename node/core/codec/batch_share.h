// What one transaction takes of a batch: an estimate that every node computes alike
// (docs/protocol.md, "The L1 data fee").
//
// In: a transaction, its signature not looked at. Out: bytes on L1. Integers only, one pass over
// the data, a table of fixed size.
#pragma once

#include "node/core/types/transaction.h"

namespace rollscope::codec {

/// Bytes that `tx` adds to a batch after compression, as measured by bench/batch on average.
std::uint64_t batchShareOf(const types::Transaction& tx);

/// Its part for `data` alone: a function's selector counts one, zeros and what was seen before
/// count two a stretch, every other byte one.
std::uint64_t dataShareOf(BytesView data);

}  // namespace rollscope::codec
