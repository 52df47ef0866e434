#include "node/core/crypto/keccak.h"

#include <bit>

namespace rollscope::crypto {
namespace {

static_assert(std::endian::native == std::endian::little, "lanes are read as they lie in memory");

constexpr std::size_t rateBytes = 136;
constexpr std::size_t rateLanes = rateBytes / 8;

using Lane = std::uint64_t;

constexpr Lane roundConstants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

#define ALWAYS_INLINE inline __attribute__((always_inline))

ALWAYS_INLINE Lane rotate(Lane value, int by) {
    return std::rotl(value, by);
}

// Five lanes of one row of the output: chi of five lanes, after theta, rho and pi.
#define CHI(out, y, b0, b1, b2, b3, b4) \
    out[y + 0] = (b0) ^ (~(b1) & (b2)); \
    out[y + 1] = (b1) ^ (~(b2) & (b3)); \
    out[y + 2] = (b2) ^ (~(b3) & (b4)); \
    out[y + 3] = (b3) ^ (~(b4) & (b0)); \
    out[y + 4] = (b4) ^ (~(b0) & (b1))

// One round from `a` to `e` (Keccak reference, section 1.2; lanes are a[x + 5 y]).
ALWAYS_INLINE void keccakRound(const Lane* a, Lane* e, Lane constant) {
    const Lane c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
    const Lane c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
    const Lane c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
    const Lane c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
    const Lane c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
    const Lane d0 = c4 ^ rotate(c1, 1);
    const Lane d1 = c0 ^ rotate(c2, 1);
    const Lane d2 = c1 ^ rotate(c3, 1);
    const Lane d3 = c2 ^ rotate(c4, 1);
    const Lane d4 = c3 ^ rotate(c0, 1);
    {
        const Lane b0 = a[0] ^ d0;
        const Lane b1 = rotate(a[6] ^ d1, 44);
        const Lane b2 = rotate(a[12] ^ d2, 43);
        const Lane b3 = rotate(a[18] ^ d3, 21);
        const Lane b4 = rotate(a[24] ^ d4, 14);
        CHI(e, 0, b0, b1, b2, b3, b4);
        e[0] ^= constant;
    }
    {
        const Lane b0 = rotate(a[3] ^ d3, 28);
        const Lane b1 = rotate(a[9] ^ d4, 20);
        const Lane b2 = rotate(a[10] ^ d0, 3);
        const Lane b3 = rotate(a[16] ^ d1, 45);
        const Lane b4 = rotate(a[22] ^ d2, 61);
        CHI(e, 5, b0, b1, b2, b3, b4);
    }
    {
        const Lane b0 = rotate(a[1] ^ d1, 1);
        const Lane b1 = rotate(a[7] ^ d2, 6);
        const Lane b2 = rotate(a[13] ^ d3, 25);
        const Lane b3 = rotate(a[19] ^ d4, 8);
        const Lane b4 = rotate(a[20] ^ d0, 18);
        CHI(e, 10, b0, b1, b2, b3, b4);
    }
    {
        const Lane b0 = rotate(a[4] ^ d4, 27);
        const Lane b1 = rotate(a[5] ^ d0, 36);
        const Lane b2 = rotate(a[11] ^ d1, 10);
        const Lane b3 = rotate(a[17] ^ d2, 15);
        const Lane b4 = rotate(a[23] ^ d3, 56);
        CHI(e, 15, b0, b1, b2, b3, b4);
    }
    {
        const Lane b0 = rotate(a[2] ^ d2, 62);
        const Lane b1 = rotate(a[8] ^ d3, 55);
        const Lane b2 = rotate(a[14] ^ d4, 39);
        const Lane b3 = rotate(a[15] ^ d0, 41);
        const Lane b4 = rotate(a[21] ^ d1, 2);
        CHI(e, 20, b0, b1, b2, b3, b4);
    }
}

#undef CHI

ALWAYS_INLINE void permuteRounds(Lane* state) {
    Lane a[25];
    Lane e[25];
    for (int i = 0; i < 25; ++i) a[i] = state[i];
    for (int round = 0; round < 24; round += 2) {
        keccakRound(a, e, roundConstants[round]);
        keccakRound(e, a, roundConstants[round + 1]);
    }
    for (int i = 0; i < 25; ++i) state[i] = a[i];
}

void permutePlain(Lane* state) {
    permuteRounds(state);
}

#if defined(__x86_64__) && defined(__GNUC__)
// The same rounds with and-not and three-operand rotations: a fifth faster where the processor
// has them. The result is the same on every machine.
__attribute__((target("bmi,bmi2"))) void permuteBmi(Lane* state) {
    permuteRounds(state);
}

bool processorHasBmi() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}

const bool hasBmi = processorHasBmi();

ALWAYS_INLINE void permute(Lane* state) {
    hasBmi ? permuteBmi(state) : permutePlain(state);
}
#else
ALWAYS_INLINE void permute(Lane* state) {
    permutePlain(state);
}
#endif

ALWAYS_INLINE void absorb(Lane* state, const std::uint8_t* block) {
    for (std::size_t i = 0; i < rateLanes; ++i) {
        Lane lane = 0;
        std::memcpy(&lane, block + 8 * i, 8);
        state[i] ^= lane;
    }
}

ALWAYS_INLINE Hash squeeze(const Lane* state) {
    Hash hash;
    std::memcpy(hash.data(), state, 32);
    return hash;
}

}  // namespace

Hash keccak256(BytesView data) {
    Lane state[25]{};
    const std::uint8_t* at = data.data();
    std::size_t left = data.size();
    for (; left >= rateBytes; left -= rateBytes, at += rateBytes) {
        absorb(state, at);
        permute(state);
    }
    std::uint8_t last[rateBytes]{};
    if (left != 0) std::memcpy(last, at, left);
    last[left] = 0x01;
    last[rateBytes - 1] |= 0x80;
    absorb(state, last);
    permute(state);
    return squeeze(state);
}

Hash keccak256Pair(const Hash& left, const Hash& right) {
    Lane state[25]{};
    std::memcpy(state, left.data(), 32);
    std::memcpy(state + 4, right.data(), 32);
    state[8] = 0x01;
    state[rateLanes - 1] = Lane{0x80} << 56;
    permute(state);
    return squeeze(state);
}

}  // namespace rollscope::crypto
