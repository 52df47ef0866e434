#include <algorithm>

#include "tests/node/support/rollup_fixture.h"

namespace rollscope::testing {
namespace {

/// Creation code of a contract that stores its call data's first word, logs it and returns it.
Bytes storeAndLog() {
    // runtime: sstore(0, w), mstore(0, w), log0(0, 32), return(0, 32) with w = calldataload(0)
    return *bytesFromHex("0x6e5f35805f555f5260205fa060205ff35f52600f6011f3");
}

/// A second node that has nothing but L1.
struct Follower {
    L2Store store;
    l1::L1Mirror mirror;
    std::vector<api::EventView> events;
    std::unique_ptr<verifier::Verifier> verifier;

    explicit Follower(const l1::DevnetL1& devnet) : mirror(devnet, devnet.contracts(), nullptr) {
        store.init(devnet.l2Genesis());
        verifier::VerifierCallbacks callbacks;
        callbacks.events = {[this](const api::EventView& event) { events.push_back(event); },
                            QStringLiteral("verifier")};
        verifier = std::make_unique<verifier::Verifier>(
            verifier::VerifierParts{*store.chain, *store.spans, mirror, host::nativePrecompiles(),
                                    l2Spec},
            verifier::VerifierOptions{}, std::move(callbacks));
    }

