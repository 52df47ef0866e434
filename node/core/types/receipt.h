// Receipts, logs and their blooms (yellow paper, section 4.3.1; EIP-658, EIP-2718).
#pragma once

#include <optional>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/types/transaction.h"

namespace rollscope::types {

/// One event of a contract.
struct Log {
    Address address;
    std::vector<Hash> topics;
    Bytes data;
    bool operator==(const Log&) const = default;
};

/// 2048-bit bloom of addresses and topics.
struct Bloom : FixedBytes<256> {
    constexpr auto operator<=>(const Bloom&) const = default;
};

Bloom bloomOf(const std::vector<Log>& logs);
/// Adds `value` (an address or topic) to `bloom`.
void addToBloom(Bloom& bloom, BytesView value);
/// False only if `value` is surely in none of the logs.
bool bloomMayContain(const Bloom& bloom, BytesView value);

/// What a transaction did. The consensus fields come first; the others are kept beside them.
struct Receipt {
    TxType type = TxType::legacy;
    bool success = false;
    std::uint64_t cumulativeGasUsed = 0;
    Bloom bloom;
    std::vector<Log> logs;
    // not part of the trie
    std::uint64_t gasUsed = 0;
    U256 effectiveGasPrice;
    // what it paid for its share of L1's data; L2 only, zero for deposits
    std::uint64_t l1GasUsed = 0;
    U256 l1GasPrice;
    U256 l1Fee;
    std::optional<Address> contractAddress;
    bool operator==(const Receipt&) const = default;
};

/// EIP-2718 bytes of the consensus fields: the leaf of the receipts trie.
Bytes encodeReceipt(const Receipt& receipt);

}  // namespace rollscope::types
