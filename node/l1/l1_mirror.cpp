#include "node/l1/l1_mirror.h"

#include <algorithm>
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

constexpr std::string_view inboxPrefix = "mirror/inbox/";

/// What is kept of a block with events: which it was, whether it is to be read again at start, and
/// how many messages there were after it.
struct BlockNote {
    Hash hash;
    bool other = false;
    std::uint64_t messages = 0;

    Bytes bytes() const {
        return storage::RecordWriter().fixed(hash).flag(other).u64(messages).take();
    }
    static BlockNote of(BytesView bytes) {
        storage::RecordReader reader(bytes);
        BlockNote note;
        note.hash = reader.hash();
        note.other = reader.flag();
        note.messages = reader.u64();
        return note;
    }
};

}  // namespace

struct L1Mirror::Impl {
    const L1& l1;
    Contracts contracts;
    storage::Database* database;
    mutable std::shared_mutex mutex;
    MirrorIndex index;
    storage::BlockNotes notes;
    Head head;
    bool started = false;
    merkle::MemoryLevels memory;             // the inbox tree's nodes without a database
    std::optional<storage::TreeStore> disk;  // and with one
    merkle::StoredMessageTree tree{memory};

    Impl(const L1& chain, const Contracts& addresses, storage::Database* store)
        : l1(chain),
          contracts(addresses),
          database(store),
          index{storage::MessageRows{store, std::string(inboxPrefix)}},
          notes(store, std::string(blockPrefix)) {
        if (database == nullptr) return;
        disk.emplace(*database, storage::TreeSide::inbox);
        tree = merkle::StoredMessageTree{*disk};
    }

    std::optional<InboxEntry> entry(std::uint64_t at) const {
        const auto row = index.messages.row(at);
        return row ? inboxEntryOf(*row) : std::nullopt;
    }

    /// Brings the tree to the messages, which have a beginning in common with it.
    void followMessages() {
        const std::uint64_t count = index.messages.count();
        if (tree.count() > count) tree.truncate(count);
        while (tree.count() < count) {
            const auto row = index.messages.row(tree.count());
            if (!row) return;  // the disk failed, which health() tells
            tree.append(row->keys.leaf);
        }
    }

    /// How far we are, with the tree's nodes; not synced: what is lost is read from L1 again.
    Result<void> write(storage::WriteBatch&& writes) {
        if (database == nullptr) return {};
        disk->flush(writes);
        index.messages.flush(writes);
        storage::RecordWriter writer;
        writer.u64(head.number).fixed(head.hash).u64(tree.count());
        writes.putRecord(headKey, writer);
        return database->write(std::move(writes), storage::Sync::no);
    }

    bool stands(std::uint64_t number, const Hash& hash) const {
        const auto at = l1.headAt(number);
        return at && at->hash == hash;
    }

    /// Reads what is not kept of the blocks again: at start, and after L1 went back.
    Result<void> replay() {
        index.clearOthers();
        MirrorNews ignored;
        Result<void> problem;
        const auto visited =
            notes.visit(storage::Order::forward, [&](std::uint64_t number, BytesView bytes) {
                if (!BlockNote::of(bytes).other) return true;
                const auto block = l1.block(number);
                if (!block) {
                    problem = tl::make_unexpected(block.error());
                    return false;
                }
                index.apply(*block, contracts, ignored);
                return true;
            });
        return visited ? problem : visited;
    }

    Result<void> load() {
        if (database != nullptr) {
            const auto kept = database->record(headKey);
            if (!kept) return tl::make_unexpected(kept.error());
            if (*kept) {
                storage::RecordReader reader(**kept);
                head.number = reader.u64();
                head.hash = reader.hash();
                const std::uint64_t count = reader.u64();
                tree = merkle::StoredMessageTree{*disk, count};
                index.messages.open(count);
            }
        }
        return cutBack();
    }

    /// Keeps the blocks that L1 still has, and stands on the last common one.
    Result<void> cutBack() {
        if (stands(head.number, head.hash)) {
            head = *l1.headAt(head.number);
            return replay();
        }
        storage::WriteBatch writes;
        std::uint64_t last = 0, messages = 0;
        std::vector<std::uint64_t> gone;
        const auto visited =
            notes.visit(storage::Order::reverse, [&](std::uint64_t number, BytesView bytes) {
                const BlockNote note = BlockNote::of(bytes);
                if (!stands(number, note.hash)) {
                    gone.push_back(number);
                    return true;
                }
                last = number;
                messages = note.messages;
                return false;
            });
        if (!visited) return visited;
        for (const std::uint64_t number : gone) notes.remove(number, writes);
        // blocks without events may be read again: it changes nothing
        const auto at = l1.headAt(last);
        if (!at) return tl::make_unexpected(at.error());
        head = *at;
        index.messages.truncate(messages, writes);
        followMessages();
        if (auto written = write(std::move(writes)); !written) return written;
        return replay();
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
        const auto cut = m->cutBack();
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
        const MirrorIndex::Found found = m->index.apply(*block, m->contracts, news);
        if (found.any) {
            const BlockNote note{block->hash, found.other, m->index.messages.count()};
            m->notes.put(header.number, note.bytes(), writes);
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
    return m->index.messages.count();
}

std::uint64_t L1Mirror::inboxCountAt(std::uint64_t number) const {
    std::shared_lock lock(m->mutex);
    const auto isLater = [&](std::uint64_t index) {
        const auto entry = m->entry(index);
        return entry && entry->origin.block > number;
    };
    std::uint64_t first = 0, last = m->index.messages.count();
    if (last == 0 || !isLater(last - 1)) return last;
    while (first < last) {
        const std::uint64_t middle = first + (last - first) / 2;
        if (isLater(middle)) {
            last = middle;
        } else {
            first = middle + 1;
        }
    }
    return first;
}

std::optional<InboxEntry> L1Mirror::message(std::uint64_t index) const {
    std::shared_lock lock(m->mutex);
    return m->entry(index);
}

std::optional<std::uint64_t> L1Mirror::messageOf(const Hash& hash) const {
    std::shared_lock lock(m->mutex);
    return m->index.messages.find(hash);
}

std::uint64_t L1Mirror::inboxCountOf(const Address& account) const {
    std::shared_lock lock(m->mutex);
    return m->index.messages.countOf(account);
}

std::vector<std::uint64_t> L1Mirror::inboxOf(const Address& account, std::uint64_t offset,
                                             std::uint64_t limit) const {
    std::shared_lock lock(m->mutex);
    return m->index.messages.of(account, offset, limit);
}

std::vector<InboxEntry> L1Mirror::messages(std::uint64_t first, std::uint64_t last) const {
    std::shared_lock lock(m->mutex);
    last = std::min(last, m->index.messages.count());
    std::vector<InboxEntry> result;
    for (std::uint64_t i = first; i < last; ++i) {
        auto entry = m->entry(i);
        if (!entry) return {};
        result.push_back(std::move(*entry));
    }
    return result;
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
