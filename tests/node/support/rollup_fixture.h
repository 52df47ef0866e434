// A whole rollup in a temporary folder, driven tick by tick: devnet, sequencer, batcher, proposer,
// verifier. Nothing sleeps; a tick is a second of the clock that is handed in.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "node/batcher/batcher.h"
#include "node/chain/batch_spans.h"
#include "node/crypto/native_precompiles.h"
#include "node/dispute/proposer.h"
#include "node/keys/local_signer.h"
#include "node/l1/contracts.h"
#include "node/l1/devnet_l1.h"
#include "node/l1/l1_mirror.h"
#include "node/l1/sender.h"
#include "node/mempool/mempool.h"
#include "node/sequencer/sequencer.h"
#include "node/verifier/attestor.h"
#include "node/verifier/verifier.h"

namespace rollscope::testing {

inline const state::ChainSpec l2Spec{l1::rollupChainId, true};
inline constexpr std::uint64_t startMs = 1'800'000'000'000;

inline U256 ether(std::uint64_t milli) {
    return U256{milli} * U256{1'000'000'000'000'000ULL};
}

/// A folder that goes with its owner.
struct TemporaryFolder {
    std::filesystem::path path;
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "rollscope-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

/// L2's chain with its spans, from genesis, in a database of its own.
struct L2Store {
    TemporaryFolder folder;
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<chain::Chain> chain;
    std::unique_ptr<chain::BatchSpans> spans;

    L2Store() { database = std::move(*storage::Database::open(folder.path)); }
    void init(const state::GenesisSpec& spec) {
        chain = std::move(*chain::Chain::open(*database, api::Layer::l2));
        const auto genesis = state::buildGenesis(spec, host::nativePrecompiles());
        ASSERT_TRUE(genesis) << genesis.error().text();
        ASSERT_TRUE(chain->init(*genesis));
        spans = std::move(*chain::BatchSpans::open(*database));
    }
};

/// The node's services on one devnet.
struct Rollup {
    L2Store store;
    keys::RoleSigner roles;
    keys::MnemonicSigner users;
    std::uint64_t wallMs = startMs;
    std::unique_ptr<l1::DevnetL1> devnet;
    std::unique_ptr<l1::L1Mirror> mirror;
    std::unique_ptr<mempool::Mempool> pool;
    std::unique_ptr<l1::Sender> batcherKey;
    std::unique_ptr<l1::Sender> proposerKey;
    std::unique_ptr<sequencer::Sequencer> sequencer;
    std::unique_ptr<batcher::Batcher> batcher;
    std::unique_ptr<dispute::Proposer> proposer;
    std::unique_ptr<verifier::Attestor> attestor;
    std::unique_ptr<verifier::Verifier> verifier;
    std::vector<api::EventView> events;
    std::vector<std::pair<Hash, Error>> skipped;
    std::vector<verifier::UndoneBlocks> undone;

    explicit Rollup(l1::RollupParameters parameters = {}) {
        l1::DevnetOptions options;
        options.parameters = parameters;
        for (const auto& user : users.accounts()) options.accounts.users.push_back(user.address);
        options.accounts.deployer = roles.deployer;
        options.accounts.batcher = roles.batcher;
        options.accounts.proposer = roles.proposer;
        options.accounts.challenger = roles.challenger;
        options.accounts.verifier = roles.verifier;
        auto opened = l1::DevnetL1::open(*store.database, options, roles, wallMs);
        if (!opened) ADD_FAILURE() << opened.error().text();
        devnet = std::move(*opened);
        store.init(devnet->l2Genesis());
        mirror = std::make_unique<l1::L1Mirror>(*devnet, devnet->contracts(), nullptr);
        pool = std::move(*mempool::Mempool::open(*store.database, {}, store.chain->latestState(),
                                                 host::nativePrecompiles()));
        batcherKey = std::make_unique<l1::Sender>(*devnet, roles, roles.batcher);
        proposerKey = std::make_unique<l1::Sender>(*devnet, roles, roles.proposer);
        makeServices();
    }

    api::EventSink sink(const char* source) {
        return {[this](const api::EventView& event) { events.push_back(event); },
                QString::fromLatin1(source)};
    }

    void makeServices() {
        sequencer::SequencerCallbacks sealing{sink("sequencer"), {}, {}, {}};
        sealing.skipped = [this](const Hash& hash, const Error& error, bool) {
            skipped.emplace_back(hash, error);
        };
        sequencer = std::make_unique<sequencer::Sequencer>(
            sequencer::SequencerParts{*store.chain, *pool, *mirror, host::nativePrecompiles(),
                                      l2Spec, *store.database},
            sequencer::SequencerOptions{}, std::move(sealing));
        batcher = std::make_unique<batcher::Batcher>(
            batcher::BatcherParts{*store.chain, *store.spans, *mirror, *batcherKey,
                                  *store.database},
            batcher::BatcherOptions{}, sink("batcher"));
        dispute::ProposerParts proposing{*store.spans, *mirror, *proposerKey};
        verifier::VerifierCallbacks checking;
        if (devnet->parameters().proofMode == l1::ProofMode::attestation) {
            const l1::Contracts& at = devnet->contracts();
            attestor = std::make_unique<verifier::Attestor>(verifier::AttestorParts{
                *store.database, devnet->chainId(), at.attestation, at.rollup,
                [this](const Hash& digest) { return roles.signHash(digest, roles.verifier); }});
            checking.executed = [this](const chain::BatchSpan& span) {
                ASSERT_TRUE(attestor->executed(span));
            };
            checking.isExecuted = [this](const chain::BatchSpan& span) {
                return attestor->knows(span);
            };
            proposing.attestation = [this](const chain::BatchSpan& span) {
                return attestor->attestation(span);
            };
        }
        proposer = std::make_unique<dispute::Proposer>(
            std::move(proposing), dispute::ProposerOptions{}, sink("proposer"));
        checking.events = sink("verifier");
        checking.undone = [this](const verifier::UndoneBlocks& blocks) {
            undone.push_back(blocks);
            pool->onReorg(store.chain->latestState(), blocks.userTxs, blocks.senders, wallMs);
        };
        verifier = std::make_unique<verifier::Verifier>(
            verifier::VerifierParts{*store.chain, *store.spans, *mirror, host::nativePrecompiles(),
                                    l2Spec},
            verifier::VerifierOptions{}, std::move(checking));
    }

    std::uint64_t now() const { return devnet->now(wallMs); }
    Address user(std::size_t index) const { return users.accounts()[index].address; }

    /// Reads L1 and lets the verifier finish.
    void follow() {
        auto news = mirror->step();
        ASSERT_TRUE(news) << news.error().text();
        auto more = verifier->step(*news);
        while (more && *more) more = verifier->step();
        ASSERT_TRUE(more) << more.error().text();
    }

    /// One second: L1, verifier, sequencer, batcher, proposer.
    void tick() {
        wallMs += 1'000;
        const auto mined = devnet->step(wallMs);
        ASSERT_TRUE(mined) << mined.error().text();
        follow();
        const auto sealed = sequencer->step({now(), wallMs});
        ASSERT_TRUE(sealed) << sealed.error().text();
        const auto posted = batcher->step(now());
        ASSERT_TRUE(posted) << posted.error().text();
        follow();
    }

    /// Ticks until L2 has the transaction; L1's clock runs ahead when it mines a lot.
    void tickUntilMined(const Hash& hash) {
        for (int i = 0; i < 60 && !store.chain->contains(hash); ++i) tick();
        EXPECT_TRUE(store.chain->contains(hash));
    }

    /// Posts the open batch and asserts it.
    void flush() {
        const auto posted = batcher->flush(now());
        ASSERT_TRUE(posted) << posted.error().text();
        follow();
        propose();
    }

    void propose() {
        for (int i = 0; i < 10; ++i) {
            const auto sent = proposer->step(now());
            ASSERT_TRUE(sent) << sent.error().text();
            follow();
            if (!*sent) break;
        }
    }

    /// Signs a dynamic-fee transaction of `from`.
    types::Transaction sign(std::uint64_t chainId, const Address& from, std::uint64_t nonce,
                            std::optional<Address> to, const U256& value, Bytes data,
                            std::uint64_t gas = 1'000'000) const {
        types::Transaction tx;
        tx.type = types::TxType::dynamicFee;
        tx.chainId = chainId;
        tx.nonce = nonce;
        tx.gasLimit = gas;
        tx.maxFeePerGas = U256{20'000'000'000ULL};
        tx.maxPriorityFeePerGas = U256{1'000'000'000ULL};
        tx.to = to;
        tx.value = value;
        tx.data = std::move(data);
        return *types::decodeTransaction(*users.sign(tx, from));
    }

    /// An L2 transaction into the pool.
    Hash send(std::size_t from, std::optional<Address> to, const U256& value, Bytes data = {},
              std::uint64_t gas = 1'000'000) {
        const auto tx = sign(l1::rollupChainId, user(from), pool->nextNonce(user(from)), to, value,
                             std::move(data), gas);
        const auto hash = pool->add(types::encodeTransaction(tx), wallMs);
        EXPECT_TRUE(hash) << (hash ? "" : hash.error().text());
        return hash.value_or(Hash{});
    }

    /// An L1 transaction, mined at once.
    Hash sendL1(std::size_t from, const Address& to, const U256& value, Bytes data) {
        l1::Sender sender(*devnet, users, user(from));
        const auto hash = sender.send(to, std::move(data), value);
        EXPECT_TRUE(hash) << (hash ? "" : hash.error().text());
        return hash.value_or(Hash{});
    }

    void depositEth(std::size_t from, const U256& amount) {
        sendL1(from, devnet->contracts().bridge, amount, l1::BridgeContract::depositEth());
    }

    U256 balance(const Address& account) const {
        const auto found = store.chain->latestState().view->account(account);
        return found ? found->balance : U256{};
    }
};

}  // namespace rollscope::testing
