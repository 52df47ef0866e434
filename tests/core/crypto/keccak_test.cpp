#include "node/core/crypto/keccak.h"

#include <gtest/gtest.h>

#include "node/core/crypto/keccak_avx512.h"

namespace rollscope::crypto {
namespace {

std::string hashText(BytesView data) {
    return toHex(keccak256(data).view());
}

TEST(Keccak, knownTextsHaveTheirKnownHashes) {
    EXPECT_EQ(keccak256({}), emptyKeccak);
    EXPECT_EQ(hashText(asBytes("abc")),
              "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
    EXPECT_EQ(hashText(asBytes("testing")),
              "0x5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02");
    EXPECT_EQ(hashText(asBytes("The quick brown fox jumps over the lazy dog")),
              "0x4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15");
    // An event's topic that every explorer shows.
    EXPECT_EQ(hashText(asBytes("Transfer(address,address,uint256)")),
              "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
}

TEST(Keccak, paddingFitsAtEveryLengthAroundTheRate) {
    // Hashes of 135, 136 and 137 zero bytes: padding of one byte, of a whole block, and the next.
    EXPECT_EQ(hashText(Bytes(135)),
              "0x29e3704feeca7fb9ba229f0fa04d9b36449cf3ad6e1d85d9cfff3a10df9abc3e");
    EXPECT_EQ(hashText(Bytes(136)),
              "0x3a5912a7c5faa06ee4fe906253e339467a9ce87d533c65be3c15cb231cdb25f9");
    EXPECT_EQ(hashText(Bytes(137)),
              "0xbee7fbb405cb0d91a8775e338c4a5e4b5d6b2d051f687fa942043cffdc73bd28");
}

TEST(Keccak, fourAtOnceHashLikeOneByOne) {
    const Bytes text(700, 0x5a);
    for (std::size_t first = 0; first < 300; first += 7) {
        std::array<BytesView, 4> four;
        for (std::size_t k = 0; k < 4; ++k) four[k] = BytesView{text}.first(first + k * 131);
        const auto hashes = keccak256Four(four);
        for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(hashes[k], keccak256(four[k])) << first;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
// The zero state's image, from the Keccak team's test vectors.
TEST(Keccak, thePermutationInVectorRegistersMovesTheZeroStateAsKnown) {
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512vl")) {
        GTEST_SKIP() << "this processor has no AVX-512";
    }
    std::uint64_t one[25] = {};
    permuteAvx512(one);
    EXPECT_EQ(one[0], 0xf1258f7940e1dde7ULL);
    EXPECT_EQ(one[1], 0x84d5ccf933c0478aULL);
    EXPECT_EQ(one[24], 0xeaf1ff7b5ceca249ULL);
}
#endif

TEST(Keccak, aPairHashesLikeItsConcatenation) {
    const Hash left = keccak256(asBytes("left"));
    const Hash right = keccak256(asBytes("right"));
    Bytes both{left.bytes.begin(), left.bytes.end()};
    append(both, right.view());
    EXPECT_EQ(keccak256Pair(left, right), keccak256(both));
    // The zero hash of level 1 in every deposit-like tree.
    EXPECT_EQ(toHex(keccak256Pair({}, {}).view()),
              "0xad3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5");
}

}  // namespace
}  // namespace rollscope::crypto
