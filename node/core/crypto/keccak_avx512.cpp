// The order of the rounds below fits 32 registers; GCC's scheduler would undo it.
#pragma GCC optimize("no-schedule-insns2")

#include "node/core/crypto/keccak_avx512.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#include "node/core/crypto/keccak_round_constants.h"

namespace rollscope::crypto {

// clang-format off
#define EACH_LANE(M) \
    M(0) M(1) M(2) M(3) M(4) M(5) M(6) M(7) M(8) M(9) M(10) M(11) M(12) M(13) M(14) M(15) M(16) \
    M(17) M(18) M(19) M(20) M(21) M(22) M(23) M(24)
#define LOAD(i) a[i] = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(state + (i)));
#define STORE(i) _mm_storel_epi64(reinterpret_cast<__m128i*>(state + (i)), a[i]);
#define XOR3(x, y, z) _mm_ternarylogic_epi64(x, y, z, 0x96)
#define PARITY(x) XOR3(XOR3(a[x], a[(x) + 5], a[(x) + 10]), a[(x) + 15], a[(x) + 20])
// Theta, rho and pi: lane `at`, turned by `by`. Plain exclusive-ors have more ports than XOR3.
#define MOVED(at, by) _mm_rol_epi64(a[at] ^ d[(at) % 5], by)
#define CHI(i) a[i] = _mm_ternarylogic_epi64(b[i], b[(i) / 5 * 5 + ((i) + 1) % 5], \
                                             b[(i) / 5 * 5 + ((i) + 2) % 5], 0xd2);

// A lane in the low half of a register each.
__attribute__((target("avx512f,avx512vl"))) void permuteAvx512(std::uint64_t* state) {
    using Lane = __m128i;
    Lane a[25];
    EACH_LANE(LOAD)
    for (const std::uint64_t constant : keccakRoundConstants) {
        const Lane c[5] = {PARITY(0), PARITY(1), PARITY(2), PARITY(3), PARITY(4)};
        const Lane d[5] = {c[4] ^ _mm_rol_epi64(c[1], 1), c[0] ^ _mm_rol_epi64(c[2], 1),
                           c[1] ^ _mm_rol_epi64(c[3], 1), c[2] ^ _mm_rol_epi64(c[4], 1),
                           c[3] ^ _mm_rol_epi64(c[0], 1)};
        const Lane b[25] = {
            a[0] ^ d[0],   MOVED(6, 44),  MOVED(12, 43), MOVED(18, 21), MOVED(24, 14),
            MOVED(3, 28),  MOVED(9, 20),  MOVED(10, 3),  MOVED(16, 45), MOVED(22, 61),
            MOVED(1, 1),   MOVED(7, 6),   MOVED(13, 25), MOVED(19, 8),  MOVED(20, 18),
            MOVED(4, 27),  MOVED(5, 36),  MOVED(11, 10), MOVED(17, 15), MOVED(23, 56),
            MOVED(2, 62),  MOVED(8, 55),  MOVED(14, 39), MOVED(15, 41), MOVED(21, 2)};
        EACH_LANE(CHI)
        a[0] ^= _mm_cvtsi64_si128(static_cast<long long>(constant));
    }
    EACH_LANE(STORE)
}
// clang-format on

}  // namespace rollscope::crypto

#endif
