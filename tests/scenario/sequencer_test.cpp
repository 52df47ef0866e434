// The sequencer in an operator's hands.
#include "tests/scenario/harness.h"

namespace rollscope {
namespace {

using api::BlockStage;
using api::Layer;
using SequencerPlay = Play;

api::Intent transfer(const Address& from, const Address& to) {
    api::Intent intent;
    intent.from = from;
    intent.to = to;
    intent.amount = ether(1000);
    return intent;
}

TEST_F(SequencerPlay, aBlockIsMadeStageByStageAndReadsAreAnsweredMeanwhile) {
    open();
    const auto paused = have(node->pauseSequencer());
    EXPECT_EQ(paused.mode, api::SequencerMode::paused);
    const std::uint64_t head = have(node->syncStatus()).heads.unsafe.number;
    const Hash hash = does(transfer(alice, bob));
    const U256 before = balance(Layer::l2, bob);
    for (const BlockStage stage : {BlockStage::lock, BlockStage::validate, BlockStage::sequence,
                                   BlockStage::execute, BlockStage::computeStateRoot}) {
        EXPECT_EQ(have(node->stepSequencer()).stage, stage);
        const auto view = have(node->sequencer());
        EXPECT_EQ(view.mode, api::SequencerMode::stepping);
        EXPECT_EQ(view.making->number, head + 1);
        EXPECT_EQ(balance(Layer::l2, bob), before);
        EXPECT_EQ(statusOf(hash), api::TxStatus::pending);
        const auto rows = have(node->mempool({})).rows;
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_TRUE(rows[0].why.contains(QStringLiteral("held before")));
    }
    EXPECT_EQ(have(node->sequencer()).making->included, 1U);
    EXPECT_EQ(have(node->stepSequencer()).stage, BlockStage::submit);
    EXPECT_EQ(balance(Layer::l2, bob), before + ether(1000));
    EXPECT_EQ(have(node->syncStatus()).heads.unsafe.number, head + 1);
    // how it came to be is kept
    const auto made = have(node->blockProgress(head + 1));
    EXPECT_EQ(made.included, 1U);
    const api::TxTrail trail = have(node->transactionTrail(hash));
    EXPECT_EQ(trail.block, head + 1);
    EXPECT_EQ(trail.sealedMs, made.stages.back().doneAtMs);
    ASSERT_TRUE(trail.receivedMs);
    EXPECT_LE(*trail.receivedMs, *trail.sealedMs);
    EXPECT_TRUE(trail.answers.empty());  // no client asked
    have(node->transactionStatus(hash, api::TxOrigin::network));
    EXPECT_EQ(have(node->transactionTrail(hash)).answers.front().status,
              api::TxStatus::acceptedInL2);
    EXPECT_EQ(have(node->sequencer()).mode, api::SequencerMode::paused);
    EXPECT_EQ(have(node->resumeSequencer()).mode, api::SequencerMode::automatic);
    EXPECT_TRUE(
        eventually([&] { return have(node->syncStatus()).heads.unsafe.number > head + 1; }));
}

TEST_F(SequencerPlay, aLockedBlockIsFinishedByMiningAndByGoingOn) {
    open();
    auto held = have(node->lockNextBlock());
    EXPECT_EQ(held.next, BlockStage::validate);
    const std::uint64_t number = held.making->number;
    have(node->devnet({api::DevnetAction::mine, 1}));
    EXPECT_EQ(have(node->syncStatus()).heads.unsafe.number, number);
    EXPECT_EQ(have(node->sequencer()).mode, api::SequencerMode::paused);
    have(node->lockNextBlock());
    have(node->resumeSequencer());
    EXPECT_GE(have(node->syncStatus()).heads.unsafe.number, number + 1);
}

TEST_F(SequencerPlay, whatTheOperatorDoesStandsInTheEventLog) {
    open();
    have(node->pauseSequencer());
    api::SequencerPolicy policy;
    policy.blockTimeMs = 250;
    policy.ordering = api::TxOrdering::firstCome;
    EXPECT_EQ(have(node->setSequencerPolicy(policy)).policy.blockTimeMs, 250U);
    policy.gasLimit = 5;
    EXPECT_EQ(refused(node->setSequencerPolicy(policy)).code, ErrorCode::invalidParams);
    const Hash hash = does(transfer(alice, bob));
    have(node->dropTransaction(hash));
    EXPECT_EQ(refused(node->dropTransaction(hash)).code, ErrorCode::notFound);
    EXPECT_EQ(statusOf(hash), api::TxStatus::dropped);
    have(node->resumeSequencer());
    have(node->stop(api::Role::sequencer));
    EXPECT_EQ(refused(node->stepSequencer()).code, ErrorCode::roleOff);
    QStringList lines;
    for (const auto& event : have(node->events({0, 100})).rows) lines.append(event.text);
    for (const char* words : {"Paused by the operator", "Policy set by the operator", "dropped by",
                              "Resumed by the operator", "sequencer stopped"}) {
        EXPECT_EQ(lines.filter(QString::fromLatin1(words)).size(), 1) << words;
    }
}

TEST_F(SequencerPlay, policyAndPauseAreThereAfterARestartAndTheConfigurationTellsThem) {
    openWith({});
    EXPECT_EQ(have(node->config()).blockTimeMs, 1'000U);
    const api::SequencerPolicy wish{300, 5'000'000, api::TxOrdering::firstCome};
    have(node->setSequencerPolicy(wish));
    EXPECT_EQ(have(node->config()).blockTimeMs, 300U);
    have(node->pauseSequencer());
    close();

    openWith({});
    const auto view = have(node->sequencer());
    EXPECT_EQ(view.policy.blockTimeMs, 300U);
    EXPECT_EQ(view.policy.gasLimit, 5'000'000U);
    EXPECT_EQ(view.policy.ordering, api::TxOrdering::firstCome);
    EXPECT_EQ(view.mode, api::SequencerMode::paused);
    EXPECT_EQ(have(node->config()).blockTimeMs, 300U);
    const Hash hash = does(transfer(alice, bob));
    EXPECT_EQ(statusOf(hash), api::TxStatus::pending);
    have(node->resumeSequencer());
    EXPECT_TRUE(reaches(hash, api::TxStatus::acceptedInL2));
    close();

    openWith({});
    EXPECT_EQ(have(node->sequencer()).mode, api::SequencerMode::automatic);
}

TEST_F(SequencerPlay, aBlockTimeGivenAtTheStartWinsAndIsKept) {
    openWith({});
    have(node->setSequencerPolicy({300, 5'000'000, api::TxOrdering::firstCome}));
    close();
    embedded::Options options;
    options.blockTimeMs = 700;
    openWith(options);
    EXPECT_EQ(have(node->config()).blockTimeMs, 700U);
    EXPECT_EQ(have(node->sequencer()).policy.gasLimit, 5'000'000U);
    close();
    openWith({});
    EXPECT_EQ(have(node->sequencer()).policy.blockTimeMs, 700U);
}

TEST_F(SequencerPlay, aBlockHeldAtTheStopIsNoPauseAndItsTransactionsGoOn) {
    openWith({});
    have(node->pauseSequencer());
    have(node->resumeSequencer());
    have(node->lockNextBlock());
    const Hash hash = does(transfer(alice, bob));
    EXPECT_EQ(statusOf(hash), api::TxStatus::pending);
    close();
    openWith({});
    EXPECT_TRUE(reaches(hash, api::TxStatus::acceptedInL2));
}

}  // namespace
}  // namespace rollscope
