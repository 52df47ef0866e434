// Deposits and withdrawals as the bridge tells them: also when the chain is ahead of it, when the
// chain goes back, and after a reopening.
#include "node/bridge/bridge.h"

#include <gtest/gtest.h>

#include "node/core/merkle/message_tree.h"
#include "tests/node/support/rollup_fixture.h"

namespace rollscope::bridge {
namespace {

using api::MessageSide;

U256 ether(std::uint64_t amount) {
    return U256{amount} * U256{1'000'000'000'000'000'000ULL};
}

/// A rollup, and a bridge that follows it when it is told to.
struct Play : testing::Rollup {
    std::unique_ptr<Bridge> bridge;

    Play() { openBridge(); }
    void openBridge() {
        bridge =
            std::make_unique<Bridge>(Sources{*mirror, *store.chain, *store.spans, *store.database});
    }
    void step() {
        const auto news = bridge->step();
        ASSERT_TRUE(news) << news.error().text();
    }
    Hash withdraw(std::size_t from) {
        const Bytes data = l1::L2BridgeContract::withdrawTo({}, {}, user(from), ether(1));
        const Hash hash = send(from, state::l2BridgeAddress, ether(1), data);
        tickUntilMined(hash);
        return hash;
    }
};

TEST(BridgeTest, aProofWaitsForBlocksThatAreStillBeingRead) {
    Play play;
    const Hash first = play.withdraw(0);
    play.step();
    EXPECT_EQ(play.bridge->withdrawalCount(), 1u);
    // the batch holds a withdrawal that the bridge has not read
    play.withdraw(1);
    play.flush();
    const auto early = play.bridge->proof(0, play.now());
    ASSERT_FALSE(early.has_value());
    EXPECT_EQ(early.error().code, ErrorCode::withdrawalNotReady);
    EXPECT_NE(early.error().data.find("still being read"), std::string::npos);
    play.step();
    const auto proof = play.bridge->proof(0, play.now());
    ASSERT_TRUE(proof) << proof.error().text();
    EXPECT_TRUE(merkle::verifyPath(proof->leaf, 0, proof->path, proof->root));
    EXPECT_EQ(play.bridge->withdrawalOf(first), 0u);
}

TEST(BridgeTest, aReopenedBridgeTellsTheSame) {
    Play play;
    play.depositEth(2, ether(3));
    std::vector<Hash> sent;
    for (std::size_t i = 0; i < 3; ++i) sent.push_back(play.withdraw(i));
    play.step();
    const auto before = play.bridge->withdrawals(std::nullopt, {}, play.now());
    play.openBridge();
    play.step();
    const auto after = play.bridge->withdrawals(std::nullopt, {}, play.now());
    ASSERT_EQ(after.total, 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(after.rows[i].leaf, before.rows[i].leaf);
        EXPECT_EQ(after.rows[i].amount, ether(1));
        EXPECT_EQ(play.bridge->withdrawalOf(sent[i]), i);
        EXPECT_EQ(play.bridge->withdrawalOf(before.rows[2 - i].leaf), i);
        const auto own = play.bridge->withdrawals(play.user(i), {}, play.now());
        ASSERT_EQ(own.total, 1u);
        EXPECT_EQ(own.rows.front().l2TxHash, sent[i]);
    }
    const auto deposit = play.bridge->deposits(play.user(2), {}, play.now());
    ASSERT_EQ(deposit.total, 1u);
    ASSERT_TRUE(deposit.rows.front().l2TxHash.has_value());
    EXPECT_EQ(play.bridge->depositOf(*deposit.rows.front().l2TxHash), 0u);
    EXPECT_EQ(play.bridge->depositOf(deposit.rows.front().l1TxHash), 0u);
}

TEST(BridgeTest, whatTheChainTookBackIsToldNoMore) {
    Play play;
    play.withdraw(0);
    play.step();
    const std::uint64_t kept = play.store.chain->headNumber();
    const Hash gone = play.withdraw(1);
    play.step();
    ASSERT_EQ(play.bridge->withdrawalCount(), 2u);
    const Hash leaf = play.bridge->withdrawal(1, play.now())->leaf;
    ASSERT_TRUE(play.store.chain->truncate(kept));
    const auto news = play.bridge->step();
    ASSERT_TRUE(news);
    EXPECT_TRUE(news->cutBack);
    EXPECT_EQ(play.bridge->withdrawalCount(), 1u);
    EXPECT_FALSE(play.bridge->withdrawalOf(gone).has_value());
    EXPECT_FALSE(play.bridge->indexOf(MessageSide::outbox, leaf).has_value());
    EXPECT_EQ(play.bridge->withdrawals(play.user(1), {}, play.now()).total, 0u);
    EXPECT_EQ(play.bridge->tree({MessageSide::outbox, 0, 0, 16}).count, 1u);
}

}  // namespace
}  // namespace rollscope::bridge
