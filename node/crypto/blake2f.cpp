#include "node/crypto/blake2f.h"

#include <array>
#include <bit>

namespace rollscope::host {

namespace {

static_assert(std::endian::native == std::endian::little, "words are copied as they lie");

constexpr std::array<std::uint64_t, 8> initial = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

// RFC 7693, section 2.7.
constexpr std::uint8_t sigma[10][16] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                                        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
                                        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
                                        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
                                        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
                                        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
                                        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
                                        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
                                        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
                                        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

using Words = std::array<std::uint64_t, 16>;

void mix(Words& v, unsigned a, unsigned b, unsigned c, unsigned d, std::uint64_t x,
         std::uint64_t y) {
    v[a] += v[b] + x;
    v[d] = std::rotr(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = std::rotr(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = std::rotr(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = std::rotr(v[b] ^ v[c], 63);
}

}  // namespace

std::optional<Bytes> blake2f(BytesView input) {
    if (input.size() != 213 || input[212] > 1) return std::nullopt;
    std::uint32_t rounds = 0;
    for (unsigned i = 0; i < 4; ++i) rounds = rounds << 8 | input[i];
    std::array<std::uint64_t, 8> h{};
    Words m{};
    std::array<std::uint64_t, 2> t{};
    std::memcpy(h.data(), input.data() + 4, 64);
    std::memcpy(m.data(), input.data() + 68, 128);
    std::memcpy(t.data(), input.data() + 196, 16);

    Words v{};
    for (unsigned i = 0; i < 8; ++i) {
        v[i] = h[i];
        v[i + 8] = initial[i];
    }
    v[12] ^= t[0];
    v[13] ^= t[1];
    if (input[212] == 1) v[14] = ~v[14];
    for (std::uint32_t round = 0; round < rounds; ++round) {
        const auto& s = sigma[round % 10];
        for (unsigned i = 0; i < 4; ++i) {
            mix(v, i, i + 4, i + 8, i + 12, m[s[2 * i]], m[s[2 * i + 1]]);
        }
        for (unsigned i = 0; i < 4; ++i) {
            mix(v, i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12, m[s[8 + 2 * i]],
                m[s[9 + 2 * i]]);
        }
    }
    for (unsigned i = 0; i < 8; ++i) h[i] ^= v[i] ^ v[i + 8];
    Bytes output(64);
    std::memcpy(output.data(), h.data(), 64);
    return output;
}

}  // namespace rollscope::host
