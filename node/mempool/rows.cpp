// What the pool shows of itself.
#include <algorithm>
#include <array>

#include "node/mempool/mempool_impl.h"

namespace rollscope::mempool {
namespace {

/// Where the bars of the fee histogram begin, in thousandths of a gwei.
constexpr std::array<std::uint64_t, 12> barStarts{0,     1,     10,    100,   500,    1'000,
                                                  1'500, 2'000, 3'000, 5'000, 10'000, 50'000};

std::vector<api::FeeBar> emptyBars() {
    std::vector<api::FeeBar> bars;
    for (std::size_t i = 0; i < barStarts.size(); ++i) {
        const auto wei = [](std::uint64_t milliGwei) { return U256{milliGwei * 1'000'000}; };
        api::FeeBar bar;
        bar.from = wei(barStarts[i]);
        if (i + 1 < barStarts.size()) bar.to = wei(barStarts[i + 1]);
        bars.push_back(bar);
    }
    return bars;
}

api::FeeBar& barOf(std::vector<api::FeeBar>& bars, const U256& tip) {
    const auto above =
        std::upper_bound(bars.begin(), bars.end(), tip,
                         [](const U256& t, const api::FeeBar& b) { return t < b.from; });
    return *std::prev(above);
}

/// Brings the rows that `page` shows into their places.
template <class Row, class Before>
void sortUpTo(std::vector<Row>& rows, api::PageRequest page, const Before& before) {
    const auto shown = std::min<std::uint64_t>(rows.size(), page.offset + page.limit);
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(shown), rows.end(),
                      before);
}

/// Rows [offset, offset + limit) of a range.
template <class Iterator, class Visit>
void slice(Iterator begin, Iterator end, std::uint64_t total, api::PageRequest page,
           const Visit& visit) {
    if (page.offset >= total) return;
    std::advance(begin, static_cast<std::ptrdiff_t>(page.offset));
    const auto limit = std::min<std::size_t>(page.limit, 1000);
    for (std::size_t i = 0; i < limit && begin != end; ++i, ++begin) visit(*begin);
}

}  // namespace

std::string Mempool::Impl::whyWaiting(const PoolTransaction& tx) const {
    const auto known = senders.find(tx.sender);
    if (known != senders.end() && tx.tx.nonce >= known->second.nextNonce) {
        return "waits for nonce " + std::to_string(known->second.nextNonce);
    }
    if (tx.tx.maxFeePerGas < baseFee) {
        return "waits for the base fee to fall: max fee per gas " + toDecimal(tx.tx.maxFeePerGas) +
               " wei, base fee " + toDecimal(baseFee) + " wei";
    }
    return {};
}

api::MempoolRow Mempool::Impl::rowOf(const PoolTransaction& tx) const {
    api::MempoolRow row;
    row.tx.layer = config.layer;
    row.tx.hash = tx.hash;
    row.tx.type = tx.tx.type;
    row.tx.from = tx.sender;
    row.tx.to = tx.tx.to;
    if (!tx.tx.to) row.tx.created = types::createAddress(tx.sender, tx.tx.nonce);
    row.tx.value = tx.tx.value;
    row.tx.maxFeePerGas = tx.tx.maxFeePerGas;
    row.tx.tip = tx.tx.maxPriorityFeePerGas;
    row.tx.nonce = tx.tx.nonce;
    row.tx.gas = tx.tx.gasLimit;
    row.tx.timestamp = tx.receivedMs / 1000;
    row.tx.status = api::TxStatus::pending;
    row.receivedMs = tx.receivedMs;
    row.queued = !isPending(tx);
    row.local = tx.local;
    row.replaced = tx.replaced;
    row.sizeBytes = tx.raw.size();
    row.why = QString::fromStdString(whyWaiting(tx));
    return row;
}

api::Page<api::MempoolRow> Mempool::rows(const api::PoolRequest& request) const {
    const std::lock_guard lock(m->mutex);
    api::Page<api::MempoolRow> result{{}, request.page.offset, 0};
    if (request.sender) {
        const auto known = m->senders.find(*request.sender);
        if (known == m->senders.end()) return result;
        const auto& own = known->second.byNonce;
        result.total = own.size();
        slice(own.begin(), own.end(), result.total, request.page,
              [&](const auto& entry) { result.rows.push_back(m->rowOf(*entry.second.tx)); });
        return result;
    }
    result.total = m->byHash.size();
    if (request.order == api::PoolOrder::newest) {
        slice(m->byArrival.rbegin(), m->byArrival.rend(), result.total, request.page,
              [&](const auto& entry) { result.rows.push_back(m->rowOf(*entry.second)); });
        return result;
    }
    struct Entry {
        const PoolTransaction* tx;
        bool queued;
    };
    std::vector<Entry> all;
    all.reserve(m->byHash.size());
    for (const auto& [sender, queue] : m->senders) {
        for (const auto& [nonce, slot] : queue.byNonce) {
            all.push_back({slot.tx.get(), nonce >= queue.nextNonce});
        }
    }
    sortUpTo(all, request.page, [](const Entry& a, const Entry& b) {
        if (a.queued != b.queued) return b.queued;
        const U256& ours = a.tx->tx.maxPriorityFeePerGas;
        const U256& theirs = b.tx->tx.maxPriorityFeePerGas;
        return ours != theirs ? theirs < ours : a.tx->arrival < b.tx->arrival;
    });
    slice(all.begin(), all.end(), result.total, request.page,
          [&](const Entry& entry) { result.rows.push_back(m->rowOf(*entry.tx)); });
    return result;
}

