#include "node/chain/recent_blocks.h"

namespace rollscope::chain {
namespace {

constexpr std::size_t maxBlocks = 16;
constexpr std::size_t maxTransactions = 4'096;  // some 4 MiB

}  // namespace

void RecentBlocks::put(const BlockRecord& record, const state::BlockResult& result) {
    auto recent = std::make_shared<const RecentBlock>(RecentBlock{
        {record, result.block.transactions, result.txHashes, result.senders}, result.receipts});
    const std::lock_guard lock(m_mutex);
    m_transactions += recent->receipts.size();
    m_blocks.push_back(std::move(recent));
    while (m_blocks.size() > maxBlocks || m_transactions > maxTransactions) {
        m_transactions -= m_blocks.front()->receipts.size();
        m_blocks.pop_front();
    }
}

RecentBlockPtr RecentBlocks::find(const Hash& hash) const {
    const std::lock_guard lock(m_mutex);
    for (auto it = m_blocks.rbegin(); it != m_blocks.rend(); ++it) {
        if ((*it)->block.record.hash == hash) return *it;
    }
    return nullptr;
}

}  // namespace rollscope::chain
