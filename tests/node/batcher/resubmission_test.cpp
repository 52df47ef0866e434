// What becomes of a batch that L1 does not mine at once.
#include "tests/node/support/rollup_fixture.h"
#include "tests/node/support/slow_l1.h"

namespace rollscope::testing {
namespace {

/// A rollup whose batcher posts through a slow L1, with two blocks to post.
struct SlowRollup : Rollup {
    SlowL1 l1{*devnet};

    SlowRollup() {
        batcherKey = std::make_unique<l1::Sender>(l1, roles, roles.batcher);
        makeServices();
        tick();
        tick();
    }
    std::uint64_t nonce() const { return *devnet->minedNonce(roles.batcher); }
    void post() {
        const auto posted = batcher->flush(now());
        ASSERT_TRUE(posted) << posted.error().text();
        ASSERT_EQ(*posted, 1u);
    }
    /// A minute of ticks in which L1 mines nothing of ours.
    void wait(int seconds) {
        for (int i = 0; i < seconds; ++i) tick();
    }
    /// L1 mines, and the batch is there once with every block up to `last` in it.
    void expectPostedOnce(std::uint64_t last) {
        l1.forgets = false;
        l1.mine();
        wait(5);
        ASSERT_EQ(mirror->batchCount(), 1u);
        EXPECT_EQ(store.spans->span(1)->firstBlock, 1u);
        EXPECT_GE(store.spans->span(1)->lastBlock, last);
        EXPECT_FALSE(batcher->inFlight());
        l1.mine();
        wait(3);
        EXPECT_EQ(mirror->batchCount(), 1u);
        EXPECT_EQ(nonce(), 1u + usedByOthers);
    }
    bool said(const char* words) const {
        for (const auto& event : events) {
            if (event.text.contains(QString::fromLatin1(words))) return true;
        }
        return false;
    }
    std::uint64_t usedByOthers = 0;
};

TEST(Resubmission, aNodeKilledBetweenSendingAndMiningPostsOnce) {
    SlowRollup rollup;
    const auto last = rollup.store.chain->headNumber();
    rollup.post();
    rollup.makeServices();
    EXPECT_TRUE(rollup.batcher->inFlight());
    EXPECT_FALSE(rollup.batcher->flush(rollup.now()));
    rollup.wait(3);
    EXPECT_EQ(rollup.l1.taken.size(), 1u);
    rollup.expectPostedOnce(last);
}

TEST(Resubmission, aNodeKilledBetweenSigningAndSendingSendsTheSameTransaction) {
    SlowRollup rollup;
    const auto last = rollup.store.chain->headNumber();
    rollup.l1.forgets = true;  // it never left the machine
    rollup.post();
    rollup.makeServices();
    rollup.l1.forgets = false;
    rollup.wait(4);
    ASSERT_EQ(rollup.l1.taken.size(), 2u);
    EXPECT_EQ(rollup.l1.taken[0], rollup.l1.taken[1]);
    rollup.expectPostedOnce(last);
}

TEST(Resubmission, aTransactionThatL1ForgotIsSentAgain) {
    SlowRollup rollup;
    const auto last = rollup.store.chain->headNumber();
    rollup.post();
    rollup.l1.forget();
    rollup.wait(4);
    EXPECT_TRUE(rollup.said("forgotten by L1"));
    EXPECT_EQ(rollup.l1.waiting(), 1u);
    rollup.expectPostedOnce(last);
}

TEST(Resubmission, aStuckTransactionIsSentAgainForMoreUntilL1TakesIt) {
    SlowRollup rollup;
    const auto last = rollup.store.chain->headNumber();
    rollup.post();
    rollup.l1.askedFee = U256{100'000'000'000ULL};
    rollup.l1.mine();
    EXPECT_EQ(rollup.l1.waiting(), 1u);
    rollup.wait(59);
    EXPECT_EQ(rollup.l1.taken.size(), 1u);
    rollup.wait(4);
    ASSERT_EQ(rollup.l1.taken.size(), 2u);
    const auto& first = rollup.l1.taken[0];
    const auto& second = rollup.l1.taken[1];
    EXPECT_EQ(second.nonce, first.nonce);
    EXPECT_EQ(second.data, first.data);
    EXPECT_GE(second.maxPriorityFeePerGas * U256{10}, first.maxPriorityFeePerGas * U256{11});
    EXPECT_GE(second.maxFeePerGas, rollup.l1.askedFee);
    rollup.makeServices();  // a restart knows both attempts
    rollup.expectPostedOnce(last);
}

TEST(Resubmission, theFirstAttemptMayWinAfterAll) {
    SlowRollup rollup;
    const auto last = rollup.store.chain->headNumber();
    rollup.post();
    rollup.wait(63);
    ASSERT_EQ(rollup.l1.taken.size(), 2u);
    ASSERT_TRUE(rollup.devnet->sendRawTransaction(types::encodeTransaction(rollup.l1.taken[0])));
    rollup.expectPostedOnce(last);
}

TEST(Resubmission, aNonceThatSomebodyElseUsedIsReplacedByTheNext) {
    SlowRollup rollup;
    const auto last = rollup.store.chain->headNumber();
    rollup.post();
    l1::Sender other(*rollup.devnet, rollup.roles, rollup.roles.batcher);
    ASSERT_TRUE(other.send(rollup.user(0), {}, U256{1}));
    rollup.usedByOthers = 1;
    rollup.l1.forget();
    rollup.wait(3);
    EXPECT_TRUE(rollup.said("lost its nonce"));
    EXPECT_TRUE(rollup.batcher->flush(rollup.now()));
    EXPECT_EQ(rollup.l1.taken.back().nonce, 1u);
    rollup.expectPostedOnce(last);
}

TEST(Resubmission, L1IsNeverOfferedMoreThanThePolicySays) {
    SlowRollup rollup;
    const auto last = rollup.store.chain->headNumber();
    api::BatcherPolicy policy;
    policy.maxFeePerGas = U256{5'000'000'000ULL};
    ASSERT_TRUE(rollup.batcher->setPolicy(policy));
    rollup.l1.askedFee = U256{6'000'000'000ULL};
    const auto refused = rollup.batcher->flush(rollup.now());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::l1Rejected);
    EXPECT_TRUE(rollup.l1.taken.empty());
    rollup.l1.askedFee = U256{4'000'000'000ULL};
    rollup.wait(3);
    rollup.post();
    rollup.l1.askedFee = U256{8'000'000'000ULL};
    rollup.wait(130);
    for (const auto& tx : rollup.l1.taken) EXPECT_LE(tx.maxFeePerGas, *policy.maxFeePerGas);
    rollup.l1.askedFee = {};
    rollup.expectPostedOnce(last);
}

TEST(Resubmission, blocksThatWereUndoneAreNotSentAgain) {
    SlowRollup rollup;
    rollup.l1.forgets = true;
    rollup.post();
    ASSERT_TRUE(rollup.store.chain->truncate(0));
    rollup.sequencer->abandon();
    rollup.l1.forgets = false;
    rollup.wait(6);
    EXPECT_EQ(rollup.l1.taken.size(), 1u);
    EXPECT_FALSE(rollup.batcher->inFlight());
}

}  // namespace
}  // namespace rollscope::testing
