// The order in which the sequencer takes transactions.
#include <algorithm>
#include <queue>

#include "node/mempool/mempool_impl.h"

namespace rollscope::mempool {
namespace {

/// A sender's next transaction on its way into the block.
struct Runner {
    U256 tip;  ///< zero where arrival alone decides
    PoolTransactionPtr tx;
    const SenderQueue* queue = nullptr;

    /// For a heap whose top is the best: more tip, else earlier.
    bool operator<(const Runner& other) const {
        return tip != other.tip ? tip < other.tip : tx->arrival > other.tx->arrival;
    }
};

}  // namespace

std::optional<U256> tipAt(const types::Transaction& tx, const U256& baseFee) {
    if (tx.maxFeePerGas < baseFee) return std::nullopt;
    return std::min(tx.maxPriorityFeePerGas, tx.maxFeePerGas - baseFee);
}

std::vector<PoolTransactionPtr> Mempool::Impl::best(const U256& atBaseFee, std::size_t limit,
                                                    std::uint64_t gas,
                                                    api::TxOrdering ordering) const {
    std::priority_queue<Runner> runners;
    const auto enter = [&](const SenderQueue& queue, std::uint64_t nonce) {
        if (nonce >= queue.nextNonce) return;
        const auto& tx = queue.byNonce.at(nonce).tx;
        const auto tip = tipAt(tx->tx, atBaseFee);
        if (tip) runners.push({ordering == api::TxOrdering::byTip ? *tip : U256{}, tx, &queue});
    };
    for (const auto& [sender, queue] : senders) enter(queue, queue.account.nonce);
    std::vector<PoolTransactionPtr> chosen;
    while (!runners.empty() && chosen.size() < limit) {
        const auto runner = runners.top();
        runners.pop();
        // A sender's later ones cannot go before this one, so the sender waits for more room.
        if (runner.tx->tx.gasLimit > gas) continue;
        gas -= runner.tx->tx.gasLimit;
        chosen.push_back(runner.tx);
        enter(*runner.queue, runner.tx->tx.nonce + 1);
    }
    return chosen;
}

std::vector<PoolTransactionPtr> Mempool::best(const U256& baseFee, std::size_t limit,
                                              api::TxOrdering ordering) const {
    const std::lock_guard lock(m->mutex);
    return m->best(baseFee, limit, ~std::uint64_t{0}, ordering);
}

std::vector<PoolTransactionPtr> Mempool::bestWithin(const U256& baseFee, std::uint64_t gas) const {
    const std::lock_guard lock(m->mutex);
    return m->best(baseFee, ~std::size_t{0}, gas, api::TxOrdering::byTip);
}

U256 Mempool::suggestTip(const U256& baseFee) const {
    const std::lock_guard lock(m->mutex);
    std::vector<U256> tips;
    for (const auto& [sender, queue] : m->senders) {
        if (queue.pending() == 0) continue;
        const auto tip = tipAt(queue.byNonce.at(queue.account.nonce).tx->tx, baseFee);
        if (tip) tips.push_back(*tip);
    }
    if (tips.empty()) return m->config.minSuggestedTip;
    const auto middle = tips.begin() + static_cast<std::ptrdiff_t>(tips.size() / 2);
    std::nth_element(tips.begin(), middle, tips.end());
    return std::max(*middle, m->config.minSuggestedTip);
}

}  // namespace rollscope::mempool
