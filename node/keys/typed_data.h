// EIP-712: the hash that a signature over typed data is made of.
//
// In: JSON as in eth_signTypedData_v4. Out: encodings and hashes. Pure and total: types that are
// unknown, recursive in themselves without end, or values of the wrong form are invalidParams.
#pragma once

#include <QJsonObject>

#include "node/core/base/bytes.h"

namespace rollscope::keys {

/// encodeType of `name`: the struct, then those that it refers to, by name.
Result<std::string> typeText(const QJsonObject& types, const QString& name);

/// typeHash ‖ encodeData of a struct value.
Result<Bytes> encodeStruct(const QJsonObject& types, const QString& name, const QJsonObject& value);

/// keccak(0x19 01 ‖ domain separator ‖ struct hash): what the key signs.
Result<Hash> typedDataHash(const QJsonObject& types, const QString& primaryType,
                           const QJsonObject& domain, const QJsonObject& message);

}  // namespace rollscope::keys
