// How a devnet begins: its genesis, the rollup's contracts, and what it finds on disk.
#include "node/core/types/transaction.h"
#include "node/crypto/native_precompiles.h"
#include "node/l1/contracts.h"
#include "node/l1/devnet_impl.h"
#include "node/storage/record.h"

namespace rollscope::l1 {

namespace {

constexpr std::string_view parametersKey = "devnet/parameters";

Bytes encodeParameters(const RollupParameters& parameters) {
    storage::RecordWriter writer;
    writer.u64(parameters.challengePeriodS)
        .u64(parameters.forceInclusionDelayS)
        .u64(parameters.sequencerTimeoutS)
        .u64(static_cast<std::uint64_t>(parameters.proofMode));
    return writer.take();
}

RollupParameters decodeParameters(const Bytes& record) {
    storage::RecordReader reader(record);
    RollupParameters parameters{reader.u64(), reader.u64(), reader.u64()};
    if (reader.u64() == 1) parameters.proofMode = ProofMode::attestation;
    return parameters;
}

}  // namespace

Result<void> DevnetL1::Impl::deploy(const api::Signer& keys, const state::Genesis& l2) {
    const Address& deployer = options.accounts.deployer;
    RollupContract::Config config;
    config.sequencer = options.accounts.batcher;
    config.contracts = contracts;
    config.genesisStateRoot = l2.block.header.stateRoot;
    config.genesisBlockHash = l2.hash;
    config.genesisOutboxRoot = l2.outboxRoot;
    config.bond = assertionBond();
    config.parameters = options.parameters;
    const U256 million = U256{1'000'000} * U256{1'000'000'000'000'000'000ULL};
    std::vector<std::pair<Bytes, U256>> creations = {
        {InboxContract::construction(contracts.bridge), U256{}},
        {RollupContract::construction(config), U256{}},
        {OutboxContract::construction(contracts), U256{}},
        {BridgeContract::construction(contracts, state::l2BridgeAddress),
         bridgeBacking(options.accounts)},
        {TokenContract::construction(options.accounts.users, million), U256{}},
        {TokenPortalContract::construction(contracts, state::l2PortalTokenAddress,
                                           state::l2BridgeAddress),
         U256{}}};
    if (options.parameters.proofMode == ProofMode::attestation) {
        creations.emplace_back(
            AttestationContract::construction(contracts.rollup, {options.accounts.verifier}, 1),
            U256{});
    }
    std::vector<types::Transaction> txs;
    for (const auto& [code, value] : creations) {
        types::Transaction tx;
        tx.type = types::TxType::dynamicFee;
        tx.chainId = devnetChainId;
        tx.nonce = txs.size();
        tx.gasLimit = 5'900'000;
        tx.maxFeePerGas = U256{3'000'000'000ULL};
        tx.maxPriorityFeePerGas = U256{1'000'000'000ULL};
        tx.value = value;
        tx.data = code;
        const auto raw = keys.sign(tx, deployer);
        if (!raw) return tl::make_unexpected(raw.error());
        auto decoded = types::decodeTransaction(*raw);
        if (!decoded) return tl::make_unexpected(decoded.error());
        txs.push_back(std::move(*decoded));
    }
    std::vector<Address> senders(txs.size(), deployer);
    const auto skipped = mine(std::move(txs), std::move(senders));
    if (!skipped) return tl::make_unexpected(skipped.error());
    if (!skipped->empty()) return tl::make_unexpected((*skipped)[0].error);
    const auto receipts = chain->receipts(chain->headNumber());
    if (!receipts) return tl::make_unexpected(receipts.error());
    for (const auto& each : *receipts) {
        if (!each.receipt.success) {
            return fail(ErrorCode::executionFailed, "a contract of the rollup did not deploy");
        }
    }
    return {};
}

Result<void> DevnetL1::Impl::create() {
    const auto genesis = state::buildGenesis(l1GenesisSpec(options.accounts, clock.seconds(nowMs)),
                                             host::nativePrecompiles());
    if (!genesis) return tl::make_unexpected(genesis.error());
    storage::WriteBatch extra;
    extra.putRecord(parametersKey, encodeParameters(options.parameters));
    return chain->init(*genesis, std::move(extra));
}

Result<std::unique_ptr<DevnetL1>> DevnetL1::open(storage::Database& database,
                                                 const DevnetOptions& options,
                                                 const api::Signer& keys, std::uint64_t nowMs) {
    auto impl = std::make_unique<Impl>(database, options);
    impl->nowMs = nowMs;
    auto chain = chain::Chain::open(database, api::Layer::l1);
    if (!chain) return failFrom(chain);
    impl->chain = std::move(*chain);
    if (impl->chain->empty()) {
        const auto created = impl->create();
        if (!created) return tl::make_unexpected(created.error());
    } else {
        const auto clock = database.record(devnetClockKey);
        if (clock && *clock) {
            storage::RecordReader reader(**clock);
            const auto offset = static_cast<std::int64_t>(reader.u64());
            impl->clock = DevnetClock::of(offset, reader.u64());
        }
        const auto kept = database.record(parametersKey);
        if (!kept || !*kept) return fail(ErrorCode::storageCorrupt, std::string(parametersKey));
        impl->options.parameters = decodeParameters(**kept);
        if (options.parameters.proofMode == ProofMode::attestation &&
            impl->options.parameters.proofMode != ProofMode::attestation) {
            return fail(ErrorCode::schemaMismatch,
                        database.dataDir().string() +
                            " has a rollup without a verifier of proofs; attestations need a new "
                            "one in another folder");
        }
    }
    impl->contracts = contractsOf(options.accounts.deployer, impl->options.parameters.proofMode);
    std::unique_ptr<DevnetL1> devnet(new DevnetL1(std::move(impl)));
    // a crash between genesis and the deployment is made good here
    if (devnet->m->chain->headNumber() == 0) {
        const auto l2 = state::buildGenesis(devnet->l2Genesis(), host::nativePrecompiles());
        if (!l2) return failFrom(l2);
        const auto deployed = devnet->m->deploy(keys, *l2);
        if (!deployed) return tl::make_unexpected(deployed.error());
    }
    return devnet;
}

state::GenesisSpec DevnetL1::l2Genesis() const {
    const auto genesis = m->chain->record(std::uint64_t{0});
    const std::uint64_t timestamp = genesis && *genesis ? (*genesis)->header.timestamp : 0;
    return l2GenesisSpec(m->options.accounts, timestamp);
}

}  // namespace rollscope::l1
