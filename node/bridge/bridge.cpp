#include "node/bridge/bridge.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>
#include <mutex>
#include <shared_mutex>

#include "node/bridge/l2_index.h"
#include "node/bridge/messages.h"
#include "node/bridge/stages.h"
#include "node/storage/record.h"
#include "node/storage/tree_store.h"

namespace rollscope::bridge {

namespace {

constexpr std::string_view headKey = "bridge/head";
constexpr std::string_view blockPrefix = "bridge/block/";
constexpr std::size_t nodesAtOnce = 1u << 16;  // bounds what a long catch-up holds in memory

std::string blockKey(std::uint64_t number) {
    const Bytes key = storage::keyOf(number);
    return std::string(blockPrefix) +
           std::string(reinterpret_cast<const char*>(key.data()), key.size());
}

/// Rows of one page out of `count` entries, newest first, those that `view` shows and `wanted`.
template <class Row, class View, class Wanted>
api::Page<Row> pageOf(std::uint64_t count, api::PageRequest request, bool all, const View& view,
                      const Wanted& wanted) {
    api::Page<Row> page;
    page.offset = request.offset;
    const std::uint64_t limit = std::min<std::uint64_t>(request.limit, 1000);
    if (all) {
        page.total = count;
        for (std::uint64_t i = request.offset; i < count && page.rows.size() < limit; ++i) {
            page.rows.push_back(view(count - 1 - i));
        }
        return page;
    }
    for (std::uint64_t i = count; i-- > 0;) {
        if (!wanted(i)) continue;
        if (page.total >= request.offset && page.rows.size() < limit) page.rows.push_back(view(i));
        ++page.total;
    }
    return page;
}

}  // namespace

struct Bridge::Impl {
    Sources from;
    mutable std::shared_mutex mutex;
    L2Index index;
    std::uint64_t number = 0;  // the last L2 block taken in
    Hash hash;
    bool started = false;
    storage::TreeStore levels;
    merkle::StoredMessageTree tree{levels};  // of outbound leaves

    explicit Impl(const Sources& sources)
        : from(sources), levels(sources.database, storage::TreeSide::outbox) {}

    /// Brings the tree to the messages, which have a beginning in common with it.
    void followMessages() {
        if (tree.count() > index.outbound.size()) tree.truncate(index.outbound.size());
        while (tree.count() < index.outbound.size()) {
            tree.append(index.outbound[static_cast<std::size_t>(tree.count())].leaf);
        }
    }

    /// How far we are, with the tree's nodes; not synced: what is lost is read from L2 again.
    Result<void> write(storage::WriteBatch&& writes) {
        levels.flush(writes);
        storage::RecordWriter writer;
        writer.u64(number).fixed(hash).u64(tree.count());
        writes.putRecord(headKey, writer);
        return from.database.write(std::move(writes), storage::Sync::no);
    }

    bool stands(std::uint64_t at, const Hash& expected) const {
        const auto record = from.l2.record(at);
        return record && *record && (*record)->hash == expected;
    }

    Result<void> load() {
        std::map<std::uint64_t, Hash> blocks;
        const auto scanned =
            from.database.scanRecords(blockPrefix, [&](BytesView key, BytesView value) {
                if (key.size() == blockPrefix.size() + 8 && value.size() == 32) {
                    blocks.emplace(storage::numberOf(key.subspan(blockPrefix.size())),
                                   hashFromBytes(value));
                }
                return true;
            });
        if (!scanned) return scanned;
        const auto kept = from.database.record(headKey);
        if (!kept) return tl::make_unexpected(kept.error());
        if (*kept) {
            storage::RecordReader reader(**kept);
            number = reader.u64();
            hash = reader.hash();
            tree = merkle::StoredMessageTree{levels, reader.u64()};
        }
        return cutBack(std::move(blocks));
    }

