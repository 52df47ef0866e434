#include <gtest/gtest.h>

#include "node/core/crypto/keccak.h"

namespace rollscope::crypto {

TEST(KeccakFour, isFourTimesTheOne) {
    // Lengths on both sides of every block's end, and unlike each other.
    for (std::size_t length = 0; length < 420; ++length) {
        const std::array<Bytes, 4> data = {Bytes(length, 1), Bytes(length + 1, 2),
                                           Bytes(length / 2, 3), Bytes(419 - length, 4)};
        const auto hashes = keccak256Four({data[0], data[1], data[2], data[3]});
        for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(hashes[i], keccak256(data[i]));
    }
}

}  // namespace rollscope::crypto
