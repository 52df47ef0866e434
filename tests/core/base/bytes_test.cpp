#include "node/core/base/bytes.h"

#include <gtest/gtest.h>

#include <set>
#include <unordered_set>

namespace rollscope::base {
namespace {

TEST(Bytes, hexRoundTrips) {
    const Bytes bytes{0x00, 0x7f, 0x80, 0xff};
    EXPECT_EQ(toHex(bytes), "0x007f80ff");
    EXPECT_EQ(bytesFromHex("0x007F80fF"), bytes);
    EXPECT_EQ(toHex({}), "0x");
    EXPECT_EQ(bytesFromHex("0x"), Bytes{});
}

TEST(Bytes, malformedHexIsRefusedAndNamed) {
    for (const char* text : {"", "0", "00", "0x0", "0xzz", "0x0g", "1x00"}) {
        const auto bytes = bytesFromHex(text);
        ASSERT_FALSE(bytes) << text;
        EXPECT_EQ(bytes.error().code, ErrorCode::invalidHex);
        EXPECT_EQ(bytes.error().data, text);
    }
}

TEST(Bytes, fixedSizesAreExact) {
    const std::string address = "0x52908400098527886E0F7030069857D2E4169EE7";
    EXPECT_EQ(toHex(addressFromHex(address)->view()), "0x52908400098527886e0f7030069857d2e4169ee7");
    EXPECT_FALSE(addressFromHex(address + "00"));
    EXPECT_FALSE(hashFromHex(address));
    EXPECT_TRUE(hashFromHex("0x" + std::string(64, 'a')));
}

TEST(Bytes, hashesOrderLexicographicallyAndSpreadInSets) {
    std::unordered_set<Hash> hashes;
    for (unsigned i = 0; i < 256; ++i) {
        Hash hash;
        hash[31] = static_cast<std::uint8_t>(i);
        hashes.insert(hash);
        Hash other;
        other[0] = static_cast<std::uint8_t>(i);
        hashes.insert(other);
    }
    EXPECT_EQ(hashes.size(), 511U);
    Hash small;
    Hash large;
    large[0] = 1;
    small[31] = 255;
    EXPECT_LT(small, large);
    EXPECT_TRUE(Hash{}.isZero());
    EXPECT_FALSE(small.isZero());
}

TEST(Error, everyCodeHasItsOwnNameAndText) {
    std::set<std::string_view> names;
    for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
        const ErrorInfo& info = errorInfo(static_cast<ErrorCode>(code));
        EXPECT_FALSE(info.text.empty());
        EXPECT_TRUE(names.insert(info.name).second) << info.name;
    }
}

TEST(Error, wordsAndCodesAreEthereums) {
    EXPECT_EQ(errorInfo(ErrorCode::nonceTooLow).text, "nonce too low");
    EXPECT_EQ(errorInfo(ErrorCode::insufficientFunds).text,
              "insufficient funds for gas * price + value");
    EXPECT_EQ(errorInfo(ErrorCode::executionReverted).jsonRpcCode, 3);
    EXPECT_EQ(errorInfo(ErrorCode::methodNotFound).jsonRpcCode, -32601);
    EXPECT_EQ(errorInfo(ErrorCode::invalidParams).jsonRpcCode, -32602);
    EXPECT_EQ(errorInfo(ErrorCode::nonceTooLow).jsonRpcCode, -32000);
    EXPECT_EQ((Error{ErrorCode::nonceTooLow, "next nonce 5, tx nonce 4"}.text()),
              "nonce too low: next nonce 5, tx nonce 4");
    EXPECT_EQ((Error{ErrorCode::alreadyKnown, {}}).text(), "already known");
}

}  // namespace
}  // namespace rollscope::base
