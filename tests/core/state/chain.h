// A chain in memory to run transactions and blocks on.
#pragma once

#include "node/core/state/block_builder.h"
#include "node/core/state/genesis.h"
#include "node/core/state/memory_state.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::state::testing {

inline const U256 ether{1'000'000'000'000'000'000};

inline Hash keyNumber(std::uint8_t number) {
    Hash key;
    key[31] = number;
    return key;
}

inline Address accountNumber(std::uint8_t number) {
    return host::publicAddress(keyNumber(number)).value();
}

/// A state, the head on it, and a way to go on.
struct Chain {
    ChainSpec spec;
    MemoryState state;
    types::Header head;

    explicit Chain(bool rollup, std::vector<GenesisPredeploy> predeploys = {}) {
        GenesisSpec genesis;
        genesis.chain = spec = {31338, rollup};
        genesis.timestamp = 1'000;
        for (std::uint8_t i = 1; i <= 3; ++i) {
            genesis.accounts.push_back({accountNumber(i), U256{100} * ether, 0, {}});
        }
        genesis.predeploys = std::move(predeploys);
        const Genesis built = buildGenesis(genesis, host::nativePrecompiles()).value();
        state.apply(built.diff, built.nodes, built.block.header.stateRoot);
        head = built.block.header;
    }

    BlockInput input() const {
        BlockInput next;
        next.timestamp = head.timestamp + 1;
        next.beneficiary[19] = 0xbe;
        return next;
    }

    ParentState parent() const { return {state, state, head, {}}; }

    BlockResult add(const BlockInput& next) {
        BlockResult result = executeBlock(parent(), spec, next, host::nativePrecompiles()).value();
        state.apply(result.diff, result.nodes, result.block.header.stateRoot);
        head = result.block.header;
        return result;
    }

    U256 balance(const Address& address) const {
        return state.account(address).value_or(Account{}).balance;
    }
};

/// An unsigned transfer of 1 wei; tests change what they are about.
inline types::Transaction transfer(std::uint64_t nonce, const Address& to) {
    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.chainId = 31338;
    tx.nonce = nonce;
    tx.maxFeePerGas = U256{3'000'000'000};
    tx.maxPriorityFeePerGas = U256{1'000'000'000};
    tx.gasLimit = 21'000;
    tx.to = to;
    tx.value = U256{1};
    return tx;
}

inline types::Transaction signedBy(std::uint8_t number, const types::Transaction& tx) {
    return host::signTransaction(tx, keyNumber(number)).value();
}

/// Creation code that returns `runtime`.
inline Bytes creationOf(const Bytes& runtime) {
    // PUSH1 size, PUSH1 12, PUSH0, CODECOPY, PUSH1 size, PUSH0, RETURN, padded to 12 bytes
    const auto size = static_cast<std::uint8_t>(runtime.size());
    Bytes code{0x60, size, 0x60, 12, 0x5f, 0x39, 0x60, size, 0x5f, 0xf3, 0x00, 0x00};
    append(code, runtime);
    return code;
}

}  // namespace rollscope::state::testing
