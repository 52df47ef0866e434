// A chain on disk with many accounts, and blocks of transfers for it.
#pragma once

#include <filesystem>
#include <random>

#include "node/chain/chain.h"
#include "node/core/state/memory_state.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::bench {

inline constexpr std::uint64_t madeChainId = 31'337;
inline constexpr unsigned transfersOfBlock = 1'400;  ///< fill a block of 30,000,000 gas

Address accountOf(std::uint64_t index);

/// A chain and what it stands on.
struct Chained {
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<chain::Chain> chain;
};

Result<Chained> openChain(const std::filesystem::path& folder);

/// Block 0, in which each of `accounts` has a balance.
Result<void> begin(chain::Chain& chain, std::uint64_t accounts);

/// The next block: each transfer from a random account to another, no sender twice.
state::BlockInput nextInput(const chain::ChainState& head, std::uint64_t accounts,
                            std::mt19937_64& random, std::size_t transfers = transfersOfBlock);

}  // namespace rollscope::bench
