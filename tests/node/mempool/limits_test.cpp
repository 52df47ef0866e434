// The pool when it is full, old, or flooded.
#include <gtest/gtest.h>
#include <malloc.h>

#include "node/mempool/mempool.h"
#include "tests/node/chain/dev_chain.h"

namespace rollscope::mempool {
namespace {

using chain::DevChain;
using chain::testAccount;

constexpr std::uint64_t gwei = 1'000'000'000;

/// Account number `index` of a crowd, which signs nothing.
Address member(std::size_t index) {
    Address account;
    account[0] = 0xc0;
    for (std::size_t i = 0; i < 8; ++i) {
        account[12 + i] = static_cast<std::uint8_t>(index >> (8 * (7 - i)));
    }
    return account;
}

class PoolLimits : public testing::Test {
protected:
    void open(std::size_t crowd) {
        for (std::size_t i = 0; i < crowd; ++i) dev.alsoFunded.push_back(member(i));
        const auto opened = dev.open();
        ASSERT_TRUE(opened) << opened.error().text();
        config.layer = api::Layer::l1;
        config.chainId = chain::testChainId;
        reopen();
    }
    void reopen() {
        pool.reset();
        auto made =
            Mempool::open(*dev.db, config, dev.chain->latestState(), host::nativePrecompiles());
        ASSERT_TRUE(made) << made.error().text();
        pool = std::move(*made);
    }
    static Candidate of(const Address& sender, std::uint64_t nonce, std::uint64_t tipGwei,
                        std::uint64_t capGwei = 20, Bytes data = {}) {
        types::Transaction tx;
        tx.type = types::TxType::dynamicFee;
        tx.chainId = chain::testChainId;
        tx.nonce = nonce;
        tx.to = testAccount(2);
        tx.value = U256{1};
        tx.gasLimit = 21'000 + 40 * data.size();
        tx.maxFeePerGas = U256{capGwei * gwei};
        tx.maxPriorityFeePerGas = U256{tipGwei * gwei};
        tx.data = std::move(data);
        tx.signature.r = tx.signature.s = toU256(sender);
        return {tx, types::transactionHash(tx), sender, types::encodeTransaction(tx)};
    }
    Result<Hash> add(Candidate candidate, std::uint64_t nowMs = 1'000) {
        return pool->add(std::move(candidate), nowMs);
    }
    ErrorCode refusal(Candidate candidate) {
        const auto added = add(std::move(candidate));
        return added ? ErrorCode::none : added.error().code;
    }

