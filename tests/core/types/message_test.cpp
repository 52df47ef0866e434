#include "node/core/types/message.h"

#include <gtest/gtest.h>

#include "node/core/codec/abi.h"
#include "node/core/crypto/keccak.h"
#include "node/core/types/receipt.h"

namespace rollscope::types {
namespace {

L1ToL2Message exampleMessage() {
    L1ToL2Message message;
    message.index = 3;
    message.sender[19] = 1;
    message.recipient[19] = 2;
    message.mint = U256{10};
    message.value = U256{4};
    message.gasLimit = 100'000;
    message.data = {0xaa, 0xbb};
    return message;
}

TEST(Message, aStructEncodesAsOneDynamicTuple) {
    const Bytes encoding = abiEncode(exampleMessage());
    // offset, eight head words, length, one padded word
    ASSERT_EQ(encoding.size(), 32U * 11);
    EXPECT_EQ(encoding[31], 0x20);
    auto fields = codec::AbiDecoder{encoding}.tuple().value();
    EXPECT_EQ(fields.uint(), U256{3});
    EXPECT_EQ(fields.address(), exampleMessage().sender);
    EXPECT_EQ(fields.address(), exampleMessage().recipient);
    EXPECT_EQ(fields.uint(), U256{10});
    EXPECT_EQ(fields.uint(), U256{4});
    EXPECT_EQ(fields.u64(), 100'000U);
    EXPECT_EQ(fields.word(), Hash{});
    EXPECT_EQ(fields.bytes(), (Bytes{0xaa, 0xbb}));
    EXPECT_EQ(leafOf(exampleMessage()), crypto::keccak256(encoding));
}

TEST(Message, everyFieldChangesTheLeaf) {
    const Hash leaf = leafOf(exampleMessage());
    const auto differs = [&](auto&& change) {
        L1ToL2Message message = exampleMessage();
        change(message);
        EXPECT_NE(leafOf(message), leaf);
    };
    differs([](auto& m) { m.index = 4; });
    differs([](auto& m) { m.sender[0] = 1; });
    differs([](auto& m) { m.recipient[0] = 1; });
    differs([](auto& m) { m.mint = 11; });
    differs([](auto& m) { m.value = 5; });
    differs([](auto& m) { m.gasLimit = 0; });
    differs([](auto& m) { m.secretHash[0] = 1; });
    differs([](auto& m) { m.data.push_back(0); });
}

TEST(Message, executedMessagesBecomeDeposits) {
    const L1ToL2Message message = exampleMessage();
    const Transaction tx = depositTransaction(message);
    EXPECT_TRUE(tx.isDeposit());
    EXPECT_FALSE(tx.isSystem);
    EXPECT_EQ(tx.from, message.sender);
    EXPECT_EQ(tx.to, message.recipient);
    EXPECT_EQ(tx.mint, message.mint);
    EXPECT_EQ(tx.gasLimit, message.gasLimit);
    EXPECT_EQ(tx.sourceHash, crypto::keccak256Pair(Hash{}, leafOf(message)));
    EXPECT_EQ(encodeTransaction(tx)[0], 0x7e);
    EXPECT_EQ(decodeTransaction(encodeTransaction(tx)), tx);
}

TEST(Message, aliasesWrapAround) {
    EXPECT_EQ(toHex(aliasedL1Address(Address{}).view()),
              "0x1111000000000000000000000000000000001111");
    Address last;
    last.bytes.fill(0xff);
    EXPECT_EQ(toHex(aliasedL1Address(last).view()), "0x1111000000000000000000000000000000001110");
}

TEST(Message, claimAndBatchHashesAreOfTheirWords) {
    const Claim claim{crypto::emptyKeccak, Hash{}, crypto::emptyKeccak, Hash{}};
    Bytes words(32);
    for (const Hash& hash : {claim.stateRoot, claim.outboxRoot, claim.blockHash, claim.txRoot}) {
        append(words, hash.view());
    }
    EXPECT_EQ(claimHash(claim), crypto::keccak256(words));

    const BatchRecord record{9, crypto::emptyKeccak, Hash{}, 2, crypto::emptyKeccak, 7, 8};
    Bytes fields;
    for (const Hash& hash : {record.prevBatchHash, record.dataHash, toHash(2), record.inboxRoot,
                             toHash(7), toHash(8)}) {
        append(fields, hash.view());
    }
    EXPECT_EQ(batchHash(record), crypto::keccak256(fields));
}

TEST(Receipt, bloomsHoldAddressesAndTopicsAndLittleElse) {
    Log log;
    log.address[19] = 7;
    log.topics = {crypto::emptyKeccak};
    const Bloom bloom = bloomOf({log});
    EXPECT_TRUE(bloomMayContain(bloom, log.address.view()));
    EXPECT_TRUE(bloomMayContain(bloom, crypto::emptyKeccak.view()));
    EXPECT_FALSE(bloomMayContain(bloom, Address{}.view()));
    EXPECT_TRUE(bloomOf({}).isZero());
    int bits = 0;
    for (const auto byte : bloom.bytes) bits += __builtin_popcount(byte);
    EXPECT_LE(bits, 6);
    EXPECT_GT(bits, 3);
}

TEST(Receipt, typedReceiptsCarryTheirType) {
    Receipt receipt;
    receipt.success = true;
    receipt.cumulativeGasUsed = 21'000;
    const Bytes legacy = encodeReceipt(receipt);
    EXPECT_EQ(toHex(BytesView{legacy}.first(7)), "0xf9010801825208");
    receipt.type = TxType::dynamicFee;
    const Bytes typed = encodeReceipt(receipt);
    EXPECT_EQ(typed[0], 2);
    EXPECT_EQ(Bytes(typed.begin() + 1, typed.end()), legacy);
}

}  // namespace
}  // namespace rollscope::types
