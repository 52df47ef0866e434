// States that live in memory, and a diff laid over a state.
#pragma once

#include "node/core/merkle/state_trie.h"
#include "node/core/state/state_view.h"

namespace rollscope::state {

/// `base` as it will be once `diff` is applied. Both must outlive it.
class OverlayView : public StateView {
public:
    OverlayView(const StateView& base, const StateDiff& diff) : m_base(base), m_diff(diff) {}
    std::optional<Account> account(const Address& address) const override;
    U256 storage(const Address& address, const U256& key) const override;
    Code code(const Hash& codeHash) const override;
    bool hasOrphanStorage(const Address& address) const override;

private:
    const StateView& m_base;
    const StateDiff& m_diff;
};

/// A whole state with its trie nodes; empty when default-constructed.
class MemoryState : public StateView, public merkle::NodeReader {
public:
    std::optional<Account> account(const Address& address) const override;
    U256 storage(const Address& address, const U256& key) const override;
    Code code(const Hash& codeHash) const override;
    bool hasOrphanStorage(const Address& address) const override;
    std::optional<Bytes> node(const Hash& hash) const override;

    /// Applies `diff`, adds `nodes` and takes `root` for the new state root.
    void apply(const StateDiff& diff, const merkle::NodeSet& nodes, const Hash& root);
    const Hash& root() const { return m_root; }

    MemoryState();

private:
    struct Entry {
        Account account;
        std::unordered_map<U256, U256> storage;
    };
    std::unordered_map<Address, Entry> m_accounts;
    std::unordered_map<Hash, Code> m_codes;
    merkle::NodeSet m_nodes;
    Hash m_root;
};

/// The diff in the form that merkle::commitChanges takes, sorted by address.
std::vector<merkle::TrieChange> trieChanges(const StateDiff& diff);

}  // namespace rollscope::state
