#include <gtest/gtest.h>

#include <random>

#include "node/core/crypto/keccak.h"
#include "node/core/evm/interpreter.h"

namespace rollscope::evm {

TEST(SlotHashes, answersKeccakHoweverOftenAndInWhateverOrderItIsAsked) {
    SlotHashes hashes;
    std::mt19937_64 random{7};
    for (int i = 0; i < 20'000; ++i) {
        // Few different bytes: entries are met again, and thrown out by others.
        Bytes input(64, 0);
        input[31] = static_cast<std::uint8_t>(random());
        input[63] = static_cast<std::uint8_t>(random() % 3);
        input[random() % 20] = static_cast<std::uint8_t>(random() % 2);
        ASSERT_EQ(hashes.of(input.data()), crypto::keccak256(input));
    }
    EXPECT_EQ(SlotHashes{}.of(Bytes(64, 0).data()), crypto::keccak256(Bytes(64, 0)));
}

}  // namespace rollscope::evm