    void rebuild() {
        auto news = mirror.step();
        ASSERT_TRUE(news) << news.error().text();
        auto more = verifier->step(*news);
        while (more && *more) more = verifier->step();
        ASSERT_TRUE(more) << more.error().text();
    }
};

void expectSameBlocks(const Rollup& rollup, const Follower& follower) {
    ASSERT_EQ(follower.store.chain->headNumber(), rollup.store.chain->headNumber());
    for (std::uint64_t n = 0; n <= follower.store.chain->headNumber(); ++n) {
        const auto ours = rollup.store.chain->block(n);
        const auto theirs = follower.store.chain->block(n);
        ASSERT_TRUE(ours && theirs);
        ASSERT_EQ(toHex(theirs->record.hash.view()), toHex(ours->record.hash.view())) << n;
        ASSERT_EQ(theirs->transactions, ours->transactions) << n;
    }
    for (std::uint64_t batch = 1; batch <= rollup.store.spans->count(); ++batch) {
        EXPECT_EQ(follower.store.spans->span(batch), rollup.store.spans->span(batch));
    }
}

std::size_t alarms(const std::vector<api::EventView>& events) {
    return static_cast<std::size_t>(
        std::count_if(events.begin(), events.end(),
                      [](const auto& event) { return event.level == api::EventLevel::alarm; }));
}

TEST(Rebuild, anEmptyNodeFindsEveryBlockHashFromL1Alone) {
    Rollup rollup;
    rollup.tick();
    rollup.depositEth(0, ether(1'000));
    const Hash transfer = rollup.send(1, rollup.user(2), ether(500));
    const Hash deploy = rollup.send(2, std::nullopt, {}, storeAndLog());
    rollup.tick();
    rollup.tick();
    const auto deployed = rollup.store.chain->mined(deploy);
    ASSERT_TRUE(deployed && *deployed);
    ASSERT_TRUE((*deployed)->receipt.receipt.success);
    ASSERT_TRUE(rollup.store.chain->contains(transfer));
    const auto contract = (*deployed)->receipt.receipt.contractAddress;
    ASSERT_TRUE(contract);
    rollup.send(3, *contract, {}, Bytes(32, 0x2a));
    rollup.flush();
    for (int i = 0; i < 3; ++i) rollup.tick();
    const auto withdraw = l1::L2BridgeContract::withdrawTo({}, {}, rollup.user(0), ether(400));
    const Hash withdrawal = rollup.send(0, state::l2BridgeAddress, ether(400), withdraw);
    rollup.depositEth(4, ether(10));
    rollup.tick();
    rollup.tick();
    const auto withdrawn = rollup.store.chain->mined(withdrawal);
    ASSERT_TRUE(withdrawn && *withdrawn);
    EXPECT_TRUE((*withdrawn)->receipt.receipt.success);
    EXPECT_EQ(rollup.store.chain->head().outboxCount, U256{1});
    rollup.flush();
    EXPECT_EQ(rollup.balance(rollup.user(4)), ether(10'000'000) + ether(10));

    Follower follower(*rollup.devnet);
    follower.rebuild();

    expectSameBlocks(rollup, follower);
    EXPECT_EQ(rollup.store.spans->count(), 2u);
    EXPECT_EQ(alarms(follower.events), 0u);
    EXPECT_EQ(alarms(rollup.events), 0u);
    const std::uint64_t head = rollup.store.chain->headNumber();
    for (const auto* chain : {rollup.store.chain.get(), follower.store.chain.get()}) {
        EXPECT_EQ(chain->label(chain::Label::safe), head);
        EXPECT_EQ(chain->label(chain::Label::asserted), head);
        EXPECT_EQ(chain->label(chain::Label::finalized), 0u);
    }
}

TEST(Rebuild, assertionsBecomeFinalWhenTheirPeriodIsOver) {
    l1::RollupParameters parameters;
    parameters.challengePeriodS = 100;
    Rollup rollup(parameters);
    rollup.tick();
    rollup.tick();
    rollup.flush();
    const std::uint64_t posted = rollup.store.chain->headNumber();
    ASSERT_TRUE(rollup.devnet->warp(150, rollup.wallMs));
    rollup.follow();
    rollup.propose();
    EXPECT_EQ(rollup.mirror->finalizedCount(), 1u);
    EXPECT_EQ(rollup.store.chain->label(chain::Label::finalized), posted);
}

TEST(Rebuild, aWrongAssertionRaisesAnAlarm) {
    Rollup rollup;
    rollup.tick();
    const auto posted = rollup.batcher->flush(rollup.now());
    ASSERT_TRUE(posted);
    rollup.follow();
    auto claim = rollup.store.spans->span(1)->claim;
    claim.stateRoot.bytes[0] ^= 1;
    const Address contract = rollup.devnet->contracts().rollup;
    rollup.sendL1(5, contract, ether(1'000), l1::RollupContract::depositBond());
    rollup.sendL1(5, contract, {},
                  l1::RollupContract::submitStateRoot(claim, rollup.mirror->lastBatchHash()));
    rollup.follow();
    EXPECT_EQ(alarms(rollup.events), 1u);
    EXPECT_EQ(rollup.store.chain->label(chain::Label::asserted), 0u);
    rollup.propose();
    EXPECT_EQ(rollup.store.chain->label(chain::Label::asserted),
              rollup.store.chain->label(chain::Label::safe));
}

TEST(Rebuild, garbageInABatchStillTakesInForcedMessagesAndReplacesLocalBlocks) {
    Rollup rollup;
    rollup.tick();
    rollup.depositEth(0, ether(1'000));
    const Hash transfer = rollup.send(1, rollup.user(2), ether(500));
    rollup.tickUntilMined(transfer);
    const auto before = rollup.store.chain->headNumber();
    ASSERT_GE(before, 2u);
    const Hash oldFirst = (*rollup.store.chain->record(std::uint64_t{1}))->hash;

    const auto sent =
        rollup.batcherKey->send(rollup.devnet->contracts().rollup,
                                l1::RollupContract::submitBatch(Bytes{0x01, 0xff, 0x00, 0x17}, 1));
    ASSERT_TRUE(sent) << sent.error().text();
    rollup.follow();

    EXPECT_EQ(rollup.store.chain->headNumber(), 1u);
    EXPECT_NE((*rollup.store.chain->record(std::uint64_t{1}))->hash, oldFirst);
    EXPECT_EQ(rollup.store.chain->label(chain::Label::safe), 1u);
    ASSERT_EQ(rollup.undone.size(), 1u);
    EXPECT_FALSE(rollup.store.chain->contains(transfer));
    EXPECT_TRUE(rollup.pool->contains(transfer));
    EXPECT_EQ(rollup.balance(rollup.user(0)), ether(10'001'000));

    rollup.tickUntilMined(transfer);
    rollup.flush();
    Follower follower(*rollup.devnet);
    follower.rebuild();
    expectSameBlocks(rollup, follower);
}

TEST(Rebuild, aDevnetRevertTakesL2BackWithIt) {
    Rollup rollup;
    rollup.tick();
    rollup.flush();
    const auto clock = rollup.devnet->clock();
    const std::uint64_t l1Block = rollup.devnet->head().number;
    const std::uint64_t l2Block = rollup.store.chain->headNumber();
    rollup.depositEth(0, ether(1'000));
    const Hash transfer = rollup.send(1, rollup.user(2), ether(500));
    rollup.tick();
    rollup.tick();
    rollup.flush();
    ASSERT_EQ(rollup.store.spans->count(), 2u);
    ASSERT_TRUE(rollup.devnet->revertTo(l1Block, clock));
    rollup.follow();
    EXPECT_EQ(rollup.store.spans->count(), 1u);
    EXPECT_EQ(rollup.store.chain->headNumber(), l2Block);
    EXPECT_EQ(rollup.store.chain->label(chain::Label::safe), l2Block);
    EXPECT_TRUE(rollup.pool->contains(transfer));
    rollup.tickUntilMined(transfer);
    EXPECT_EQ(rollup.balance(rollup.user(0)), ether(10'000'000));
    rollup.flush();
    Follower follower(*rollup.devnet);
    follower.rebuild();
    expectSameBlocks(rollup, follower);
}

}  // namespace
}  // namespace rollscope::testing
