// What the rollup's contracts call their functions, events and errors.
//
// In: call data, logs, revert data. Out: names and arguments in words. Read-only, any thread.
#pragma once

#include "node/api/views.h"

namespace rollscope::l1 {

/// A call by its selector.
std::optional<api::DecodedCall> decodeCall(BytesView data);

/// An event by its topic and number of indexed arguments.
std::optional<api::DecodedCall> decodeLog(const types::Log& log);

/// Revert data in words: Error(string), Panic(uint256), our contracts' and OpenZeppelin's errors by
/// name, else the hex.
QString explainRevert(BytesView data);

/// As above for an error of ErrorCode::executionReverted, which carries the data in hex; other
/// errors in their own words.
QString explainError(const Error& error);

}  // namespace rollscope::l1
