#include "node/l1/devnet_l1.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "node/chain/chain.h"
#include "node/core/crypto/keccak.h"
#include "node/core/types/replacement.h"
#include "node/crypto/native_precompiles.h"
#include "node/l1/contracts.h"
#include "node/l1/gas_estimate.h"
#include "node/storage/record.h"

namespace rollscope::l1 {

namespace {

constexpr std::string_view clockKey = "devnet/clock";
constexpr std::string_view parametersKey = "devnet/parameters";
constexpr std::uint64_t priceBumpPercent = 10;  // as the L2 pool asks
constexpr std::size_t maxQueuedPerSender = 64;

const state::ChainSpec spec{devnetChainId, false};

Bytes encodeClock(const DevnetClock& clock) {
    storage::RecordWriter writer;
    writer.u64(static_cast<std::uint64_t>(clock.offsetMs())).u64(clock.pausedAtMs());
    return writer.take();
}

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

struct Waiting {
    types::Transaction tx;
    Hash hash;
};

}  // namespace

struct DevnetL1::Impl {
    Impl(storage::Database& db, DevnetOptions opts) : database(db), options(std::move(opts)) {}

    storage::Database& database;
    DevnetOptions options;
    Contracts contracts;
    std::unique_ptr<chain::Chain> chain;
    // guards what follows; the chain guards itself
    mutable std::mutex mutex;
    std::unordered_map<Address, std::map<std::uint64_t, Waiting>> waiting;  // nonce gaps
    DevnetClock clock;
    std::optional<std::uint64_t> nextTimestamp;
    std::uint64_t nowMs = 0;

    std::uint64_t timestampOfNext(const chain::Head& head) const {
        const std::uint64_t wanted = nextTimestamp.value_or(clock.seconds(nowMs));
        return std::max(wanted, head.header.timestamp + 1);
    }

    state::BlockInput input(const chain::Head& head) const {
        state::BlockInput result;
        result.timestamp = timestampOfNext(head);
        result.prevRandao = crypto::keccak256(head.hash.view());
        return result;
    }

    /// One block with `txs`; what was left out of it.
    Result<std::vector<state::SkippedTx>> mine(std::vector<types::Transaction> txs,
                                               std::vector<Address> senders) {
        const chain::ChainState parent = chain->latestState();
        state::BlockInput block = input(parent.head);
        block.userTxs = std::move(txs);
        block.senders = std::move(senders);
        const bool optional = !block.userTxs.empty();
        auto result = state::executeBlock(
            {*parent.view, chain->nodeReader(), parent.head.header, chain->blockHashes()}, spec,
            block, host::nativePrecompiles());
        if (!result) return failFrom(result);
        // a block that a refused transaction asked for is not worth mining
        if (optional && result->block.transactions.empty()) return result->skipped;
        storage::WriteBatch extra;
        extra.putRecord(clockKey, encodeClock(clock));
        // Nobody waits for an empty block: it reaches the disk with the next one that is waited
        // for.
        const bool empty = result->block.transactions.empty();
        const auto inserted = chain->insert(*result, std::move(extra),
                                            empty ? storage::Sync::no : storage::Sync::yes);
        if (!inserted) return tl::make_unexpected(inserted.error());
        nextTimestamp.reset();
        return result->skipped;
    }

