#include "node/core/codec/batch_share.h"

#include <gtest/gtest.h>

#include <random>

namespace rollscope::codec {
namespace {

types::Transaction transfer() {
    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.to = Address{};
    tx.value = U256{1'000'000'000'000'000'000ULL};
    return tx;
}

Bytes noise(std::size_t size) {
    std::mt19937_64 random(3);
    Bytes bytes(size);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(1 + random() % 255);
    return bytes;
}

TEST(BatchShare, isSpelledOutForATransferAndACall) {
    types::Transaction tx = transfer();
    EXPECT_EQ(batchShareOf(tx), 64u + 8 + 13 + 8);
    tx.value = {};
    // selector, 12 zeros, an address, 24 zeros, an amount
    tx.data = *bytesFromHex(
        "0xa9059cbb"
        "000000000000000000000000"
        "0102030405060708090a0b0c0d0e0f1011121314"
        "000000000000000000000000000000000000000000000000"
        "1122334455667788");
    EXPECT_EQ(dataShareOf(tx.data), 1u + 2 + 20 + 2 + 8);
    EXPECT_EQ(batchShareOf(tx), 64u + 8 + 2 + 33);
    tx.to.reset();
    EXPECT_EQ(batchShareOf(tx), 64u + 8 + 33);
}

TEST(BatchShare, whatDoesNotCompressIsCountedInFull) {
    EXPECT_EQ(dataShareOf({}), 0u);
    EXPECT_EQ(dataShareOf(noise(3)), 3u);
    EXPECT_EQ(dataShareOf(noise(10'000)), 10'000u - 3);
}

TEST(BatchShare, whatRepeatsIsCountedOnceAndByItsDistance) {
    const Bytes once = noise(2'000);
    Bytes twice = once;
    append(twice, once);
    // a stretch is at most 258 bytes
    EXPECT_LE(dataShareOf(twice), dataShareOf(once) + 2 * 9 + 20);
    Bytes apart = once;
    append(apart, noise(40'000));
    append(apart, once);
    EXPECT_GE(dataShareOf(apart), 40'000u);
    EXPECT_EQ(dataShareOf(Bytes(100'000)), 1u + (99'996 + 257) / 258 * 2);
}

TEST(BatchShare, accessListsAreCountedInFullAndSignaturesNotLookedAt) {
    types::Transaction tx = transfer();
    const auto plain = batchShareOf(tx);
    tx.signature = {1, ~U256{}, ~U256{}};
    EXPECT_EQ(batchShareOf(tx), plain);
    tx.accessList = {{Address{}, {Hash{}, Hash{}}}};
    EXPECT_EQ(batchShareOf(tx), plain + 21 + 64);
}

}  // namespace
}  // namespace rollscope::codec
