#include "node/sequencer/sequencer.h"

#include "node/core/derive/derive.h"
#include "node/sequencer/policy.h"
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
    EXPECT_EQ(rollup.sequencer->view().making->included, 1u);
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

TEST(Sequencer, aHeldBlockKeepsNobodyFromReadingAndGoesOnWhereItStood) {
    Rollup rollup;
    rollup.follow();
    rollup.send(0, rollup.user(1), ether(1));
    const U256 before = rollup.balance(rollup.user(1));
    rollup.sequencer->setAutomatic(false);
    EXPECT_EQ(rollup.sequencer->lockNext({rollup.now() + 1, rollup.wallMs}), true);
    EXPECT_EQ(rollup.sequencer->lockNext({rollup.now() + 5, rollup.wallMs}), false);
    auto view = rollup.sequencer->view();
    EXPECT_EQ(view.mode, api::SequencerMode::stepping);
    EXPECT_EQ(view.next, Stage::validate);
    ASSERT_TRUE(view.making);
    EXPECT_EQ(view.making->number, 1u);
    EXPECT_TRUE(view.making->stages[0].done);
    EXPECT_FALSE(view.making->stages[1].done);
    // the pool takes in more, the chain answers, the block's time is the one it was locked at
    const Hash late = rollup.send(2, rollup.user(1), ether(1));
    EXPECT_EQ(rollup.balance(rollup.user(1)), before);
    const std::uint64_t lockedAt = rollup.now() + 1;
    rollup.sequencer->setAutomatic(true);
    EXPECT_EQ(rollup.sequencer->step({lockedAt + 60, rollup.wallMs}), true);
    EXPECT_EQ(rollup.store.chain->head().header.timestamp, lockedAt);
    EXPECT_TRUE(rollup.store.chain->contains(late));
    view = rollup.sequencer->view();
    EXPECT_EQ(view.mode, api::SequencerMode::automatic);
    EXPECT_FALSE(view.making);
    EXPECT_EQ(view.last->included, 2u);
}

TEST(Sequencer, tellsHowFarTheBlockIsAndHowLongEachStageTook) {
    Rollup rollup;
    std::uint64_t us = 0;
    sequencer::SequencerOptions options;
    options.stopwatchUs = [&us] { return us += 60'000; };
    std::vector<api::SequencerView> told;
    sequencer::SequencerCallbacks callbacks;
    sequencer::Sequencer* watched = nullptr;
    callbacks.changed = [&] { told.push_back(watched->view()); };
    sequencer::Sequencer own({*rollup.store.chain, *rollup.pool, *rollup.mirror,
                              host::nativePrecompiles(), l2Spec, *rollup.store.database},
                             options, callbacks);
    watched = &own;
    rollup.follow();
    for (int i = 0; i < 100; ++i) rollup.send(0, rollup.user(1), ether(1), {}, 21'000);
    ASSERT_TRUE(own.seal({rollup.now() + 1, rollup.wallMs}));
    const auto halfway = std::find_if(told.begin(), told.end(), [](const auto& view) {
        return view.making && view.next == Stage::execute && view.making->executed > 0;
    });
    ASSERT_NE(halfway, told.end());
    EXPECT_EQ(halfway->making->executed, 64u);
    EXPECT_EQ(halfway->making->chosen, 100u);
    const auto last = own.view().last;
    ASSERT_TRUE(last);
    EXPECT_EQ(last->executed, 100u);
    EXPECT_EQ(last->included, 100u);
    for (const auto& stage : last->stages) {
        EXPECT_TRUE(stage.done);
        EXPECT_GE(stage.durationUs, 60'000u);
    }
}

TEST(Sequencer, thePolicyDecidesWhoGoesFirstAndHowMuchFits) {
    Rollup rollup;
    rollup.follow();
    const auto send = [&](std::size_t from, std::uint64_t tip) {
        auto tx = rollup.sign(l1::rollupChainId, rollup.user(from), 0, rollup.user(9), {}, {});
        tx.maxPriorityFeePerGas = U256{tip};
        const auto raw = rollup.users.sign(tx, rollup.user(from));
        return *rollup.pool->add(*raw, rollup.wallMs);
    };
    const Hash poor = send(0, 1'000);
    const Hash rich = send(1, 9'000);
    api::SequencerPolicy policy;
    policy.gasLimit = 1'000'000;  // one of these transactions asks for all of it
    ASSERT_TRUE(rollup.sequencer->setPolicy(policy));
    ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 1, rollup.wallMs}));
    EXPECT_TRUE(rollup.store.chain->contains(rich));
    EXPECT_TRUE(rollup.pool->contains(poor));
    const Hash richer = send(2, 90'000);
    policy.ordering = api::TxOrdering::firstCome;
    ASSERT_TRUE(rollup.sequencer->setPolicy(policy));
    ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 2, rollup.wallMs}));
    EXPECT_TRUE(rollup.store.chain->contains(poor));
    EXPECT_TRUE(rollup.pool->contains(richer));
    EXPECT_TRUE(rollup.skipped.empty());
}

TEST(Sequencer, aPolicyOutOfBoundsIsRefusedAndTheOldOneStays) {
    Rollup rollup;
    api::SequencerPolicy policy;
    policy.gasLimit = derive::blockGasLimit + 1;
    EXPECT_FALSE(rollup.sequencer->setPolicy(policy));
    policy = {};
    policy.blockTimeMs = 1;
    EXPECT_FALSE(rollup.sequencer->setPolicy(policy));
    EXPECT_EQ(rollup.sequencer->view().policy.blockTimeMs, 1'000u);
}

TEST(Sequencer, aBlockTimeOutOfBoundsAtTheStartIsRefusedByName) {
    EXPECT_TRUE(sequencer::checkPolicy({.blockTimeMs = 100}));
    EXPECT_TRUE(sequencer::checkPolicy({.blockTimeMs = 3'600'000}));
    const auto tooShort = sequencer::checkPolicy({.blockTimeMs = 99});
    ASSERT_FALSE(tooShort);
    EXPECT_EQ(tooShort.error().text().find("blockTimeMs: must be from 100 to 3600000") !=
                  std::string::npos,
              true);
}

TEST(Sequencer, whatTheDiskHoldsBrokenIsTheUsualPolicy) {
    Rollup rollup;
    ASSERT_TRUE(rollup.sequencer->setPolicy({.blockTimeMs = 200}));
    ASSERT_TRUE(rollup.store.database->putRecord("sequencer/policy", Bytes{1, 2, 3}));
    EXPECT_EQ(sequencer::storedPolicy(*rollup.store.database).blockTimeMs, 1'000u);
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
