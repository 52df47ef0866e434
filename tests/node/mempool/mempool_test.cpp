// The pool's rules, each told as a wallet meets them.
#include "node/mempool/mempool.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/node/chain/dev_chain.h"

namespace rollscope::mempool {
namespace {

using chain::DevChain;
using chain::signedTx;
using chain::testAccount;
using chain::TxWish;

constexpr std::uint64_t gwei = 1'000'000'000;
const U256 ether{1'000'000'000'000'000'000ULL};

class MempoolTest : public testing::Test {
protected:
    void SetUp() override {
        const auto opened = dev.open();
        ASSERT_TRUE(opened) << opened.error().text();
        config.layer = api::Layer::l1;
        config.chainId = chain::testChainId;
        openPool();
    }
    void openPool() {
        auto opened =
            Mempool::open(*dev.db, config, dev.chain->latestState(), host::nativePrecompiles());
        ASSERT_TRUE(opened) << opened.error().text();
        pool = std::move(*opened);
    }
    static types::Transaction tx(unsigned from, std::uint64_t nonce, std::uint64_t tipGwei = 1,
                                 std::uint64_t feeGwei = 10) {
        return signedTx({from,
                         nonce,
                         testAccount(2),
                         U256{1},
                         {},
                         21'000,
                         U256{feeGwei * gwei},
                         U256{tipGwei * gwei}});
    }
    static types::Transaction wish(const TxWish& wish) { return signedTx(wish); }
    Result<Hash> add(const types::Transaction& tx) {
        return pool->add(types::encodeTransaction(tx), 1'000);
    }
    ErrorCode refusal(const types::Transaction& tx) {
        const auto added = add(tx);
        return added ? ErrorCode::none : added.error().code;
    }
    std::vector<std::pair<Address, std::uint64_t>> order(std::size_t limit = 100) {
        std::vector<std::pair<Address, std::uint64_t>> result;
        for (const auto& next : pool->best(U256{gwei}, limit)) {
            result.emplace_back(next->sender, next->tx.nonce);
        }
        return result;
    }
    void expectCounts(std::uint64_t pending, std::uint64_t queued) {
        EXPECT_EQ(pool->counts().pending, pending);
        EXPECT_EQ(pool->counts().queued, queued);
    }
    void mine(const std::vector<types::Transaction>& txs) {
        dev.mine(txs);
        pool->onNewHead(dev.chain->latestState(),
                        dev.chain->block(dev.chain->headNumber())->hashes);
    }

    DevChain dev;
    PoolConfig config;
    std::unique_ptr<Mempool> pool;
    const Address alice = testAccount(0);
    const Address bob = testAccount(1);
};

TEST_F(MempoolTest, acceptedTransactionIsFoundByItsHash) {
    const auto added = add(tx(0, 0));
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(pool->find(*added));
    EXPECT_EQ(pool->find(*added)->sender, alice);
    EXPECT_EQ(pool->nextNonce(alice), 1u);
    EXPECT_EQ(pool->whyWaiting(*added), "");
    expectCounts(1, 0);
}

TEST_F(MempoolTest, refusalsAreEthereumsOwn) {
    using E = ErrorCode;
    ASSERT_TRUE(add(tx(0, 0)));
    EXPECT_EQ(refusal(tx(0, 0)), E::alreadyKnown);
    EXPECT_EQ(refusal(tx(0, 0, 1, 9)), E::replacementUnderpriced);
    EXPECT_EQ(refusal(tx(0, 1, 11, 10)), E::tipAboveFeeCap);
    EXPECT_EQ(refusal(wish({0, 1, bob, {}, {}, 20'999})), E::intrinsicGasTooLow);
    EXPECT_EQ(refusal(wish({0, 1, bob, {}, {}, 30'000'001})), E::gasLimitExceeded);
    EXPECT_EQ(refusal(wish({0, 1, bob, ether * U256{2'000}, {}})), E::insufficientFunds);
    EXPECT_EQ(refusal(wish({0, 1, bob, U256{} - U256{1}, {}})), E::insufficientFunds);
    EXPECT_EQ(refusal(wish({0, 1, bob, {}, {}, 21'000, U256{1}, U256{1}})), E::feeCapTooLow);
    EXPECT_EQ(refusal(wish({7, 0, bob, {}, {}})), E::insufficientFunds);
    EXPECT_EQ(refusal(wish({0, 1, std::nullopt, {}, Bytes(49'153), 9'000'000})),
              E::initCodeTooLarge);
    EXPECT_EQ(refusal(wish({0, 1, bob, {}, Bytes(200'000), 9'000'000})), E::invalidTransaction);
    expectCounts(1, 0);
}

TEST_F(MempoolTest, otherChainsAndTypesAreRefused) {
    auto other = tx(0, 0);
    other.chainId = 1;
    EXPECT_EQ(refusal(*host::signTransaction(other, chain::testKey(0))), ErrorCode::wrongChainId);
    types::Transaction deposit;
    deposit.type = types::TxType::deposit;
    deposit.from = alice;
    EXPECT_EQ(refusal(deposit), ErrorCode::transactionTypeNotSupported);
    EXPECT_FALSE(pool->add(Bytes{}, 0));
    EXPECT_FALSE(pool->add(Bytes(100, 0xc1), 0));
}

TEST_F(MempoolTest, usedNoncesAreTooLow) {
    mine({tx(0, 0)});
    const auto added = add(tx(0, 0, 5));
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, ErrorCode::nonceTooLow);
    EXPECT_EQ(added.error().text(), "nonce too low: next nonce 1, tx nonce 0");
}

TEST_F(MempoolTest, whatIsWaitingCountsAgainstTheBalance) {
    ASSERT_TRUE(add(wish({0, 0, bob, ether * U256{600}, {}})));
    EXPECT_EQ(refusal(wish({0, 1, bob, ether * U256{600}, {}})), ErrorCode::insufficientFunds);
    EXPECT_TRUE(add(wish({0, 1, bob, ether * U256{300}, {}})));
}

TEST_F(MempoolTest, aGapQueuesWhatComesAfterIt) {
    const auto late = add(tx(0, 2));
    ASSERT_TRUE(late);
    ASSERT_TRUE(add(tx(0, 0)));
    expectCounts(1, 1);
    EXPECT_EQ(pool->whyWaiting(*late), "waits for nonce 1");
    EXPECT_EQ(pool->nextNonce(alice), 1u);
    EXPECT_EQ(order().size(), 1u);
    ASSERT_TRUE(add(tx(0, 1)));
    expectCounts(3, 0);
    EXPECT_EQ(pool->nextNonce(alice), 3u);
    EXPECT_EQ(pool->pendingOf(alice).size(), 3u);
}

TEST_F(MempoolTest, theBestTipGoesFirstAndNoncesStayInOrder) {
    ASSERT_TRUE(add(tx(0, 0, 1)));
    ASSERT_TRUE(add(tx(0, 1, 9)));
    ASSERT_TRUE(add(tx(1, 0, 5)));
    ASSERT_TRUE(add(tx(1, 1, 1)));
    using P = std::pair<Address, std::uint64_t>;
    // alice's second pays most but waits for her first; equal tips go by arrival.
    EXPECT_EQ(order(), (std::vector<P>{{bob, 0}, {alice, 0}, {alice, 1}, {bob, 1}}));
    EXPECT_EQ(order(2).size(), 2u);
    EXPECT_EQ(pool->bestWithin(U256{gwei}, 50'000).size(), 2u);
    EXPECT_TRUE(pool->best(U256{20 * gwei}, 100).empty());
}

TEST_F(MempoolTest, replacementCostsATenthMore) {
    const auto old = add(tx(0, 0, 10, 20));
    ASSERT_TRUE(old);
    EXPECT_EQ(refusal(tx(0, 0, 10, 40)), ErrorCode::replacementUnderpriced);
    EXPECT_EQ(refusal(tx(0, 0, 11, 21)), ErrorCode::replacementUnderpriced);
    const auto next = add(tx(0, 0, 11, 22));
    ASSERT_TRUE(next);
    EXPECT_FALSE(pool->contains(*old));
    const auto ending = pool->ending(*old);
    ASSERT_TRUE(ending);
    EXPECT_EQ(ending->status, api::TxStatus::replaced);
    EXPECT_EQ(ending->replacedBy, *next);
    expectCounts(1, 0);
}

TEST_F(MempoolTest, aFullPoolDropsTheCheapest) {
    config.maxTransactions = 2;
    openPool();
    const auto cheap = add(tx(0, 0, 1));
    ASSERT_TRUE(add(tx(1, 0, 3)));
    EXPECT_EQ(refusal(tx(2, 0, 1)), ErrorCode::poolFull);
    ASSERT_TRUE(add(tx(2, 0, 2)));
    EXPECT_FALSE(pool->contains(*cheap));
    EXPECT_EQ(pool->ending(*cheap)->status, api::TxStatus::dropped);
    expectCounts(2, 0);
}

TEST_F(MempoolTest, anAccountMayNotFillThePool) {
    config.maxPerSender = 2;
    openPool();
    ASSERT_TRUE(add(tx(0, 0)));
    ASSERT_TRUE(add(tx(0, 1)));
    EXPECT_EQ(refusal(tx(0, 2)), ErrorCode::poolFull);
    EXPECT_TRUE(add(tx(1, 0)));
}

TEST_F(MempoolTest, aBlockTakesOutWhatItIncludedAndWhatItMadeInvalid) {
    const auto mined = tx(0, 0);
    const auto stays = add(tx(0, 1));
    ASSERT_TRUE(add(mined));
    const auto outrun = add(tx(1, 0));
    ASSERT_TRUE(outrun);
    mine({mined, tx(1, 0, 2)});
    EXPECT_FALSE(pool->contains(types::transactionHash(mined)));
    EXPECT_FALSE(pool->ending(types::transactionHash(mined)));
    EXPECT_TRUE(pool->contains(*stays));
    EXPECT_EQ(pool->ending(*outrun)->status, api::TxStatus::replaced);
    expectCounts(1, 0);
    EXPECT_EQ(pool->nextNonce(alice), 2u);
}

TEST_F(MempoolTest, anAccountThatWasEmptiedLosesItsTransactions) {
    const auto big = add(wish({0, 1, bob, ether * U256{500}, {}}));
    ASSERT_TRUE(big);
    mine({wish({0, 0, bob, ether * U256{900}, {}})});
    ASSERT_TRUE(pool->ending(*big));
    EXPECT_NE(pool->ending(*big)->reason.find("insufficient funds"), std::string::npos);
    expectCounts(0, 0);
}

TEST_F(MempoolTest, aReorgBringsTransactionsBack) {
    const auto first = tx(0, 0);
    mine({first, tx(1, 0)});
    ASSERT_TRUE(add(tx(0, 1)));
    const auto block = *dev.chain->block(1);
    ASSERT_TRUE(dev.chain->truncate(0));
    pool->onReorg(dev.chain->latestState(), block.transactions, block.senders, 2'000);
    expectCounts(3, 0);
    EXPECT_TRUE(pool->contains(types::transactionHash(first)));
    EXPECT_EQ(pool->nextNonce(alice), 2u);
}

TEST_F(MempoolTest, aDroppedTransactionIsRemembered) {
    const auto hash = add(tx(0, 0));
    const auto next = add(tx(0, 1));
    ASSERT_TRUE(pool->drop(*hash, "because"));
    EXPECT_FALSE(pool->drop(*hash, "again"));
    EXPECT_EQ(pool->ending(*hash)->reason, "because");
    EXPECT_TRUE(pool->contains(*next));
    expectCounts(0, 1);
    EXPECT_TRUE(order().empty());
}

TEST_F(MempoolTest, rowsComeNewestFirstWithTheirReasons) {
    ASSERT_TRUE(add(tx(0, 0)));
    ASSERT_TRUE(add(tx(0, 5)));
    const auto page = pool->rows({{0, 10}});
    EXPECT_EQ(page.total, 2u);
    ASSERT_EQ(page.rows.size(), 2u);
    EXPECT_TRUE(page.rows[0].queued);
    EXPECT_EQ(page.rows[0].why, QStringLiteral("waits for nonce 1"));
    EXPECT_FALSE(page.rows[1].queued);
    EXPECT_EQ(pool->rows({{1, 10}}).rows.size(), 1u);
    EXPECT_TRUE(pool->rows({{2, 10}}).rows.empty());
}

TEST_F(MempoolTest, pendingTransactionsOutliveARestart) {
    const auto first = add(tx(0, 0));
    const auto gone = add(tx(1, 0));
    const auto queued = add(tx(0, 2));
    ASSERT_TRUE(pool->drop(*gone, "test"));
    pool.reset();
    dev.close();
    ASSERT_TRUE(dev.open());
    openPool();
    EXPECT_TRUE(pool->contains(*first));
    EXPECT_TRUE(pool->contains(*queued));
    EXPECT_FALSE(pool->contains(*gone));
    EXPECT_EQ(pool->find(*first)->receivedMs, 1'000u);
    expectCounts(1, 1);
}

TEST_F(MempoolTest, addAllAnswersEachInOrder) {
    std::vector<Candidate> candidates;
    for (const auto& each : {tx(0, 0), tx(0, 0), tx(0, 1)}) {
        candidates.push_back(*prepare(types::encodeTransaction(each), host::nativePrecompiles()));
    }
    const auto answers = pool->addAll(std::move(candidates), 1);
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_TRUE(answers[0]);
    EXPECT_EQ(answers[1].error().code, ErrorCode::alreadyKnown);
    EXPECT_TRUE(answers[2]);
    EXPECT_GT(pool->revision(), 0u);
}

}  // namespace
}  // namespace rollscope::mempool
