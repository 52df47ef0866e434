// Who has to go when the pool is full.
//
// Only a sender's last transaction goes, so that no gap is made. It is ranked by what it is worth
// where it stands: what waits behind a gap goes first, then what pays less than the base fee, then
// the lowest tip. Protected ones never go, nor what stands before them.
#include <algorithm>
#include <queue>

#include "node/mempool/mempool_impl.h"

namespace rollscope::mempool {
namespace {

/// The nodes of the indexes and of a sender's queue, counts of shared pointers, the allocator's
/// own: measured on a pool of transactions that have a sender each.
constexpr std::size_t indexBytes = 1'000;

/// A transaction that could go.
struct Victim {
    Rank rank;
    PoolTransactionPtr tx;
    const SenderQueue* queue = nullptr;

    /// For a heap whose top goes first: the least worth, of equals the newest.
    bool operator<(const Victim& other) const {
        if (rank < other.rank) return false;
        if (other.rank < rank) return true;
        return tx->arrival < other.tx->arrival;
    }
};

}  // namespace

std::size_t memoryOf(const types::Transaction& tx, const Bytes& raw) {
    std::size_t bytes = sizeof(PoolTransaction) + indexBytes + raw.capacity() + tx.data.capacity();
    for (const auto& tuple : tx.accessList) {
        bytes += sizeof(tuple) + tuple.storageKeys.capacity() * sizeof(Hash);
    }
    return bytes;
}

void weigh(std::map<std::uint64_t, Slot>& queue, std::map<std::uint64_t, Slot>::iterator from) {
    for (auto it = from; it != queue.end(); ++it) {
        U256 tip = it->second.tx->tx.maxPriorityFeePerGas;
        U256 cap = it->second.tx->tx.maxFeePerGas;
        if (it != queue.begin()) {
            tip = std::min(tip, std::prev(it)->second.tip);
            cap = std::min(cap, std::prev(it)->second.cap);
        }
        const bool same = tip == it->second.tip && cap == it->second.cap;
        if (same && it != from) return;
        it->second.tip = tip;
        it->second.cap = cap;
    }
}

Rank Mempool::Impl::rankOf(const U256& tip, const U256& cap, bool isQueued) const {
    if (isQueued) return {Rank::queued, tip};
    if (cap < baseFee) return {Rank::underpriced, cap};
    return {Rank::payable, tip};
}

void Mempool::Impl::removeTail(SenderQueue& queue) {
    if (!queue.tail) return;
    if (queue.tail->queued) {
        queuedTails.erase(queue.tail->byTip);
    } else {
        pendingTails.erase(queue.tail->byTip);
        pendingCaps.erase(queue.tail->byCap);
    }
    queue.tail.reset();
}

void Mempool::Impl::placeTail(const Address& sender, SenderQueue& queue) {
    if (queue.byNonce.empty() || queue.byNonce.rbegin()->second.tx->local) {
        return removeTail(queue);
    }
    const auto& [nonce, slot] = *queue.byNonce.rbegin();
    const Tail tail{nonce >= queue.nextNonce,
                    {slot.tip, slot.tx->arrival, sender},
                    {slot.cap, slot.tx->arrival, sender}};
    if (queue.tail && queue.tail->queued == tail.queued &&
        queue.tail->byTip.arrival == tail.byTip.arrival &&
        queue.tail->byTip.price == tail.byTip.price &&
        queue.tail->byCap.price == tail.byCap.price) {
        return;
    }
    removeTail(queue);
    queue.tail = tail;
    if (tail.queued) {
        queuedTails.insert(tail.byTip);
    } else {
        pendingTails.insert(tail.byTip);
        pendingCaps.insert(tail.byCap);
    }
}

/// The senders' tails, least worth first.
const SenderQueue* Mempool::Impl::TailWalk::next() {
    const auto take = [this](auto& at) { return &pool.senders.at((at++)->sender); };
    if (queuedTail != pool.queuedTails.end()) return take(queuedTail);
    if (capTail != pool.pendingCaps.end() && capTail->price < pool.baseFee) return take(capTail);
    while (pendingTail != pool.pendingTails.end()) {
        const SenderQueue* queue = take(pendingTail);
        if (!(queue->tail->byCap.price < pool.baseFee)) return queue;
    }
    return nullptr;
}

Result<std::vector<PoolTransactionPtr>> Mempool::Impl::roomFor(const PoolTransaction& tx,
                                                               const SenderQueue& queue) const {
    const auto old = queue.byNonce.find(tx.tx.nonce);
    const bool replaces = old != queue.byNonce.end();
    const bool isQueued = tx.tx.nonce > queue.nextNonce;
    const std::size_t countAfter = byHash.size() + (replaces ? 0 : 1);
    const std::size_t bytesAfter = memory + tx.memory - (replaces ? old->second.tx->memory : 0);
    std::size_t surplus = countAfter - std::min(countAfter, config.maxTransactions);
    std::size_t surplusBytes = bytesAfter - std::min(bytesAfter, config.maxBytes);
    bool wantsQueued = isQueued && !replaces && byHash.size() - pendingCount >= config.maxQueued;
    std::vector<PoolTransactionPtr> going;
    if (surplus == 0 && surplusBytes == 0 && !wantsQueued) return going;

    // what the newcomer is worth in its place
    U256 tip = tx.tx.maxPriorityFeePerGas;
    U256 cap = tx.tx.maxFeePerGas;
    if (const auto at = queue.byNonce.lower_bound(tx.tx.nonce); at != queue.byNonce.begin()) {
        tip = std::min(tip, std::prev(at)->second.tip);
        cap = std::min(cap, std::prev(at)->second.cap);
    }
    const Rank rank = tx.local ? Rank{Rank::protectedTier, {}} : rankOf(tip, cap, isQueued);

    std::priority_queue<Victim> heap;
    const auto enter = [&](const SenderQueue& of, std::uint64_t nonce, const Slot& slot) {
        if (slot.tx->local) return;
        heap.push({rankOf(slot.tip, slot.cap, nonce >= of.nextNonce), slot.tx, &of});
    };
    TailWalk tails{*this, queuedTails.begin(), pendingCaps.begin(), pendingTails.begin()};
    const auto enterNextTail = [&] {
        const SenderQueue* of = tails.next();
        // its own sender gives nothing up for it: the newcomer would miss what stands before it
        if (of != nullptr && of == &queue) of = tails.next();
        if (of != nullptr) enter(*of, of->byNonce.rbegin()->first, of->byNonce.rbegin()->second);
    };
    enterNextTail();
    while (surplus > 0 || surplusBytes > 0 || wantsQueued) {
        if (heap.empty() || !(heap.top().rank < rank) ||
            (wantsQueued && heap.top().rank.tier != Rank::queued)) {
            return fail(ErrorCode::poolFull,
                        isQueued ? "too many wait for a nonce before them"
                                 : "it is worth no more than the cheapest that waits");
        }
        const Victim victim = heap.top();
        heap.pop();
        enterNextTail();
        wantsQueued = false;
        surplus -= std::min<std::size_t>(surplus, 1);
        surplusBytes -= std::min(surplusBytes, victim.tx->memory);
        going.push_back(victim.tx);
        // what stood before it is the next to go of this sender
        const auto slot = victim.queue->byNonce.find(victim.tx->tx.nonce);
        if (slot == victim.queue->byNonce.begin()) continue;
        enter(*victim.queue, std::prev(slot)->first, std::prev(slot)->second);
    }
    return going;
}

}  // namespace rollscope::mempool
