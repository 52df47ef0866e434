// The predeploy that tells wallets and contracts the L1 data fee, against what the transition
// takes.
#include <random>

#include "harness.h"
#include "node/core/codec/abi.h"
#include "node/core/state/l1_fee.h"

namespace rollscope {
namespace {

using api::Layer;

class FeeOracle : public Play {
protected:
    U256 ask(const char* question, const Bytes& raw, api::BlockId at = api::BlockTag::latest) {
        api::CallRequest call;
        call.to = state::gasPriceOracleAddress;
        call.data = codec::AbiEncoder{}.bytes(raw).call(question);
        const Bytes answer = have(node->call(Layer::l2, call, at));
        if (answer.size() == 32) return loadU256(answer.data());
        ADD_FAILURE() << question << " answered " << toHex(answer);
        return {};
    }
};

TEST_F(FeeOracle, tellsWhatTheReceiptOfASignedTransactionSays) {
    open();
    api::Intent transfer;
    transfer.kind = api::IntentKind::transferL2;
    transfer.from = alice;
    transfer.to = bob;
    transfer.amount = ether(123);
    const auto prepared = have(node->prepare(transfer));
    const auto raw = signer.sign(prepared.tx, alice);
    ASSERT_TRUE(raw);
    const Hash hash = have(node->submit(Layer::l2, *raw));
    ASSERT_TRUE(reaches(hash, api::TxStatus::acceptedInL2));
    const auto tx = have(node->transaction(Layer::l2, hash));
    ASSERT_TRUE(tx.receipt && tx.row.block);
    const api::BlockId block = *tx.row.block;
    EXPECT_GT(tx.receipt->l1Fee, U256{});
    EXPECT_EQ(ask("getL1Fee(bytes)", *raw, block), tx.receipt->l1Fee);
    EXPECT_EQ(ask("getL1GasUsed(bytes)", *raw, block), U256{tx.receipt->l1GasUsed});
    EXPECT_EQ(ask("l1BaseFee()", {}, block), tx.receipt->l1GasPrice);
}

/// Data as transactions have it: noise, zeros, and what was there before.
Bytes dataOf(std::mt19937_64& random, std::size_t size) {
    Bytes data;
    while (data.size() < size) {
        const std::size_t length = 1 + random() % 70;
        const std::size_t kind = random() % 4;
        const std::size_t from = data.empty() ? 0 : random() % data.size();
        for (std::size_t i = 0; i < length; ++i) {
            const std::uint8_t before = kind == 1 && from + i < data.size() ? data[from + i] : 0;
            data.push_back(kind == 0 ? static_cast<std::uint8_t>(random()) : before);
        }
    }
    data.resize(size);
    return data;
}

types::Transaction transactionOf(std::mt19937_64& random, std::size_t dataSize) {
    types::Transaction tx;
    const std::size_t kind = random() % 4;
    tx.type = kind == 0   ? types::TxType::accessList
              : kind == 1 ? types::TxType::legacy
                          : types::TxType::dynamicFee;
    tx.chainId = 31'338;
    tx.nonce = random() % 1'000;
    tx.gasLimit = 21'000 + random() % 1'000'000;
    tx.maxFeePerGas = U256{random()};
    tx.maxPriorityFeePerGas = tx.type == types::TxType::dynamicFee ? U256{9} : tx.maxFeePerGas;
    if (random() % 5 != 0) tx.to = Address{};
    if (tx.to) tx.to->bytes[3] = static_cast<std::uint8_t>(random());
    tx.value =
        U256{random(), random(), random(), random()} >> static_cast<unsigned>(random() % 257);
    tx.data = dataOf(random, dataSize);
    if (tx.type != types::TxType::legacy) {
        for (std::size_t i = random() % 3; i > 0; --i) {
            types::AccessTuple tuple;
            tuple.storageKeys.resize(random() % 4);
            tx.accessList.push_back(std::move(tuple));
        }
    }
    tx.signature = {random() % 2 == 0, U256{random()}, U256{random()}};
    return tx;
}

TEST_F(FeeOracle, agreesWithTheTransitionOnTransactionsOfAllKinds) {
    open();
    std::mt19937_64 random{5};
    for (const std::size_t size : {0U, 1U, 3U, 4U, 5U, 7U, 8U, 31U, 68U, 200U, 500U, 4'000U}) {
        for (int i = 0; i < 12; ++i) {
            const auto tx = transactionOf(random, size);
            const Bytes raw = types::encodeTransaction(tx);
            EXPECT_EQ(ask("getL1GasUsed(bytes)", raw), U256{state::l1GasOf(tx)}) << toHex(raw);
        }
    }
    // a repeat behind the window, and one at its edge
    for (const std::size_t apart : {32'768U, 32'769U}) {
        auto tx = transactionOf(random, 0);
        tx.data.assign(apart + 40, 0);
        for (std::size_t i = 0; i < 20; ++i) {
            tx.data[8 + i] = tx.data[8 + apart + i] = static_cast<std::uint8_t>(i + 1);
        }
        const Bytes raw = types::encodeTransaction(tx);
        EXPECT_EQ(ask("getL1GasUsed(bytes)", raw), U256{state::l1GasOf(tx)}) << apart;
    }
}

TEST_F(FeeOracle, whatIsNoTransactionReverts) {
    open();
    api::CallRequest call;
    call.to = state::gasPriceOracleAddress;
    call.data = codec::AbiEncoder{}.bytes(Bytes{1, 2, 3}).call("getL1Fee(bytes)");
    const Error error = refused(node->call(Layer::l2, call, api::BlockTag::latest));
    EXPECT_NE(error.text().find("0xd62de66a"), std::string::npos) << error.text();
}

}  // namespace
}  // namespace rollscope
