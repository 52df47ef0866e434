#include "node/core/state/import_block.h"

#include <gtest/gtest.h>

#include "node/core/codec/rlp.h"
#include "node/core/merkle/trie.h"
#include "node/core/state/memory_state.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::state {

namespace {

/// A parent with an empty state, and a child of it that is valid until a test spoils it.
struct Chain {
    MemoryState state;
    types::Header parent;
    EthereumBlock child;

    Chain() {
        parent.ommersHash = types::emptyOmmersHash;
        parent.stateRoot = types::emptyTrieRoot;
        parent.gasLimit = 30'000'000;
        parent.timestamp = 100;
        parent.baseFeePerGas = U256{1'000'000'000};
        parent.withdrawalsRoot = types::emptyTrieRoot;
        parent.blobGasUsed = 0;
        parent.excessBlobGas = 0;
        parent.parentBeaconBlockRoot = Hash{};
        types::Header& header = child.header;
        header = parent;
        header.parentHash = types::headerHash(parent);
        header.number = 1;
        header.timestamp = 112;
        header.transactionsRoot = types::emptyTrieRoot;
        header.receiptsRoot = types::emptyTrieRoot;
        header.baseFeePerGas = types::nextBaseFee(parent);
    }
    Result<ImportResult> import() const {
        return importBlock({state, state, parent, {}}, 1, child, host::nativePrecompiles());
    }
};

Bytes encode(const EthereumBlock& block) {
    codec::RlpWriter transactions;
    codec::RlpWriter withdrawals;
    for (const auto& withdrawal : block.withdrawals) {
        withdrawals.encoded(encodeWithdrawal(withdrawal));
    }
    codec::RlpWriter parts;
    parts.encoded(types::encodeHeader(block.header)).list(transactions);
    return parts.list(codec::RlpWriter{}).list(withdrawals).asList();
}

}  // namespace

TEST(ImportBlock, takesAnEmptyBlock) {
    const auto result = Chain{}.import();
    ASSERT_TRUE(result) << result.error().text();
    EXPECT_TRUE(result->receipts.empty());
    EXPECT_TRUE(result->diff.accounts.empty());
}

TEST(ImportBlock, paysWithdrawalsInGwei) {
    Chain chain;
    Address lucky;
    lucky[19] = 7;
    chain.child.withdrawals = {{3, 5, lucky, 2}};
    chain.child.header.withdrawalsRoot =
        merkle::rootOfList({encodeWithdrawal(chain.child.withdrawals[0])});
    // The root of the one account is what an independent commit says.
    StateDiff diff;
    diff.accounts[lucky].account = Account{0, U256{2'000'000'000}, crypto::emptyKeccak};
    const auto commit = merkle::commitChanges(chain.state, types::emptyTrieRoot, trieChanges(diff));
    ASSERT_TRUE(commit);
    chain.child.header.stateRoot = commit->root;
    const auto result = chain.import();
    ASSERT_TRUE(result) << result.error().text();
    EXPECT_EQ(result->diff.accounts.at(lucky).account->balance, U256{2'000'000'000});
}

TEST(ImportBlock, namesTheHeaderFieldThatIsWrong) {
    const auto problemOf = [](auto spoil) {
        Chain chain;
        spoil(chain.child.header);
        const auto result = chain.import();
        return result ? std::string{} : result.error().data;
    };
    using types::Header;
    EXPECT_EQ(problemOf([](Header& h) { h.number = 2; }), "number");
    EXPECT_EQ(problemOf([](Header& h) { h.timestamp = 100; }), "timestamp");
    EXPECT_EQ(problemOf([](Header& h) { h.gasLimit += h.gasLimit / 1'024; }), "gasLimit");
    EXPECT_EQ(problemOf([](Header& h) { h.gasUsed = 1; }), "gasUsed");
    EXPECT_EQ(problemOf([](Header& h) { h.gasUsed = h.gasLimit + 1; }), "gasUsed");
    EXPECT_EQ(problemOf([](Header& h) { h.difficulty = U256{1}; }), "difficulty");
    EXPECT_EQ(problemOf([](Header& h) { h.nonce[0] = 1; }), "nonce");
    EXPECT_EQ(problemOf([](Header& h) { h.baseFeePerGas = U256{1}; }), "baseFeePerGas");
    EXPECT_EQ(problemOf([](Header& h) { h.excessBlobGas = 1; }), "excessBlobGas");
    EXPECT_EQ(problemOf([](Header& h) { h.blobGasUsed = 131'072; }), "blobGasUsed");
    EXPECT_EQ(problemOf([](Header& h) { h.stateRoot[0] ^= 1; }), "stateRoot");
    EXPECT_EQ(problemOf([](Header& h) { h.receiptsRoot[0] ^= 1; }), "receiptsRoot");
    EXPECT_EQ(problemOf([](Header& h) { h.transactionsRoot[0] ^= 1; }), "transactionsRoot");
    EXPECT_EQ(problemOf([](Header& h) { h.withdrawalsRoot = Hash{}; }), "withdrawalsRoot");
    EXPECT_EQ(problemOf([](Header& h) { h.logsBloom[0] = 1; }), "logsBloom");
}

TEST(ImportBlock, excessBlobGasFollowsTheParent) {
    types::Header parent;
    parent.excessBlobGas = 400'000;
    parent.blobGasUsed = 131'072;
    EXPECT_EQ(nextExcessBlobGas(parent), 400'000U + 131'072U - 393'216U);
    parent.excessBlobGas = 0;
    EXPECT_EQ(nextExcessBlobGas(parent), 0U);
}

TEST(EthereumBlock, roundTripsItsWithdrawals) {
    Chain chain;
    chain.child.withdrawals = {{1, 2, Address{}, 3}, {4, 5, Address{}, 6}};
    const auto read = decodeEthereumBlock(encode(chain.child));
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(*read, chain.child);
}

}  // namespace rollscope::state
