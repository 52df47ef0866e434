#include "node/embedded/services.h"

#include <chrono>

#include "node/crypto/native_precompiles.h"
#include "node/l1/abi_book.h"
#include "node/sequencer/policy.h"

namespace rollscope::embedded {

namespace {

std::uint64_t systemWallMs() {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                          std::chrono::system_clock::now().time_since_epoch())
                                          .count());
}

Options completed(Options options) {
    if (!options.wallMs) options.wallMs = systemWallMs;
    return options;
}

}  // namespace

Services::Services(Options given) : options(completed(std::move(given))), log(options.wallMs) {
    for (api::Role role : options.roles) roles[static_cast<std::size_t>(role)] = true;
    roles[static_cast<std::size_t>(api::Role::l1Devnet)] = true;
    startedAtMs = wallMs();
    spec = {l1::rollupChainId, true};
}

api::EventSink Services::sink(const char* source) {
    return {[this](const api::EventView& event) { log.add(event); }, QString::fromLatin1(source)};
}

const chain::Chain& Services::chainOf(api::Layer layer) const {
    return layer == api::Layer::l1 ? devnet->reads() : *l2;
}

Result<std::unique_ptr<Services>> Services::open(Options options) {
    if (options.blockTimeMs) {
        const auto checked = sequencer::checkPolicy({.blockTimeMs = *options.blockTimeMs});
        if (!checked) return failFrom(checked);
    }
    auto services = std::make_unique<Services>(std::move(options));
    const auto opened = services->openChains();
    if (!opened) return tl::make_unexpected(opened.error());
    services->makeRoles();
    services->sink("node").say(
        api::EventLevel::info, {},
        QStringLiteral("Started in %1")
            .arg(QString::fromStdString(services->options.dataDir.string())));
    return services;
}

Result<void> Services::openChains() {
    auto disk = storage::Database::open(options.dataDir);
    if (!disk) return tl::make_unexpected(disk.error());
    database = std::move(*disk);
    auto loaded = l1::LoadedAbis::open(*database);
    if (!loaded) return tl::make_unexpected(loaded.error());
    abis = std::move(*loaded);

    l1::DevnetOptions devnetOptions;
    devnetOptions.blockTimeMs = options.l1BlockTimeMs;
    devnetOptions.parameters = options.parameters;
    for (const auto& user : userKeys.accounts()) {
        devnetOptions.accounts.users.push_back(user.address);
    }
    devnetOptions.accounts.deployer = roleKeys.deployer;
    devnetOptions.accounts.batcher = roleKeys.batcher;
    devnetOptions.accounts.proposer = roleKeys.proposer;
    devnetOptions.accounts.challenger = roleKeys.challenger;
    devnetOptions.accounts.verifier = roleKeys.verifier;
    auto l1 = l1::DevnetL1::open(*database, devnetOptions, roleKeys, wallMs());
    if (!l1) return tl::make_unexpected(l1.error());
    devnet = std::move(*l1);
    mirror = std::make_unique<l1::L1Mirror>(*devnet, devnet->contracts(), database.get());

    auto chain = chain::Chain::open(*database, api::Layer::l2);
    if (!chain) return tl::make_unexpected(chain.error());
    l2 = std::move(*chain);
    const auto genesis = state::buildGenesis(devnet->l2Genesis(), host::nativePrecompiles());
    if (!genesis) return tl::make_unexpected(genesis.error());
    if (l2->empty()) {
        const auto written = l2->init(*genesis);
        if (!written) return written;
    } else if (l2->genesisHash() != genesis->hash) {
        return fail(ErrorCode::schemaMismatch,
                    options.dataDir.string() +
                        " has an L2 with another genesis: its contracts are not this program's");
    }
    auto kept = chain::BatchSpans::open(*database);
    if (!kept) return tl::make_unexpected(kept.error());
    spans = std::move(*kept);

    mempool::PoolConfig config;
    config.chainId = spec.chainId;
    auto waiting =
        mempool::Mempool::open(*database, config, l2->latestState(), host::nativePrecompiles());
    if (!waiting) return tl::make_unexpected(waiting.error());
    pool = std::move(*waiting);
    return {};
}

void Services::makeRoles() {
    const auto& native = host::nativePrecompiles();
    sequencer::SequencerOptions sequencing;
    sequencing.blockTimeMs = options.blockTimeMs;
    sequencer::SequencerCallbacks sealing;
    sealing.events = sink("sequencer");
    sealing.changed = [this] {
        if (sequencerChanged) sequencerChanged();
    };
    sequencer = std::make_unique<sequencer::Sequencer>(
        sequencer::SequencerParts{*l2, *pool, *mirror, native, spec, *database}, sequencing,
        std::move(sealing));

    batcherSender = std::make_unique<l1::Sender>(*devnet, roleKeys, roleKeys.batcher);
    proposerSender = std::make_unique<l1::Sender>(*devnet, roleKeys, roleKeys.proposer);
    verifier::VerifierOptions verifying;
    verifying.reexecute = running(api::Role::verifier);
    verifier::VerifierCallbacks callbacks;
    callbacks.events = sink("verifier");
    dispute::ProposerParts proposing{*spans, *mirror, *proposerSender};
    if (devnet->parameters().proofMode == l1::ProofMode::attestation) {
        const l1::Contracts& at = devnet->contracts();
        attestor = std::make_unique<verifier::Attestor>(verifier::AttestorParts{
            *database, devnet->chainId(), at.attestation, at.rollup,
            [this](const Hash& digest) { return roleKeys.signHash(digest, roleKeys.verifier); }});
        callbacks.executed = [this](const chain::BatchSpan& span) {
            const auto kept = attestor->executed(span);
            if (!kept) {
                sink("verifier")
                    .say(api::EventLevel::alarm, {}, QString::fromStdString(kept.error().text()));
            }
        };
        callbacks.isExecuted = [this](const chain::BatchSpan& span) {
            return attestor->knows(span);
        };
        proposing.attestation = [this](const chain::BatchSpan& span) {
            return attestor->attestation(span);
        };
    }
    callbacks.inserted = [this](const state::BlockResult& result) {
        pool->onNewBlock(l2->latestState(), result.txHashes, result.senders);
    };
    callbacks.undone = [this](const verifier::UndoneBlocks& undone) {
        sequencer->abandon();
        pool->onReorg(l2->latestState(), undone.userTxs, undone.senders, wallMs());
    };
    verifier = std::make_unique<verifier::Verifier>(
        verifier::VerifierParts{*l2, *spans, *mirror, native, spec}, verifying,
        std::move(callbacks));

    batcher::BatcherOptions batching;
    batching.maxAgeS = options.batchMaxAgeS;
    batcher = std::make_unique<batcher::Batcher>(
        batcher::BatcherParts{*l2, *spans, *mirror, *batcherSender, *database}, batching,
        sink("batcher"));
    proposer = std::make_unique<dispute::Proposer>(std::move(proposing), dispute::ProposerOptions{},
                                                   sink("proposer"));
    bridge = std::make_unique<bridge::Bridge>(bridge::Sources{*mirror, *l2, *spans, *database});
}

}  // namespace rollscope::embedded
