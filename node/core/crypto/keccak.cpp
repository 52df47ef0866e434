// The rounds are written in an order that fits the registers; GCC's scheduler would undo it.
// A wide read of lanes that were just written one by one stalls: they must not be joined.
#pragma GCC optimize("no-schedule-insns2,no-tree-slp-vectorize")
// A call or a string instruction that clears 200 bytes costs more than the stores.
#pragma GCC optimize("no-tree-loop-distribute-patterns")

#include "node/core/crypto/keccak.h"

#include <algorithm>
#include <bit>

#include "node/core/crypto/keccak_avx512.h"
#include "node/core/crypto/keccak_round_constants.h"

namespace rollscope::crypto {
namespace {

static_assert(std::endian::native == std::endian::little, "lanes are read as they lie in memory");

constexpr std::size_t rateBytes = 136;
constexpr std::size_t rateLanes = rateBytes / 8;

using Lane = std::uint64_t;

#define ALWAYS_INLINE inline __attribute__((always_inline))

// Of scalars and of vectors alike; a compiler turns it into one instruction where there is one.
#define ROTATE(value, by) ((value) << (by) | (value) >> (64 - (by)))

// clang-format off
// A lane's way through theta, rho and pi: lane `at` of the input, turned by `by`.
#define MOVED(at, by) ROTATE(a[at] ^ d[(at) % 5], by)

// A row of the output: chi of five moved lanes. Each goes into its column's parity at once, while
// it is in a register: the next round's theta would have to load all 25 again.
#define CHI(x, y, b0, b1, b2, iota) \
    { const L lane = (b0) ^ (~(b1) & (b2)) iota; e[(x) + 5 * (y)] = lane; n##x ^= lane; }
#define ROW(y, iota)                                               \
    CHI(0, y, b0, b1, b2, iota) CHI(1, y, b1, b2, b3, ) CHI(2, y, b2, b3, b4, ) \
    CHI(3, y, b3, b4, b0, ) CHI(4, y, b4, b0, b1, )

// One round from `a` to `e` (Keccak reference, section 1.2; lanes are a[x + 5 y]). `c` holds the
// parity of the columns, before and after. The rows' order is the one that needs fewest registers.
template <class L>
ALWAYS_INLINE void keccakRound(const L* a, L* e, Lane constant, L* c) {
    const L d[5] = {c[4] ^ ROTATE(c[1], 1), c[0] ^ ROTATE(c[2], 1), c[1] ^ ROTATE(c[3], 1),
                    c[2] ^ ROTATE(c[4], 1), c[3] ^ ROTATE(c[0], 1)};
    L n0{}, n1{}, n2{}, n3{}, n4{};
    { const L b0 = MOVED(2, 62), b1 = MOVED(8, 55), b2 = MOVED(14, 39),
              b3 = MOVED(15, 41), b4 = MOVED(21, 2); ROW(4, ) }
    { const L b0 = MOVED(4, 27), b1 = MOVED(5, 36), b2 = MOVED(11, 10),
              b3 = MOVED(17, 15), b4 = MOVED(23, 56); ROW(3, ) }
    { const L b0 = MOVED(3, 28), b1 = MOVED(9, 20), b2 = MOVED(10, 3),
              b3 = MOVED(16, 45), b4 = MOVED(22, 61); ROW(1, ) }
    { const L b0 = a[0] ^ d[0], b1 = MOVED(6, 44), b2 = MOVED(12, 43),
              b3 = MOVED(18, 21), b4 = MOVED(24, 14); ROW(0, ^ constant) }
    { const L b0 = MOVED(1, 1), b1 = MOVED(7, 6), b2 = MOVED(13, 25),
              b3 = MOVED(19, 8), b4 = MOVED(20, 18); ROW(2, ) }
    c[0] = n0;
    c[1] = n1;
    c[2] = n2;
    c[3] = n3;
    c[4] = n4;
}
// clang-format on

#undef ROW
#undef CHI
#undef MOVED
#undef ROTATE

// In place, with one copy beside it: two would push the parities out of the registers.
template <class L>
ALWAYS_INLINE void permuteRounds(L* __restrict state) {
    L other[25];
    L c[5];
    for (int x = 0; x < 5; ++x) {
        c[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
    }
    for (int round = 0; round < 24; round += 2) {
        keccakRound(state, other, keccakRoundConstants[round], c);
        keccakRound(other, state, keccakRoundConstants[round + 1], c);
    }
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

// Four states at once, one in each quarter of a vector.
using FourLanes = Lane __attribute__((vector_size(32)));

__attribute__((target("avx2"))) void permuteFourAvx2(FourLanes* state) {
    permuteRounds(state);
}
__attribute__((target("avx512f,avx512vl"))) void permuteFourAvx512(FourLanes* state) {
    permuteRounds(state);
}

struct Processor {
    void (*permute)(Lane*) = permutePlain;
    void (*permuteFour)(FourLanes*) = nullptr;  ///< none: one after another
};

// Usable before main() has asked the processor: other constants may be hashes.
constinit Processor processor;

const bool processorAsked = [] {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")) {
        processor.permute = permuteBmi;
    }
    if (__builtin_cpu_supports("avx2")) processor.permuteFour = permuteFourAvx2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")) {
        processor = {permuteAvx512, permuteFourAvx512};
    }
    return true;
}();

ALWAYS_INLINE void permute(Lane* state) {
    processor.permute(state);
}
#else
ALWAYS_INLINE void permute(Lane* state) {
    permutePlain(state);
}
#endif

ALWAYS_INLINE void clear(Lane* state) {
    for (int i = 0; i < 25; ++i) state[i] = 0;
}

ALWAYS_INLINE void absorb(Lane* state, const std::uint8_t* block) {
    for (std::size_t i = 0; i < rateLanes; ++i) {
        Lane lane = 0;
        std::memcpy(&lane, block + 8 * i, 8);
        state[i] ^= lane;
    }
}

ALWAYS_INLINE Hash squeeze(const Lane* state) {
    Hash hash;
    for (std::size_t i = 0; i < 4; ++i) std::memcpy(hash.data() + 8 * i, state + i, 8);
    return hash;
}

// What is left of the data after whole blocks, and the padding, lane by lane: a buffer of bytes
// that is read as lanes right after it was written would stall.
template <class Add>
ALWAYS_INLINE void absorbLast(const std::uint8_t* at, std::size_t left, Add&& add) {
    std::size_t lane = 0;
    for (; left >= 8; left -= 8, at += 8) {
        Lane value = 0;
        std::memcpy(&value, at, 8);
        add(lane++, value);
    }
    Lane value = Lane{0x01} << (8 * left);
    for (std::size_t i = 0; i < left; ++i) value |= Lane{at[i]} << (8 * i);
    add(lane, value);
    add(rateLanes - 1, Lane{0x80} << 56);
}

}  // namespace

Hash keccak256(BytesView data) {
    Lane state[25];
    clear(state);
    const std::uint8_t* at = data.data();
    std::size_t left = data.size();
    for (; left >= rateBytes; left -= rateBytes, at += rateBytes) {
        absorb(state, at);
        permute(state);
    }
    absorbLast(at, left, [&](std::size_t i, Lane lane) { state[i] ^= lane; });
    permute(state);
    return squeeze(state);
}

Hash keccak256Pair(const Hash& left, const Hash& right) {
    Lane state[25];
    clear(state);
    std::memcpy(state, left.data(), 32);
    std::memcpy(state + 4, right.data(), 32);
    state[8] = 0x01;
    state[rateLanes - 1] = Lane{0x80} << 56;
    permute(state);
    return squeeze(state);
}

std::array<Hash, 4> keccak256Four(const std::array<BytesView, 4>& data) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (processor.permuteFour != nullptr) {
        alignas(32) FourLanes state[25]{};
        std::size_t blocks[4];
        std::size_t most = 0;
        for (int k = 0; k < 4; ++k) {
            blocks[k] = data[k].size() / rateBytes + 1;
            most = std::max(most, blocks[k]);
        }
        std::array<Hash, 4> hashes;
        for (std::size_t block = 0; block < most; ++block) {
            for (int k = 0; k < 4; ++k) {
                if (block >= blocks[k]) continue;
                const std::uint8_t* at = data[k].data() + block * rateBytes;
                const auto add = [&](std::size_t i, Lane lane) { state[i][k] ^= lane; };
                if (block + 1 == blocks[k]) {
                    absorbLast(at, data[k].size() - block * rateBytes, add);
                    continue;
                }
                for (std::size_t i = 0; i < rateLanes; ++i) {
                    Lane lane = 0;
                    std::memcpy(&lane, at + 8 * i, 8);
                    add(i, lane);
                }
            }
            processor.permuteFour(state);
            for (int k = 0; k < 4; ++k) {
                if (block + 1 != blocks[k]) continue;
                const Lane lanes[4] = {state[0][k], state[1][k], state[2][k], state[3][k]};
                hashes[k] = squeeze(lanes);
            }
        }
        return hashes;
    }
#endif
    return {keccak256(data[0]), keccak256(data[1]), keccak256(data[2]), keccak256(data[3])};
}

}  // namespace rollscope::crypto
