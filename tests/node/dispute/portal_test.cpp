// The token portal's whole way, on the contracts that the node deploys.
#include "node/core/merkle/stored_tree.h"
#include "node/l1/abi.h"
#include "node/l1/abi_book.h"
#include "tests/node/support/rollup_fixture.h"

namespace rollscope::testing {
namespace {

using Bridge = l1::L2BridgeContract;
using Portal = l1::TokenPortalContract;
using Token = l1::L2TokenContract;

struct PortalPlay : Rollup {
    const Hash claimSecret = crypto::keccak256(asBytes("claim"));
    const Hash redeemSecret = crypto::keccak256(asBytes("redeem"));
    const Address portal = devnet->contracts().portal;
    static constexpr std::size_t carol = 2;

    PortalPlay() : Rollup(attested()) {}

    static l1::RollupParameters attested() {
        l1::RollupParameters parameters;
        parameters.proofMode = l1::ProofMode::attestation;
        return parameters;
    }

    std::vector<types::Log> logsOf(const Hash& l2Tx) {
        const auto receipt = store.chain->receipt(l2Tx);
        if (!receipt || !*receipt) return {};
        EXPECT_TRUE((*receipt)->receipt.success);
        return (*receipt)->receipt.logs;
    }

    /// The first event of its kind among the logs.
    template <class Event>
    static Event only(const std::vector<types::Log>& logs,
                      std::optional<Event> (*read)(const types::Log&)) {
        for (const types::Log& log : logs) {
            if (auto event = read(log)) return *event;
        }
        ADD_FAILURE() << "no such event";
        return {};
    }

    U256 tokensOnL1(const Address& owner) {
        state::CallMessage call;
        call.to = devnet->contracts().token;
        call.data = l1::abiCall("balanceOf(address)", {l1::abi(owner)});
        return loadU256(devnet->call(call)->data());
    }

    /// Alice deposits for Carol; the message, once L2 has taken it in.
    types::L1ToL2Message deposit(const U256& amount) {
        sendL1(0, devnet->contracts().token, {}, l1::TokenContract::approve(portal, amount));
        sendL1(0, portal, {},
               Portal::deposit(amount, Portal::redeemHash(redeemSecret, user(carol)),
                               Portal::secretHash(claimSecret)));
        for (int i = 0; i < 5; ++i) tick();
        return mirror->message(mirror->inboxCount() - 1)->message;
    }

