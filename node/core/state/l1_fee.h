// What a transaction pays for its share of L1's data (docs/protocol.md, "The L1 data fee").
#pragma once

#include "node/core/base/u256.h"
#include "node/core/types/transaction.h"

namespace rollscope::state {

class StateView;

extern const Address gasPriceOracleAddress;  ///< 0x4200…000F: tells contracts and wallets the fee

/// The fee and what it is made of.
struct L1Fee {
    std::uint64_t gasUsed = 0;  ///< L1 gas of the transaction's share of a batch
    U256 gasPrice;              ///< L1's base fee as the block reported it, wei
    U256 fee;                   ///< gasUsed * gasPrice, wei; all ones when that is above 2^256
    bool operator==(const L1Fee&) const = default;
};

/// L1 gas of `tx`'s share of a batch: its bytes as call data, and its part of the batch's own cost.
std::uint64_t l1GasOf(const types::Transaction& tx);

/// Deposits pay nothing: L1 has carried them already.
L1Fee l1FeeOf(const types::Transaction& tx, const U256& l1BaseFee);

/// L1's base fee as L1Info holds it in `view`: what the state's last block reported.
U256 reportedL1BaseFee(const StateView& view);

}  // namespace rollscope::state
