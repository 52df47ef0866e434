#include "node/l1/abi.h"

#include <gtest/gtest.h>

#include "node/l1/abi_book.h"
#include "node/l1/contracts.h"

namespace rollscope::l1 {
namespace {

TEST(Abi, encodesTheSpecificationsExample) {
    // f(uint256,uint32[],bytes10,bytes): dynamic arguments stand behind offsets
    const auto data = abiEncode({abi(U256{0x123}), abiArray({abi(U256{0x456}), abi(U256{0x789})}),
                                 abi(U256{0xff}), abi(Bytes{'H', 'i'})});
    ASSERT_EQ(data.size(), 9U * 32);
    EXPECT_EQ(data[63], 0x80);
    EXPECT_EQ(data[127], 0xe0);
}

TEST(Abi, decodesWhatItEncoded) {
    const auto tuple = abiTuple({abi(U256{1}), abi(Bytes{1, 2, 3})});
    const auto data = abiEncode({tuple, abi(U256{7}), abiPath({Hash{}, toHash(U256{9})})});
    const auto values = abiDecode("(uint256,bytes),uint64,bytes32[]", data);
    ASSERT_TRUE(values.has_value());
    EXPECT_EQ((*values)[0].inside[1].bytes, (Bytes{1, 2, 3}));
    EXPECT_EQ((*values)[1].u64(), 7U);
    EXPECT_EQ((*values)[2].inside[1].word, U256{9});
}

TEST(Abi, shortOrWildDataIsRefused) {
    EXPECT_FALSE(abiDecode("uint256", Bytes(31, 0)).has_value());
    EXPECT_FALSE(abiDecode("bytes", Bytes(32, 0xff)).has_value());
    // an array that claims 2^40 empty elements
    Bytes bomb(96, 0);
    bomb[31] = 32;
    bomb[58] = 1;
    EXPECT_FALSE(abiDecode("uint256[]", bomb).has_value());
}

TEST(Abi, typesOfNestedSignatures) {
    const auto types = abiTypes("proveWithdrawal((uint256,address,bytes),uint256,bytes32[])");
    ASSERT_TRUE(types.has_value());
    ASSERT_EQ(types->size(), 3U);
    EXPECT_TRUE((*types)[0].dynamic());
    EXPECT_FALSE(abiType("uint256[").has_value());
    EXPECT_FALSE(abiType("bytes33").has_value());
}

TEST(AbiBook, namesCallsAndArguments) {
    const auto call = decodeCall(BridgeContract::deposit({}, {}, U256{5}, 100'000));
    ASSERT_TRUE(call.has_value());
    EXPECT_EQ(call->function, QStringLiteral("deposit"));
    ASSERT_EQ(call->arguments.size(), 4U);
    EXPECT_EQ(call->arguments[2].value, QStringLiteral("5"));
}

TEST(AbiBook, explainsRevertsByName) {
    EXPECT_EQ(explainRevert(abiCall("Error(string)", {abi(Bytes{'n', 'o'})})),
              QStringLiteral("no"));
    EXPECT_EQ(explainRevert(abiCall("Panic(uint256)", {abi(U256{0x11})})),
              QStringLiteral("panic: arithmetic overflow or underflow"));
    const QString early = explainRevert(
        abiCall("ChallengePeriodActive(uint256,uint64)", {abi(U256{1}), abi(U256{2})}));
    EXPECT_TRUE(early.startsWith(QStringLiteral("ChallengePeriodActive("))) << early.toStdString();
    EXPECT_EQ(explainRevert(Bytes{1, 2}), QStringLiteral("0x0102"));
    EXPECT_EQ(explainRevert({}), QStringLiteral("without a reason"));
}

}  // namespace
}  // namespace rollscope::l1
