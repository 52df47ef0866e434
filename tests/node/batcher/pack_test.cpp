#include "node/batcher/pack.h"

#include <gtest/gtest.h>

#include <random>

#include "node/core/codec/inflate.h"
#include "node/core/derive/derive.h"

namespace rollscope::batcher {
namespace {

constexpr std::uint64_t chainId = 31338;

codec::BatchBlock blockWith(std::mt19937_64& random, std::size_t transactions, std::size_t data) {
    codec::BatchBlock block;
    for (std::size_t i = 0; i < transactions; ++i) {
        types::Transaction tx;
        tx.type = types::TxType::dynamicFee;
        tx.chainId = chainId;
        tx.gasLimit = 21'000;
        tx.signature.r = U256{random(), random(), random(), random()};
        tx.signature.s = U256{random(), random(), random(), random()};
        tx.data.resize(data);
        for (auto& byte : tx.data) byte = static_cast<std::uint8_t>(random());
        block.userTxs.push_back(std::move(tx));
    }
    return block;
}

TEST(Pack, whatIsPackedIsWhatAReaderFinds) {
    std::mt19937_64 random(1);
    std::vector<codec::BatchBlock> blocks;
    for (int i = 0; i < 20; ++i) {
        blocks.push_back(blockWith(random, 5, 10));
        blocks.back().timestamp = 1000 + static_cast<std::uint64_t>(i);
    }
    const auto packed = pack(blocks);
    ASSERT_TRUE(packed);
    EXPECT_EQ(packed->blocks, 20u);
    const auto read = codec::decodeBatch(packed->data, chainId);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, blocks);
}

TEST(Pack, takesTheLongestPrefixThatFits) {
    std::mt19937_64 random(2);
    std::vector<codec::BatchBlock> blocks;
    for (int i = 0; i < 8; ++i) blocks.push_back(blockWith(random, 10, 4'000));
    const auto packed = pack(blocks);
    ASSERT_TRUE(packed);
    EXPECT_EQ(packed->blocks, 3u);
    EXPECT_LE(packed->data.size(), codec::maxBatchBytes);
    EXPECT_TRUE(codec::decodeBatch(packed->data, chainId));
}

TEST(Pack, atMost256Blocks) {
    const auto packed = pack(std::vector<codec::BatchBlock>(300));
    ASSERT_TRUE(packed);
    EXPECT_EQ(packed->blocks, 256u);
}

TEST(Pack, aBlockWithinItsBoundAlwaysFits) {
    std::mt19937_64 random(3);
    std::vector<codec::BatchBlock> blocks(1);
    std::size_t bytes = columnBytesOf(blocks[0]);
    for (;;) {
        auto more = blockWith(random, 1, random() % 2'000);
        const std::size_t size = codec::batchBytesOf(more.userTxs[0]);
        if (bytes + size > codec::maxBlockColumns) break;
        bytes += size;
        blocks[0].userTxs.push_back(std::move(more.userTxs[0]));
    }
    const auto packed = pack(blocks);
    ASSERT_TRUE(packed);
    EXPECT_EQ(packed->blocks, 1u);
}

TEST(Pack, aBlockThatNoBatchHoldsIsRefused) {
    std::mt19937_64 random(4);
    const auto packed = pack(std::vector<codec::BatchBlock>{blockWith(random, 1, 200'000)});
    ASSERT_FALSE(packed);
    EXPECT_EQ(packed.error().code, ErrorCode::invalidBatch);
}

TEST(Pack, aDeflateBombStopsAtTheLimit) {
    Bytes data{codec::batchVersion};
    append(data, deflate(Bytes(100'000'000)));
    ASSERT_LE(data.size(), codec::maxBatchBytes);
    EXPECT_FALSE(codec::inflate(BytesView(data).subspan(1), codec::maxBatchUnpacked));
    EXPECT_FALSE(codec::decodeBatch(data, chainId));
    derive::Context context;
    context.chainId = chainId;
    EXPECT_TRUE(derive::deriveBatch(context, data, {}).empty());
}

}  // namespace
}  // namespace rollscope::batcher
