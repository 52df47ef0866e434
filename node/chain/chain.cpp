#include "node/chain/chain.h"

#include "node/chain/chain_impl.h"
#include "node/core/base/assert.h"
#include "node/storage/record.h"

namespace rollscope::chain {

using storage::keyOf;
using storage::Order;

std::string_view labelName(Label label) {
    constexpr std::array<std::string_view, 3> names{"safe", "asserted", "finalized"};
    return names.at(static_cast<std::size_t>(label));
}

PublishedPtr Chain::Impl::now() const {
    const std::lock_guard lock(mutex);
    return published;
}

void Chain::Impl::publish(Head head, std::uint64_t version, std::uint64_t line) {
    auto next = std::make_shared<const Published>(
        Published{std::move(head), database.snapshot(), version, line});
    {
        const std::lock_guard lock(recordMutex);
        if (recordLine != line) records.clear();
        recordLine = line;
    }
    const std::lock_guard lock(mutex);
    published.swap(next);
}

Chain::Chain(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}
Chain::~Chain() = default;

Result<std::unique_ptr<Chain>> Chain::open(storage::Database& database, api::Layer layer) {
    auto impl = std::make_unique<Impl>(database, layer);
    if (auto loaded = impl->load(); !loaded) return failFrom(loaded);
    return std::unique_ptr<Chain>(new Chain(std::move(impl)));
}

Result<void> Chain::Impl::load() {
    if (auto next = loadNextPage(); !next) return next;
    std::optional<Result<BlockRecord>> last;
    auto scanned =
        database.scan(columns.blocks, {{}, {}, Order::reverse}, [&](BytesView, BytesView row) {
            last = decodeRecord(row);
            return false;
        });
    if (!scanned) return scanned;
    const auto mark = database.headMark(layerIndex());
    if (!last) {
        if (!mark) return {};
        return fail(ErrorCode::storageCorrupt,
                    database.dataDir().string() + " has lost all blocks of " +
                        (layer == api::Layer::l1 ? "L1" : "L2") + ", of which there were " +
                        std::to_string(mark->number + 1) +
                        "; put its database files back, or delete the folder and start again");
    }
    if (!*last) return failFrom(*last);
    if (auto same = compareWithMarker(**last); !same) return same;
    source->cache.reset(1);
    publish(std::move(**last), 1, 0);
    auto genesis = recordAt(*now(), 0);
    if (!genesis) return failFrom(genesis);
    if (!*genesis) return fail(ErrorCode::storageCorrupt, "block 0 is missing");
    genesisHash = (*genesis)->hash;
    return loadLabels();
}

Result<void> Chain::Impl::loadNextPage() {
    return database.scan(columns.nodes, {{}, {}, Order::reverse}, [&](BytesView page, BytesView) {
        nextPage = storage::numberOf(page) + 1;
        return false;
    });
}

Result<void> Chain::Impl::compareWithMarker(const Head& head) const {
    const auto mark = database.headMark(layerIndex());
    const storage::HeadMark present{head.number(), head.hash};
    if (!mark) return database.setHeadMark(layerIndex(), present);
    auto hash = head.hash;
    if (mark->number < head.number()) {
        const auto row = database.get(columns.blocks, keyOf(mark->number));
        if (!row) return failFrom(row);
        const auto record = *row ? decodeRecord(**row) : fail(ErrorCode::notFound);
        hash = record ? record->hash : Hash{};
    }
    if (mark->number <= head.number() && hash == mark->hash) {
        return *mark == present ? Result<void>{} : database.setHeadMark(layerIndex(), present);
    }
    return fail(ErrorCode::storageCorrupt,
                database.dataDir().string() + " ends at block " + std::to_string(head.number()) +
                    " of " + (layer == api::Layer::l1 ? "L1" : "L2") + ", but block " +
                    std::to_string(mark->number) +
                    " was written; put its missing log files back, or delete the folder and start "
                    "again");
}

Result<void> Chain::Impl::loadLabels() {
    for (const auto label : {Label::safe, Label::asserted, Label::finalized}) {
        const auto row = database.get(columns.labels, asBytes(labelName(label)));
        if (!row) return failFrom(row);
        if (*row) labels.at(static_cast<std::size_t>(label)) = storage::numberOf(**row);
    }
    return {};
}

// --- position

api::Layer Chain::layer() const {
    return m->layer;
}

storage::Database& Chain::database() const {
    return m->database;
}

bool Chain::empty() const {
    return m->now() == nullptr;
}

Head Chain::head() const {
    const auto at = m->now();
    ASSERT(at);
    return at->head;
}

std::uint64_t Chain::headNumber() const {
    const auto at = m->now();
    ASSERT(at);
    return at->head.number();
}

std::uint64_t Chain::label(Label label) const {
    return m->labels.at(static_cast<std::size_t>(label));
}

std::uint64_t Chain::transactionCount() const {
    const auto at = m->now();
    ASSERT(at);
    return at->head.chainTransactions();
}

Hash Chain::genesisHash() const {
    return m->genesisHash;
}

// --- blocks

Result<Chain::Impl::RecordPtr> Chain::Impl::recordAt(const Published& at,
                                                     std::uint64_t number) const {
    if (number > at.head.number()) return RecordPtr{};
    {
        const std::lock_guard lock(recordMutex);
        const auto* known = recordLine == at.line ? records.find(number) : nullptr;
        if (known) return *known;
    }
    const auto row = database.get(columns.blocks, keyOf(number), at.snapshot.get());
    if (!row) return failFrom(row);
    if (!*row) return RecordPtr{};
    auto decoded = decodeRecord(**row);
    if (!decoded) return failFrom(decoded);
    auto record = std::make_shared<const BlockRecord>(std::move(*decoded));
    const std::lock_guard lock(recordMutex);
    if (recordLine == at.line) records.put(number, record);
    return record;
}

Result<std::optional<BlockRecord>> Chain::record(std::uint64_t number) const {
    auto found = m->recordAt(*m->now(), number);
    if (!found) return failFrom(found);
    return *found ? std::optional{**found} : std::nullopt;
}

Result<std::optional<std::uint64_t>> Chain::numberOf(const Hash& hash) const {
    const auto at = m->now();
    const auto row = m->database.get(m->columns.blockNumbers, hash.view(), at->snapshot.get());
    if (!row) return failFrom(row);
    return *row ? std::optional{storage::numberOf(**row)} : std::nullopt;
}

Result<std::optional<BlockRecord>> Chain::record(const Hash& hash) const {
    const auto number = numberOf(hash);
    if (!number) return failFrom(number);
    if (!*number) return std::nullopt;
    auto found = record(**number);
    if (found && *found && (*found)->hash != hash) return std::nullopt;  // rewound in between
    return found;
}

Result<std::uint64_t> Chain::resolve(const api::BlockId& id) const {
    if (const auto* tag = std::get_if<api::BlockTag>(&id)) {
        switch (*tag) {
            case api::BlockTag::earliest: return 0;
            case api::BlockTag::latest:
            case api::BlockTag::pending: return headNumber();
            case api::BlockTag::safe: return label(Label::safe);
            case api::BlockTag::finalized: return label(Label::finalized);
        }
    }
    if (const auto* number = std::get_if<std::uint64_t>(&id)) {
        if (*number <= headNumber()) return *number;
        return fail(ErrorCode::unknownBlock, std::to_string(*number));
    }
    const auto& hash = std::get<Hash>(id);
    const auto number = numberOf(hash);
    if (!number) return failFrom(number);
    if (!*number) return fail(ErrorCode::unknownBlock, toHex(hash.view()));
    return **number;
}

Result<BlockRecord> Chain::record(const api::BlockId& id) const {
    const auto number = resolve(id);
    if (!number) return failFrom(number);
    auto found = record(*number);
    if (!found) return failFrom(found);
    if (!*found) return fail(ErrorCode::unknownBlock, std::to_string(*number));
    return std::move(**found);
}

Result<api::Page<BlockRecord>> Chain::blocks(api::PageRequest page) const {
    const auto at = m->now();
    api::Page<BlockRecord> result{{}, page.offset, at->head.number() + 1};
    const auto limit = std::min<std::uint64_t>(page.limit, 1000);
    for (std::uint64_t i = page.offset; i < result.total && i - page.offset < limit; ++i) {
        auto found = m->recordAt(*at, at->head.number() - i);
        if (!found) return failFrom(found);
        if (*found) result.rows.push_back(**found);
    }
    return result;
}

evm::BlockHashes Chain::blockHashes() const {
    return [this](std::uint64_t number) {
        const auto found = m->recordAt(*m->now(), number);
        return found && *found ? (*found)->hash : Hash{};
    };
}

// --- state

ChainState Chain::latestState() const {
    const auto at = m->now();
    ASSERT(at);
    return {at->head, std::make_shared<const FlatView>(m->source, at->snapshot, at->version)};
}

Result<ChainState> Chain::stateAt(std::uint64_t number) const {
    const auto at = m->now();
    if (number == at->head.number()) return latestState();
    auto found = m->recordAt(*at, number);
    if (!found) return failFrom(found);
    if (!*found) return fail(ErrorCode::unknownBlock, std::to_string(number));
    return ChainState{**found,
                      std::make_shared<const TrieView>(m->source, (*found)->header.stateRoot)};
}

const merkle::NodeReader& Chain::nodeReader() const {
    return m->source->nodes;
}

}  // namespace rollscope::chain
