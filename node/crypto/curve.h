// secp256k1, by libsecp256k1.
#pragma once

#include <optional>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::host {

/// Address of the key that made the signature; none when it is invalid.
std::optional<Address> recoverAddress(const Hash& hash, std::uint8_t yParity, const U256& r,
                                      const U256& s);

}  // namespace rollscope::host
