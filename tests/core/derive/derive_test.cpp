#include "node/core/derive/derive.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "node/core/derive/claim.h"

namespace rollscope::derive {
namespace {

constexpr std::uint64_t chainId = 31338;

/// Posted bytes without compression: one stored DEFLATE block.
Bytes stored(const std::vector<codec::BatchBlock>& blocks) {
    const Bytes columns = codec::encodeBatchColumns(blocks);
    const std::size_t size = columns.size();
    Bytes data(6 + size);
    data[0] = codec::batchVersion;
    data[1] = 1;
    data[2] = static_cast<std::uint8_t>(size);
    data[3] = static_cast<std::uint8_t>(size >> 8);
    data[4] = static_cast<std::uint8_t>(~size);
    data[5] = static_cast<std::uint8_t>(~size >> 8);
    std::copy(columns.begin(), columns.end(), data.begin() + 6);
    return data;
}

std::vector<types::L1ToL2Message> messages(std::size_t count, std::uint64_t gas) {
    std::vector<types::L1ToL2Message> result(count);
    for (std::size_t i = 0; i < count; ++i) {
        result[i].index = U256{i};
        result[i].gasLimit = gas;
    }
    return result;
}

/// Parent at second 1000, L1 block 10; the batch stands in L1 block 20 of second 2000.
Context context(std::uint64_t inboxCount) {
    Context result;
    result.chainId = chainId;
    result.parent = {1000, {10, 990, U256{800}, 0}};
    result.record.l1BlockNumber = 20;
    result.record.l1Timestamp = 2000;
    result.record.inboxCount = inboxCount;
    return result;
}

TEST(Derive, blocksWithinTheBoundsStayAsTheyAre) {
    const std::vector<codec::BatchBlock> blocks = {{1001, 11, 1000, U256{900}, 1, {}},
                                                   {1002, 11, 1000, U256{900}, 2, {}}};
    const auto inputs = deriveBatch(context(2), stored(blocks), messages(2, 100'000));
    ASSERT_EQ(inputs.size(), 2u);
    EXPECT_EQ(inputs[0].timestamp, 1001u);
    EXPECT_EQ(inputs[0].l1, (state::L1Info{11, 1000, U256{900}, 1}));
    EXPECT_EQ(inputs[0].messages.size(), 1u);
    EXPECT_EQ(inputs[1].l1, (state::L1Info{11, 1000, U256{900}, 2}));
    EXPECT_EQ(inputs[1].messages[0].index, U256{1});
    EXPECT_EQ(inputs[0].gasLimit, 30'000'000u);
}

TEST(Derive, timestampsRiseAndStayNearL1) {
    EXPECT_EQ(boundedTimestamp(1000, 2000, 5), 1001u);
    EXPECT_EQ(boundedTimestamp(1000, 2000, 2900), 2900u);
    EXPECT_EQ(boundedTimestamp(1000, 2000, 2901), 2900u);
    EXPECT_EQ(boundedTimestamp(5000, 2000, 7), 5001u);  // the chain never stops
}

TEST(Derive, reportsOfL1NeverFallAndNeverPassTheRecord) {
    const state::L1Info parent{10, 990, U256{800}, 3};
    const L1Bounds bounds{20, 2000, 5};
    const auto low = boundedL1Info(parent, bounds, {1, 1, U256{1}, 1});
    EXPECT_EQ(low, (state::L1Info{10, 990, U256{800}, 3}));
    const auto high = boundedL1Info(parent, bounds, {99, 9999, U256{10'000}, 99});
    EXPECT_EQ(high.number, 20u);
    EXPECT_EQ(high.timestamp, 2000u);
    EXPECT_EQ(high.inboxCount, 5u);
}

TEST(Derive, theBaseFeeMovesByAnEighthForEachL1Block) {
    const state::L1Info parent{10, 990, U256{800}, 0};
    const auto fee = [&](std::uint64_t number, std::uint64_t wanted) {
        return boundedL1Info(parent, {number, 2000, 0}, {number, 1000, U256{wanted}, 0}).baseFee;
    };
    EXPECT_EQ(fee(10, 801), U256{800});
    EXPECT_EQ(fee(11, 5000), U256{900});
    EXPECT_EQ(fee(11, 0), U256{700});
    EXPECT_EQ(fee(12, 5000), U256{1012});
    EXPECT_EQ(fee(~std::uint64_t{0}, 123'456), U256{123'456});
    EXPECT_EQ(fee(~std::uint64_t{0}, 0), U256{7});
}

TEST(Derive, whatDoesNotDecodeIsAnEmptyBatch) {
    EXPECT_TRUE(deriveBatch(context(0), {}, {}).empty());
    EXPECT_TRUE(deriveBatch(context(0), Bytes{1, 2, 3}, {}).empty());
}

TEST(Derive, anEmptyBatchStillTakesInForcedMessages) {
    const auto inputs = deriveBatch(context(3), Bytes{9}, messages(3, 100'000));
    ASSERT_EQ(inputs.size(), 1u);
    EXPECT_EQ(inputs[0].timestamp, 2000u);
    EXPECT_EQ(inputs[0].l1, (state::L1Info{10, 990, U256{800}, 3}));
    EXPECT_EQ(inputs[0].messages.size(), 3u);
    EXPECT_TRUE(inputs[0].userTxs.empty());
}

TEST(Derive, theLastBlockTakesInWhatTheBatchLeavesOut) {
    const std::vector<codec::BatchBlock> blocks = {{1001, 11, 1000, U256{800}, 0, {}},
                                                   {1002, 11, 1000, U256{800}, 0, {}}};
    const auto inputs = deriveBatch(context(2), stored(blocks), messages(2, 100'000));
    ASSERT_EQ(inputs.size(), 2u);
    EXPECT_TRUE(inputs[0].messages.empty());
    EXPECT_EQ(inputs[1].messages.size(), 2u);
}

TEST(Derive, messagesThatAskForMuchGasAreSpreadOverBlocks) {
    EXPECT_EQ(messagesForOneBlock(messages(20, 1'000'000)), 16u);
    EXPECT_EQ(messagesForOneBlock(messages(3, 90'000'000)), 1u);
    EXPECT_EQ(messagesForOneBlock(messages(300, 0)), 256u);
    const auto inputs = deriveBatch(context(40), Bytes{9}, messages(40, 1'000'000));
    ASSERT_EQ(inputs.size(), 3u);
    EXPECT_EQ(inputs[0].l1.inboxCount, 16u);
    EXPECT_EQ(inputs[1].l1.inboxCount, 32u);
    EXPECT_EQ(inputs[2].l1.inboxCount, 40u);
}

TEST(Derive, neverMoreThan256Blocks) {
    const auto inputs = deriveBatch(context(5000), Bytes{9}, messages(5000, 1'000'000));
    ASSERT_EQ(inputs.size(), 256u);
    EXPECT_EQ(inputs.back().l1.inboxCount, 4096u);
}

TEST(Derive, randomBytesMeanTheSameTwice) {
    std::mt19937_64 random(11);
    for (int i = 0; i < 2000; ++i) {
        Bytes data(random() % 300);
        for (auto& byte : data) byte = static_cast<std::uint8_t>(random());
        if (!data.empty()) data[0] = codec::batchVersion;
        const auto some = messages(random() % 4, 100'000);
        const auto at = context(some.size());
        const auto first = deriveBatch(at, data, some);
        const auto second = deriveBatch(at, data, some);
        ASSERT_EQ(first.size(), second.size());
        ASSERT_LE(first.size(), codec::maxBatchBlocks);
        ASSERT_TRUE(some.empty() || !first.empty());
        for (std::size_t b = 0; b < first.size(); ++b) {
            ASSERT_EQ(first[b].userTxs, second[b].userTxs);
            ASSERT_EQ(first[b].l1, second[b].l1);
        }
        if (!first.empty()) {
            ASSERT_EQ(first.back().l1.inboxCount, some.size());
        }
    }
}

TEST(Claim, repeatsTheParentUntilABlockComes) {
    ClaimTracker claims({{{1}}}, {{{2}}}, {{{3}}});
    EXPECT_EQ(claims.claim().stateRoot, (Hash{{{1}}}));
    EXPECT_EQ(toHex(claims.claim().txRoot.view()),
              "0x27ae5ba08d7291c96c8cbddcc148bf48a6d68c7974b94356f53754ef6171d757");
    const std::vector<Hash> hashes{Hash{{{7}}}};
    claims.add({{{4}}}, {{{5}}}, {{{6}}}, hashes);
    EXPECT_EQ(claims.claim().blockHash, (Hash{{{6}}}));
    EXPECT_EQ(claims.claim().txRoot, merkle::rootAt(hashes));
}

}  // namespace
}  // namespace rollscope::derive
