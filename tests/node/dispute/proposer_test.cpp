#include "node/dispute/proposer.h"

#include "tests/node/support/rollup_fixture.h"

namespace rollscope::testing {
namespace {

TEST(Proposer, assertsEachBatchOnceWithABond) {
    Rollup rollup;
    rollup.tick();
    ASSERT_TRUE(rollup.batcher->flush(rollup.now()));
    rollup.follow();
    EXPECT_EQ(rollup.proposer->nextToAssert(), 1u);
    rollup.propose();
    EXPECT_FALSE(rollup.proposer->nextToAssert());
    const auto assertions = rollup.mirror->assertions(1);
    ASSERT_EQ(assertions.size(), 1u);
    EXPECT_EQ(assertions[0].asserter, rollup.roles.proposer);
    EXPECT_EQ(assertions[0].parts, rollup.store.spans->span(1)->claim);
    EXPECT_EQ(assertions[0].parts.blockHash, rollup.store.chain->head().hash);
    EXPECT_EQ(assertions[0].parts.stateRoot, rollup.store.chain->head().header.stateRoot);
    rollup.propose();
    EXPECT_EQ(rollup.mirror->assertions(1).size(), 1u);
}

TEST(Proposer, aRestartAssertsNothingTwice) {
    Rollup rollup;
    rollup.tick();
    rollup.flush();
    rollup.makeServices();
    rollup.propose();
    EXPECT_EQ(rollup.mirror->assertions(1).size(), 1u);
}

TEST(Proposer, finalizesAllThatIsReadyAtOnce) {
    l1::RollupParameters parameters;
    parameters.challengePeriodS = 50;
    Rollup rollup(parameters);
    for (int i = 0; i < 3; ++i) {
        rollup.tick();
        rollup.tick();
        rollup.flush();
    }
    const auto count = rollup.mirror->batchCount();
    ASSERT_GE(count, 2u);
    ASSERT_TRUE(rollup.devnet->warp(120, rollup.wallMs));
    rollup.follow();
    ASSERT_EQ(rollup.proposer->step(rollup.now()), true);
    rollup.follow();
    EXPECT_EQ(rollup.mirror->finalizedCount(), count);
    EXPECT_EQ(rollup.proposer->step(rollup.now()), false);
}

}  // namespace
}  // namespace rollscope::testing
