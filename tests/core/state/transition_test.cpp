#include <gtest/gtest.h>

#include <functional>

#include "chain.h"

namespace rollscope::state::testing {
namespace {

ErrorCode refusal(const std::function<void(types::Transaction&)>& change) {
    Chain chain(false);
    JournaledState journal(chain.state);
    BlockEnv block = childEnv(chain.head, chain.spec, chain.input(), {});
    types::Transaction tx = transfer(0, accountNumber(2));
    change(tx);
    TxOptions options;
    options.blockGasLeft = block.gasLimit;
    const auto valid = validateTransaction(journal, block, tx, accountNumber(1), options);
    return valid ? ErrorCode::none : valid.error().code;
}

TEST(Validation, saysInEthereumsWordsWhatIsWrong) {
    using Tx = types::Transaction;
    EXPECT_EQ(refusal([](Tx&) {}), ErrorCode::none);
    EXPECT_EQ(refusal([](Tx& tx) { tx.chainId = 1; }), ErrorCode::wrongChainId);
    EXPECT_EQ(refusal([](Tx& tx) { tx.nonce = 1; }), ErrorCode::nonceTooHigh);
    EXPECT_EQ(refusal([](Tx& tx) { tx.gasLimit = 20'999; }), ErrorCode::intrinsicGasTooLow);
    EXPECT_EQ(refusal([](Tx& tx) { tx.gasLimit = 30'000'001; }), ErrorCode::gasLimitExceeded);
    EXPECT_EQ(refusal([](Tx& tx) { tx.maxPriorityFeePerGas = U256{4'000'000'000}; }),
              ErrorCode::tipAboveFeeCap);
    EXPECT_EQ(refusal([](Tx& tx) { tx.maxFeePerGas = tx.maxPriorityFeePerGas = U256{1}; }),
              ErrorCode::feeCapTooLow);
    EXPECT_EQ(refusal([](Tx& tx) { tx.value = ~U256{}; }), ErrorCode::insufficientFunds);
    EXPECT_EQ(refusal([](Tx& tx) { tx.type = types::TxType::blob; }),
              ErrorCode::transactionTypeNotSupported);
    EXPECT_EQ(refusal([](Tx& tx) { tx.type = types::TxType::deposit; }),
              ErrorCode::transactionTypeNotSupported);
    EXPECT_EQ(refusal([](Tx& tx) {
                  tx.to.reset();
                  tx.data.resize(49'153);
                  tx.gasLimit = 1'000'000;
              }),
              ErrorCode::initCodeTooLarge);
}

TEST(Validation, theWholeFeeMustBePayable) {
    Chain chain(false);
    JournaledState journal(chain.state);
    const BlockEnv block = childEnv(chain.head, chain.spec, chain.input(), {});
    types::Transaction tx = transfer(0, accountNumber(2));
    tx.value = U256{100} * ether - tx.maxFeePerGas * U256{21'000};
    EXPECT_TRUE(validateTransaction(journal, block, tx, accountNumber(1), {}).has_value());
    tx.value += U256{1};
    EXPECT_EQ(validateTransaction(journal, block, tx, accountNumber(1), {}).error().code,
              ErrorCode::insufficientFunds);
}

CallOutcome callWith(const Bytes& code, const CallMessage& message) {
    Chain chain(true, {{l1InfoAddress, creationOf(code), {}, systemSender}});
    const BlockEnv block = envOf(chain.head, chain.spec, {});
    return callMessage(chain.state, block, message, host::nativePrecompiles());
}

TEST(Call, givesRevertDataInHex) {
    CallMessage message;
    message.to = l1InfoAddress;
    // MSTORE8(0, 0x42), REVERT(0, 1)
    const auto outcome = callWith({0x60, 0x42, 0x5f, 0x53, 0x60, 0x01, 0x5f, 0xfd}, message);
    EXPECT_FALSE(outcome.success);
    EXPECT_EQ(outcome.output, Bytes{0x42});
    EXPECT_EQ(outcome.error, (Error{ErrorCode::executionReverted, "0x42"}));
}

TEST(Call, needsNoFundsUnlessAskedTo) {
    CallMessage message;
    message.from[19] = 0x99;
    message.to = accountNumber(1);
    message.value = ether;
    EXPECT_TRUE(callWith({0x00}, message).success);
    message.checkBalance = true;
    EXPECT_EQ(callWith({0x00}, message).error.code, ErrorCode::insufficientFunds);
}

TEST(Call, countsIntrinsicGas) {
    CallMessage message;
    message.to = l1InfoAddress;
    message.data = {0x00, 0x01};
    EXPECT_EQ(callWith({0x00}, message).gasUsed, 21'000U + 4 + 16);
    message.gas = 21'019;
    EXPECT_EQ(callWith({0x00}, message).error.code, ErrorCode::intrinsicGasTooLow);
}

TEST(Call, canCreate) {
    CallMessage message;
    message.data = creationOf({0x60, 0x01});
    const auto outcome = callWith({0x00}, message);
    EXPECT_TRUE(outcome.success);
    EXPECT_EQ(outcome.output, (Bytes{0x60, 0x01}));
    EXPECT_EQ(outcome.created, types::createAddress(message.from, 0));
}

TEST(Refund, isAtMostAFifth) {
    Chain chain(true, {{l1InfoAddress, creationOf({0x60, 0x01, 0x5f, 0x55}), {}, systemSender}});
    // Set and cleared in one transaction: a refund of 19,900 of 43,213 used.
    CallMessage message;
    message.to = l1InfoAddress;
    const auto outcome = callWith({0x60, 0x01, 0x5f, 0x55, 0x5f, 0x5f, 0x55}, message);
    EXPECT_EQ(outcome.gasRefunded, (outcome.gasUsed + outcome.gasRefunded) / 5);
}

}  // namespace
}  // namespace rollscope::state::testing
