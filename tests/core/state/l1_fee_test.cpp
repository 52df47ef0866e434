#include "node/core/state/l1_fee.h"

#include <gtest/gtest.h>

#include "chain.h"
#include "node/core/codec/batch_share.h"

namespace rollscope::state::testing {
namespace {

const U256 gwei{1'000'000'000};

BlockInput inputAt(const Chain& chain, const U256& l1BaseFee) {
    BlockInput input = chain.input();
    input.l1.baseFee = l1BaseFee;
    return input;
}

/// Gas at the price it paid.
U256 executionFee(const types::Receipt& receipt) {
    return U256{receipt.gasUsed} * receipt.effectiveGasPrice;
}

TEST(L1Fee, isTheShareOfTheBatchAsCallDataAndAPartOfItsOwnCost) {
    const types::Transaction tx = transfer(0, accountNumber(2));
    const L1Fee fee = l1FeeOf(tx, U256{30} * gwei);
    EXPECT_EQ(fee.gasUsed, codec::batchShareOf(tx) * 16 + 160);
    EXPECT_EQ(fee.gasPrice, U256{30} * gwei);
    EXPECT_EQ(fee.fee, U256{fee.gasUsed} * U256{30} * gwei);
}

TEST(L1Fee, isPaidOnTopOfGasToTheVaultWhateverTheOutcome) {
    Chain chain(true);
    BlockInput input = inputAt(chain, U256{20} * gwei);
    input.userTxs.push_back(signedBy(1, transfer(0, accountNumber(2))));
    types::Transaction failing = transfer(0, accountNumber(1));
    failing.to.reset();
    failing.data = {0xfe};
    failing.gasLimit = 100'000;
    input.userTxs.push_back(signedBy(3, failing));
    const BlockResult result = chain.add(input);
    ASSERT_EQ(result.receipts.size(), 3u);
    const auto& sent = result.receipts[1];
    const auto& failed = result.receipts[2];
    EXPECT_FALSE(failed.success);
    EXPECT_EQ(sent.gasUsed, 21'000u);
    EXPECT_EQ(sent.l1Fee, l1FeeOf(input.userTxs[0], input.l1.baseFee).fee);
    EXPECT_EQ(sent.l1GasPrice, input.l1.baseFee);
    EXPECT_GT(failed.l1Fee, U256{});
    EXPECT_EQ(chain.balance(accountNumber(1)),
              U256{100} * ether - U256{1} - executionFee(sent) - sent.l1Fee);
    EXPECT_EQ(chain.balance(accountNumber(3)),
              U256{100} * ether - executionFee(failed) - failed.l1Fee);
    EXPECT_EQ(chain.balance(l1FeeVault), sent.l1Fee + failed.l1Fee);
}

TEST(L1Fee, theSystemTransactionAndDepositsPayNone) {
    Chain chain(true);
    BlockInput input = inputAt(chain, U256{20} * gwei);
    types::L1ToL2Message message;
    message.sender = accountNumber(1);
    message.recipient = accountNumber(2);
    message.mint = message.value = ether;
    message.gasLimit = 50'000;
    input.messages.push_back(message);
    const BlockResult result = chain.add(input);
    ASSERT_EQ(result.receipts.size(), 2u);
    for (const auto& receipt : result.receipts) {
        EXPECT_EQ(receipt.l1GasUsed, 0u);
        EXPECT_EQ(receipt.l1Fee, U256{});
    }
    EXPECT_EQ(chain.balance(l1FeeVault), U256{});
    EXPECT_EQ(chain.balance(accountNumber(2)), U256{101} * ether);
}

TEST(L1Fee, whoCannotPayItIsLeftOut) {
    for (const std::uint64_t missing : {0, 1}) {
        Chain chain(true);
        BlockInput input = inputAt(chain, U256{20} * gwei);
        types::Transaction tx = transfer(0, accountNumber(2));
        // the value's own length is part of the share: it stays the same by one wei less
        tx.value = U256{100} * ether - tx.maxFeePerGas * U256{21'000};
        tx.value = tx.value - l1FeeOf(tx, input.l1.baseFee).fee + U256{missing};
        input.userTxs.push_back(signedBy(1, tx));
        const BlockResult result = chain.add(input);
        EXPECT_EQ(result.skipped.size(), missing);
        if (missing == 0) continue;
        EXPECT_EQ(result.skipped[0].error.code, ErrorCode::insufficientFunds);
        EXPECT_EQ(chain.balance(accountNumber(1)), U256{100} * ether);
    }
}

TEST(L1Fee, aPriceThatNobodyCanPayLeavesAllOut) {
    Chain chain(true);
    BlockInput input = inputAt(chain, ~U256{});
    input.userTxs.push_back(signedBy(1, transfer(0, accountNumber(2))));
    EXPECT_EQ(chain.add(input).skipped.size(), 1u);
    EXPECT_EQ(l1FeeOf(input.userTxs[0], ~U256{}).fee, ~U256{});
}

TEST(L1Fee, aChainThatIsNoRollupHasNone) {
    Chain chain(false);
    BlockInput input = inputAt(chain, U256{20} * gwei);
    input.userTxs.push_back(signedBy(1, transfer(0, accountNumber(2))));
    const BlockResult result = chain.add(input);
    ASSERT_EQ(result.receipts.size(), 1u);
    EXPECT_EQ(result.receipts[0].l1GasUsed, 0u);
    EXPECT_EQ(chain.balance(l1FeeVault), U256{});
}

}  // namespace
}  // namespace rollscope::state::testing
