#include <gtest/gtest.h>

#include "chain.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::state::testing {
namespace {

// SSTORE(0, SLOAD(0) + 1): counts its calls.
const Bytes counter{0x5f, 0x54, 0x60, 0x01, 0x01, 0x5f, 0x55};
const Bytes reverting{0x5f, 0x5f, 0xfd};

Chain rollup(const Bytes& outbox = counter) {
    return Chain(true, {{l1InfoAddress, creationOf(counter), {}, systemSender},
                        {l2OutboxAddress, creationOf(outbox), {}, systemSender}});
}

TEST(Block, burnsTheBaseFeeAndPaysTheTip) {
    Chain chain(false);
    BlockInput input = chain.input();
    input.userTxs = {signedBy(1, transfer(0, accountNumber(2)))};
    const BlockResult result = chain.add(input);
    ASSERT_EQ(result.receipts.size(), 1U);
    const U256 baseFee = *result.block.header.baseFeePerGas;
    EXPECT_EQ(baseFee, U256{875'000'000});
    const U256 price = baseFee + U256{1'000'000'000};
    EXPECT_EQ(chain.balance(accountNumber(1)), U256{100} * ether - U256{1} - price * U256{21'000});
    EXPECT_EQ(chain.balance(accountNumber(2)), U256{100} * ether + U256{1});
    EXPECT_EQ(chain.balance(input.beneficiary), U256{21'000} * U256{1'000'000'000});
}

TEST(Block, leavesOutWhatCannotBeIncluded) {
    Chain chain(false);
    BlockInput input = chain.input();
    types::Transaction poor = transfer(0, accountNumber(1));
    poor.value = U256{1'000} * ether;
    types::Transaction unsignedTx = transfer(1, accountNumber(2));
    input.userTxs = {signedBy(1, transfer(5, accountNumber(2))),
                     signedBy(1, transfer(0, accountNumber(2))),
                     signedBy(1, transfer(0, accountNumber(2))), signedBy(2, poor), unsignedTx};
    const BlockResult result = chain.add(input);
    EXPECT_EQ(result.block.transactions.size(), 1U);
    ASSERT_EQ(result.skipped.size(), 4U);
    EXPECT_EQ(result.skipped[0].error.code, ErrorCode::nonceTooHigh);
    EXPECT_EQ(result.skipped[1].error.code, ErrorCode::nonceTooLow);
    EXPECT_EQ(result.skipped[1].index, 2U);
    EXPECT_EQ(result.skipped[2].error.code, ErrorCode::insufficientFunds);
    EXPECT_EQ(result.skipped[3].error.code, ErrorCode::invalidSignature);
}

TEST(Block, endsWhereItsGasEnds) {
    Chain chain(false);
    BlockInput input = chain.input();
    input.gasLimit = 50'000;
    for (std::uint64_t i = 0; i < 3; ++i) {
        input.userTxs.push_back(signedBy(1, transfer(i, accountNumber(2))));
    }
    const BlockResult result = chain.add(input);
    EXPECT_EQ(result.block.header.gasUsed, 42'000U);
    ASSERT_EQ(result.skipped.size(), 1U);
    EXPECT_EQ(result.skipped[0].error.code, ErrorCode::gasLimitExceeded);
}

TEST(Block, stepByStepIsTheSameAsAtOnce) {
    Chain chain = rollup();
    BlockInput input = chain.input();
    input.userTxs = {signedBy(1, transfer(0, accountNumber(2)))};
    BlockBuilder builder(chain.parent(), chain.spec, input, host::nativePrecompiles());
    builder.begin();
    EXPECT_TRUE(builder.validate(input.userTxs[0], accountNumber(1)).has_value());
    EXPECT_TRUE(builder.apply(input.userTxs[0], accountNumber(1)).has_value());
    builder.endTransactions();
    const auto stepped = builder.seal().value();
    EXPECT_EQ(stepped.hash, chain.add(input).hash);
}

TEST(RollupBlock, beginsWithTheSystemTransaction) {
    Chain chain = rollup();
    BlockInput input = chain.input();
    input.l1 = {12, 999, U256{7}, 3};
    const BlockResult result = chain.add(input);
    ASSERT_EQ(result.block.transactions.size(), 1U);
    const auto& tx = result.block.transactions[0];
    EXPECT_TRUE(tx.isSystem);
    EXPECT_EQ(tx, systemTransaction(input.l1, 1));
    EXPECT_TRUE(result.receipts[0].success);
    EXPECT_EQ(result.block.header.beneficiary, l2FeeRecipient);
    EXPECT_EQ(result.block.header.prevRandao,
              crypto::keccak256(result.block.header.parentHash.view()));
    EXPECT_EQ(chain.state.storage(l1InfoAddress, U256{0}), U256{1});
}

TEST(RollupBlock, callsTheOutboxAtItsEndAndWhenMessagesCome) {
    Chain chain = rollup();
    BlockInput input = chain.input();
    EXPECT_EQ(chain.add(input).outboxRoot, toHash(U256{1}));
    input = chain.input();
    input.messages = {types::L1ToL2Message{}};
    const BlockResult result = chain.add(input);
    EXPECT_EQ(result.outboxRoot, toHash(U256{3}));
    EXPECT_EQ(result.block.transactions.size(), 1U) << "a claimable message is no transaction";
}

TEST(RollupBlock, goesOnWhenASystemCallReverts) {
    Chain chain = rollup(reverting);
    const BlockResult result = chain.add(chain.input());
    EXPECT_FALSE(result.systemCallsOk);
    EXPECT_EQ(result.block.header.number, 1U);
}

types::L1ToL2Message depositTo(const Address& recipient) {
    types::L1ToL2Message message;
    message.sender[19] = 0x51;
    message.recipient = recipient;
    message.mint = U256{500};
    message.value = U256{400};
    message.gasLimit = 50'000;
    return message;
}

TEST(RollupBlock, anExecutedMessageMintsAndPays) {
    Chain chain = rollup();
    BlockInput input = chain.input();
    const auto message = depositTo(accountNumber(2));
    input.messages = {message};
    const BlockResult result = chain.add(input);
    EXPECT_TRUE(result.receipts[1].success);
    EXPECT_EQ(result.receipts[1].gasUsed, 21'000U);
    EXPECT_EQ(chain.balance(accountNumber(2)), U256{100} * ether + U256{400});
    EXPECT_EQ(chain.balance(message.sender), U256{100});
}

TEST(RollupBlock, theMintSurvivesAFailedCall) {
    Chain chain(true, {{l2OutboxAddress, creationOf(reverting), {}, systemSender}});
    BlockInput input = chain.input();
    const auto message = depositTo(l2OutboxAddress);
    auto greedy = depositTo(accountNumber(2));
    greedy.sender[19] = 0x52;
    greedy.value = U256{501};
    input.messages = {message, greedy};
    const BlockResult result = chain.add(input);
    EXPECT_FALSE(result.receipts[1].success);
    EXPECT_FALSE(result.receipts[2].success);
    EXPECT_EQ(result.receipts[2].gasUsed, greedy.gasLimit);
    EXPECT_EQ(chain.balance(message.sender), U256{500});
    EXPECT_EQ(chain.balance(greedy.sender), U256{500});
    EXPECT_EQ(chain.state.account(greedy.sender)->nonce, 1U);
}

TEST(Genesis, predeploysLiveAtTheirAddress) {
    const Chain chain = rollup();
    const auto account = chain.state.account(l2OutboxAddress);
    ASSERT_TRUE(account.has_value());
    EXPECT_EQ(account->nonce, 1U);
    EXPECT_EQ(*chain.state.code(account->codeHash), counter);
}

TEST(Genesis, saysWhichPredeployFailed) {
    GenesisSpec spec;
    spec.predeploys = {{l2BridgeAddress, reverting, {}, systemSender}};
    const auto genesis = buildGenesis(spec, host::nativePrecompiles());
    ASSERT_FALSE(genesis.has_value());
    EXPECT_EQ(genesis.error().code, ErrorCode::executionReverted);
    EXPECT_NE(genesis.error().data.find(toHex(l2BridgeAddress.view())), std::string::npos);
}

}  // namespace
}  // namespace rollscope::state::testing
