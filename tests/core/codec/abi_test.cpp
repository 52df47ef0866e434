#include "node/core/codec/abi.h"

#include <gtest/gtest.h>

#include "node/core/crypto/keccak.h"

namespace rollscope::codec {
namespace {

Bytes hex(const std::string& digits) {
    return bytesFromHex("0x" + digits).value();
}

std::string wordText(std::uint64_t value) {
    return toHex(toHash(value).view()).substr(2);
}

TEST(Abi, selectorsAreTheKnownOnes) {
    const auto text = [](std::string_view signature) { return toHex(selector(signature)); };
    EXPECT_EQ(text("transfer(address,uint256)"), "0xa9059cbb");
    EXPECT_EQ(text("balanceOf(address)"), "0x70a08231");
    EXPECT_EQ(text("Error(string)"), "0x08c379a0");
    EXPECT_EQ(text("Panic(uint256)"), "0x4e487b71");
    EXPECT_EQ(toHex(eventTopic("Transfer(address,address,uint256)").view()),
              "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
}

// The ABI specification's example: f(uint256,uint32[],bytes10,bytes).
TEST(Abi, encodesTheSpecificationsExample) {
    const Bytes encoding = AbiEncoder{}
                               .uint(std::uint64_t{0x123})
                               .words({toHash(0x456), toHash(0x789)})
                               .shortBytes(asBytes("1234567890"))
                               .string("Hello, world!")
                               .encode();
    EXPECT_EQ(encoding,
              hex(wordText(0x123) + wordText(0x80) +
                  "3132333435363738393000000000000000000000000000000000000000000000" +
                  wordText(0xe0) + wordText(2) + wordText(0x456) + wordText(0x789) + wordText(13) +
                  "48656c6c6f2c20776f726c642100000000000000000000000000000000000000"));
}

TEST(Abi, staticTuplesStandInPlaceAndDynamicOnesBehindAnOffset) {
    const AbiEncoder fixed = AbiEncoder{}.uint(std::uint64_t{1}).uint(std::uint64_t{2});
    EXPECT_EQ(AbiEncoder{}.tuple(fixed).uint(std::uint64_t{3}).encode(),
              hex(wordText(1) + wordText(2) + wordText(3)));
    const AbiEncoder dynamic = AbiEncoder{}.uint(std::uint64_t{1}).bytes({});
    EXPECT_EQ(AbiEncoder{}.tuple(dynamic).uint(std::uint64_t{3}).encode(),
              hex(wordText(0x40) + wordText(3) + wordText(1) + wordText(0x40) + wordText(0)));
}

TEST(Abi, everythingRoundTripsThroughACall) {
    const std::string signature = "f(address,bool,(uint64,bytes)[],bytes32[],string)";
    Address user;
    user[19] = 9;
    const auto pair = [](std::uint64_t value, std::string_view text) {
        return AbiEncoder{}.uint(value).string(text);
    };
    const Bytes data = AbiEncoder{}
                           .address(user)
                           .boolean(true)
                           .tuples({pair(1, "one"), pair(2, std::string(40, 'x'))})
                           .words({crypto::emptyKeccak})
                           .string("end")
                           .call(signature);
    EXPECT_FALSE(AbiDecoder::ofCall(data, "g()"));
    auto arguments = AbiDecoder::ofCall(data, signature).value();
    EXPECT_EQ(arguments.address(), user);
    EXPECT_EQ(arguments.boolean(), true);
    auto pairs = arguments.tuples().value();
    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(pairs[0].u64(), 1U);
    EXPECT_EQ(pairs[0].string(), "one");
    EXPECT_EQ(pairs[1].u64(1).error().code, ErrorCode::invalidAbi);
    EXPECT_EQ(pairs[1].string(), std::string(40, 'x'));
    EXPECT_EQ(arguments.words(), std::vector<Hash>{crypto::emptyKeccak});
    EXPECT_EQ(arguments.string(), "end");
}

TEST(Abi, refusesBadOffsetsLengthsPaddingAndRanges) {
    const std::string huge(64, 'f');
    EXPECT_FALSE(AbiDecoder{hex(huge)}.bytes());
    EXPECT_FALSE(AbiDecoder{hex(wordText(32))}.bytes());
    EXPECT_FALSE(AbiDecoder{hex(wordText(32) + huge)}.bytes());
    EXPECT_FALSE(AbiDecoder{hex(wordText(32) + huge)}.words());
    EXPECT_FALSE(AbiDecoder{hex(wordText(32) + huge)}.tuples());
    EXPECT_FALSE(AbiDecoder{hex(wordText(32) + wordText(1) + "01")}.bytes()) << "padding cut off";
    EXPECT_FALSE(AbiDecoder{hex(wordText(32) + wordText(1) + huge)}.bytes()) << "dirty padding";
    EXPECT_FALSE(AbiDecoder{hex(huge)}.address());
    EXPECT_FALSE(AbiDecoder{hex(wordText(2))}.boolean());
    EXPECT_FALSE(AbiDecoder{hex("00")}.word());
}

}  // namespace
}  // namespace rollscope::codec
