// Keccak-256, the only hash in our own structures (yellow paper, section 2; original padding 0x01).
#pragma once

#include <array>

#include "node/core/base/bytes.h"

namespace rollscope::crypto {

/// Keccak-256 of `data`.
Hash keccak256(BytesView data);

/// Keccak-256 of the 64 bytes left ‖ right: an inner node of a message tree.
Hash keccak256Pair(const Hash& left, const Hash& right);

/// The Keccak-256 of each: four at once where the processor can, fastest when their lengths are
/// alike.
std::array<Hash, 4> keccak256Four(const std::array<BytesView, 4>& data);

/// keccak256 of the empty string: the code hash of an account without code.
inline constexpr Hash emptyKeccak{
    {{0xc5, 0xd2, 0x46, 0x01, 0x86, 0xf7, 0x23, 0x3c, 0x92, 0x7e, 0x7d,
      0xb2, 0xdc, 0xc7, 0x03, 0xc0, 0xe5, 0x00, 0xb6, 0x53, 0xca, 0x82,
      0x27, 0x3b, 0x7b, 0xfa, 0xd8, 0x04, 0x5d, 0x85, 0xa4, 0x70}}};

}  // namespace rollscope::crypto
