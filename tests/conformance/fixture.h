// Values out of the JSON of Ethereum's test vectors.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <optional>

#include "node/core/state/memory_state.h"
#include "node/core/types/receipt.h"

namespace rollscope::conformance {

/// "0x…" with any number of digits, or decimal digits.
U256 wordOf(const QJsonValue& value);
std::uint64_t numberOf(const QJsonValue& value);
Bytes bytesOf(const QJsonValue& value);
Hash hashOf(const QJsonValue& value);
Address addressOf(const QJsonValue& value);

/// The state of a `pre` or `postState` object, trie included.
state::MemoryState stateOf(const QJsonObject& accounts);

/// keccak(rlp(logs)).
Hash logsHash(const std::vector<types::Log>& logs);

}  // namespace rollscope::conformance
