#include "node/core/state/block_builder.h"

#include "node/core/base/assert.h"
#include "node/core/crypto/keccak.h"
#include "node/core/evm/gas.h"
#include "node/core/merkle/trie.h"
#include "node/core/state/memory_state.h"
#include "node/core/state/system.h"

namespace rollscope::state {

namespace {

constexpr std::int64_t systemCallGas = std::int64_t{1} << 62;

/// Transactions of a block from which on its tries are made side by side.
constexpr std::size_t worthThreads = 64;

evm::BlockHashes withParent(std::uint64_t parentNumber, const Hash& parentHash,
                            evm::BlockHashes older) {
    return [parentNumber, parentHash, older = std::move(older)](std::uint64_t number) {
        if (number == parentNumber) return parentHash;
        return older ? older(number) : Hash{};
    };
}

}  // namespace

struct BlockBuilder::Impl {
    Impl(const ParentState& parentState, const ChainSpec& chainSpec, const BlockInput& blockInput,
         const crypto::PrecompileHost& precompiles)
        : nodes(parentState.nodes),
          parentHeader(parentState.header),
          spec(chainSpec),
          l1(blockInput.l1),
          messages(blockInput.messages),
          inboundLeaves(blockInput.inboundLeaves),
          state(parentState.view),
          executor(state,
                   childEnv(parentState.header, chainSpec, blockInput, parentState.blockHash),
                   precompiles) {}

    const merkle::NodeReader& nodes;
    types::Header parentHeader;
    ChainSpec spec;
    L1Info l1;
    std::vector<types::L1ToL2Message> messages;
    std::vector<Hash> inboundLeaves;
    JournaledState state;
    Executor executor;
    BlockResult result;
    std::uint64_t gasUsed = 0;
    TransactionWatch* watch = nullptr;

    TxOptions options(bool allowDeposits) const {
        const std::uint64_t limit = executor.block().gasLimit;
        TxOptions options;
        options.blockGasLeft = gasUsed < limit ? limit - gasUsed : 0;
        options.cumulativeGasUsed = gasUsed;
        options.allowDeposits = allowDeposits;
        return options;
    }

    Result<TxOutcome> include(const types::Transaction& tx, const Address& sender, bool deposit) {
        const std::size_t index = result.receipts.size();
        if (watch != nullptr) {
            executor.setTracer(watch->before({index, tx, sender, state, executor.block()}));
        }
        auto outcome = applyTransaction(executor, tx, sender, options(deposit));
        executor.setTracer(nullptr);
        if (!outcome) return outcome;
        if (watch != nullptr) watch->after(index, *outcome);
        gasUsed = outcome->receipt.cumulativeGasUsed;
        result.receipts.push_back(outcome->receipt);
        result.senders.push_back(sender);
        result.txHashes.push_back(types::transactionHash(tx));
        result.block.transactions.push_back(tx);
        return outcome;
    }

    void callSystem(const Address& target, const Bytes& data) {
        const auto outcome = systemCall(executor, systemSender, target, data, systemCallGas);
        result.systemCallsOk = result.systemCallsOk && outcome.result.ok();
        result.systemLogs.insert(result.systemLogs.end(), outcome.logs.begin(), outcome.logs.end());
    }

