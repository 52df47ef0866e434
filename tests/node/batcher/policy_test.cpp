#include "tests/node/support/rollup_fixture.h"

namespace rollscope::testing {
namespace {

api::BatcherPolicy policyOf(api::BatchMode mode) {
    api::BatcherPolicy policy;
    policy.mode = mode;
    return policy;
}

/// A block with `bytes` of noise in a transaction's data.
void fill(Rollup& rollup, std::size_t bytes) {
    Bytes data(bytes);
    auto state = static_cast<std::uint32_t>(bytes);  // other noise each time
    for (auto& byte : data) byte = static_cast<std::uint8_t>((state = state * 1'664'525 + 1) >> 24);
    rollup.tickUntilMined(rollup.send(0, rollup.user(1), U256{1}, data, 4'000'000));
}

TEST(BatcherPolicy, bySizePostsWhenThereAreEnoughBytesHoweverOld) {
    Rollup rollup;
    auto policy = policyOf(api::BatchMode::size);
    policy.maxBytes = 20'000;
    ASSERT_TRUE(rollup.batcher->setPolicy(policy));
    fill(rollup, 8'000);
    for (int i = 0; i < 150; ++i) rollup.tick();
    EXPECT_EQ(rollup.mirror->batchCount(), 0u);
    EXPECT_FALSE(rollup.batcher->openBatch(rollup.now()).postsAt);
    fill(rollup, 14'000);
    rollup.tick();
    rollup.tick();
    EXPECT_EQ(rollup.mirror->batchCount(), 1u);
}

TEST(BatcherPolicy, byTimePostsAtTheAgeThatWasSet) {
    Rollup rollup;
    auto policy = policyOf(api::BatchMode::time);
    policy.maxAgeS = 10;
    ASSERT_TRUE(rollup.batcher->setPolicy(policy));
    fill(rollup, 10);
    const auto due = rollup.batcher->openBatch(rollup.now()).postsAt;
    ASSERT_TRUE(due);
    while (rollup.now() < *due) {
        EXPECT_EQ(rollup.mirror->batchCount(), 0u);
        rollup.tick();
    }
    rollup.tick();
    EXPECT_EQ(rollup.mirror->batchCount(), 1u);
}

TEST(BatcherPolicy, byHandNothingIsPostedButByHand) {
    Rollup rollup;
    ASSERT_TRUE(rollup.batcher->setPolicy(policyOf(api::BatchMode::manual)));
    fill(rollup, 10);
    for (int i = 0; i < 300; ++i) rollup.tick();
    EXPECT_EQ(rollup.mirror->batchCount(), 0u);
    rollup.flush();
    EXPECT_EQ(rollup.mirror->batchCount(), 1u);
}

TEST(BatcherPolicy, isKeptOverARestart) {
    Rollup rollup;
    auto policy = policyOf(api::BatchMode::size);
    policy.maxBytes = 50'000;
    policy.resubmitAfterS = 30;
    policy.maxFeePerGas = U256{7'000'000'000ULL};
    ASSERT_TRUE(rollup.batcher->setPolicy(policy));
    rollup.makeServices();
    EXPECT_EQ(rollup.batcher->policy(), policy);
}

TEST(BatcherPolicy, whatIsOutOfRangeIsRefusedAndNamed) {
    Rollup rollup;
    const auto before = rollup.batcher->policy();
    auto policy = before;
    policy.maxBytes = 122'881;
    const auto tooMany = rollup.batcher->setPolicy(policy);
    ASSERT_FALSE(tooMany);
    EXPECT_NE(tooMany.error().text().find("maxBytes"), std::string::npos);
    policy = before;
    policy.maxAgeS = 12 * 3'600;  // forced inclusion would come first
    EXPECT_FALSE(rollup.batcher->setPolicy(policy));
    policy = before;
    policy.resubmitAfterS = 0;
    EXPECT_FALSE(rollup.batcher->setPolicy(policy));
    EXPECT_EQ(rollup.batcher->policy(), before);
}

TEST(BatchCosts, areWhatL1Charged) {
    Rollup rollup;
    fill(rollup, 5'000);
    rollup.flush();
    const auto entry = rollup.mirror->batch(1);
    ASSERT_TRUE(entry);
    const auto mined = rollup.devnet->receipt(entry->origin.txHash);
    ASSERT_TRUE(mined && *mined);
    EXPECT_EQ(entry->gasUsed, (*mined)->receipt.gasUsed);
    EXPECT_EQ(entry->fee, U256{entry->gasUsed} * (*mined)->receipt.effectiveGasPrice);
    const auto data = rollup.mirror->batchData(1);
    ASSERT_TRUE(data);
    EXPECT_EQ(entry->sizeBytes, data->size());
    EXPECT_GT(entry->sizeBytes, 5'000u);
    EXPECT_GT(rollup.store.spans->span(1)->unpackedBytes, 5'000u);
}

TEST(BatchCosts, aFullBatchTakesNoMoreGasThanItsTransactionsWereReckonedAt) {
    Rollup rollup;
    rollup.tick();
    for (std::size_t i = 0; i < 1'000; ++i) {
        const auto low = static_cast<std::uint8_t>(i);
        const auto high = static_cast<std::uint8_t>(i >> 8);
        rollup.send(i % 5, Address{{{low, high, 9}}}, U256{1'000 + i}, {}, 21'000);
    }
    for (int i = 0; i < 5; ++i) rollup.tick();
    rollup.flush();
    const auto span = rollup.store.spans->span(1);
    ASSERT_TRUE(span);
    EXPECT_EQ(span->transactions, 1'000u);
    std::uint64_t reckoned = 0;
    for (auto number = span->firstBlock; number <= span->lastBlock; ++number) {
        const auto receipts = rollup.store.chain->receipts(number);
        ASSERT_TRUE(receipts);
        for (const auto& each : *receipts) reckoned += each.receipt.l1GasUsed;
    }
    const std::uint64_t used = rollup.mirror->batch(1)->gasUsed;
    EXPECT_GE(reckoned, used);
    EXPECT_LE(reckoned, used * 2);
}

}  // namespace
}  // namespace rollscope::testing
