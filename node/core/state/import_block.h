// Checking a block of Ethereum's own chain against its parent, Cancun rules (yellow paper, 4.3.4).
//
// In: the parent's state, nodes and header, a whole block. Out: its receipts, diff and new trie
// nodes, or the reason why it is invalid; nothing has changed then. Pure.
#pragma once

#include "node/core/state/block_builder.h"
#include "node/core/state/ethereum_block.h"

namespace rollscope::state {

/// What a valid block did.
struct ImportResult {
    std::vector<types::Receipt> receipts;
    StateDiff diff;
    merkle::NodeSet nodes;  ///< new nodes of the state's tries
};

/// Address of the beacon roots contract (EIP-4788).
extern const Address beaconRootsAddress;

/// What a header must keep with regard to its parent alone; invalidParams with the field's name.
Result<void> checkHeader(const types::Header& header, const types::Header& parent);

/// Excess blob gas of a child of `parent` (EIP-4844).
std::uint64_t nextExcessBlobGas(const types::Header& parent);

/// Validates and runs all of `block`: header, beacon root call, transactions, withdrawals, roots.
Result<ImportResult> importBlock(const ParentState& parent, std::uint64_t chainId,
                                 const EthereumBlock& block,
                                 const crypto::PrecompileHost& precompiles);

}  // namespace rollscope::state
