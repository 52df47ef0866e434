// The devnet's commands, and what a node refuses.
#include "tests/scenario/harness.h"

namespace rollscope {
namespace {

using api::Layer;
using Devnet = Play;

TEST_F(Devnet, aSnapshotBringsBackBothLayersAndTheClock) {
    open();
    ASSERT_TRUE(eventually([&] { return have(node->syncStatus()).heads.unsafe.number > 0; }));
    const std::uint64_t id = have(node->devnet({api::DevnetAction::snapshot, 0}));
    const auto before = have(node->syncStatus()).heads;
    const U256 l1 = balance(Layer::l1, alice);
    const U256 l2 = balance(Layer::l2, alice);
    api::Intent deposit;
    deposit.kind = api::IntentKind::depositEth;
    deposit.from = alice;
    deposit.amount = ether(1000);
    does(deposit);
    ASSERT_TRUE(eventually([&] { return balance(Layer::l2, alice) == l2 + ether(1000); }));
    have(node->flush());
    have(node->devnet({api::DevnetAction::warp, 1'000'000}));

    have(node->devnet({api::DevnetAction::revert, id}));

    EXPECT_EQ(balance(Layer::l1, alice), l1);
    EXPECT_EQ(balance(Layer::l2, alice), l2);
    const auto after = have(node->syncStatus()).heads;
    EXPECT_LT(after.now, before.now + 1000);
    EXPECT_EQ(after.batches, 0U);
    EXPECT_EQ(have(node->deposits(std::nullopt, {})).total, 0U);
    EXPECT_EQ(refused(node->devnet({api::DevnetAction::revert, id})).code, ErrorCode::notFound);
    // and life goes on
    does(deposit);
    EXPECT_TRUE(eventually([&] { return balance(Layer::l2, alice) == l2 + ether(1000); }));
    EXPECT_EQ(have(node->flush()), 1U);
}

TEST_F(Devnet, badTransactionsAreRefusedInTheUsualWords) {
    open();
    EXPECT_NE(refused(node->submit(Layer::l2, Bytes{0x02, 0xc0})).code, ErrorCode::none);
    EXPECT_NE(refused(node->submit(Layer::l1, Bytes{})).code, ErrorCode::none);
    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.chainId = 1;
    tx.gasLimit = 21'000;
    tx.maxFeePerGas = U256{10'000'000'000ULL};
    tx.to = bob;
    for (Layer layer : {Layer::l1, Layer::l2}) {
        EXPECT_EQ(refused(node->submit(layer, *signer.sign(tx, alice))).code,
                  ErrorCode::wrongChainId);
    }
    api::Intent rich;
    rich.from = alice;
    rich.to = bob;
    rich.amount = ether(100'000'000);
    EXPECT_EQ(refused(node->prepare(rich)).code, ErrorCode::insufficientFunds);
}

TEST_F(Devnet, aFolderInUseIsNamed) {
    open();
    embedded::Options options;
    options.dataDir = (folder.path() + QStringLiteral("/data")).toStdString();
    const auto second = embedded::EmbeddedNode::open(options);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::storageLocked);
}

TEST_F(Devnet, rolesStopAndStart) {
    open();
    have(node->stop(api::Role::sequencer));
    const auto stopped = have(node->syncStatus()).heads.unsafe.number;
    QThread::msleep(400);
    EXPECT_EQ(have(node->syncStatus()).heads.unsafe.number, stopped);
    have(node->start(api::Role::sequencer));
    EXPECT_TRUE(eventually([&] { return have(node->syncStatus()).heads.unsafe.number > stopped; }));
}

}  // namespace
}  // namespace rollscope