    /// Keeps the blocks that the chain still has and reads them again.
    Result<void> cutBack(std::map<std::uint64_t, Hash> blocks) {
        storage::WriteBatch writes;
        const bool whole = stands(number, hash);
        while (!blocks.empty() && !stands(blocks.rbegin()->first, blocks.rbegin()->second)) {
            writes.removeRecord(blockKey(blocks.rbegin()->first));
            blocks.erase(std::prev(blocks.end()));
        }
        if (!whole) {
            number = blocks.empty() ? 0 : blocks.rbegin()->first;
            hash = blocks.empty() ? from.l2.genesisHash() : blocks.rbegin()->second;
        }
        index = {};
        for (const auto& [at, expected] : blocks) {
            const auto added = index.add(from.l2, from.mirror, at);
            if (!added) return tl::make_unexpected(added.error());
        }
        followMessages();
        return whole ? Result<void>{} : write(std::move(writes));
    }

    api::DepositView depositView(std::uint64_t i, const l1::InboxEntry& entry) const {
        const bool known = i < index.taken.size();
        return depositOf(entry, known ? &index.taken[i] : nullptr, from);
    }

    OnL2 onL2(std::uint64_t i) const {
        const auto consumed = index.consumed.find(i);
        return {i < index.taken.size() ? &index.taken[i] : nullptr,
                consumed == index.consumed.end() ? nullptr : &consumed->second};
    }

