#include "node/l1/l1_mirror.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "node/core/crypto/keccak.h"
#include "node/l1/mirror_index.h"
#include "node/storage/record.h"
#include "node/storage/tree_store.h"

namespace rollscope::l1 {

namespace {

constexpr std::string_view headKey = "mirror/head";
constexpr std::string_view blockPrefix = "mirror/block/";
constexpr std::size_t nodesAtOnce = 1u << 16;  // bounds what a long catch-up holds in memory

std::string blockKey(std::uint64_t number) {
    const Bytes key = storage::keyOf(number);
    return std::string(blockPrefix) +
           std::string(reinterpret_cast<const char*>(key.data()), key.size());
}

}  // namespace

struct L1Mirror::Impl {
    const L1& l1;
    Contracts contracts;
    storage::Database* database;
    mutable std::shared_mutex mutex;
    MirrorIndex index;
    Head head;
    bool started = false;
    merkle::MemoryLevels memory;             // the inbox tree's nodes without a database
    std::optional<storage::TreeStore> disk;  // and with one
    merkle::StoredMessageTree tree{memory};

    Impl(const L1& chain, const Contracts& addresses, storage::Database* store)
        : l1(chain), contracts(addresses), database(store) {
        if (database == nullptr) return;
        disk.emplace(*database, storage::TreeSide::inbox);
        tree = merkle::StoredMessageTree{*disk};
    }

    /// Brings the tree to the messages, which have a beginning in common with it.
    void followMessages() {
        if (tree.count() > index.messages.size()) tree.truncate(index.messages.size());
        while (tree.count() < index.messages.size()) {
            tree.append(index.messages[static_cast<std::size_t>(tree.count())].leaf);
        }
    }

    /// How far we are, with the tree's nodes; not synced: what is lost is read from L1 again.
    Result<void> write(storage::WriteBatch&& writes) {
        if (database == nullptr) return {};
        disk->flush(writes);
        storage::RecordWriter writer;
        writer.u64(head.number).fixed(head.hash).u64(tree.count());
        writes.putRecord(headKey, writer);
        return database->write(std::move(writes), storage::Sync::no);
    }

    /// Reads the blocks with events again: at start, and after L1 went back.
    Result<void> replay(const std::map<std::uint64_t, Hash>& blocks) {
        MirrorIndex fresh;
        std::swap(index, fresh);
        MirrorNews ignored;
        for (const auto& [number, hash] : blocks) {
            const auto block = l1.block(number);
            if (!block) return tl::make_unexpected(block.error());
            index.apply(*block, contracts, ignored);
            index.blocks.emplace(number, hash);
        }
        followMessages();
        return {};
    }

    Result<void> load() {
        std::map<std::uint64_t, Hash> blocks;
        if (database != nullptr) {
            const auto scanned =
                database->scanRecords(blockPrefix, [&](BytesView key, BytesView value) {
                    if (key.size() == blockPrefix.size() + 8 && value.size() == 32) {
                        blocks.emplace(storage::numberOf(key.subspan(blockPrefix.size())),
                                       hashFromBytes(value));
                    }
                    return true;
                });
            if (!scanned) return scanned;
            const auto kept = database->record(headKey);
            if (!kept) return tl::make_unexpected(kept.error());
            if (*kept) {
                storage::RecordReader reader(**kept);
                head.number = reader.u64();
                head.hash = reader.hash();
                tree = merkle::StoredMessageTree{*disk, reader.u64()};
            }
        }
        return cutBack(blocks);
    }

