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

/// Rows of one page of a list: of all `count` of it, newest first, or of those of an account.
template <class Row, class Source, class View>
api::Page<Row> pageOf(const Source& source, const std::optional<Address>& account,
                      api::PageRequest request, const View& view) {
    api::Page<Row> page;
    page.offset = request.offset;
    const std::uint64_t limit = std::min<std::uint64_t>(request.limit, 1000);
    if (account) {
        page.total = source.countOf(*account);
        for (const std::uint64_t i : source.of(*account, request.offset, limit)) {
            page.rows.push_back(view(i));
        }
        return page;
    }
    page.total = source.count();
    for (std::uint64_t i = request.offset; i < page.total && page.rows.size() < limit; ++i) {
        page.rows.push_back(view(page.total - 1 - i));
    }
    return page;
}

/// The inbox, as a list with accounts.
struct InboxList {
    const l1::L1Mirror& mirror;
    std::uint64_t count() const { return mirror.inboxCount(); }
    std::uint64_t countOf(const Address& account) const { return mirror.inboxCountOf(account); }
    std::vector<std::uint64_t> of(const Address& account, std::uint64_t offset,
                                  std::uint64_t limit) const {
        return mirror.inboxOf(account, offset, limit);
    }
};

}  // namespace

struct Bridge::Impl {
    Sources from;
    mutable std::shared_mutex mutex;
    L2Index index;
    storage::BlockNotes notes;
    std::uint64_t number = 0;  // the last L2 block taken in
    Hash hash;
    bool started = false;
    storage::TreeStore levels;
    merkle::StoredMessageTree tree{levels};  // of outbound leaves

    explicit Impl(const Sources& sources)
        : from(sources),
          index(sources.database),
          notes(&sources.database, std::string(blockPrefix)),
          levels(sources.database, storage::TreeSide::outbox) {}

    /// Brings the tree to the messages, which have a beginning in common with it.
    void followMessages() {
        if (tree.count() > index.outboundCount()) tree.truncate(index.outboundCount());
        while (tree.count() < index.outboundCount()) tree.append(index.leaf(tree.count()));
    }

    /// How far we are, with messages and nodes; not synced: what is lost is read from L2 again.
    Result<void> write(storage::WriteBatch&& writes) {
        levels.flush(writes);
        index.flush(writes);
        storage::RecordWriter writer;
        writer.u64(number).fixed(hash).u64(tree.count()).u64(index.takenCount());
        writes.putRecord(headKey, writer);
        return from.database.write(std::move(writes), storage::Sync::no);
    }

    bool stands(std::uint64_t at, const Hash& expected) const {
        const auto record = from.l2.record(at);
        return record && *record && (*record)->hash == expected;
    }

    Result<void> load() {
        const auto kept = from.database.record(headKey);
        if (!kept) return tl::make_unexpected(kept.error());
        if (*kept) {
            storage::RecordReader reader(**kept);
            number = reader.u64();
            hash = reader.hash();
            const std::uint64_t count = reader.u64();
            tree = merkle::StoredMessageTree{levels, count};
            index.open(reader.u64(), count);
        } else {
            hash = from.l2.genesisHash();
        }
        return stands(number, hash) ? Result<void>{} : cutBack();
    }

    /// Forgets what the blocks held that the chain has no more.
    Result<void> cutBack() {
        storage::WriteBatch writes;
        number = 0;
        hash = from.l2.genesisHash();
        std::vector<std::pair<std::uint64_t, BlockNote>> gone;
        BlockNote last;
        const auto visited =
            notes.visit(storage::Order::reverse, [&](std::uint64_t at, BytesView bytes) {
                BlockNote note = BlockNote::of(bytes);
                if (!stands(at, note.hash)) {
                    gone.emplace_back(at, std::move(note));
                    return true;
                }
                number = at;
                hash = note.hash;
                last = std::move(note);
                return false;
            });
        if (!visited) return visited;
        for (const auto& [at, note] : gone) {
            notes.remove(at, writes);
            index.forgetConsumed(note, writes);
        }
        index.truncate(last.taken, last.outbound, writes);
        followMessages();
        return write(std::move(writes));
    }

    api::DepositView depositView(std::uint64_t i, const l1::InboxEntry& entry) const {
        const auto taken = index.taken(i);
        return bridge::depositOf(entry, taken ? &*taken : nullptr, from);
    }

    std::optional<api::WithdrawalView> withdrawal(std::uint64_t i, std::uint64_t now) const {
        const auto entry = index.outbound(i);
        if (!entry) return std::nullopt;
        return bridge::withdrawalOf(*entry, from, now);
    }

