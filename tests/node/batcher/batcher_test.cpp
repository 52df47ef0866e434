#include "node/batcher/batcher.h"

#include "tests/node/support/rollup_fixture.h"

namespace rollscope::testing {
namespace {

TEST(Batcher, nothingToSubmitBeforeThereAreBlocks) {
    Rollup rollup;
    rollup.follow();
    const auto posted = rollup.batcher->flush(rollup.now());
    ASSERT_FALSE(posted);
    EXPECT_EQ(posted.error().code, ErrorCode::nothingToSubmit);
}

TEST(Batcher, aFlushPostsEachBlockOnce) {
    Rollup rollup;
    rollup.tick();
    rollup.tick();
    ASSERT_EQ(rollup.batcher->flush(rollup.now()), 1u);
    EXPECT_FALSE(rollup.batcher->flush(rollup.now()));  // L1 has moved and is not read yet
    rollup.follow();
    const auto again = rollup.batcher->flush(rollup.now());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::nothingToSubmit);
    EXPECT_FALSE(rollup.batcher->inFlight());
    const auto head = rollup.store.chain->headNumber();
    rollup.tick();
    rollup.tick();
    ASSERT_GT(rollup.store.chain->headNumber(), head);
    rollup.flush();
    EXPECT_EQ(rollup.store.spans->span(2)->firstBlock, head + 1);
    EXPECT_EQ(rollup.mirror->batchCount(), 2u);
}

TEST(Batcher, postsByItselfWhenItsContentIsOld) {
    Rollup rollup;
    for (int i = 0; i < 5; ++i) rollup.tick();
    EXPECT_EQ(rollup.mirror->batchCount(), 0u);  // empty blocks alone can wait
    const Hash hash = rollup.send(0, rollup.user(1), ether(1));
    rollup.tickUntilMined(hash);
    const auto view = rollup.batcher->openBatch(rollup.now());
    EXPECT_EQ(view.transactions, 1u);
    EXPECT_EQ(view.firstBlock, 1u);
    EXPECT_EQ(view.blocks, rollup.store.chain->headNumber());
    ASSERT_TRUE(view.postsAt);
    EXPECT_GT(view.sizeBytes, 100u);
    for (int i = 0; i < 119 && rollup.mirror->batchCount() == 0; ++i) {
        EXPECT_LT(rollup.now(), *view.postsAt);
        rollup.tick();
    }
    rollup.tick();
    rollup.tick();
    EXPECT_EQ(rollup.mirror->batchCount(), 1u);
}

TEST(Batcher, aFullBatchOf256EmptyBlocksIsPosted) {
    Rollup rollup;
    rollup.follow();
    for (int i = 0; i < 256; ++i) {
        ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 300, rollup.wallMs}));
    }
    const auto posted = rollup.batcher->step(rollup.now());
    ASSERT_TRUE(posted);
    EXPECT_EQ(*posted, 1u);
    rollup.follow();
    EXPECT_EQ(rollup.store.chain->label(chain::Label::safe), 256u);
}

TEST(Batcher, aRestartPostsNothingTwice) {
    Rollup rollup;
    rollup.tick();
    ASSERT_EQ(rollup.batcher->flush(rollup.now()), 1u);
    rollup.makeServices();
    EXPECT_TRUE(rollup.batcher->inFlight());
    EXPECT_FALSE(rollup.batcher->flush(rollup.now()));
    rollup.follow();
    const auto again = rollup.batcher->flush(rollup.now());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::nothingToSubmit);
    EXPECT_EQ(rollup.mirror->batchCount(), 1u);
}

}  // namespace
}  // namespace rollscope::testing
