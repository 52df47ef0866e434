#include "node/l1/devnet_l1.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>

#include "node/chain/chain.h"
#include "node/keys/local_signer.h"
#include "node/l1/contracts.h"
#include "node/l1/l1_mirror.h"
#include "node/l1/sender.h"
#include "node/storage/database.h"

namespace rollscope::l1 {
namespace {

class Devnet : public ::testing::Test {
protected:
    void SetUp() override {
        m_folder = std::filesystem::temp_directory_path() /
                   ("rollscope-l1-" + std::to_string(::getpid()) + "-" +
                    ::testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::remove_all(m_folder);
        open();
    }
    void TearDown() override {
        close();
        std::filesystem::remove_all(m_folder);
    }
    void open() {
        const auto started = tryOpen();
        ASSERT_TRUE(started.has_value()) << started.error().text();
    }
    Result<void> tryOpen(ProofMode mode = ProofMode::optimistic) {
        auto opened = storage::Database::open(m_folder);
        if (!opened) return failFrom(opened);
        database = std::move(*opened);
        DevnetOptions options;
        options.parameters.proofMode = mode;
        for (const auto& user : users.accounts()) options.accounts.users.push_back(user.address);
        options.accounts.deployer = roles.deployer;
        options.accounts.batcher = roles.batcher;
        options.accounts.proposer = roles.proposer;
        options.accounts.challenger = roles.challenger;
        options.accounts.verifier = roles.verifier;
        auto started = DevnetL1::open(*database, options, roles, nowMs);
        if (!started) return failFrom(started);
        l1 = std::move(*started);
        mirror = std::make_unique<L1Mirror>(*l1, l1->contracts(), database.get());
        const auto read = mirror->step();
        if (!read) return failFrom(read);
        return {};
    }
    void close() {
        mirror.reset();
        l1.reset();
        database.reset();
    }
    Result<Hash> deposit(std::uint64_t wei) {
        Sender sender(*l1, users, users.accounts()[0].address);
        return sender.send(l1->contracts().bridge, BridgeContract::depositEth(), U256{wei});
    }

    std::uint64_t nowMs = 1'800'000'000'000ULL;
    keys::MnemonicSigner users;
    keys::RoleSigner roles;
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<DevnetL1> l1;
    std::unique_ptr<L1Mirror> mirror;
    std::filesystem::path m_folder;
};

TEST_F(Devnet, deploysTheContractsAtTheirComputedAddresses) {
    const Contracts& at = l1->contracts();
    const auto state = l1->reads().latestState();
    for (const Address& address :
         {at.inbox, at.rollup, at.outbox, at.bridge, at.token, at.portal}) {
        const auto account = state.view->account(address);
        ASSERT_TRUE(account.has_value());
        EXPECT_NE(account->codeHash, crypto::emptyKeccak);
    }
    EXPECT_EQ(*l1->balance(at.bridge), genesisBalance() * U256{20});
}

TEST_F(Devnet, aRollupKeepsItsProofModeAndIsNotOpenedForAnother) {
    close();
    const auto refused = tryOpen(ProofMode::attestation);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::schemaMismatch);
    close();
    std::filesystem::remove_all(m_folder);
    ASSERT_TRUE(tryOpen(ProofMode::attestation).has_value());
    const Address attestation = l1->contracts().attestation;
    ASSERT_FALSE(attestation.isZero());
    EXPECT_NE(l1->reads().latestState().view->account(attestation)->codeHash, crypto::emptyKeccak);
    close();
    ASSERT_TRUE(tryOpen().has_value());
    EXPECT_EQ(l1->parameters().proofMode, ProofMode::attestation);
    EXPECT_EQ(l1->contracts().attestation, attestation);
}

TEST_F(Devnet, minesABlockForEachTransactionAtOnce) {
    const std::uint64_t before = l1->head().number;
    ASSERT_TRUE(deposit(1000).has_value());
    EXPECT_EQ(l1->head().number, before + 1);
}

TEST_F(Devnet, minesAnEmptyBlockEachBlockTime) {
    const std::uint64_t before = l1->head().number;
    for (int i = 0; i < 10; ++i) {
        nowMs += 1'000;
        ASSERT_TRUE(l1->step(nowMs).has_value());
    }
    EXPECT_GE(l1->head().number, before + 4);
    EXPECT_LE(l1->head().number, before + 5);
}

TEST_F(Devnet, theMirrorTellsDepositsAndForgetsThemWhenL1GoesBack) {
    const std::uint64_t place = l1->head().number;
    const DevnetClock clock = l1->clock();
    ASSERT_TRUE(deposit(1000).has_value());
    const auto news = mirror->step();
    ASSERT_TRUE(news.has_value());
    ASSERT_EQ(news->messages.size(), 1U);
    const auto entry = mirror->message(0);
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->leaf, types::leafOf(entry->message));
    ASSERT_TRUE(entry->deposit.has_value());
    EXPECT_EQ(entry->deposit->amount, U256{1000});

