// Keccak-f[1600] where the processor has AVX-512: all lanes in registers, chi one instruction each.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__)

#include <cstdint>

namespace rollscope::crypto {

/// Permutes the 25 lanes of a state, lane x + 5 y as in FIPS 202. The caller has asked the
/// processor for AVX-512F and VL.
void permuteAvx512(std::uint64_t* state);

/// Permutes four states that lie lane by lane: lane i of state k at 4 i + k.
void permuteFourAvx512(std::uint64_t* states);

}  // namespace rollscope::crypto

#endif