api::Page<api::PoolSenderRow> Mempool::senders(api::PageRequest page) const {
    const std::lock_guard lock(m->mutex);
    using Entry = std::pair<const Address, SenderQueue>;
    std::vector<const Entry*> all;
    all.reserve(m->senders.size());
    for (const auto& entry : m->senders) all.push_back(&entry);
    const auto before = [](const Entry* a, const Entry* b) {
        const auto ours = a->second.byNonce.size();
        const auto theirs = b->second.byNonce.size();
        return ours != theirs ? ours > theirs : a->first < b->first;
    };
    sortUpTo(all, page, before);
    api::Page<api::PoolSenderRow> result{{}, page.offset, all.size()};
    slice(all.begin(), all.end(), all.size(), page, [&](const Entry* entry) {
        const SenderQueue& queue = entry->second;
        api::PoolSenderRow row;
        row.sender = entry->first;
        row.nextNonce = queue.nextNonce;
        row.pending = queue.pending();
        row.queued = queue.byNonce.size() - row.pending;
        row.cost = queue.cost;
        for (const auto& [nonce, slot] : queue.byNonce) {
            const PoolTransaction& tx = *slot.tx;
            row.bytes += tx.memory;
            row.local = row.local || tx.local;
            row.highestTip = std::max(row.highestTip, tx.tx.maxPriorityFeePerGas);
            row.oldestMs =
                row.oldestMs == 0 ? tx.receivedMs : std::min(row.oldestMs, tx.receivedMs);
        }
        result.rows.push_back(std::move(row));
    });
    return result;
}

api::PoolView Mempool::view() const {
    const std::lock_guard lock(m->mutex);
    api::PoolView view;
    view.pending = m->pendingCount;
    view.queued = m->byHash.size() - m->pendingCount;
    view.senders = m->senders.size();
    view.local = m->localCount;
    view.bytes = m->memory;
    view.baseFee = m->baseFee;
    view.fees = emptyBars();
    if (!m->byArrival.empty()) view.oldestMs = m->byArrival.begin()->second->receivedMs;
    for (const auto& [sender, queue] : m->senders) {
        for (const auto& [nonce, slot] : queue.byNonce) {
            if (nonce >= queue.nextNonce) break;
            const types::Transaction& tx = slot.tx->tx;
            const auto tip = tipAt(tx, view.baseFee);
            if (!tip) {
                ++view.underpriced;
                continue;
            }
            api::FeeBar& bar = barOf(view.fees, *tip);
            ++bar.transactions;
            bar.gas += tx.gasLimit;
        }
    }
    view.limits.transactions = m->config.maxTransactions;
    view.limits.bytes = m->config.maxBytes;
    view.limits.perSender = m->config.maxPerSender;
    view.limits.queued = m->config.maxQueued;
    view.limits.local = m->config.maxLocal;
    view.limits.lifetimeS = m->config.lifetimeMs / 1000;
    view.limits.priceBumpPercent = m->config.priceBumpPercent;
    return view;
}

std::optional<std::vector<api::PoolEntry>> Mempool::content(const std::optional<Address>& sender,
                                                            std::size_t limit) const {
    const std::lock_guard lock(m->mutex);
    std::vector<const std::pair<const Address, SenderQueue>*> wanted;
    if (sender) {
        const auto known = m->senders.find(*sender);
        if (known != m->senders.end()) wanted.push_back(&*known);
    } else {
        if (m->byHash.size() > limit) return std::nullopt;
        for (const auto& entry : m->senders) wanted.push_back(&entry);
        std::sort(wanted.begin(), wanted.end(),
                  [](const auto* a, const auto* b) { return a->first < b->first; });
    }
    std::vector<api::PoolEntry> result;
    for (const auto* entry : wanted) {
        for (const auto& [nonce, slot] : entry->second.byNonce) {
            result.push_back(
                {slot.tx->tx, slot.tx->hash, entry->first, nonce >= entry->second.nextNonce});
        }
    }
    return result;
}

std::vector<Hash> Mempool::hashes() const {
    const std::lock_guard lock(m->mutex);
    std::vector<Hash> result;
    result.reserve(m->byArrival.size());
    for (const auto& [arrival, tx] : m->byArrival) result.push_back(tx->hash);
    return result;
}

}  // namespace rollscope::mempool
