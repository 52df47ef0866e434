// All that was read from the events of the rollup's contracts on L1.
#pragma once

#include <map>

#include "node/l1/inbox_rows.h"

namespace rollscope::l1 {

/// What L1Mirror answers from; its owner guards it.
struct MirrorIndex {
    storage::MessageRows messages;      ///< of the inbox
    std::vector<BatchEntry> batches{};  ///< [0] is batch 1
    std::map<std::uint64_t, std::vector<AssertionEntry>> assertions{};
    std::map<std::uint64_t, WithdrawalEntry> withdrawals{};
    std::uint64_t asserted = 0;
    std::uint64_t finalized = 0;

    /// What a block held.
    struct Found {
        bool any = false;    ///< an event
        bool other = false;  ///< of more than inbox messages, whose rows are kept
    };
    /// Takes in a block's events; messages that are on disk are not taken in again.
    Found apply(const L1Block& block, const Contracts& contracts, MirrorNews& news);
    /// Forgets all but the messages.
    void clearOthers();
};

}  // namespace rollscope::l1
