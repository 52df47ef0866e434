// Which L2 block took in which L1 message, and which sent which message to L1.
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "node/chain/chain.h"
#include "node/l1/l1_mirror.h"

namespace rollscope::bridge {

/// An L1 message inside an L2 block.
struct TakenIn {
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
    std::optional<Hash> txHash;  ///< of the deposit transaction; none for claimable messages
    bool success = true;
    bool returned = false;  ///< a token deposit that L2Bridge sent back
};

/// Where on L2 a claimable message was consumed.
struct ConsumedOnL2 {
    Hash txHash;
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
};

/// An L2 message on its way to L1.
struct Outbound {
    types::L2ToL1Message message;
    Hash leaf;
    Hash txHash;
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
    Address from;       ///< who withdrew
    Address recipient;  ///< on L1
    U256 amount;
    Address l1Token;
};

/// All messages of both directions that L2's blocks hold.
struct L2Index {
    std::vector<TakenIn> taken;                                // by inbox index
    std::unordered_map<std::uint64_t, ConsumedOnL2> consumed;  // by inbox index
    std::vector<std::uint64_t> consumptions;                   // those indices, in order
    std::vector<Outbound> outbound;
    std::unordered_map<Hash, std::uint64_t> firstOfTx;
    std::map<std::uint64_t, Hash> blocks;  // those with messages

    /// Takes in a block; true when it held messages, or consumed some.
    Result<bool> add(const chain::Chain& l2, const l1::L1Mirror& mirror, std::uint64_t number);
};

}  // namespace rollscope::bridge