    ASSERT_TRUE(l1->revertTo(place, clock).has_value());
    const auto back = mirror->step();
    ASSERT_TRUE(back.has_value());
    EXPECT_TRUE(back->reorgedTo.has_value());
    EXPECT_EQ(mirror->inboxCount(), 0U);
}

TEST_F(Devnet, theMirrorsRootIsTheInboxs) {
    ASSERT_TRUE(deposit(1).has_value());
    ASSERT_TRUE(deposit(2).has_value());
    ASSERT_TRUE(mirror->step().has_value());
    state::CallMessage call;
    call.to = l1->contracts().inbox;
    // rootAt(uint64)
    for (std::uint64_t count = 0; count <= 2; ++count) {
        call.data = {};
        const Hash selector = crypto::keccak256(asBytes("rootAt(uint64)"));
        append(call.data, BytesView{selector.data(), 4});
        append(call.data, toHash(U256{count}).view());
        const auto root = l1->call(call);
        ASSERT_TRUE(root.has_value()) << root.error().text();
        EXPECT_EQ(hashFromBytes(*root), mirror->inboxRootAt(count));
    }
}

TEST_F(Devnet, aRestartKeepsChainClockAndMirror) {
    ASSERT_TRUE(deposit(1000).has_value());
    ASSERT_TRUE(l1->warp(1'000'000, nowMs).has_value());
    const Head head = l1->head();
    close();
    open();
    EXPECT_EQ(l1->head().hash, head.hash);
    EXPECT_GE(l1->now(nowMs), 1'801'000'000ULL);
    EXPECT_EQ(mirror->inboxCount(), 1U);
}

TEST_F(Devnet, aNonceGapWaitsForTheTransactionBeforeIt) {
    const Address from = users.accounts()[1].address;
    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.chainId = devnetChainId;
    tx.gasLimit = 21'000;
    tx.maxFeePerGas = U256{10'000'000'000ULL};
    tx.to = users.accounts()[2].address;
    tx.value = U256{1};
    tx.nonce = 1;
    ASSERT_TRUE(l1->sendRawTransaction(*users.sign(tx, from)).has_value());
    EXPECT_EQ(l1->pending().size(), 1U);
    tx.value = U256{2};
    const auto cheap = l1->sendRawTransaction(*users.sign(tx, from));
    ASSERT_FALSE(cheap.has_value());
    EXPECT_EQ(cheap.error().code, ErrorCode::replacementUnderpriced);
    tx.nonce = 0;
    ASSERT_TRUE(l1->sendRawTransaction(*users.sign(tx, from)).has_value());
    EXPECT_TRUE(l1->pending().empty());
    EXPECT_EQ(*l1->nonce(from), 2U);
    const auto again = l1->sendRawTransaction(*users.sign(tx, from));
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code, ErrorCode::alreadyKnown);
}

TEST_F(Devnet, aCallThatRevertsIsRefusedWithTheContractsReason) {
    Sender sender(*l1, users, users.accounts()[0].address);
    const auto sent = sender.send(l1->contracts().rollup, RollupContract::finalizeBatch(7));
    ASSERT_FALSE(sent.has_value());
    EXPECT_EQ(sent.error().code, ErrorCode::l1Rejected);
    EXPECT_NE(sent.error().data.find("execution reverted"), std::string::npos) << sent.error().data;
}

}  // namespace
}  // namespace rollscope::l1
