// The chain: lookups, pages, logs and states of real blocks.
#include "node/chain/chain.h"

#include <gtest/gtest.h>

#include "tests/node/chain/dev_chain.h"

namespace rollscope::chain {
namespace {

class ChainTest : public testing::Test {
protected:
    void SetUp() override {
        const auto opened = dev.open();
        ASSERT_TRUE(opened) << opened.error().text();
    }
    types::Transaction transfer(unsigned from, unsigned to, std::uint64_t wei) {
        return signedTx({from, nonces[from]++, testAccount(to), U256{wei}, {}});
    }
    types::Transaction store(unsigned from, std::uint64_t slot, std::uint64_t value) {
        return signedTx({from, nonces[from]++, storeContract, {}, storeCall(slot, value)});
    }

    DevChain dev;
    std::array<std::uint64_t, 3> nonces{};
};

TEST_F(ChainTest, genesisIsBlockZeroAndFundsItsAccounts) {
    const auto& chain = *dev.chain;
    EXPECT_EQ(chain.headNumber(), 0u);
    EXPECT_EQ(chain.genesisHash(), chain.head().hash);
    EXPECT_EQ(chain.transactionCount(), 0u);
    const auto state = chain.latestState();
    ASSERT_TRUE(state.view->account(testAccount(0)));
    EXPECT_EQ(state.view->account(testAccount(0))->balance,
              U256{1'000} * U256{1'000'000'000'000'000'000ULL});
    EXPECT_EQ(*state.view->code(state.view->account(storeContract)->codeHash), storeCode());
}

TEST_F(ChainTest, aBlockIsFoundByNumberAndHashWithItsTransactions) {
    const auto first = transfer(0, 1, 5);
    const auto second = transfer(1, 2, 6);
    dev.mine({first, second});
    const auto head = dev.chain->head();
    EXPECT_EQ(head.transactions, 2u);
    EXPECT_EQ((*dev.chain->record(head.hash))->number(), 1u);
    const auto block = dev.chain->block(1);
    ASSERT_TRUE(block);
    EXPECT_EQ(block->transactions, (std::vector{first, second}));
    EXPECT_EQ(block->senders, (std::vector{testAccount(0), testAccount(1)}));
    EXPECT_EQ(block->record.sizeBytes, types::encodeBlock(block->block()).size());
    const auto mined = dev.chain->mined(types::transactionHash(second));
    ASSERT_TRUE(mined && *mined);
    EXPECT_EQ((*mined)->transaction.index, 1u);
    EXPECT_EQ((*mined)->transaction.blockHash, head.hash);
    EXPECT_TRUE((*mined)->receipt.receipt.success);
    EXPECT_EQ((*mined)->receipt.receipt.gasUsed, 21'000u);
    EXPECT_FALSE(dev.chain->mined(head.hash)->has_value());
    EXPECT_FALSE(dev.chain->record(std::uint64_t{2})->has_value());
    EXPECT_EQ(dev.chain->block(2).error().code, ErrorCode::unknownBlock);
}

TEST_F(ChainTest, pagesComeNewestFirst) {
    for (int i = 0; i < 5; ++i) dev.mine({transfer(0, 1, 1), transfer(2, 0, 1)});
    const auto page = dev.chain->transactions({1, 3});
    ASSERT_TRUE(page);
    EXPECT_EQ(page->total, 10u);
    ASSERT_EQ(page->rows.size(), 3u);
    EXPECT_EQ(page->rows[0].transaction.sequence, 8u);
    EXPECT_EQ(page->rows[2].transaction.sequence, 6u);
    EXPECT_EQ(dev.chain->transactions({10, 3})->rows.size(), 0u);
    const auto mine = dev.chain->transactionsOf(testAccount(1), {0, 2});
    ASSERT_TRUE(mine);
    EXPECT_EQ(mine->total, 5u);
    ASSERT_EQ(mine->rows.size(), 2u);
    EXPECT_EQ(mine->rows[0].transaction.block, 5u);
    EXPECT_EQ(dev.chain->transactionsOf(testAccount(1), {4, 100})->rows.size(), 1u);
    EXPECT_EQ(dev.chain->transactionsOf(Address{}, {0, 100})->total, 0u);
    const auto blocks = dev.chain->blocks({0, 2});
    ASSERT_TRUE(blocks);
    EXPECT_EQ(blocks->total, 6u);
    EXPECT_EQ(blocks->rows[0].number(), 5u);
}

TEST_F(ChainTest, anAccountsListGoesOnFromBlockToBlockAndBackWithThem) {
    for (std::uint64_t i = 0; i < 4; ++i) {
        std::vector<types::Transaction> txs;
        for (std::uint64_t k = 0; k <= i; ++k) txs.push_back(transfer(0, 1, 10 * i + k));
        txs.push_back(transfer(2, 2, 1));  // to itself: once in its list
        dev.mine(std::move(txs));
    }
    const auto valuesOf = [&](unsigned account, api::PageRequest page) {
        std::vector<std::uint64_t> values;
        const auto rows = dev.chain->transactionsOf(testAccount(account), page);
        for (const auto& mined : rows->rows) values.push_back(mined.transaction.tx.value.low());
        return values;
    };
    using Values = std::vector<std::uint64_t>;
    EXPECT_EQ(valuesOf(1, {0, 100}), (Values{33, 32, 31, 30, 22, 21, 20, 11, 10, 0}));
    EXPECT_EQ(valuesOf(0, {3, 5}), (Values{30, 22, 21, 20, 11}));
    EXPECT_EQ(valuesOf(1, {9, 100}), (Values{0}));
    EXPECT_EQ(dev.chain->transactionsOf(testAccount(2), {0, 1})->total, 4u);
    ASSERT_TRUE(dev.chain->truncate(2));
    nonces = {3, 0, 2};
    EXPECT_EQ(valuesOf(1, {0, 100}), (Values{11, 10, 0}));
    dev.mine({transfer(0, 1, 77)});
    EXPECT_EQ(valuesOf(1, {0, 100}), (Values{77, 11, 10, 0}));
    EXPECT_EQ(dev.chain->transactionsOf(testAccount(2), {0, 9})->total, 2u);
}

TEST_F(ChainTest, logsAreFilteredByAddressAndTopic) {
    dev.mine({store(0, 7, 1), transfer(1, 2, 1), store(2, 8, 1)});
    dev.mine({transfer(1, 2, 1)});
    dev.mine({store(0, 8, 2)});
    LogQuery query;
    query.to = 100;
    EXPECT_EQ(dev.chain->logs(query)->size(), 3u);
    query.topics = {{toHash(U256{8})}};
    const auto eights = dev.chain->logs(query);
    ASSERT_TRUE(eights);
    ASSERT_EQ(eights->size(), 2u);
    EXPECT_EQ((*eights)[0].txIndex, 2u);
    EXPECT_EQ((*eights)[0].logIndex, 1u);
    EXPECT_EQ((*eights)[0].blockNumber, 1u);
    EXPECT_EQ((*eights)[1].blockNumber, 3u);
    EXPECT_EQ((*eights)[1].txHash, dev.chain->block(3)->hashes[0]);
    query.addresses = {testAccount(0)};
    EXPECT_TRUE(dev.chain->logs(query)->empty());
    query.addresses = {storeContract};
    query.limit = 1;
    EXPECT_EQ(dev.chain->logs(query).error().code, ErrorCode::invalidParams);
    EXPECT_EQ(dev.chain->logsOf(1)->size(), 2u);
    EXPECT_FALSE(dev.chain->receipts(1)->at(0).receipt.bloom.isZero());
}

TEST_F(ChainTest, olderStatesAreReadFromTheirTries) {
    dev.mine({store(0, 7, 11), transfer(1, 2, 5)});
    dev.mine({store(0, 7, 12)});
    const auto old = dev.chain->stateAt(1);
    ASSERT_TRUE(old);
    EXPECT_EQ(old->view->storage(storeContract, 7), U256{11});
    EXPECT_EQ(old->view->account(testAccount(0))->nonce, 1u);
    EXPECT_EQ(dev.chain->stateAt(0)->view->storage(storeContract, 7), U256{});
    EXPECT_EQ(dev.chain->latestState().view->storage(storeContract, 7), U256{12});
    EXPECT_EQ(*old->view->code(old->view->account(storeContract)->codeHash), storeCode());
    EXPECT_EQ(dev.chain->stateAt(3).error().code, ErrorCode::unknownBlock);
}

TEST_F(ChainTest, aKeptStateStaysAsItWas) {
    dev.mine({store(0, 7, 1)});
    const auto kept = dev.chain->latestState();
    dev.mine({store(0, 7, 2), store(0, 9, 3)});
    EXPECT_EQ(kept.view->storage(storeContract, 7), U256{1});
    EXPECT_EQ(kept.view->storage(storeContract, 9), U256{});
    EXPECT_EQ(dev.chain->latestState().view->storage(storeContract, 9), U256{3});
}

TEST_F(ChainTest, truncateRestoresStateAndForgetsWhatCameAfter) {
    dev.mine({store(0, 7, 1)});
    const auto kept = dev.chain->head();
    const auto before = dev.chain->latestState();
    const auto gone = store(0, 7, 2);
    dev.mine({gone, store(0, 8, 5), transfer(1, 2, 9)});
    dev.mine({store(1, 7, 0), signedTx({2, 0, std::nullopt, {}, {0x00}})});
    ASSERT_TRUE(dev.chain->setLabel(Label::safe, 3));
    ASSERT_TRUE(dev.chain->setLabel(Label::finalized, 1));
    storage::WriteBatch extra;
    extra.putRecord("mirror/undone", {});
    const auto cut = dev.chain->truncate(1, std::move(extra));
    ASSERT_TRUE(cut) << cut.error().text();
    EXPECT_EQ(dev.chain->head().hash, kept.hash);
    EXPECT_TRUE(dev.db->record("mirror/undone")->has_value());
    EXPECT_EQ(dev.chain->label(Label::safe), 1u);
    EXPECT_EQ(dev.chain->label(Label::finalized), 1u);
    EXPECT_FALSE(dev.chain->contains(types::transactionHash(gone)));
    EXPECT_EQ(dev.chain->transactionCount(), 1u);
    EXPECT_EQ(dev.chain->transactionsOf(testAccount(2), {})->total, 0u);
    EXPECT_EQ(dev.chain->transactionsOf(storeContract, {})->total, 1u);
    const auto now = dev.chain->latestState();
    for (unsigned i = 0; i < 3; ++i) {
        EXPECT_EQ(now.view->account(testAccount(i)), before.view->account(testAccount(i)));
    }
    EXPECT_EQ(now.view->storage(storeContract, 7), U256{1});
    EXPECT_EQ(now.view->storage(storeContract, 8), U256{});
    // The chain grows on from there, to the same state root that a fresh one has.
    nonces = {1, 0, 0};
    dev.mine({gone});
    EXPECT_EQ(dev.chain->latestState().view->storage(storeContract, 7), U256{2});
    EXPECT_EQ(dev.chain->stateAt(2)->view->storage(storeContract, 7), U256{2});
}

TEST_F(ChainTest, aBlockThatIsNoChildOfTheHeadIsRefused) {
    const auto first = dev.build({transfer(0, 1, 1)});
    ASSERT_TRUE(first);
    dev.mine({transfer(1, 2, 1)});
    EXPECT_EQ(dev.chain->insert(*first).error().code, ErrorCode::unknownBlock);
    EXPECT_EQ(dev.chain->headNumber(), 1u);
}

TEST_F(ChainTest, tagsResolveToHeadAndLabels) {
    dev.mine({});
    dev.mine({});
    ASSERT_TRUE(dev.chain->setLabel(Label::safe, 1));
    EXPECT_EQ(dev.chain->setLabel(Label::safe, 9).error().code, ErrorCode::unknownBlock);
    EXPECT_EQ(*dev.chain->resolve(api::BlockTag::latest), 2u);
    EXPECT_EQ(*dev.chain->resolve(api::BlockTag::safe), 1u);
    EXPECT_EQ(*dev.chain->resolve(api::BlockTag::earliest), 0u);
    EXPECT_EQ(*dev.chain->resolve(dev.chain->head().hash), 2u);
    EXPECT_EQ(dev.chain->resolve(std::uint64_t{3}).error().code, ErrorCode::unknownBlock);
    EXPECT_EQ(dev.chain->resolve(Hash{}).error().code, ErrorCode::unknownBlock);
}

}  // namespace
}  // namespace rollscope::chain