    /// Keeps the blocks that L1 still has, and stands on the last common one.
    Result<void> cutBack(std::map<std::uint64_t, Hash> blocks) {
        const auto same = [&](std::uint64_t number, const Hash& hash) {
            const auto at = l1.headAt(number);
            return at && at->hash == hash;
        };
        storage::WriteBatch writes;
        const bool whole = same(head.number, head.hash);
        while (!blocks.empty() && !same(blocks.rbegin()->first, blocks.rbegin()->second)) {
            writes.removeRecord(blockKey(blocks.rbegin()->first));
            blocks.erase(std::prev(blocks.end()));
        }
        if (!whole) {
            // blocks without events may be read again: it changes nothing
            const auto at = l1.headAt(blocks.empty() ? 0 : blocks.rbegin()->first);
            if (!at) return tl::make_unexpected(at.error());
            head = *at;
        } else {
            head = *l1.headAt(head.number);
        }
        if (auto replayed = replay(blocks); !replayed) return replayed;
        return whole ? Result<void>{} : write(std::move(writes));
    }
};

L1Mirror::L1Mirror(const L1& l1, const Contracts& contracts, storage::Database* database)
    : m(new Impl{l1, contracts, database}) {}
L1Mirror::~L1Mirror() = default;

Result<MirrorNews> L1Mirror::step() {
    std::unique_lock lock(m->mutex);
    MirrorNews news;
    if (!m->started) {
        const auto loaded = m->load();
        if (!loaded) return tl::make_unexpected(loaded.error());
        m->started = true;
        news.any = true;
    }
    const auto ours = m->l1.headAt(m->head.number);
    if (!ours || ours->hash != m->head.hash) {
        const auto cut = m->cutBack(std::map(m->index.blocks));
        if (!cut) return tl::make_unexpected(cut.error());
        news.any = true;
        news.reorgedTo = m->head.number;
    }
    const std::uint64_t target = m->l1.head().number;
    if (target <= m->head.number) return news;
    news.any = true;
    storage::WriteBatch writes;
    while (m->head.number < target) {
        const auto block = m->l1.block(m->head.number + 1);
        if (!block) return tl::make_unexpected(block.error());
        const types::Header& header = block->block.header;
        if (m->index.apply(*block, m->contracts, news)) {
            m->index.blocks[header.number] = block->hash;
            writes.putRecord(blockKey(header.number), block->hash.view());
        }
        m->head = {header.number, block->hash, header.timestamp,
                   header.baseFeePerGas.value_or(U256{})};
        m->followMessages();
        if (!m->disk || m->disk->waiting() < nodesAtOnce) continue;
        if (auto written = m->write(std::move(writes)); !written) return failFrom(written);
        writes = {};
    }
    if (auto written = m->write(std::move(writes)); !written) return failFrom(written);
    return news;
}

const Contracts& L1Mirror::contracts() const {
    return m->contracts;
}

Head L1Mirror::head() const {
    std::shared_lock lock(m->mutex);
    return m->head;
}

std::optional<Head> L1Mirror::headAt(std::uint64_t number) const {
    if (number > head().number) return std::nullopt;
    const auto at = m->l1.headAt(number);
    return at ? std::optional(*at) : std::nullopt;
}

std::uint64_t L1Mirror::inboxCount() const {
    std::shared_lock lock(m->mutex);
    return m->index.messages.size();
}

std::uint64_t L1Mirror::inboxCountAt(std::uint64_t number) const {
    std::shared_lock lock(m->mutex);
    const auto& list = m->index.messages;
    const auto end = std::upper_bound(
        list.begin(), list.end(), number,
        [](std::uint64_t block, const InboxEntry& entry) { return block < entry.origin.block; });
    return static_cast<std::uint64_t>(end - list.begin());
}

std::optional<InboxEntry> L1Mirror::message(std::uint64_t index) const {
    std::shared_lock lock(m->mutex);
    if (index >= m->index.messages.size()) return std::nullopt;
    return m->index.messages[index];
}

std::optional<std::uint64_t> L1Mirror::messageOf(const Hash& leaf) const {
    std::shared_lock lock(m->mutex);
    const auto& list = m->index.messages;
    const auto found = std::find_if(list.rbegin(), list.rend(),
                                    [&](const InboxEntry& entry) { return entry.leaf == leaf; });
    if (found == list.rend()) return std::nullopt;
    return static_cast<std::uint64_t>(list.rend() - found - 1);
}

std::vector<InboxEntry> L1Mirror::messages(std::uint64_t first, std::uint64_t last) const {
    std::shared_lock lock(m->mutex);
    const auto& list = m->index.messages;
    last = std::min<std::uint64_t>(last, list.size());
    if (first >= last) return {};
    return {list.begin() + static_cast<std::ptrdiff_t>(first),
            list.begin() + static_cast<std::ptrdiff_t>(last)};
}

Hash L1Mirror::inboxRootAt(std::uint64_t count) const {
    std::shared_lock lock(m->mutex);
    return m->tree.rootAt(std::min(count, m->tree.count()));
}

std::vector<Hash> L1Mirror::inboxPath(std::uint64_t index, std::uint64_t count) const {
    std::shared_lock lock(m->mutex);
    if (count > m->tree.count() || index >= count) return {};
    return m->tree.pathOf(index, count);
}

std::vector<Hash> L1Mirror::inboxNodes(unsigned level, std::uint64_t first, std::uint64_t limit,
                                       std::uint64_t count) const {
    std::shared_lock lock(m->mutex);
    if (level > merkle::treeHeight) return {};
    return m->tree.nodesOf(level, first, limit, std::min(count, m->tree.count()));
}

std::uint64_t L1Mirror::batchCount() const {
    std::shared_lock lock(m->mutex);
    return m->index.batches.size();
}

std::optional<BatchEntry> L1Mirror::batch(std::uint64_t index) const {
    std::shared_lock lock(m->mutex);
    if (index == 0 || index > m->index.batches.size()) return std::nullopt;
    return m->index.batches[index - 1];
}

std::optional<Bytes> L1Mirror::batchData(std::uint64_t index) const {
    const auto entry = batch(index);
    if (!entry) return std::nullopt;
    const auto block = m->l1.block(entry->origin.block);
    if (!block) return std::nullopt;
    for (std::size_t i = 0; i < block->txHashes.size(); ++i) {
        if (block->txHashes[i] != entry->origin.txHash) continue;
        auto data = RollupContract::batchDataOf(block->block.transactions[i].data);
        if (data && crypto::keccak256(*data) == entry->record.dataHash) return data;
    }
    return std::nullopt;
}

Hash L1Mirror::lastBatchHash() const {
    std::shared_lock lock(m->mutex);
    return m->index.batches.empty() ? Hash{} : m->index.batches.back().hash;
}

std::vector<AssertionEntry> L1Mirror::assertions(std::uint64_t batch) const {
    std::shared_lock lock(m->mutex);
    const auto found = m->index.assertions.find(batch);
    return found == m->index.assertions.end() ? std::vector<AssertionEntry>{} : found->second;
}

std::uint64_t L1Mirror::assertedCount() const {
    std::shared_lock lock(m->mutex);
    return m->index.asserted;
}

std::uint64_t L1Mirror::finalizedCount() const {
    std::shared_lock lock(m->mutex);
    return m->index.finalized;
}

WithdrawalEntry L1Mirror::withdrawal(std::uint64_t index) const {
    std::shared_lock lock(m->mutex);
    const auto found = m->index.withdrawals.find(index);
    return found == m->index.withdrawals.end() ? WithdrawalEntry{index, {}, {}} : found->second;
}

}  // namespace rollscope::l1