    std::vector<Hash> inboundPath(std::uint64_t index) const {
        std::vector<Hash> leaves;
        for (const auto& entry : mirror->messages(0, mirror->inboxCount())) {
            leaves.push_back(entry.leaf);
        }
        return merkle::pathOf(leaves, index, leaves.size());
    }
};

TEST(Portal, tokensGoToL2AndBackThroughEveryContract) {
    PortalPlay play;
    const U256 amount = ether(5'000);
    const auto message = play.deposit(amount);
    EXPECT_EQ(message.gasLimit, 0u);
    EXPECT_EQ(message.sender, types::aliasedL1Address(play.portal));
    const auto entry = play.mirror->message(message.index.low());
    ASSERT_TRUE(entry->deposit);
    EXPECT_EQ(entry->deposit->amount, amount);
    EXPECT_EQ(entry->deposit->l2Token, state::l2PortalTokenAddress);

    // whoever has the claim secret mints to the pool
    const Hash claim =
        play.send(1, state::l2BridgeAddress, {},
                  Bridge::claim(message, play.claimSecret, play.inboundPath(message.index.low())));
    play.tickUntilMined(claim);
    const auto claimed = play.only(play.logsOf(claim), &Bridge::claimed);
    EXPECT_EQ(claimed.amount, amount);
    EXPECT_EQ(claimed.l2Token, state::l2PortalTokenAddress);
    EXPECT_EQ(play.only(play.logsOf(claim), &Token::pendingMinted).redeemHash, claimed.redeemHash);

    const Hash redeem = play.send(PortalPlay::carol, state::l2PortalTokenAddress, {},
                                  Token::redeem(amount, play.redeemSecret));
    play.tickUntilMined(redeem);
    EXPECT_EQ(play.only(play.logsOf(redeem), &Token::redeemed).to, play.user(PortalPlay::carol));

    // Bob brings Carol's witness
    const Bridge::Burn burn{state::l2PortalTokenAddress,
                            play.user(PortalPlay::carol),
                            play.user(PortalPlay::carol),
                            ether(2'000),
                            U256{7},
                            U256{4'000'000'000ULL}};
    const Hash exit = [&] {
        // the digest as EIP-712 has it, made by hand as a wallet would
        const auto hashOf = [](const std::vector<l1::AbiValue>& words) {
            return crypto::keccak256(l1::abiEncode(words));
        };
        const Hash domain =
            hashOf({l1::abi(l1::abiTopic("EIP712Domain(string name,string version,uint256 chainId,"
                                         "address verifyingContract)")),
                    l1::abi(crypto::keccak256(asBytes("Rollscope L2Bridge"))),
                    l1::abi(crypto::keccak256(asBytes("1"))), l1::abi(U256{l1::rollupChainId}),
                    l1::abi(state::l2BridgeAddress)});
        const Hash body = hashOf(
            {l1::abi(l1::abiTopic("BurnAuthorization(address token,address from,address recipient,"
                                  "uint256 amount,uint256 nonce,uint256 deadline)")),
             l1::abi(burn.token), l1::abi(burn.from), l1::abi(burn.recipient), l1::abi(burn.amount),
             l1::abi(burn.nonce), l1::abi(burn.deadline)});
        Bytes text{0x19, 0x01};
        append(text, domain.view());
        append(text, body.view());
        const auto signature = play.users.signHash(crypto::keccak256(text), burn.from);
        EXPECT_TRUE(signature);
        Bytes bytes;
        append(bytes, toHash(signature->r).view());
        append(bytes, toHash(signature->s).view());
        bytes.push_back(static_cast<std::uint8_t>(27 + signature->yParity));
        const auto witness =
            play.users.signBurn({l1::rollupChainId, state::l2BridgeAddress, burn.token, burn.from,
                                 burn.recipient, burn.amount, burn.nonce, 4'000'000'000ULL});
        EXPECT_EQ(witness.value(), bytes);
        return play.send(1, state::l2BridgeAddress, {}, Bridge::exitToL1(burn, bytes));
    }();
    play.tickUntilMined(exit);
    const auto logs = play.logsOf(exit);
    EXPECT_EQ(play.only(logs, &Bridge::witnessSpent).nonce, U256{7});
    const auto initiated = play.only(logs, &Bridge::withdrawalInitiated);
    EXPECT_EQ(initiated.sender, burn.from);
    EXPECT_EQ(initiated.l2Token, state::l2PortalTokenAddress);
    const auto queued = play.only(logs, &l1::L2InboxContract::messageQueued);
    EXPECT_EQ(queued.message.target, play.portal);
    const auto release = Portal::releaseOf(queued.message);
    ASSERT_TRUE(release);
    EXPECT_EQ(release->amount, burn.amount);

    // the batch is attested, so that it is final at once
    play.flush();
    const std::uint64_t batch = play.mirror->batchCount();
    ASSERT_EQ(play.mirror->finalizedCount(), batch);
    merkle::MemoryLevels levels;
    merkle::StoredMessageTree tree{levels};
    tree.append(queued.leaf);
    const U256 before = play.tokensOnL1(burn.recipient);
    play.sendL1(4, play.portal, {},
                Portal::withdraw(*release, batch, queued.message, tree.pathOf(0, 1)));
    play.follow();
    EXPECT_EQ(play.tokensOnL1(burn.recipient), before + burn.amount);
    EXPECT_TRUE(play.mirror->withdrawal(0).claimed);
}

TEST(Portal, itsCallsAndEventsHaveNames) {
    const Bytes deposit = Portal::deposit(U256{1}, Hash{}, Hash{});
    const auto call = l1::decodeCall(deposit);
    ASSERT_TRUE(call);
    EXPECT_EQ(call->contract, QStringLiteral("TokenPortal"));
    EXPECT_EQ(call->function, QStringLiteral("deposit"));
    EXPECT_EQ(l1::decodeCall(Token::redeem(U256{1}, Hash{}))->function, QStringLiteral("redeem"));
    EXPECT_EQ(l1::decodeCall(Bridge::claim({}, {}, {}))->function, QStringLiteral("claim"));
    EXPECT_EQ(l1::decodeCall(Bridge::exitToL1({}, {}))->function, QStringLiteral("exitToL1"));
    EXPECT_EQ(l1::decodeCall(Portal::withdraw({}, 1, {}, {}))->contract,
              QStringLiteral("TokenPortal"));
}

}  // namespace
}  // namespace rollscope::testing
