// Values out of the JSON of Ethereum's test vectors. What cannot be read is a zero value and is
// remembered for takeUnread, so that a malformed case fails with its reason.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <optional>

#include "node/core/state/memory_state.h"
#include "node/core/types/receipt.h"

namespace rollscope::conformance {

/// What could not be read on this thread since the last call; empty when all was well.
std::string takeUnread();
/// Remembers that `what` could not be read.
void unread(const std::string& what);

/// "0x…" with any number of digits, decimal digits, or a JSON number.
U256 wordOf(const QJsonValue& value);
std::uint64_t numberOf(const QJsonValue& value);
/// Hex digits, with or without 0x.
Bytes bytesOf(const QJsonValue& value);
Hash hashOf(const QJsonValue& value);
Address addressOf(const QJsonValue& value);
std::string textOf(const QJsonValue& value);

/// The state of a `pre` or `postState` object, trie included.
state::MemoryState stateOf(const QJsonObject& accounts);

/// keccak(rlp(logs)).
Hash logsHash(const std::vector<types::Log>& logs);

}  // namespace rollscope::conformance
