// The main job: a deposit becomes a withdrawal, and a restart finds everything as it was.
#include "tests/scenario/harness.h"

namespace rollscope {
namespace {

using api::Layer;
using api::TxStatus;

class MainJob : public Play {
protected:
    api::Intent intent(api::IntentKind kind, const Address& from, const U256& amount) {
        api::Intent wish;
        wish.kind = kind;
        wish.from = from;
        wish.amount = amount;
        return wish;
    }
};

/// Stores 42, emits an event on each call: PUSH1 42 PUSH0 SSTORE, LOG0 of nothing.
Bytes storingContract() {
    const Bytes runtime = {0x60, 0x2a, 0x5f, 0x55, 0x5f, 0x5f, 0xa0, 0x00};
    Bytes creation = {0x67};  // PUSH8 runtime, MSTORE at 0, RETURN its 8 bytes
    append(creation, runtime);
    append(creation, Bytes{0x5f, 0x52, 0x60, 0x08, 0x60, 0x18, 0xf3});
    return creation;
}

TEST_F(MainJob, aDepositBecomesAWithdrawalAndSurvivesARestart) {
    open();
    ASSERT_TRUE(eventually([&] { return have(node->syncStatus()).heads.unsafe.number > 0; }));

    // 1. one ether goes from L1 to L2
    const U256 before = balance(Layer::l2, alice);
    does(intent(api::IntentKind::depositEth, alice, ether(1000)));
    ASSERT_TRUE(eventually([&] { return balance(Layer::l2, alice) == before + ether(1000); }));
    const auto deposits = have(node->deposits(alice, {}));
    ASSERT_EQ(deposits.total, 1U);
    EXPECT_EQ(deposits.rows[0].amount, ether(1000));
    EXPECT_EQ(deposits.rows[0].stage, api::DepositStage::acceptedInL2);

    // 2. transfers and a contract on L2
    auto send = intent(api::IntentKind::transferL2, alice, ether(250));
    send.to = bob;
    const U256 bobBefore = balance(Layer::l2, bob);
    const Hash transfer = does(send);
    ASSERT_TRUE(reaches(transfer, TxStatus::acceptedInL2));
    EXPECT_EQ(balance(Layer::l2, bob), bobBefore + ether(250));
    auto deploy = intent(api::IntentKind::deployL2, alice, U256{});
    deploy.data = storingContract();
    const Hash deployment = does(deploy);
    ASSERT_TRUE(reaches(deployment, TxStatus::acceptedInL2));
    const auto created = have(node->transaction(Layer::l2, deployment)).row.created;
    ASSERT_TRUE(created.has_value());
    auto call = intent(api::IntentKind::callL2, bob, U256{});
    call.to = *created;
    const Hash called = does(call);
    ASSERT_TRUE(reaches(called, TxStatus::acceptedInL2));
    EXPECT_EQ(have(node->storageAt(Layer::l2, *created, U256{}, api::BlockTag::latest)), U256{42});
    EXPECT_EQ(have(node->transaction(Layer::l2, called)).logs.size(), 1U);

    // 4a. the withdrawal is in the batch
    const Hash withdrawal = does(intent(api::IntentKind::withdrawEth, alice, ether(400)));
    ASSERT_TRUE(reaches(withdrawal, TxStatus::acceptedInL2));
    EXPECT_EQ(refused(node->withdrawalProof(withdrawal)).code, ErrorCode::withdrawalNotReady);

    // 3. the batch is on L1, its state root asserted
    const std::uint64_t batch = have(node->flush());
    EXPECT_EQ(batch, 1U);
    ASSERT_TRUE(reaches(transfer, TxStatus::asserted));
    const auto posted = have(node->batch(batch));
    EXPECT_GT(posted.row.sizeBytes, 0U);
    ASSERT_EQ(posted.assertions.size(), 1U);
    EXPECT_TRUE(posted.assertions[0].matches);

    // 4b. there is a proof, and claiming early is refused with the reason
    const auto proof = have(node->withdrawalProof(withdrawal));
    EXPECT_EQ(proof.path.size(), 32U);
    auto claim = intent(api::IntentKind::claimWithdrawal, alice, U256{});
    const Error early = refused(node->prepare(claim));
    EXPECT_EQ(early.code, ErrorCode::withdrawalNotReady);
    EXPECT_NE(early.data.find("challenge period"), std::string::npos) << early.data;

    // 5. seven days later it is paid to the wei
    have(node->devnet({api::DevnetAction::warp, 604'800}));
    ASSERT_TRUE(eventually([&] {
        const auto rows = have(node->withdrawals(alice, {})).rows;
        return rows.size() == 1 && rows[0].stage == api::WithdrawalStage::ready;
    }));
    const U256 l1Before = balance(Layer::l1, alice);
    const Hash claimed = does(claim);
    const auto receipt = have(node->transaction(Layer::l1, claimed));
    ASSERT_TRUE(receipt.receipt.has_value());
    ASSERT_TRUE(receipt.receipt->success) << receipt.failure.toStdString();
    const U256 fee = receipt.receipt->effectiveGasPrice * U256{receipt.receipt->gasUsed};
    EXPECT_EQ(balance(Layer::l1, alice), l1Before + ether(400) - fee);
    EXPECT_EQ(have(node->withdrawals(alice, {})).rows[0].stage, api::WithdrawalStage::claimed);
    ASSERT_TRUE(reaches(transfer, TxStatus::finalized));

    // 6. a restart finds everything as it was
    const auto heads = have(node->syncStatus()).heads;
    const U256 l2Balance = balance(Layer::l2, alice);
    close();
    open();
    const auto again = have(node->syncStatus()).heads;
    EXPECT_GE(again.unsafe.number, heads.unsafe.number);
    EXPECT_GE(again.now, heads.now);
    EXPECT_EQ(have(node->block(Layer::l2, heads.unsafe.number)).row.hash, heads.unsafe.hash);
    EXPECT_EQ(have(node->block(Layer::l1, heads.l1.number)).row.hash, heads.l1.hash);
    EXPECT_EQ(balance(Layer::l2, alice), l2Balance);
    ASSERT_TRUE(eventually([&] {
        const auto rows = have(node->withdrawals(alice, {})).rows;
        return rows.size() == 1 && rows[0].stage == api::WithdrawalStage::claimed;
    }));
    EXPECT_EQ(statusOf(transfer), TxStatus::finalized);
    EXPECT_EQ(have(node->batches({})).total >= 1, true);
}

}  // namespace
}  // namespace rollscope
