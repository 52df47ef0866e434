// The first blocks of the devnet and of its L2: who is funded, what stands where.
#pragma once

#include <vector>

#include "node/core/state/genesis.h"
#include "node/l1/addresses.h"

namespace rollscope::l1 {

inline constexpr std::uint64_t devnetChainId = 31'337;
inline constexpr std::uint64_t rollupChainId = 31'338;

/// Who has ether from the first block on: users on both layers, roles on L1 alone.
struct GenesisAccounts {
    std::vector<Address> users;
    Address deployer;
    Address batcher;
    Address proposer;
    Address challenger;
    Address verifier;
};

/// 10,000 ether, what each account begins with.
U256 genesisBalance();
/// The sum that L2's genesis mints and L1Bridge holds against it.
U256 bridgeBacking(const GenesisAccounts& accounts);

/// L1's block 0.
state::GenesisSpec l1GenesisSpec(const GenesisAccounts& accounts, std::uint64_t timestamp);
/// L2's block 0, with the predeploys of PROTOCOL section 1.
state::GenesisSpec l2GenesisSpec(const GenesisAccounts& accounts, std::uint64_t timestamp);

}  // namespace rollscope::l1
