#include "node/chain/state_views.h"

#include <QSemaphore>
#include <QThreadPool>
#include <atomic>

#include "node/storage/record.h"

namespace rollscope::chain {
namespace {

const state::Code& noCode() {
    static const state::Code code = std::make_shared<const Bytes>();
    return code;
}

std::uint64_t nextId() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

}  // namespace

NodeStore::NodeStore(const storage::Database& database, const storage::ChainColumns& columns)
    : m_database(database), m_columns(columns), m_id(nextId()) {}

std::optional<Bytes> NodeStore::nodeAt(const Hash& hash, merkle::Place place) const {
    Shard& shard = shardOf(hash);
    {
        const std::lock_guard lock(shard.mutex);
        if (const auto found = shard.nodes.find(hash)) return Bytes{found->begin(), found->end()};
    }
    if (place == 0) {
        const auto root = m_database.get(m_columns.nodeRoots, hash.view());
        if (!root || !*root) return std::nullopt;
        place = storage::numberOf(**root);
    }
    // A parent and its children often share a page.
    struct LastPage {
        std::uint64_t store = 0;
        std::uint64_t number = 0;
        Bytes bytes;
    };
    static thread_local LastPage last;
    if (last.store != m_id || last.number != pageOf(place)) {
        auto page = m_database.get(m_columns.nodes, storage::keyOf(pageOf(place)));
        if (!page || !*page) return std::nullopt;
        last = {m_id, pageOf(place), std::move(**page)};
    }
    const BytesView node = nodeOn(last.bytes, place);
    if (node.empty()) return std::nullopt;
    const std::lock_guard lock(shard.mutex);
    shard.nodes.put(hash, node);
    return Bytes{node.begin(), node.end()};
}

void NodeStore::forEach(std::size_t count, const std::function<void(std::size_t)>& work) const {
    std::atomic<std::size_t> next = 0;
    const auto workOn = [&] {
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    // Only threads that are free now help, and the caller works too: nothing waits for a place.
    auto* pool = QThreadPool::globalInstance();
    QSemaphore done;
    int helpers = 0;
    const int wanted = std::min(pool->maxThreadCount(), static_cast<int>(count)) - 1;
    while (helpers < wanted && pool->tryStart([&] {
        workOn();
        done.release();
    })) {
        ++helpers;
    }
    workOn();
    done.acquire(helpers);
}

state::Code NodeStore::code(const Hash& hash) const {
    if (hash == crypto::emptyKeccak) return noCode();
    {
        const std::lock_guard lock(m_codeMutex);
        if (const auto* found = m_codes.find(hash)) return *found;
    }
    auto stored = m_database.get(storage::Column::codes, hash.view());
    if (!stored || !*stored) {
        m_database.markFailed(
            {ErrorCode::storageCorrupt, "code " + toHex(hash.view()) + " is missing"});
        return noCode();
    }
    auto code = std::make_shared<const Bytes>(std::move(**stored));
    const std::lock_guard lock(m_codeMutex);
    m_codes.put(hash, code);
    return code;
}

void NodeStore::remember(const std::vector<PlacedNode>& nodes) {
    for (const PlacedNode& node : nodes) {
        Shard& shard = shardOf(node.hash);
        const std::lock_guard lock(shard.mutex);
        shard.nodes.put(node.hash, node.row);
    }
}

void NodeStore::remember(const std::unordered_map<Hash, state::Code>& codes) {
    const std::lock_guard lock(m_codeMutex);
    for (const auto& [hash, code] : codes) m_codes.put(hash, code);
}

std::optional<std::optional<state::Account>> HeadCache::account(std::uint64_t version,
                                                                const Address& address) {
    const std::lock_guard lock(m_mutex);
    if (version != m_version) return std::nullopt;
    const auto* found = m_accounts.find(address);
    if (found == nullptr) return std::nullopt;
    // Spelled out: deduction would flatten the optional, and "unknown" would read as "absent".
    return std::optional<std::optional<state::Account>>(std::in_place, *found);
}

std::optional<U256> HeadCache::slotValue(std::uint64_t version, const SlotKey& slot) {
    const std::lock_guard lock(m_mutex);
    if (version != m_version) return std::nullopt;
    const auto* found = m_slotValues.find(slot);
    return found ? std::optional{*found} : std::nullopt;
}

void HeadCache::put(std::uint64_t version, const Address& address,
                    const std::optional<state::Account>& account) {
    const std::lock_guard lock(m_mutex);
    if (version == m_version) m_accounts.put(address, account);
}

void HeadCache::put(std::uint64_t version, const SlotKey& slot, const U256& value) {
    const std::lock_guard lock(m_mutex);
    if (version == m_version) m_slotValues.put(slot, value);
}

void HeadCache::advance(std::uint64_t version, const state::StateDiff& diff, bool dropSlots) {
    const std::lock_guard lock(m_mutex);
    m_version = version;
    if (dropSlots) m_slotValues.clear();
    for (const auto& [address, change] : diff.accounts) {
        m_accounts.put(address, change.account);
        for (const auto& [key, value] : change.storage) m_slotValues.put({address, key}, value);
    }
}

void HeadCache::reset(std::uint64_t version) {
    const std::lock_guard lock(m_mutex);
    m_version = version;
    m_accounts.clear();
    m_slotValues.clear();
}

std::optional<state::Account> FlatView::account(const Address& address) const {
    if (auto known = m_source->cache.account(m_version, address)) return *known;
    const auto row =
        m_source->database.get(m_source->columns.accounts, address.view(), m_snapshot.get());
    if (!row) return std::nullopt;
    std::optional<state::Account> account;
    if (*row) {
        auto decoded = decodeAccount(**row);
        if (!decoded) {
            m_source->database.markFailed(decoded.error());
            return std::nullopt;
        }
        account = std::move(*decoded);
    }
    m_source->cache.put(m_version, address, account);
    return account;
}

U256 FlatView::storage(const Address& address, const U256& key) const {
    const SlotKey slot{address, key};
    if (const auto known = m_source->cache.slotValue(m_version, slot)) return *known;
    const auto row = m_source->database.get(m_source->columns.slotValues, slotRowKey(address, key),
                                            m_snapshot.get());
    if (!row) return {};
    const auto value = *row ? u256FromBytes(**row) : U256{};
    m_source->cache.put(m_version, slot, value);
    return value;
}

const std::optional<merkle::TrieAccount>& TrieView::find(const Address& address) const {
    if (const auto* known = m_accounts.find(address)) return *known;
    auto account = merkle::readAccount(m_source->nodes, m_root, address);
    if (!account) {
        m_source->database.markFailed(account.error());
        account = std::optional<merkle::TrieAccount>{};
    }
    m_accounts.put(address, std::move(*account));
    return *m_accounts.find(address);
}

std::optional<state::Account> TrieView::account(const Address& address) const {
    const auto& found = find(address);
    if (!found) return std::nullopt;
    return state::Account{found->nonce, found->balance, found->codeHash};
}

U256 TrieView::storage(const Address& address, const U256& key) const {
    const auto& found = find(address);
    if (!found) return {};
    const auto value = merkle::readStorage(m_source->nodes, found->storageRoot, key);
    if (!value) {
        m_source->database.markFailed(value.error());
        return {};
    }
    return *value;
}

}  // namespace rollscope::chain
