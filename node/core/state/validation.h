// What is asked of a transaction before it runs; see transition.h for the public side.
#pragma once

#include "node/core/evm/gas.h"
#include "node/core/types/transaction.h"

namespace rollscope::state {

/// Blob gas of a type 3 transaction (EIP-4844).
inline U256 blobGasOf(const types::Transaction& tx) {
    return U256{tx.blobVersionedHashes.size()} *
           U256{static_cast<std::uint64_t>(evm::gas::perBlob)};
}

}  // namespace rollscope::state
