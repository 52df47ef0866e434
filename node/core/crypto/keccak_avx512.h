// Keccak-f[1600] of one state where the processor has AVX-512: all lanes in registers, chi one
// instruction each.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__)

#include <cstdint>

namespace rollscope::crypto {

/// Permutes the 25 lanes of a state, lane x + 5 y as in FIPS 202. The caller has asked the
/// processor for AVX-512F and VL.
void permuteAvx512(std::uint64_t* state);

}  // namespace rollscope::crypto

#endif