    std::optional<api::MessageView> message(api::MessageSide side, std::uint64_t i,
                                            std::uint64_t now) const {
        if (side == api::MessageSide::outbox) {
            if (i >= index.outbound.size()) return std::nullopt;
            return messageOf(index.outbound[i], from, now);
        }
        const auto entry = from.mirror.message(i);
        if (!entry) return std::nullopt;
        return messageOf(*entry, onL2(i), from);
    }
};

Bridge::Bridge(const Sources& sources) : m(new Impl(sources)) {}
Bridge::~Bridge() = default;

Result<BridgeNews> Bridge::step() {
    std::unique_lock lock(m->mutex);
    BridgeNews news;
    if (!m->started) {
        const auto loaded = m->load();
        if (!loaded) return tl::make_unexpected(loaded.error());
        m->started = true;
    }
    if (!m->stands(m->number, m->hash)) {
        const auto cut = m->cutBack(std::map(m->index.blocks));
        if (!cut) return tl::make_unexpected(cut.error());
        news.cutBack = true;
    }
    const std::uint64_t target = m->from.l2.headNumber();
    if (target <= m->number) return news;
    const std::size_t deposits = m->index.taken.size();
    const std::size_t withdrawals = m->index.outbound.size();
    const std::size_t consumptions = m->index.consumptions.size();
    storage::WriteBatch writes;
    while (m->number < target) {
        const auto record = m->from.l2.record(m->number + 1);
        if (!record || !*record) break;
        const auto added = m->index.add(m->from.l2, m->from.mirror, m->number + 1);
        if (!added) return tl::make_unexpected(added.error());
        ++m->number;
        m->hash = (*record)->hash;
        if (*added) writes.putRecord(blockKey(m->number), m->hash.view());
        m->followMessages();
        if (m->levels.waiting() < nodesAtOnce) continue;
        if (auto written = m->write(std::move(writes)); !written) return failFrom(written);
        writes = {};
    }
    if (auto written = m->write(std::move(writes)); !written) return failFrom(written);
    for (std::size_t i = deposits; i < m->index.taken.size(); ++i) news.deposits.push_back(i);
    for (std::size_t i = withdrawals; i < m->index.outbound.size(); ++i) {
        news.withdrawals.push_back(i);
    }
    const auto& consumed = m->index.consumptions;
    news.consumed.assign(consumed.begin() + static_cast<std::ptrdiff_t>(consumptions),
                         consumed.end());
    return news;
}

std::uint64_t Bridge::depositCount() const {
    return m->from.mirror.inboxCount();
}

std::optional<api::DepositView> Bridge::deposit(std::uint64_t index, std::uint64_t) const {
    const auto entry = m->from.mirror.message(index);
    if (!entry) return std::nullopt;
    std::shared_lock lock(m->mutex);
    return m->depositView(index, *entry);
}

api::Page<api::DepositView> Bridge::deposits(const std::optional<Address>& account,
                                             api::PageRequest page, std::uint64_t) const {
    const std::uint64_t count = m->from.mirror.inboxCount();
    std::shared_lock lock(m->mutex);
    const auto view = [&](std::uint64_t i) {
        const auto entry = m->from.mirror.message(i);
        return entry ? m->depositView(i, *entry) : api::DepositView{};
    };
    return pageOf<api::DepositView>(count, page, !account, view, [&](std::uint64_t i) {
        const api::DepositView row = view(i);
        return row.from == *account || row.recipient == *account;
    });
}

std::uint64_t Bridge::withdrawalCount() const {
    std::shared_lock lock(m->mutex);
    return m->index.outbound.size();
}

std::optional<api::WithdrawalView> Bridge::withdrawal(std::uint64_t index,
                                                      std::uint64_t now) const {
    std::shared_lock lock(m->mutex);
    if (index >= m->index.outbound.size()) return std::nullopt;
    return bridge::withdrawalOf(m->index.outbound[index], m->from, now);
}

api::Page<api::WithdrawalView> Bridge::withdrawals(const std::optional<Address>& account,
                                                   api::PageRequest page, std::uint64_t now) const {
    std::shared_lock lock(m->mutex);
    const auto& list = m->index.outbound;
    return pageOf<api::WithdrawalView>(
        list.size(), page, !account,
        [&](std::uint64_t i) { return bridge::withdrawalOf(list[i], m->from, now); },
        [&](std::uint64_t i) { return list[i].from == *account || list[i].recipient == *account; });
}

std::optional<std::uint64_t> Bridge::withdrawalOf(const Hash& l2TxHash) const {
    std::shared_lock lock(m->mutex);
    const auto found = m->index.firstOfTx.find(l2TxHash);
    if (found == m->index.firstOfTx.end()) return std::nullopt;
    return found->second;
}

Result<api::WithdrawalProof> Bridge::proof(std::uint64_t index, std::uint64_t now) const {
    std::shared_lock lock(m->mutex);
    if (index >= m->index.outbound.size()) {
        return fail(ErrorCode::notFound, "withdrawal " + std::to_string(index));
    }
    const Outbound& entry = m->index.outbound[index];
    const api::WithdrawalView view = bridge::withdrawalOf(entry, m->from, now);
    const auto span = view.batch ? m->from.spans.span(*view.batch) : std::nullopt;
    if (view.stage == api::WithdrawalStage::initiated ||
        view.stage == api::WithdrawalStage::batched || !span) {
        return fail(ErrorCode::withdrawalNotReady, view.why.toStdString());
    }
    const auto record = m->from.l2.record(span->lastBlock);
    if (!record) return failFrom(record);
    if (!*record) return fail(ErrorCode::unknownBlock, std::to_string(span->lastBlock));
    const std::uint64_t count = (*record)->outboxCount.saturated();
    if (count > m->tree.count()) {  // the chain is ahead of us between two steps
        return fail(ErrorCode::withdrawalNotReady, "its batch's blocks are still being read");
    }
    api::WithdrawalProof proof;
    proof.message = entry.message;
    proof.leaf = entry.leaf;
    proof.path = m->tree.pathOf(index, count);
    proof.root = m->tree.rootAt(count);
    proof.batchIndex = *view.batch;
    proof.stage = view.stage;
    proof.readyAt = view.readyAt;
    const l1::Contracts& contracts = m->from.mirror.contracts();
    if (entry.message.target == contracts.bridge) {
        proof.proof = l1::BridgeContract::withdrawalProof(entry.message, *view.batch, proof.path);
        proof.claimTo = contracts.bridge;
        proof.claimData = l1::BridgeContract::withdraw(proof.leaf, proof.proof);
    } else if (const auto release = l1::TokenPortalContract::releaseOf(entry.message);
               release && entry.message.sender == state::l2BridgeAddress) {
        proof.claimTo = entry.message.target;
        proof.claimData =
            l1::TokenPortalContract::withdraw(*release, *view.batch, entry.message, proof.path);
    }
    return proof;
}

std::uint64_t Bridge::messageCount(api::MessageSide side) const {
    return side == api::MessageSide::inbox ? depositCount() : withdrawalCount();
}

std::optional<api::MessageView> Bridge::message(api::MessageSide side, std::uint64_t index,
                                                std::uint64_t now) const {
    std::shared_lock lock(m->mutex);
    return m->message(side, index, now);
}

std::optional<std::uint64_t> Bridge::indexOf(api::MessageSide side, const Hash& leaf) const {
    if (side == api::MessageSide::inbox) return m->from.mirror.messageOf(leaf);
    std::shared_lock lock(m->mutex);
    const auto& list = m->index.outbound;
    const auto found = std::find_if(list.rbegin(), list.rend(),
                                    [&](const Outbound& entry) { return entry.leaf == leaf; });
    if (found == list.rend()) return std::nullopt;
    return static_cast<std::uint64_t>(list.rend() - found - 1);
}

api::Page<api::MessageView> Bridge::messages(api::MessageSide side,
                                             const std::optional<Address>& account,
                                             api::PageRequest page, std::uint64_t now) const {
    const std::uint64_t count = messageCount(side);
    std::shared_lock lock(m->mutex);
    const auto view = [&](std::uint64_t i) {
        return m->message(side, i, now).value_or(api::MessageView{});
    };
    return pageOf<api::MessageView>(count, page, !account, view, [&](std::uint64_t i) {
        const api::MessageView row = view(i);
        return row.from == *account || row.recipient == *account;
    });
}

Result<api::MessageProof> Bridge::messageProof(api::MessageSide side, std::uint64_t index,
                                               std::uint64_t now) const {
    const auto view = message(side, index, now);
    if (!view) {
        return fail(ErrorCode::notFound,
                    "message " + std::to_string(index) + " of the " + wordOf(side).toStdString());
    }
    api::MessageProof proof{side, index, view->leaf, view->preimage, {}, {}, 0, {}};
    if (side == api::MessageSide::outbox) {
        auto withdrawal = this->proof(index, now);
        if (!withdrawal) {
            return fail(withdrawal.error().code == ErrorCode::withdrawalNotReady
                            ? ErrorCode::messageNotConsumable
                            : withdrawal.error().code,
                        withdrawal.error().data);
        }
        proof.path = std::move(withdrawal->path);
        proof.root = withdrawal->root;
        proof.batch = withdrawal->batchIndex;
        std::shared_lock lock(m->mutex);
        const auto span = m->from.spans.span(withdrawal->batchIndex);
        const auto record = span ? m->from.l2.record(span->lastBlock) : fail(ErrorCode::notFound);
        if (record && *record) proof.count = (*record)->outboxCount.saturated();
    } else {
        std::shared_lock lock(m->mutex);
        proof.count = m->index.taken.size();
        if (index >= proof.count) {
            return fail(ErrorCode::messageNotConsumable, view->why.toStdString());
        }
        proof.path = m->from.mirror.inboxPath(index, proof.count);
        proof.root = m->from.mirror.inboxRootAt(proof.count);
    }
    if (!merkle::verifyPath(proof.leaf, index, proof.path, proof.root)) {
        return fail(ErrorCode::storageCorrupt, "a message tree");
    }
    return proof;
}

api::MessageTreeView Bridge::tree(const api::MessageTreeRequest& request) const {
    std::shared_lock lock(m->mutex);
    const unsigned level = std::min(request.level, merkle::treeHeight);
    const std::uint32_t limit = std::min<std::uint32_t>(request.limit, 1024);
    api::MessageTreeView view{request.side, 0, {}, level, request.first, {}};
    if (request.side == api::MessageSide::inbox) {
        view.count = m->from.mirror.inboxCount();
        view.root = m->from.mirror.inboxRootAt(view.count);
        view.nodes = m->from.mirror.inboxNodes(level, request.first, limit, view.count);
    } else {
        view.count = m->tree.count();
        view.root = m->tree.root();
        view.nodes = m->tree.nodesOf(level, request.first, limit, view.count);
    }
    return view;
}

QString symbolOf(const Address& l1Token, const l1::Contracts& contracts) {
    if (l1Token.isZero()) return QStringLiteral("ETH");
    return l1Token == contracts.token ? QStringLiteral("TST") : QStringLiteral("ERC-20");
}

QString timeText(std::uint64_t seconds) {
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds), Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
}

}  // namespace rollscope::bridge
