// What must stay true while a chain grows: its nodes are found at their places, lists of accounts
// are whole over rewinds, and what is kept in memory is what was written.
#include <gtest/gtest.h>

#include <algorithm>

#include "node/chain/byte_cache.h"
#include "node/core/merkle/state_trie.h"
#include "node/core/merkle/trie.h"
#include "tests/node/chain/dev_chain.h"

namespace rollscope::chain {
namespace {

Address manyOf(unsigned index) {
    Address address{{{0xaa}}};
    address.bytes[18] = static_cast<std::uint8_t>(index >> 8);
    address.bytes[19] = static_cast<std::uint8_t>(index);
    return address;
}

struct GrowthTest : ::testing::Test {
    GrowthTest() {
        for (unsigned i = 0; i < 2'000; ++i) dev.alsoFunded.push_back(manyOf(i));
    }
    void SetUp() override { ASSERT_TRUE(dev.open()); }

    void reopen() {
        dev.close();
        const auto opened = dev.open();
        ASSERT_TRUE(opened) << opened.error().text();
    }
    void pay(unsigned to, std::uint64_t amount) {
        dev.mine({signedTx({0, dev.nonce(0), manyOf(to), U256{amount}, {}})});
    }
    U256 balanceAt(std::uint64_t block, unsigned of) const {
        const auto state = dev.chain->stateAt(block);
        const auto account = state ? state->view->account(manyOf(of)) : std::nullopt;
        return account ? account->balance : U256{};
    }
    /// Values of the transfers in account 1's list, newest first.
    std::vector<std::uint64_t> paid(std::uint64_t offset, std::uint32_t limit) const {
        std::vector<std::uint64_t> values;
        const auto page = dev.chain->transactionsOf(manyOf(1), {offset, limit});
        EXPECT_TRUE(page);
        for (const auto& row : page->rows) values.push_back(row.transaction.tx.value.low());
        return values;
    }

    DevChain dev;
    const U256 funded{1'000'000'000'000'000'000ULL};
};

TEST_F(GrowthTest, everyAccountOfEveryStateIsFoundAfterAReopening) {
    for (unsigned i = 0; i < 20; ++i) pay(i * 97, i + 1);
    reopen();
    for (unsigned block = 0; block <= 20; ++block) {
        for (unsigned i = 0; i < 20; ++i) {
            const auto expected = i < block ? funded + U256{i + 1} : funded;
            EXPECT_EQ(balanceAt(block, i * 97), expected) << block << ' ' << i;
        }
    }
    for (unsigned i = 0; i < 2'000; ++i) ASSERT_GE(balanceAt(20, i), funded) << i;
}

TEST_F(GrowthTest, proofsCarryNothingButTheNodes) {
    pay(5, 1);
    reopen();
    const auto root = dev.chain->head().header.stateRoot;
    const auto proof = merkle::proofNodes(dev.chain->nodeReader(), root, manyOf(5).view());
    ASSERT_TRUE(proof);
    EXPECT_GE(proof->size(), 3u);
    const auto proven = merkle::verifyProof(root, manyOf(5).view(), *proof);
    ASSERT_TRUE(proven) << proven.error().text();
    EXPECT_TRUE(proven->has_value());
}

TEST_F(GrowthTest, aStateThatWasRewoundCanStillBeReadWhenOthersStandInItsPlace) {
    pay(1, 1);
    pay(2, 2);
    auto kept = dev.chain->stateAt(2);
    ASSERT_TRUE(kept);
    ASSERT_TRUE(dev.chain->truncate(1));
    pay(2, 700);
    EXPECT_EQ(kept->view->account(manyOf(2))->balance, funded + U256{2});
    kept = fail(ErrorCode::notFound);
    reopen();
    pay(3, 800);
    EXPECT_EQ(balanceAt(2, 2), funded + U256{700});
    EXPECT_EQ(balanceAt(3, 3), funded + U256{800});
    EXPECT_EQ(balanceAt(1, 1), funded + U256{1});
    EXPECT_TRUE(dev.db->health());
}

TEST_F(GrowthTest, theBlockThatWasRewoundComesBackTheSame) {
    pay(1, 1);
    const auto tx = signedTx({0, dev.nonce(0), manyOf(2), U256{5}, {}});
    dev.mine({tx});
    const auto root = dev.chain->head().header.stateRoot;
    ASSERT_TRUE(dev.chain->truncate(1));
    dev.mine({tx});
    EXPECT_EQ(dev.chain->head().header.stateRoot, root);
    reopen();
    EXPECT_EQ(balanceAt(2, 2), funded + U256{5});
    pay(2, 1);
    EXPECT_EQ(balanceAt(3, 2), funded + U256{6});
}

TEST_F(GrowthTest, listsOfAccountsAreWholeOverRewindsAndReopenings) {
    for (unsigned i = 1; i <= 50; ++i) pay(1, i);
    EXPECT_EQ(paid(0, 3), (std::vector<std::uint64_t>{50, 49, 48}));
    EXPECT_EQ(paid(15, 4), (std::vector<std::uint64_t>{35, 34, 33, 32}));
    EXPECT_EQ(paid(48, 10), (std::vector<std::uint64_t>{2, 1}));
    ASSERT_TRUE(dev.chain->truncate(31));
    EXPECT_EQ(paid(0, 2), (std::vector<std::uint64_t>{31, 30}));
    for (unsigned i = 132; i <= 140; ++i) pay(1, i);
    reopen();
    EXPECT_EQ(paid(7, 4), (std::vector<std::uint64_t>{133, 132, 31, 30}));
    EXPECT_EQ(dev.chain->transactionsOf(manyOf(1), {0, 1000})->rows.size(), 40u);
    pay(1, 500);
    EXPECT_EQ(paid(0, 2), (std::vector<std::uint64_t>{500, 140}));
    ASSERT_TRUE(dev.chain->truncate(0));
    EXPECT_EQ(dev.chain->transactionsOf(manyOf(1), {})->total, 0u);
}

Hash keyOf(unsigned index) {
    Hash key;
    // Keys that meet in the table: only their ends differ.
    key.bytes[30] = static_cast<std::uint8_t>(index >> 8);
    key.bytes[31] = static_cast<std::uint8_t>(index);
    return key;
}

Bytes valueOf(unsigned index) {
    return Bytes(index % 300, static_cast<std::uint8_t>(index));
}

TEST(ByteCache, forgetsOnlyWhatIsOldAndNeverMixesThings) {
    ByteCache cache{1u << 16};
    for (unsigned i = 0; i < 3'000; ++i) {
        cache.put(keyOf(i), valueOf(i));
        const auto newest = cache.find(keyOf(i));
        ASSERT_TRUE(newest && std::ranges::equal(*newest, valueOf(i))) << i;
        if (i < 50) continue;
        const auto recent = cache.find(keyOf(i - 50));
        ASSERT_TRUE(recent && std::ranges::equal(*recent, valueOf(i - 50))) << i;
        const auto asked = cache.find(keyOf(7));  // in use, so it stays
        ASSERT_TRUE(asked && std::ranges::equal(*asked, valueOf(7))) << i;
    }
    EXPECT_FALSE(cache.find(keyOf(8)));
    EXPECT_FALSE(cache.find(keyOf(3'000)));
}

TEST(ByteCache, aValueLargerThanItsShareIsNotKept) {
    ByteCache cache{1u << 16};
    cache.put(keyOf(1), Bytes(1u << 15, 1));
    EXPECT_FALSE(cache.find(keyOf(1)));
}

}  // namespace
}  // namespace rollscope::chain
