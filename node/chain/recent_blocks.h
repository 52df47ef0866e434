// The newest blocks as they were written, for those who read each block right after it was made.
#pragma once

#include <deque>
#include <mutex>

#include "node/chain/records.h"
#include "node/core/state/block_builder.h"

namespace rollscope::chain {

/// A block with its receipts, as both are on disk.
struct RecentBlock {
    StoredBlock block;
    std::vector<types::Receipt> receipts;
};
using RecentBlockPtr = std::shared_ptr<const RecentBlock>;

/// A few blocks by hash. Thread-safe. Undone ones may stay: nobody has their hash to ask with.
class RecentBlocks {
public:
    void put(const BlockRecord& record, const state::BlockResult& result);
    RecentBlockPtr find(const Hash& hash) const;  ///< null when it is not one of them

private:
    mutable std::mutex m_mutex;
    std::deque<RecentBlockPtr> m_blocks;  ///< oldest first
    std::size_t m_transactions = 0;       ///< of all of them
};

}  // namespace rollscope::chain
