#include "node/rpc/status_feed.h"

namespace rollscope::rpc {
namespace {

constexpr std::size_t maxBatchesKnown = 4'096;

bool same(const api::StatusView& a, const api::StatusView& b) {
    return a.status == b.status && a.block == b.block && a.batch == b.batch;
}

}  // namespace

StatusFeed::StatusFeed(api::Node& node) : m_node(node) {
    connect(&node, &api::Node::pendingAdded, this, [this](const std::vector<Hash>& hashes) {
        api::StatusView status;
        status.status = api::TxStatus::pending;
        for (const Hash& hash : hashes) {
            if (wanted(hash)) tell(hash, status);
        }
    });
    connect(&node, &api::Node::pendingEnded, this,
            [this](const Hash& hash, const api::StatusView& status) { tell(hash, status); });
    connect(&node, &api::Node::newBlock, this,
            [this](api::Layer layer, const api::BlockView& block) {
                if (layer != api::Layer::l2) return;
                for (std::size_t i = 0; i < block.hashes.size(); ++i) {
                    const bool user = !block.transactions[i].isSystem;
                    if (user && wanted(block.hashes[i])) ask(block.hashes[i]);
                }
            });
    connect(&node, &api::Node::batchChanged, this, &StatusFeed::takeBatch);
    connect(&node, &api::Node::chainReorged, this, [this] {
        m_batches.clear();
        askWatched();
    });
}

bool StatusFeed::wanted(const Hash& hash) const {
    return m_all > 0 || m_watched.contains(hash);
}

void StatusFeed::watch(const std::optional<Hash>& hash) {
    if (!hash) {
        ++m_all;
        return;
    }
    Watched& entry = m_watched[*hash];
    ++entry.count;
    entry.told.reset();
    // later: the subscriber is to learn the subscription's id first
    QMetaObject::invokeMethod(
        this, [this, hash] { ask(*hash); }, Qt::QueuedConnection);
}

void StatusFeed::unwatch(const std::optional<Hash>& hash) {
    if (!hash) {
        --m_all;
        return;
    }
    const auto entry = m_watched.find(*hash);
    if (entry != m_watched.end() && --entry->second.count == 0) m_watched.erase(entry);
}

void StatusFeed::ask(const Hash& hash) {
    m_node.transactionStatus(hash).then(this, [this, hash](const Result<api::StatusView>& status) {
        if (status) tell(hash, *status);
    });
}

void StatusFeed::askWatched() {
    for (const auto& [hash, entry] : m_watched) ask(hash);
}

void StatusFeed::tell(const Hash& hash, const api::StatusView& status) {
    const auto entry = m_watched.find(hash);
    if (entry != m_watched.end()) {
        if (entry->second.told && same(*entry->second.told, status)) return;
        entry->second.told = status;
    } else if (m_all == 0) {
        return;
    }
    emit changed(hash, status);
}

void StatusFeed::takeBatch(const api::BatchRow& batch) {
    askWatched();
    if (m_all == 0) return;
    const auto known = m_batches.find(batch.index);
    if (known != m_batches.end() && known->second == batch.status) return;
    m_batches[batch.index] = batch.status;
    if (m_batches.size() > maxBatchesKnown) m_batches.erase(m_batches.begin());
    const auto askAll = [this](const Result<api::BlockView>& block) {
        if (!block) return;
        for (std::size_t i = 0; i < block->hashes.size(); ++i) {
            const bool skipped =
                block->transactions[i].isSystem || m_watched.contains(block->hashes[i]);
            if (!skipped) ask(block->hashes[i]);
        }
    };
    for (std::uint64_t number = batch.firstBlock; number <= batch.lastBlock; ++number) {
        m_node.block(api::Layer::l2, number).then(this, askAll);
    }
}

}  // namespace rollscope::rpc
