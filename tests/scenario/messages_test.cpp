// Messages of both sides as a user follows them: why they wait, their proofs, and what is refused.
#include "node/api/portal_secrets.h"
#include "node/core/crypto/keccak.h"
#include "node/core/merkle/message_tree.h"
#include "node/core/state/block_builder.h"
#include "tests/scenario/harness.h"

namespace rollscope {
namespace {

using api::IntentKind;
using api::MessageSide;
using api::MessageStage;

class Messages : public Play {
protected:
    api::Intent wish(IntentKind kind, const Address& from) {
        api::Intent intent;
        intent.kind = kind;
        intent.from = from;
        return intent;
    }
    api::MessageView message(MessageSide side, std::uint64_t index) {
        return have(node->message(side, index));
    }
    /// Deposits through the portal; the message's index.
    std::uint64_t deposit(const api::PortalSecrets& secrets, const U256& amount) {
        const std::uint64_t index = have(node->messages(MessageSide::inbox, {}, {})).total;
        auto approve = wish(IntentKind::approvePortal, alice);
        approve.amount = amount;
        does(approve);
        auto send = wish(IntentKind::depositPortal, alice);
        send.amount = amount;
        send.redeemHash = secrets.redeemHash;
        send.secretHash = secrets.secretHash;
        does(send);
        return index;
    }
    Error refusal(const api::Intent& intent) {
        auto answer = node->prepare(intent);
        answer.waitForFinished();
        const auto result = answer.result();
        return result ? Error{ErrorCode::internal, "it was not refused"} : result.error();
    }
};

TEST_F(Messages, aPortalDepositIsClaimedOnceByWhoeverHasTheSecret) {
    open({});
    have(node->stop(api::Role::sequencer));
    const auto secrets = api::newPortalSecrets(alice);
    const std::uint64_t index = deposit(secrets, ether(5));
    ASSERT_TRUE(eventually(
        [&] { return have(node->messages(MessageSide::inbox, {}, {})).total == index + 1; }));
    const auto waiting = message(MessageSide::inbox, index);
    EXPECT_EQ(waiting.stage, MessageStage::sent);
    EXPECT_TRUE(waiting.claimable);
    EXPECT_TRUE(waiting.why.contains(QStringLiteral("sequencer is off")))
        << waiting.why.toStdString();
    auto claim = wish(IntentKind::claimMessage, bob);
    claim.message = index;
    claim.secret = secrets.claimSecret;
    EXPECT_EQ(refusal(claim).code, ErrorCode::messageNotConsumable);

    have(node->start(api::Role::sequencer));
    ASSERT_TRUE(eventually(
        [&] { return message(MessageSide::inbox, index).stage == MessageStage::consumable; }));
    const auto proof = have(node->messageProof(MessageSide::inbox, index));
    EXPECT_TRUE(merkle::verifyPath(proof.leaf, index, proof.path, proof.root));

    auto wrong = claim;
    wrong.secret = secrets.redeemSecret;
    EXPECT_NE(refusal(wrong).text().find("WrongSecret"), std::string::npos)
        << refusal(wrong).text();
    const Hash claimed = does(claim);
    ASSERT_TRUE(eventually(
        [&] { return message(MessageSide::inbox, index).stage == MessageStage::consumed; }));
    EXPECT_EQ(message(MessageSide::inbox, index).consumedTx, claimed);
    EXPECT_NE(refusal(claim).text().find("AlreadyConsumed"), std::string::npos)
        << refusal(claim).text();

    auto redeem = wish(IntentKind::redeemToken, bob);
    redeem.amount = ether(5);
    redeem.secret = secrets.redeemSecret;
    EXPECT_EQ(refusal(redeem).code, ErrorCode::executionFailed) << "the pool is Alice's";
    redeem.from = alice;
    redeem.amount = ether(6);
    EXPECT_EQ(refusal(redeem).code, ErrorCode::executionFailed) << "more than there is";
    redeem.amount = ether(5);
    ASSERT_TRUE(reaches(does(redeem), api::TxStatus::acceptedInL2));
}

TEST_F(Messages, anExitIsFollowedToItsClaimAndItsTreeIsShown) {
    open({});
    const auto secrets = api::newPortalSecrets(alice);
    const std::uint64_t index = deposit(secrets, ether(5));
    ASSERT_TRUE(eventually([&] {
        return have(node->messages(MessageSide::inbox, {}, {})).total > index &&
               message(MessageSide::inbox, index).stage == MessageStage::consumable;
    }));
    auto claim = wish(IntentKind::claimMessage, alice);
    claim.message = index;
    claim.secret = secrets.claimSecret;
    ASSERT_TRUE(reaches(does(claim), api::TxStatus::acceptedInL2));
    auto redeem = wish(IntentKind::redeemToken, alice);
    redeem.amount = ether(5);
    redeem.secret = secrets.redeemSecret;
    ASSERT_TRUE(reaches(does(redeem), api::TxStatus::acceptedInL2));

    api::BurnAuthorization burn;
    burn.l2ChainId = have(node->config()).l2ChainId;
    burn.l2Bridge = state::l2BridgeAddress;
    burn.token = state::l2PortalTokenAddress;
    burn.from = alice;
    burn.recipient = bob;
    burn.amount = ether(2);
    burn.nonce = U256{1};
    burn.deadline = 4'000'000'000;
    auto exit = wish(IntentKind::exitToL1, alice);
    exit.to = bob;
    exit.amount = burn.amount;
    exit.witnessNonce = burn.nonce;
    exit.deadline = burn.deadline;
    exit.signature = signer.signBurn(burn).value();
    auto redirected = exit;
    redirected.to = alice;
    EXPECT_EQ(refusal(redirected).code, ErrorCode::executionFailed) << "the witness names Bob";
    ASSERT_TRUE(reaches(does(exit), api::TxStatus::acceptedInL2));
    EXPECT_EQ(refusal(exit).code, ErrorCode::executionFailed) << "a witness is spent once";

    ASSERT_TRUE(
        eventually([&] { return have(node->messages(MessageSide::outbox, bob, {})).total == 1; }));
    const auto sent = have(node->messages(MessageSide::outbox, bob, {})).rows[0];
    EXPECT_EQ(sent.stage, MessageStage::sent);
    EXPECT_EQ(crypto::keccak256(sent.preimage), sent.leaf);
    auto early = node->messageProof(MessageSide::outbox, sent.index);
    early.waitForFinished();
    EXPECT_EQ(early.result().error().code, ErrorCode::messageNotConsumable);

    const auto hits = have(node->search(QString::fromStdString(toHex(sent.leaf.view()))));
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].link, QStringLiteral("message:outbox:%1").arg(sent.index));

