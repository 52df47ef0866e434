// The first block of a chain: funded accounts and predeploys made by their own creation code.
#pragma once

#include "node/core/state/block_builder.h"

namespace rollscope::state {

/// An account that exists from the first block on.
struct GenesisAccount {
    Address address;
    U256 balance;  ///< wei
    std::uint64_t nonce = 0;
    Bytes code;  ///< runtime code, usually empty
};

/// A contract whose creation code runs at a fixed address.
struct GenesisPredeploy {
    Address address;
    Bytes creationCode;  ///< constructor arguments included
    U256 value;          ///< wei minted to the contract before it runs
    Address deployer;    ///< what the constructor sees as its caller
};

/// All that a genesis block depends on.
struct GenesisSpec {
    ChainSpec chain;
    std::uint64_t timestamp = 0;
    std::uint64_t gasLimit = 30'000'000;
    U256 baseFee{1'000'000'000};  ///< wei
    Address beneficiary;
    Bytes extraData;
    std::vector<GenesisAccount> accounts;
    std::vector<GenesisPredeploy> predeploys;  ///< run in this order
};

/// Block 0, its state as a diff against nothing, and the trie nodes.
struct Genesis {
    types::Block block;
    Hash hash;
    StateDiff diff;
    merkle::NodeSet nodes;
    Hash outboxRoot;  ///< L2Outbox slot 0; zero on L1
};

/// Builds block 0; executionFailed or executionReverted when a predeploy's creation fails.
Result<Genesis> buildGenesis(const GenesisSpec& spec, const crypto::PrecompileHost& precompiles);

}  // namespace rollscope::state