    std::optional<api::MessageView> message(api::MessageSide side, std::uint64_t i,
                                            std::uint64_t now) const {
        if (side == api::MessageSide::outbox) {
            const auto entry = index.outbound(i);
            return entry ? std::optional(messageOf(*entry, from, now)) : std::nullopt;
        }
        const auto entry = from.mirror.message(i);
        if (!entry) return std::nullopt;
        const auto taken = index.taken(i);
        const auto consumed = index.consumed(i);
        return messageOf(*entry, {taken ? &*taken : nullptr, consumed ? &*consumed : nullptr},
                         from);
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
        const auto cut = m->cutBack();
        if (!cut) return tl::make_unexpected(cut.error());
        news.cutBack = true;
    }
    const std::uint64_t target = m->from.l2.headNumber();
    if (target <= m->number) return news;
    const std::uint64_t deposits = m->index.takenCount();
    const std::uint64_t withdrawals = m->index.outboundCount();
    storage::WriteBatch writes;
    while (m->number < target) {
        const auto record = m->from.l2.record(m->number + 1);
        if (!record || !*record) break;
        const auto added = m->index.add(m->from.l2, m->from.mirror, m->number + 1);
        if (!added) return tl::make_unexpected(added.error());
        ++m->number;
        m->hash = (*record)->hash;
        if (*added) {
            m->notes.put(m->number, (*added)->bytes(), writes);
            const auto& consumed = (*added)->consumed;
            news.consumed.insert(news.consumed.end(), consumed.begin(), consumed.end());
        }
        m->followMessages();
        if (m->levels.waiting() < nodesAtOnce) continue;
        if (auto written = m->write(std::move(writes)); !written) return failFrom(written);
        writes = {};
    }
    if (auto written = m->write(std::move(writes)); !written) return failFrom(written);
    for (auto i = deposits; i < m->index.takenCount(); ++i) news.deposits.push_back(i);
    for (auto i = withdrawals; i < m->index.outboundCount(); ++i) news.withdrawals.push_back(i);
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
    std::shared_lock lock(m->mutex);
    return pageOf<api::DepositView>(InboxList{m->from.mirror}, account, page, [&](std::uint64_t i) {
        const auto entry = m->from.mirror.message(i);
        return entry ? m->depositView(i, *entry) : api::DepositView{};
    });
}

std::optional<std::uint64_t> Bridge::depositOf(const Hash& hash) const {
    if (const auto sent = m->from.mirror.messageOf(hash)) return sent;
    std::shared_lock lock(m->mutex);
    return m->index.findTaken(hash);
}

std::uint64_t Bridge::followedTo() const {
    std::shared_lock lock(m->mutex);
    return m->number;
}

std::uint64_t Bridge::withdrawalCount() const {
    std::shared_lock lock(m->mutex);
    return m->index.outboundCount();
}

std::optional<api::WithdrawalView> Bridge::withdrawal(std::uint64_t index,
                                                      std::uint64_t now) const {
    std::shared_lock lock(m->mutex);
    return m->withdrawal(index, now);
}

api::Page<api::WithdrawalView> Bridge::withdrawals(const std::optional<Address>& account,
                                                   api::PageRequest page, std::uint64_t now) const {
    std::shared_lock lock(m->mutex);
    return pageOf<api::WithdrawalView>(
        m->index.outboundRows(), account, page,
        [&](std::uint64_t i) { return m->withdrawal(i, now).value_or(api::WithdrawalView{}); });
}

std::optional<std::uint64_t> Bridge::withdrawalOf(const Hash& hash) const {
    std::shared_lock lock(m->mutex);
    return m->index.find(hash);
}

Result<api::WithdrawalProof> Bridge::proof(std::uint64_t index, std::uint64_t now) const {
    std::shared_lock lock(m->mutex);
    const auto found = m->index.outbound(index);
    if (!found) return fail(ErrorCode::notFound, "withdrawal " + std::to_string(index));
    const Outbound& entry = *found;
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

std::optional<std::uint64_t> Bridge::indexOf(api::MessageSide side, const Hash& hash) const {
    return side == api::MessageSide::inbox ? depositOf(hash) : withdrawalOf(hash);
}

api::Page<api::MessageView> Bridge::messages(api::MessageSide side,
                                             const std::optional<Address>& account,
                                             api::PageRequest page, std::uint64_t now) const {
    std::shared_lock lock(m->mutex);
    const auto view = [&](std::uint64_t i) {
        return m->message(side, i, now).value_or(api::MessageView{});
    };
    if (side == api::MessageSide::inbox) {
        return pageOf<api::MessageView>(InboxList{m->from.mirror}, account, page, view);
    }
    return pageOf<api::MessageView>(m->index.outboundRows(), account, page, view);
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
        proof.count = m->index.takenCount();
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
