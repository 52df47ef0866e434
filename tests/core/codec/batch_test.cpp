#include "node/core/codec/batch.h"

#include <gtest/gtest.h>

#include <random>

namespace rollscope::codec {
namespace {

using types::Transaction;
using types::TxType;

constexpr std::uint64_t chainId = 31338;

Bytes randomBytes(std::mt19937_64& random, std::size_t size) {
    Bytes bytes(size);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    return bytes;
}

U256 randomWord(std::mt19937_64& random) {
    return u256FromBytes(randomBytes(random, random() % 33));
}

Transaction randomTransaction(std::mt19937_64& random) {
    Transaction tx;
    const auto kind = random() % 4;
    tx.type = kind == 3 ? TxType::legacy : static_cast<TxType>(kind);
    if (kind != 3) tx.chainId = chainId;
    tx.nonce = random() >> (random() % 64);
    tx.gasLimit = random() >> (random() % 64);
    tx.maxFeePerGas = randomWord(random);
    tx.maxPriorityFeePerGas = tx.type == TxType::dynamicFee ? randomWord(random) : tx.maxFeePerGas;
    if (random() % 4 != 0) {
        Address to;
        to.bytes[19] = static_cast<std::uint8_t>(random() % 5);
        tx.to = to;
    }
    tx.value = randomWord(random);
    tx.data = randomBytes(random, random() % 100);
    if (tx.type != TxType::legacy) {
        for (auto i = random() % 3; i > 0; --i) {
            types::AccessTuple tuple{addressFromBytes(randomBytes(random, 20)), {}};
            for (auto k = random() % 3; k > 0; --k) {
                tuple.storageKeys.push_back(hashFromBytes(randomBytes(random, 32)));
            }
            tx.accessList.push_back(tuple);
        }
    }
    tx.signature = {static_cast<std::uint8_t>(random() % 2), randomWord(random),
                    randomWord(random)};
    return tx;
}

std::vector<BatchBlock> randomBlocks(std::mt19937_64& random, std::size_t count) {
    std::vector<BatchBlock> blocks;
    BatchBlock block;
    for (std::size_t i = 0; i < count; ++i) {
        block.timestamp += random() % 1000;
        block.l1Number += random() % 3;
        block.l1Timestamp += random() % 1000;
        block.l1BaseFee = randomWord(random);
        block.inboxCount += random() % 3;
        block.userTxs.clear();
        for (auto n = random() % 12; n > 0; --n) block.userTxs.push_back(randomTransaction(random));
        blocks.push_back(block);
    }
    return blocks;
}

TEST(Batch, columnsRoundTrip) {
    std::mt19937_64 random(7);
    for (std::size_t count : {0, 1, 2, 17, 256}) {
        const auto blocks = randomBlocks(random, count);
        const auto decoded = decodeBatchColumns(encodeBatchColumns(blocks), chainId);
        ASSERT_TRUE(decoded) << count;
        EXPECT_EQ(*decoded, blocks) << count;
    }
}

TEST(Batch, noBlocksAreOneByteAndOneBlockIsSpelledOut) {
    EXPECT_EQ(toHex(encodeBatchColumns({})), "0x00");
    BatchBlock block{300, 2, 299, U256{7}, 1, {}};
    // count, timestamp 300 = ac02, L1 number, L1 timestamp 299 = ab02, inbox count, base fee, txs
    EXPECT_EQ(toHex(encodeBatchColumns(std::vector{block})), "0x01ac0202ab0201010700");
}

TEST(Batch, aTransactionIsNeverLongerThanItsBound) {
    std::mt19937_64 random(8);
    for (int i = 0; i < 200; ++i) {
        BatchBlock block;
        block.userTxs.push_back(randomTransaction(random));
        EXPECT_LE(encodeBatchColumns(std::vector{block}).size(),
                  batchBytesOf(block.userTxs[0]) + 128);
    }
}

TEST(Batch, everyCutAndEveryTailIsRefused) {
    std::mt19937_64 random(9);
    const Bytes whole = encodeBatchColumns(randomBlocks(random, 3));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(decodeBatchColumns(BytesView(whole).first(size), chainId)) << size;
    }
    Bytes longer = whole;
    longer.push_back(0);
    EXPECT_FALSE(decodeBatchColumns(longer, chainId));
}

TEST(Batch, flippedBytesNeverCrashAndDecodeTheSameTwice) {
    std::mt19937_64 random(10);
    const Bytes whole = encodeBatchColumns(randomBlocks(random, 4));
    for (int i = 0; i < 3000; ++i) {
        Bytes bad = whole;
        for (auto n = 1 + random() % 4; n > 0; --n) {
            bad[random() % bad.size()] = static_cast<std::uint8_t>(random());
        }
        EXPECT_EQ(decodeBatchColumns(bad, chainId), decodeBatchColumns(bad, chainId));
    }
}

TEST(Batch, longNumbersAndPaddedWordsAreRefused) {
    for (const char* text : {
             "0x8000",                    // a count in two bytes that needs one
             "0x8002",                    // 256 blocks announced, nothing follows
             "0x8102",                    // 257 blocks
             "0x01ac0202ab02010200ff00",  // base fee with a leading zero
             "0x01ac0202ab02012100",      // a word of 33 bytes
         }) {
        EXPECT_FALSE(decodeBatchColumns(*bytesFromHex(text), chainId)) << text;
    }
}

TEST(Batch, manyAnnouncedTransactionsDoNotAllocate) {
    Bytes columns = encodeBatchColumns(std::vector<BatchBlock>(256));
    for (std::size_t i = 0; i < 256; ++i) columns[columns.size() - 256 + i] = 0x7f;
    columns.resize(columns.size() + 30'000);
    EXPECT_FALSE(decodeBatchColumns(columns, chainId));
}

TEST(Batch, versionAndSizeComeFirst) {
    EXPECT_FALSE(decodeBatch({}, chainId));
    EXPECT_FALSE(decodeBatch(*bytesFromHex("0x0201010001ff"), chainId));
    // a stored block with the one byte 00: no blocks at all
    const auto empty = decodeBatch(*bytesFromHex("0x01010100feff00"), chainId);
    ASSERT_TRUE(empty);
    EXPECT_TRUE(empty->empty());
    EXPECT_FALSE(decodeBatch(Bytes(maxBatchBytes + 1, 1), chainId));
}

}  // namespace
}  // namespace rollscope::codec
