// The two ways to read a chain's state: flat tables at the head, tries for what is older.
//
// Both answer a StateView, whose reads cannot fail. A failure of the disk is told to
// Database::markFailed, and Chain::insert builds nothing on an unhealthy database.
#pragma once

#include <array>
#include <mutex>
#include <utility>

#include "node/chain/byte_cache.h"
#include "node/chain/cache.h"
#include "node/chain/codec.h"
#include "node/chain/placed_nodes.h"
#include "node/core/merkle/state_trie.h"
#include "node/storage/database.h"

namespace rollscope::chain {

/// Trie nodes and codes, which never change once written. Thread-safe.
class NodeStore : public merkle::NodeReader {
public:
    NodeStore(const storage::Database& database, const storage::ChainColumns& columns);

    /// A trie's root.
    std::optional<Bytes> node(const Hash& hash) const override { return nodeAt(hash, 0); }
    std::optional<Bytes> nodeAt(const Hash& hash, merkle::Place place) const override;
    void forEach(std::size_t count, const std::function<void(std::size_t)>& work) const override;
    state::Code code(const Hash& hash) const;
    void remember(const std::vector<PlacedNode>& nodes);
    void remember(const std::unordered_map<Hash, state::Code>& codes);

private:
    /// A part of the nodes with a lock of its own, so that threads seldom meet.
    struct Shard {
        std::mutex mutex;
        ByteCache nodes{2u << 20};
    };
    Shard& shardOf(const Hash& hash) const { return m_shards[hash.bytes[31] % m_shards.size()]; }

    const storage::Database& m_database;
    const storage::ChainColumns m_columns;
    const std::uint64_t m_id;  ///< no other of the process has it
    mutable std::array<Shard, 16> m_shards;
    mutable std::mutex m_codeMutex;
    mutable BoundedCache<Hash, state::Code> m_codes{4096};
};

/// A slot of an account.
struct SlotKey {
    Address address;
    U256 key;
    bool operator==(const SlotKey&) const = default;
};
struct SlotKeyHasher {
    std::size_t operator()(const SlotKey& slot) const {
        return std::hash<Address>{}(slot.address) * 31 + std::hash<U256>{}(slot.key);
    }
};

/// Accounts and slots at one version of the head. Thread-safe. A view of another version goes
/// past it, to its own snapshot.
class HeadCache {
public:
    /// None: not known here, or the version is another one.
    std::optional<std::optional<state::Account>> account(std::uint64_t version,
                                                         const Address& address);
    std::optional<U256> slotValue(std::uint64_t version, const SlotKey& slot);
    void put(std::uint64_t version, const Address& address,
             const std::optional<state::Account>& account);
    void put(std::uint64_t version, const SlotKey& slot, const U256& value);
    /// Moves on to `version`, which is the present one with `diff` applied.
    void advance(std::uint64_t version, const state::StateDiff& diff, bool dropSlots);
    /// Forgets everything.
    void reset(std::uint64_t version);

private:
    std::mutex m_mutex;
    std::uint64_t m_version = 0;
    BoundedCache<Address, std::optional<state::Account>> m_accounts{100'000};
    BoundedCache<SlotKey, U256, SlotKeyHasher> m_slotValues{200'000};
};

/// What views share; outlives the chain as long as a view does.
struct StateSource {
    const storage::Database& database;
    storage::ChainColumns columns;
    NodeStore nodes;
    HeadCache cache;

    StateSource(const storage::Database& db, const storage::ChainColumns& tables)
        : database(db), columns(tables), nodes(db, tables) {}
};

/// The head's state at a snapshot.
class FlatView : public state::StateView {
public:
    FlatView(std::shared_ptr<StateSource> source, storage::SnapshotPtr snapshot,
             std::uint64_t version)
        : m_source(std::move(source)), m_snapshot(std::move(snapshot)), m_version(version) {}

    std::optional<state::Account> account(const Address& address) const override;
    U256 storage(const Address& address, const U256& key) const override;
    state::Code code(const Hash& codeHash) const override { return m_source->nodes.code(codeHash); }

private:
    std::shared_ptr<StateSource> m_source;
    storage::SnapshotPtr m_snapshot;
    std::uint64_t m_version;
};

/// The state under a root.
class TrieView : public state::StateView {
public:
    TrieView(std::shared_ptr<StateSource> source, const Hash& root)
        : m_source(std::move(source)), m_root(root) {}

    std::optional<state::Account> account(const Address& address) const override;
    U256 storage(const Address& address, const U256& key) const override;
    state::Code code(const Hash& codeHash) const override { return m_source->nodes.code(codeHash); }

private:
    const std::optional<merkle::TrieAccount>& find(const Address& address) const;

    std::shared_ptr<StateSource> m_source;
    Hash m_root;
    mutable BoundedCache<Address, std::optional<merkle::TrieAccount>> m_accounts{4096};
};

}  // namespace rollscope::chain
