// All that was read from the events of the rollup's contracts on L1.
#pragma once

#include <map>

#include "node/l1/l1_mirror.h"

namespace rollscope::l1 {

/// What L1Mirror answers from; its owner guards it.
struct MirrorIndex {
    std::vector<InboxEntry> messages;
    std::vector<BatchEntry> batches;  ///< [0] is batch 1
    std::map<std::uint64_t, std::vector<AssertionEntry>> assertions;
    std::map<std::uint64_t, WithdrawalEntry> withdrawals;
    std::map<std::uint64_t, Hash> blocks;  ///< those with events: number -> hash
    std::uint64_t asserted = 0;
    std::uint64_t finalized = 0;

    /// Takes in a block's events; true when there was one.
    bool apply(const L1Block& block, const Contracts& contracts, MirrorNews& news);
};

}  // namespace rollscope::l1