    DevChain dev;
    PoolConfig config;
    std::unique_ptr<Mempool> pool;
};

TEST_F(PoolLimits, whatWaitsBehindAGapGoesFirstHoweverMuchItOffers) {
    config.maxTransactions = 3;
    open(9);
    const auto honest = add(of(member(0), 0, 1));
    const auto gap = add(of(member(1), 7, 15));
    ASSERT_TRUE(add(of(member(2), 0, 2)));
    ASSERT_TRUE(add(of(member(3), 0, 1)));
    EXPECT_TRUE(pool->contains(*honest));
    EXPECT_FALSE(pool->contains(*gap));
    EXPECT_EQ(pool->ending(*gap)->status, api::TxStatus::dropped);
    EXPECT_EQ(refusal(of(member(4), 7, 19)), ErrorCode::poolFull);
}

TEST_F(PoolLimits, whatPaysLessThanTheBaseFeeGoesBeforeWhatCouldBeIncluded) {
    config.maxTransactions = 2;
    open(9);
    auto stuck = of(member(0), 0, 0);
    stuck.tx.maxFeePerGas = stuck.tx.maxPriorityFeePerGas = U256{gwei / 2};
    const auto held = add(std::move(stuck));
    ASSERT_TRUE(held) << held.error().text();
    const auto honest = add(of(member(1), 0, 0));
    ASSERT_TRUE(add(of(member(2), 0, 0)));
    EXPECT_FALSE(pool->contains(*held));
    EXPECT_TRUE(pool->contains(*honest));
}

TEST_F(PoolLimits, onlyASendersLastGoesAndADearTailShieldsNothingCheap) {
    config.maxTransactions = 4;
    open(9);
    const auto cheap = add(of(member(0), 0, 1));
    const auto dear = add(of(member(0), 1, 15));  // worth what stands before it: 1
    const auto middle = add(of(member(1), 0, 2));
    ASSERT_TRUE(add(of(member(2), 0, 9)));
    ASSERT_TRUE(add(of(member(3), 0, 3)));
    EXPECT_FALSE(pool->contains(*dear));
    EXPECT_TRUE(pool->contains(*cheap));
    ASSERT_TRUE(add(of(member(4), 0, 3)));
    EXPECT_FALSE(pool->contains(*cheap));
    EXPECT_TRUE(pool->contains(*middle));
    EXPECT_EQ(pool->counts().queued, 0u);
}

TEST_F(PoolLimits, aRefusedNewcomerPushesNobodyOut) {
    config.maxBytes = 60'000;
    open(99);
    std::vector<Hash> small;
    for (std::size_t i = 0; pool->view().bytes + 3'000 < config.maxBytes; ++i) {
        small.push_back(*add(of(member(i), 0, i < 3 ? 1 : 9)));
    }
    // it is worth more than three of them, and wants the room of many
    EXPECT_EQ(refusal(of(member(90), 0, 5, 20, Bytes(30'000))), ErrorCode::poolFull);
    for (const Hash& hash : small) EXPECT_TRUE(pool->contains(hash));
    EXPECT_TRUE(add(of(member(91), 0, 10, 20, Bytes(20'000))));
    EXPECT_LE(pool->view().bytes, config.maxBytes);
}

TEST_F(PoolLimits, whatTheOperatorSentStaysAlsoOverARestart) {
    config.maxTransactions = 2;
    config.lifetimeMs = 10'000;
    open(9);
    const auto real = chain::signedTx(
        {0, 5, testAccount(2), U256{1}, {}, 21'000, U256{9 * gwei}, U256{1}});  // behind a gap, for
                                                                                // nearly nothing
    auto own = *prepare(types::encodeTransaction(real), host::nativePrecompiles());
    own.local = true;
    const auto kept = add(std::move(own));
    const auto other = add(of(member(1), 0, 1));
    EXPECT_EQ(refusal(of(member(2), 0, 1)), ErrorCode::poolFull);
    ASSERT_TRUE(add(of(member(2), 0, 9)));
    EXPECT_TRUE(pool->contains(*kept));
    EXPECT_FALSE(pool->contains(*other));
    EXPECT_EQ(pool->expire(1'000'000), 0u);
    reopen();
    ASSERT_TRUE(pool->contains(*kept));
    EXPECT_TRUE(pool->find(*kept)->local);
    EXPECT_EQ(pool->expire(1'000'000), 0u);
    EXPECT_TRUE(pool->contains(*kept));
}

TEST_F(PoolLimits, protectionIsForAFewAndNoDoorForAFlood) {
    config.maxTransactions = 4;
    config.maxLocal = 2;
    open(9);
    for (std::size_t i = 0; i < 4; ++i) {
        auto own = of(member(i), 0, 1);
        own.local = true;
        ASSERT_TRUE(add(std::move(own)));
    }
    EXPECT_EQ(pool->view().local, 2u);
    ASSERT_TRUE(add(of(member(5), 0, 2)));
    ASSERT_TRUE(add(of(member(6), 0, 2)));
    EXPECT_EQ(refusal(of(member(7), 0, 2)), ErrorCode::poolFull);
}

TEST_F(PoolLimits, whatHasNoWayIntoABlockIsForgottenInTimeAndTheRestWaits) {
    config.lifetimeMs = 60'000;
    open(9);
    const auto gap = add(of(member(0), 3, 5), 1'000);
    const auto good = add(of(member(1), 0, 5), 1'000);
    EXPECT_EQ(pool->expire(60'999), 0u);
    EXPECT_EQ(pool->expire(61'000), 1u);
    EXPECT_FALSE(pool->contains(*gap));
    EXPECT_TRUE(pool->contains(*good));
    const auto gone = pool->takeDepartures();
    ASSERT_EQ(gone.size(), 1u);
    EXPECT_EQ(gone[0].hash, *gap);
    EXPECT_TRUE(pool->takeDepartures().empty());
}

TEST_F(PoolLimits, sendersAndFeesAreCounted) {
    open(9);
    ASSERT_TRUE(add(of(member(0), 0, 1)));
    ASSERT_TRUE(add(of(member(0), 1, 4)));
    ASSERT_TRUE(add(of(member(0), 9, 1)));
    ASSERT_TRUE(add(of(member(1), 0, 60, 90)));
    const auto senders = pool->senders({});
    ASSERT_EQ(senders.total, 2u);
    EXPECT_EQ(senders.rows[0].sender, member(0));
    EXPECT_EQ(senders.rows[0].pending, 2u);
    EXPECT_EQ(senders.rows[0].queued, 1u);
    EXPECT_EQ(senders.rows[0].nextNonce, 2u);
    const auto view = pool->view();
    EXPECT_EQ(view.pending, 3u);
    EXPECT_EQ(view.senders, 2u);
    std::uint64_t inBars = 0;
    for (const auto& bar : view.fees) inBars += bar.transactions;
    EXPECT_EQ(inBars, 3u);
    EXPECT_EQ(view.fees.back().transactions, 1u);
    const auto byTip = pool->rows({{}, api::PoolOrder::byTip, {}});
    EXPECT_EQ(byTip.rows[0].tx.from, member(1));
    EXPECT_EQ(byTip.rows[1].tx.nonce, 1u);
    EXPECT_EQ(byTip.rows[3].tx.nonce, 9u);  // behind a gap
    EXPECT_EQ(pool->rows({{}, api::PoolOrder::newest, member(0)}).total, 3u);
    EXPECT_EQ(pool->content(member(0), 100)->size(), 3u);
    EXPECT_FALSE(pool->content(std::nullopt, 3));
}

TEST_F(PoolLimits, itsMemoryHoldsAsManyTokenTransfersAsItCounts) {
    open(1);
    ASSERT_TRUE(add(of(member(0), 0, 1, 20, Bytes(68, 0xff))));
    EXPECT_LE(pool->view().bytes * config.maxTransactions, config.maxBytes);
}

TEST_F(PoolLimits, aFloodStaysInItsMemoryAndHonestOnesKeepMoving) {
    constexpr std::size_t crowd = 20'000, flood = 100'000;
    config.maxBytes = 16u << 20;
    config.maxTransactions = flood;
    config.maxRemembered = 1'000;
    config.persist = false;
    open(crowd);
    const auto heap = [] { return ::mallinfo2().uordblks; };
    const std::size_t before = heap();
    std::size_t refused = 0;
    for (std::size_t i = 0; i < flood; ++i) {
        const std::uint64_t nonce = i / crowd + (i % 3 == 0 ? 50 : 0);  // a third behind a gap
        const auto added = add(of(member(i % crowd), nonce, 1 + i % 5));
        if (!added) {
            EXPECT_EQ(added.error().code, ErrorCode::poolFull);
            ++refused;
        }
        if (i % 1'000 == 0) pool->takeDepartures();  // as a node does many times a second
        if (i % 10'000 != 9'999) continue;
        // somebody who pays a little more than the flood is in the next block
        const auto honest = chain::signedTx({0,
                                             dev.nonce(0),
                                             testAccount(1),
                                             U256{1},
                                             {},
                                             21'000,
                                             U256{30 * gwei},
                                             U256{6 * gwei}});
        const auto hash = pool->add(types::encodeTransaction(honest), i);
        ASSERT_TRUE(hash) << hash.error().text();
        ASSERT_EQ(pool->best(U256{gwei}, 1).front()->hash, *hash);
        dev.mine({honest});
        pool->onNewBlock(dev.chain->latestState(), {*hash}, std::vector{testAccount(0)});
        EXPECT_FALSE(pool->contains(*hash));
    }
    pool->takeDepartures();
    EXPECT_GT(refused, flood / 2);
    EXPECT_LE(pool->view().bytes, config.maxBytes);
    EXPECT_GT(pool->view().bytes, config.maxBytes * 9 / 10);
    EXPECT_LT(heap() - std::min(heap(), before), config.maxBytes + (2u << 20));
}

}  // namespace
}  // namespace rollscope::mempool
