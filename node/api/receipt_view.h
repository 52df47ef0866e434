// A receipt with its place: what Ethereum's receipts say, and nothing that must be looked up.
#pragma once

#include <optional>

#include "node/core/types/receipt.h"

namespace rollscope::api {

/// Of a transaction in a block; costs the same in a block of one and in one of thousands.
struct MinedReceipt {
    types::Receipt receipt;
    Hash hash;
    Hash blockHash;
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
    std::uint32_t index = 0;
    std::uint32_t firstLog = 0;  ///< index in the block of its first log
    Address from;
    std::optional<Address> to;
};

}  // namespace rollscope::api
