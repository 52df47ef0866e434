// The token portal through a node that attests: what a user asks for, end to end.
#include "node/core/crypto/keccak.h"
#include "node/core/merkle/message_tree.h"
#include "node/core/state/block_builder.h"
#include "node/l1/abi.h"
#include "node/l1/contracts.h"
#include "tests/scenario/harness.h"

namespace rollscope {
namespace {

using api::Layer;
using Bridge = l1::L2BridgeContract;

class Portal : public Play {
protected:
    /// A call of a contract; on L1 too.
    Hash calls(Layer layer, const Address& from, const Address& to, Bytes data) {
        api::Intent intent;
        intent.kind = layer == Layer::l1 ? api::IntentKind::transferL1 : api::IntentKind::callL2;
        intent.from = from;
        intent.to = to;
        intent.data = std::move(data);
        return does(intent);
    }
    Address contract(const char* name) {
        for (const auto& each : have(node->config()).contracts) {
            if (each.name == QLatin1String(name)) return each.address;
        }
        ADD_FAILURE() << name;
        return {};
    }
    Bytes asked(Layer layer, const Address& to, Bytes data) {
        api::CallRequest request;
        request.to = to;
        request.data = std::move(data);
        return have(node->call(layer, request, api::BlockTag::latest));
    }
    U256 tokens(Layer layer, const char* token, const Address& owner) {
        return loadU256(
            asked(layer, contract(token), l1::abiCall("balanceOf(address)", {l1::abi(owner)}))
                .data());
    }
};

TEST_F(Portal, aWithdrawalIsFinalWithItsAttestationAndClaimedLikeAnyOther) {
    embedded::Options options;
    options.parameters.proofMode = l1::ProofMode::attestation;
    open(options);
    EXPECT_EQ(have(node->config()).proofMode, QStringLiteral("attestation"));
    const Hash claimSecret = crypto::keccak256(asBytes("claim"));
    const Hash redeemSecret = crypto::keccak256(asBytes("redeem"));
    const Address portal = contract("TokenPortal");
    calls(Layer::l1, alice, contract("L1Token"), l1::TokenContract::approve(portal, ether(3000)));
    calls(Layer::l1, alice, portal,
          l1::TokenPortalContract::deposit(ether(3000),
                                           l1::TokenPortalContract::redeemHash(redeemSecret, alice),
                                           l1::TokenPortalContract::secretHash(claimSecret)));
    ASSERT_TRUE(eventually([&] {
        const auto rows = have(node->deposits(alice, {})).rows;
        return !rows.empty() && rows[0].stage == api::DepositStage::acceptedInL2;
    }));
    const auto deposit = have(node->deposits(alice, {})).rows[0];
    EXPECT_EQ(deposit.amount, ether(3000));
    const std::vector<Hash> leaves = {deposit.leaf};

    const Hash claim = calls(
        Layer::l2, bob, state::l2BridgeAddress,
        Bridge::claim(deposit.message, claimSecret, merkle::pathOf(leaves, 0, leaves.size())));
    ASSERT_TRUE(reaches(claim, api::TxStatus::acceptedInL2));
    const Hash redeem = calls(Layer::l2, alice, state::l2PortalTokenAddress,
                              l1::L2TokenContract::redeem(ether(3000), redeemSecret));
    ASSERT_TRUE(reaches(redeem, api::TxStatus::acceptedInL2));
    EXPECT_EQ(tokens(Layer::l2, "L2PortalToken", alice), ether(3000));

    const Bridge::Burn burn{state::l2PortalTokenAddress, alice, bob, ether(1000), U256{1},
                            U256{4'000'000'000ULL}};
    const Bytes digest = asked(Layer::l2, state::l2BridgeAddress, Bridge::burnDigest(burn));
    const auto signature = signer.signHash(hashFromBytes(digest), alice);
    ASSERT_TRUE(signature.has_value());
    Bytes witness;
    append(witness, toHash(signature->r).view());
    append(witness, toHash(signature->s).view());
    witness.push_back(static_cast<std::uint8_t>(27 + signature->yParity));
    const Hash exit =
        calls(Layer::l2, bob, state::l2BridgeAddress, Bridge::exitToL1(burn, witness));
    ASSERT_TRUE(reaches(exit, api::TxStatus::acceptedInL2));

    have(node->flush());
    ASSERT_TRUE(reaches(exit, api::TxStatus::finalized)) << "without a challenge period";
    const auto waiting = have(node->withdrawals(bob, {})).rows;
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].stage, api::WithdrawalStage::ready);
    const U256 before = tokens(Layer::l1, "L1Token", bob);
    api::Intent pay;
    pay.kind = api::IntentKind::claimWithdrawal;
    pay.from = alice;
    pay.withdrawal = waiting[0].index;
    does(pay);
    EXPECT_EQ(tokens(Layer::l1, "L1Token", bob), before + ether(1000));
    EXPECT_TRUE(eventually([&] {
        return have(node->withdrawals(bob, {})).rows[0].stage == api::WithdrawalStage::claimed;
    }));
}

}  // namespace
}  // namespace rollscope