    /// Everything but the two lists' roots.
    void fillHeader(types::Header& header, const Hash& stateRoot) const;
    Hash transactionsRoot() const;
    Hash receiptsRoot() const;
};

BlockBuilder::BlockBuilder(const ParentState& parent, const ChainSpec& spec,
                           const BlockInput& input, const crypto::PrecompileHost& precompiles)
    : m(std::make_unique<Impl>(parent, spec, input, precompiles)) {}
BlockBuilder::~BlockBuilder() = default;

void BlockBuilder::begin() {
    if (!m->spec.rollup) return;
    const auto included =
        m->include(systemTransaction(m->l1, m->executor.block().number), systemSender, true);
    ASSERT(included.has_value());
    std::vector<Hash> leaves = m->inboundLeaves;
    if (leaves.empty()) {
        for (const auto& message : m->messages) leaves.push_back(types::leafOf(message));
    }
    if (!leaves.empty()) m->callSystem(l2OutboxAddress, appendInboundCall(leaves));
    for (const auto& message : m->messages) {
        if (message.gasLimit == 0) continue;  // waits to be claimed
        const types::Transaction tx = types::depositTransaction(message);
        ASSERT(m->include(tx, tx.from, true).has_value());
    }
}

Result<void> BlockBuilder::validate(const types::Transaction& tx, const Address& sender) {
    return validateTransaction(m->state, m->executor.block(), tx, sender, m->options(false));
}

Result<TxOutcome> BlockBuilder::apply(const types::Transaction& tx, const Address& sender) {
    return m->include(tx, sender, false);
}

void BlockBuilder::endTransactions() {
    if (m->spec.rollup) m->callSystem(l2OutboxAddress, endOfBlockCall());
}

void BlockBuilder::Impl::fillHeader(types::Header& header, const Hash& stateRoot) const {
    const BlockEnv& block = executor.block();
    header.parentHash = types::headerHash(parentHeader);
    header.ommersHash = types::emptyOmmersHash;
    header.beneficiary = block.beneficiary;
    header.stateRoot = stateRoot;
    header.number = block.number;
    header.gasLimit = block.gasLimit;
    header.gasUsed = gasUsed;
    header.timestamp = block.timestamp;
    header.prevRandao = block.prevRandao;
    header.baseFeePerGas = block.baseFee;
    header.withdrawalsRoot = types::emptyTrieRoot;
    header.blobGasUsed = 0;
    header.excessBlobGas = 0;
    header.parentBeaconBlockRoot = Hash{};
    for (const auto& receipt : result.receipts) {
        for (std::size_t i = 0; i < header.logsBloom.size(); ++i) {
            header.logsBloom[i] |= receipt.bloom[i];
        }
    }
}

Hash BlockBuilder::Impl::transactionsRoot() const {
    std::vector<Bytes> txs;
    for (const auto& tx : result.block.transactions) txs.push_back(types::encodeTransaction(tx));
    return merkle::rootOfList(txs);
}

Hash BlockBuilder::Impl::receiptsRoot() const {
    std::vector<Bytes> receipts;
    for (const auto& receipt : result.receipts) receipts.push_back(types::encodeReceipt(receipt));
    return merkle::rootOfList(receipts);
}

Result<BlockResult> BlockBuilder::seal() {
    Impl& impl = *m;
    BlockResult& result = impl.result;
    result.diff = impl.state.diff();
    // The three tries have nothing to do with one another.
    Result<merkle::TrieCommit> commit = fail(ErrorCode::internal);
    types::Header& header = result.block.header;
    const auto make = [&](std::size_t part) {
        if (part == 0) {
            commit = merkle::commitChanges(impl.nodes, impl.parentHeader.stateRoot,
                                           trieChanges(result.diff));
        } else if (part == 1) {
            header.transactionsRoot = impl.transactionsRoot();
        } else {
            header.receiptsRoot = impl.receiptsRoot();
        }
    };
    if (result.receipts.size() < worthThreads) {
        for (std::size_t part = 0; part < 3; ++part) make(part);
    } else {
        impl.nodes.forEach(3, make);
    }
    if (!commit) return failFrom(commit);
    result.nodes = std::move(commit->nodes);
    if (impl.spec.rollup) {
        result.outboxRoot = toHash(impl.state.storage(l2OutboxAddress, U256{0}));
        result.outboxCount = impl.state.storage(l2OutboxAddress, U256{1});
    }
    impl.fillHeader(result.block.header, commit->root);
    result.hash = types::headerHash(result.block.header);
    return std::move(result);
}

const BlockEnv& BlockBuilder::env() const {
    return m->executor.block();
}
JournaledState& BlockBuilder::state() {
    return m->state;
}
std::uint64_t BlockBuilder::gasUsed() const {
    return m->gasUsed;
}
std::uint64_t BlockBuilder::gasLeft() const {
    return m->options(false).blockGasLeft;
}
const std::vector<types::Receipt>& BlockBuilder::receipts() const {
    return m->result.receipts;
}
const std::vector<types::Transaction>& BlockBuilder::transactions() const {
    return m->result.block.transactions;
}
void BlockBuilder::setWatch(TransactionWatch* watch) {
    m->watch = watch;
}

Result<BlockResult> executeBlock(const ParentState& parent, const ChainSpec& spec,
                                 const BlockInput& input,
                                 const crypto::PrecompileHost& precompiles) {
    BlockBuilder builder(parent, spec, input, precompiles);
    builder.begin();
    std::vector<SkippedTx> skipped;
    for (std::size_t i = 0; i < input.userTxs.size(); ++i) {
        const types::Transaction& tx = input.userTxs[i];
        Result<Address> sender = i < input.senders.size() ? Result<Address>(input.senders[i])
                                                          : types::senderOf(tx, precompiles);
        if (!sender) {
            skipped.push_back({i, sender.error()});
            continue;
        }
        const auto outcome = builder.apply(tx, *sender);
        if (!outcome) skipped.push_back({i, outcome.error()});
    }
    builder.endTransactions();
    auto result = builder.seal();
    if (result) result->skipped = std::move(skipped);
    return result;
}

BlockEnv childEnv(const types::Header& parent, const ChainSpec& spec, const BlockInput& input,
                  evm::BlockHashes blockHash) {
    const Hash parentHash = types::headerHash(parent);
    BlockEnv env;
    env.chainId = spec.chainId;
    env.number = parent.number + 1;
    env.timestamp = input.timestamp;
    env.gasLimit = input.gasLimit;
    env.beneficiary = spec.rollup ? l2FeeRecipient : input.beneficiary;
    env.prevRandao = spec.rollup ? crypto::keccak256(parentHash.view()) : input.prevRandao;
    env.baseFee = types::nextBaseFee(parent);
    if (spec.rollup) env.l1BaseFee = input.l1.baseFee;
    env.blockHash = withParent(parent.number, parentHash, std::move(blockHash));
    return env;
}

BlockEnv envOf(const types::Header& header, const ChainSpec& spec, evm::BlockHashes blockHash) {
    BlockEnv env;
    env.chainId = spec.chainId;
    env.number = header.number;
    env.timestamp = header.timestamp;
    env.gasLimit = header.gasLimit;
    env.beneficiary = header.beneficiary;
    env.prevRandao = header.prevRandao;
    env.baseFee = header.baseFeePerGas.value_or(U256{});
    env.blobBaseFee = evm::gas::blobBaseFee(header.excessBlobGas.value_or(0));
    env.blockHash = header.number > 0
                        ? withParent(header.number - 1, header.parentHash, std::move(blockHash))
                        : std::move(blockHash);
    return env;
}

}  // namespace rollscope::state
