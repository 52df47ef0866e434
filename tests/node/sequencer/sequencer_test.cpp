#include "node/sequencer/sequencer.h"

#include "node/core/derive/derive.h"
#include "tests/node/support/rollup_fixture.h"

namespace rollscope::testing {
namespace {

using sequencer::Stage;

TEST(Sequencer, stagesComeInTheirOrderAndTheLastMakesABlock) {
    Rollup rollup;
    rollup.follow();
    const Hash hash = rollup.send(0, rollup.user(1), ether(1));
    const sequencer::Now now{rollup.now() + 1, rollup.wallMs};
    for (const Stage stage :
         {Stage::lock, Stage::validate, Stage::sequence, Stage::execute, Stage::computeStateRoot}) {
        EXPECT_EQ(rollup.sequencer->advance(now), stage);
        EXPECT_EQ(rollup.store.chain->headNumber(), 0u);
    }
    EXPECT_EQ(rollup.sequencer->stage(), Stage::submit);
    EXPECT_EQ(rollup.sequencer->transactionsInBlock(), 1u);
    EXPECT_EQ(rollup.sequencer->advance(now), Stage::submit);
    EXPECT_EQ(rollup.store.chain->headNumber(), 1u);
    EXPECT_TRUE(rollup.store.chain->contains(hash));
    EXPECT_FALSE(rollup.pool->contains(hash));
    EXPECT_EQ(rollup.sequencer->stage(), Stage::lock);
}

TEST(Sequencer, sealsAtOnceWhenAskedAndByTheClockOtherwise) {
    Rollup rollup;
    rollup.follow();
    const std::uint64_t second = rollup.now() + 1;
    EXPECT_EQ(rollup.sequencer->step({second, 5'000}), true);
    EXPECT_EQ(rollup.sequencer->step({second, 5'500}), false);
    EXPECT_EQ(rollup.sequencer->step({second, 6'000}), false);  // the chain's clock stands
    EXPECT_EQ(rollup.sequencer->step({second + 1, 6'000}), true);
    ASSERT_TRUE(rollup.sequencer->seal({second + 1, 6'001}));
    EXPECT_EQ(rollup.store.chain->head().header.timestamp, second + 2);
    rollup.sequencer->setAutomatic(false);
    EXPECT_EQ(rollup.sequencer->step({second + 9, 99'000}), false);
}

TEST(Sequencer, takesInDepositsAndReportsL1) {
    Rollup rollup;
    rollup.follow();
    rollup.depositEth(3, ether(7));
    rollup.follow();
    ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 1, rollup.wallMs}));
    EXPECT_EQ(rollup.balance(rollup.user(3)), ether(10'000'007));
    const auto block = rollup.store.chain->block(1);
    ASSERT_TRUE(block);
    ASSERT_EQ(block->transactions.size(), 2u);
    EXPECT_TRUE(block->transactions[0].isSystem);
    EXPECT_TRUE(block->transactions[1].isDeposit());
    const auto info = derive::l1InfoOf(block->record.header, block->transactions);
    EXPECT_EQ(info.number, rollup.devnet->head().number);
    EXPECT_EQ(info.timestamp, rollup.devnet->head().timestamp);
    EXPECT_EQ(info.baseFee, rollup.devnet->head().baseFee);
    EXPECT_EQ(info.inboxCount, 1u);
}

TEST(Sequencer, aBlockHoldsNoMoreThanABatchCarriesAndTheRestWaits) {
    Rollup rollup;
    rollup.follow();
    const Hash first = rollup.send(0, rollup.user(1), {}, Bytes(90'000));
    const Hash second = rollup.send(2, rollup.user(1), {}, Bytes(90'000));
    ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 1, rollup.wallMs}));
    EXPECT_TRUE(rollup.store.chain->contains(first));
    EXPECT_FALSE(rollup.store.chain->contains(second));
    EXPECT_TRUE(rollup.pool->contains(second));
    ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 2, rollup.wallMs}));
    EXPECT_TRUE(rollup.store.chain->contains(second));
    EXPECT_TRUE(rollup.skipped.empty());
}

TEST(Sequencer, manyOfOneSenderGoInInNonceOrder) {
    Rollup rollup;
    rollup.follow();
    for (int i = 0; i < 50; ++i) rollup.send(0, rollup.user(1), ether(1), {}, 21'000);
    ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 1, rollup.wallMs}));
    EXPECT_EQ(rollup.store.chain->head().transactions, 51u);
    EXPECT_EQ(rollup.pool->counts().pending, 0u);
}

TEST(Sequencer, theBlockInTheMakingRestartsWhenTheHeadMoves) {
    Rollup rollup;
    rollup.follow();
    ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 1, rollup.wallMs}));
    ASSERT_EQ(rollup.sequencer->advance({rollup.now() + 2, rollup.wallMs}), Stage::lock);
    ASSERT_EQ(rollup.sequencer->advance({rollup.now() + 2, rollup.wallMs}), Stage::validate);
    ASSERT_TRUE(rollup.store.chain->truncate(0));
    EXPECT_EQ(rollup.sequencer->advance({rollup.now() + 2, rollup.wallMs}), Stage::lock);
    ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 2, rollup.wallMs}));
    EXPECT_EQ(rollup.store.chain->headNumber(), 1u);
}

}  // namespace
}  // namespace rollscope::testing