    Result<void> deploy(const api::Signer& keys, const state::Genesis& l2) {
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

    Result<void> create() {
        const auto genesis = state::buildGenesis(
            l1GenesisSpec(options.accounts, clock.seconds(nowMs)), host::nativePrecompiles());
        if (!genesis) return tl::make_unexpected(genesis.error());
        storage::WriteBatch extra;
        extra.putRecord(parametersKey, encodeParameters(options.parameters));
        return chain->init(*genesis, std::move(extra));
    }
};

DevnetL1::DevnetL1(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}
DevnetL1::~DevnetL1() = default;

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
        const auto clock = database.record(clockKey);
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

Result<Hash> DevnetL1::sendRawTransaction(BytesView raw) {
    auto tx = types::decodeTransaction(raw);
    if (!tx) return failFrom(tx);
    if (tx->isDeposit() || tx->type == types::TxType::blob) {
        return fail(ErrorCode::transactionTypeNotSupported);
    }
    if (tx->chainId && *tx->chainId != devnetChainId) {
        return fail(ErrorCode::wrongChainId, "have " + std::to_string(*tx->chainId) + ", want " +
                                                 std::to_string(devnetChainId));
    }
    const auto sender = types::senderOf(*tx, host::nativePrecompiles());
    if (!sender) return failFrom(sender);
    const Hash hash = types::transactionHash(*tx);
    std::lock_guard lock(m->mutex);
    if (m->chain->contains(hash)) return fail(ErrorCode::alreadyKnown);
    const auto account = m->chain->latestState().view->account(*sender);
    const std::uint64_t nonce = account ? account->nonce : 0;
    if (tx->nonce < nonce) {
        return fail(ErrorCode::nonceTooLow, "next nonce " + std::to_string(nonce) + ", tx nonce " +
                                                std::to_string(tx->nonce));
    }
    auto& queue = m->waiting[*sender];
    if (tx->nonce > nonce) {
        const auto known = queue.find(tx->nonce);
        if (known != queue.end() && known->second.hash == hash) {
            return fail(ErrorCode::alreadyKnown);
        }
        if (known != queue.end()) {
            const auto paid = types::checkReplacement(known->second.tx, *tx, priceBumpPercent);
            if (!paid) return tl::make_unexpected(paid.error());
        } else if (queue.size() >= maxQueuedPerSender) {
            return fail(ErrorCode::poolFull);
        }
        queue[tx->nonce] = {std::move(*tx), hash};
        return hash;
    }
    auto skipped = m->mine({std::move(*tx)}, {*sender});
    if (!skipped) return failFrom(skipped);
    if (!skipped->empty()) return tl::make_unexpected((*skipped)[0].error);
    // the gap may be closed now: those behind it follow in one block
    std::vector<types::Transaction> ready;
    for (auto next = queue.find(nonce + 1); next != queue.end();
         next = queue.find(nonce + 1 + ready.size())) {
        ready.push_back(std::move(next->second.tx));
        queue.erase(next);
    }
    if (queue.empty()) m->waiting.erase(*sender);
    if (!ready.empty()) {
        std::vector<Address> senders(ready.size(), *sender);
        const auto more = m->mine(std::move(ready), std::move(senders));
        if (!more) return failFrom(more);
    }
    return hash;
}

Result<bool> DevnetL1::step(std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->nowMs = nowMs;
    if (m->clock.paused()) return false;
    const chain::Head head = m->chain->head();
    const std::uint64_t due = head.header.timestamp + (m->options.blockTimeMs + 999) / 1000;
    if (m->clock.seconds(nowMs) < due) return false;
    const auto mined = m->mine({}, {});
    if (!mined) return failFrom(mined);
    return true;
}

Result<void> DevnetL1::mine(std::uint64_t count, std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->nowMs = nowMs;
    if (count > 10'000) return fail(ErrorCode::invalidParams, "at most 10000 blocks at once");
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto mined = m->mine({}, {});
        if (!mined) return tl::make_unexpected(mined.error());
    }
    return {};
}

Result<void> DevnetL1::warp(std::uint64_t seconds, std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->nowMs = nowMs;
    // a century: far enough for any challenge period, near enough for 64-bit milliseconds
    if (seconds > 3'153'600'000ULL) return fail(ErrorCode::invalidParams, "at most 100 years");
    m->clock.warp(seconds);
    const auto mined = m->mine({}, {});
    if (!mined) return tl::make_unexpected(mined.error());
    return {};
}

Result<void> DevnetL1::setNextTimestamp(std::uint64_t seconds) {
    std::lock_guard lock(m->mutex);
    const std::uint64_t head = m->chain->head().header.timestamp;
    if (seconds <= head || seconds > head + 3'153'600'000ULL) {
        return fail(ErrorCode::invalidParams, "timestamp must be above " + std::to_string(head));
    }
    m->nextTimestamp = seconds;
    m->clock.set(seconds, m->nowMs);
    return {};
}

void DevnetL1::pauseClock(std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->clock.pause(nowMs);
    static_cast<void>(m->database.putRecord(clockKey, encodeClock(m->clock)));
}

void DevnetL1::resumeClock(std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->clock.resume(nowMs);
    static_cast<void>(m->database.putRecord(clockKey, encodeClock(m->clock)));
}

Result<void> DevnetL1::revertTo(std::uint64_t number, const DevnetClock& clock) {
    std::lock_guard lock(m->mutex);
    storage::WriteBatch extra;
    extra.putRecord(clockKey, encodeClock(clock));
    const auto cut = m->chain->truncate(number, std::move(extra));
    if (!cut) return cut;
    m->clock = clock;
    m->waiting.clear();
    m->nextTimestamp.reset();
    return {};
}

DevnetClock DevnetL1::clock() const {
    std::lock_guard lock(m->mutex);
    return m->clock;
}

std::uint64_t DevnetL1::now(std::uint64_t nowMs) const {
    std::lock_guard lock(m->mutex);
    return m->clock.seconds(nowMs);
}

const Contracts& DevnetL1::contracts() const {
    return m->contracts;
}
const RollupParameters& DevnetL1::parameters() const {
    return m->options.parameters;
}
chain::Chain& DevnetL1::chain() {
    return *m->chain;
}

const chain::Chain& DevnetL1::reads() const {
    return *m->chain;
}

std::vector<Hash> DevnetL1::pending() const {
    std::lock_guard lock(m->mutex);
    std::vector<Hash> hashes;
    for (const auto& [sender, queue] : m->waiting) {
        for (const auto& [nonce, each] : queue) hashes.push_back(each.hash);
    }
    return hashes;
}

std::optional<std::pair<types::Transaction, Address>> DevnetL1::waiting(const Hash& hash) const {
    std::lock_guard lock(m->mutex);
    for (const auto& [sender, queue] : m->waiting) {
        for (const auto& [nonce, each] : queue) {
            if (each.hash == hash) return std::pair(each.tx, sender);
        }
    }
    return std::nullopt;
}

std::uint64_t DevnetL1::chainId() const {
    return devnetChainId;
}

Result<std::uint64_t> DevnetL1::nonce(const Address& account) const {
    const auto known = m->chain->latestState().view->account(account);
    std::uint64_t next = known ? known->nonce : 0;
    std::lock_guard lock(m->mutex);
    const auto queue = m->waiting.find(account);
    if (queue == m->waiting.end()) return next;
    while (queue->second.contains(next)) ++next;
    return next;
}

Result<std::uint64_t> DevnetL1::minedNonce(const Address& account) const {
    const auto known = m->chain->latestState().view->account(account);
    return known ? known->nonce : 0;
}

state::BlockEnv DevnetL1::pendingEnv() const {
    const chain::Head head = m->chain->head();
    std::lock_guard lock(m->mutex);
    return state::childEnv(head.header, spec, m->input(head), m->chain->blockHashes());
}

}  // namespace rollscope::l1
