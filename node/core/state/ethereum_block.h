// A block of Ethereum's own chain: what types::Block has, and withdrawals.
#pragma once

#include "node/core/types/block.h"

namespace rollscope::state {

/// Ether that leaves the beacon chain (EIP-4895).
struct Withdrawal {
    std::uint64_t index = 0;
    std::uint64_t validator = 0;
    Address address;
    std::uint64_t amountGwei = 0;
    bool operator==(const Withdrawal&) const = default;
};

/// A whole block as it travels. Ommers ended with the merge (EIP-3675): a block has none.
struct EthereumBlock {
    types::Header header;
    std::vector<types::Transaction> transactions;
    std::vector<Withdrawal> withdrawals;
    bool operator==(const EthereumBlock&) const = default;
};

/// The leaf of the withdrawals' trie.
Bytes encodeWithdrawal(const Withdrawal& withdrawal);

/// Reads rlp([header, transactions, ommers, withdrawals]); invalidRlp or what is wrong with a
/// transaction. A block with ommers is invalidRlp.
Result<EthereumBlock> decodeEthereumBlock(BytesView bytes);

}  // namespace rollscope::state
