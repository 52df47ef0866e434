#include "node/core/state/genesis.h"

#include "node/core/crypto/keccak.h"
#include "node/core/state/memory_state.h"

namespace rollscope::state {

namespace {

constexpr std::int64_t creationGas = 100'000'000;

/// Runs one predeploy's creation code; its constructor may call those before it.
Result<void> deploy(Executor& executor, const GenesisPredeploy& predeploy) {
    JournaledState& state = executor.state();
    state.beginTransaction();
    executor.setTransaction({predeploy.deployer, U256{}, {}});
    state.addBalance(predeploy.deployer, predeploy.value);
    evm::Message message;
    message.kind = evm::CallKind::create;
    message.sender = predeploy.deployer;
    message.recipient = predeploy.address;
    message.value = predeploy.value;
    message.input = predeploy.creationCode;
    message.gas = creationGas;
    const evm::CallResult result = executor.createAt(message);
    if (!result.ok()) {
        Error error = errorOf(result);
        error.data = toHex(predeploy.address.view()) + " " + error.data;
        return tl::make_unexpected(std::move(error));
    }
    state.endTransaction();
    return {};
}

}  // namespace

Result<Genesis> buildGenesis(const GenesisSpec& spec, const crypto::PrecompileHost& precompiles) {
    const MemoryState nothing;
    JournaledState state(nothing);
    BlockEnv env;
    env.chainId = spec.chain.chainId;
    env.timestamp = spec.timestamp;
    env.gasLimit = spec.gasLimit;
    env.beneficiary = spec.beneficiary;
    env.baseFee = spec.baseFee;
    Executor executor(state, env, precompiles);

    state.beginTransaction();
    for (const GenesisAccount& account : spec.accounts) {
        state.setBalance(account.address, account.balance);
        if (account.nonce != 0) state.setNonce(account.address, account.nonce);
        if (!account.code.empty()) state.setCode(account.address, account.code);
    }
    state.endTransaction();
    for (const GenesisPredeploy& predeploy : spec.predeploys) {
        if (auto done = deploy(executor, predeploy); !done) return failFrom(done);
    }

    Genesis genesis;
    genesis.diff = state.diff();
    auto commit = merkle::commitChanges(nothing, types::emptyTrieRoot, trieChanges(genesis.diff));
    if (!commit) return failFrom(commit);
    genesis.nodes = std::move(commit->nodes);
    if (spec.chain.rollup) genesis.outboxRoot = toHash(state.storage(l2OutboxAddress, U256{0}));

    types::Header& header = genesis.block.header;
    header.ommersHash = types::emptyOmmersHash;
    header.beneficiary = spec.chain.rollup ? l2FeeRecipient : spec.beneficiary;
    header.stateRoot = commit->root;
    header.transactionsRoot = types::emptyTrieRoot;
    header.receiptsRoot = types::emptyTrieRoot;
    header.gasLimit = spec.gasLimit;
    header.timestamp = spec.timestamp;
    header.extraData = spec.extraData;
    header.baseFeePerGas = spec.baseFee;
    header.withdrawalsRoot = types::emptyTrieRoot;
    header.blobGasUsed = 0;
    header.excessBlobGas = 0;
    header.parentBeaconBlockRoot = Hash{};
    genesis.hash = types::headerHash(header);
    return genesis;
}

}  // namespace rollscope::state