    have(node->flush());
    ASSERT_TRUE(eventually(
        [&] { return message(MessageSide::outbox, sent.index).stage == MessageStage::asserted; }));
    const auto proof = have(node->messageProof(MessageSide::outbox, sent.index));
    EXPECT_TRUE(merkle::verifyPath(proof.leaf, sent.index, proof.path, proof.root));
    EXPECT_EQ(proof.count, 1U);
    const auto leaves = have(node->messageTree({MessageSide::outbox, 0, 0, 10}));
    EXPECT_EQ(leaves.nodes, std::vector<Hash>{sent.leaf});
    EXPECT_EQ(have(node->messageTree({MessageSide::outbox, 32, 0, 1})).nodes,
              std::vector<Hash>{proof.root});

    have(node->devnet({api::DevnetAction::warp, 8 * 86'400}));
    ASSERT_TRUE(eventually([&] {
        return message(MessageSide::outbox, sent.index).stage == MessageStage::consumable;
    }));
    auto pay = wish(IntentKind::claimWithdrawal, alice);
    pay.withdrawal = sent.index;
    const Hash paid = does(pay);
    ASSERT_TRUE(eventually(
        [&] { return message(MessageSide::outbox, sent.index).stage == MessageStage::consumed; }));
    EXPECT_EQ(message(MessageSide::outbox, sent.index).consumedTx, paid);
}

}  // namespace
}  // namespace rollscope
