#include "node/core/state/memory_state.h"

#include <algorithm>

#include "node/core/types/block.h"

namespace rollscope::state {

namespace {
const Code noCode = std::make_shared<const Bytes>();
}

std::optional<Account> OverlayView::account(const Address& address) const {
    const auto found = m_diff.accounts.find(address);
    return found == m_diff.accounts.end() ? m_base.account(address) : found->second.account;
}

U256 OverlayView::storage(const Address& address, const U256& key) const {
    const auto found = m_diff.accounts.find(address);
    if (found == m_diff.accounts.end()) return m_base.storage(address, key);
    const AccountDiff& change = found->second;
    if (!change.account) return {};
    const auto slot = change.storage.find(key);
    if (slot != change.storage.end()) return slot->second;
    return change.storageCleared ? U256{} : m_base.storage(address, key);
}

Code OverlayView::code(const Hash& codeHash) const {
    const auto found = m_diff.codes.find(codeHash);
    return found == m_diff.codes.end() ? m_base.code(codeHash) : found->second;
}

bool OverlayView::hasOrphanStorage(const Address& address) const {
    const auto found = m_diff.accounts.find(address);
    if (found != m_diff.accounts.end() &&
        (!found->second.account || found->second.storageCleared)) {
        return false;
    }
    return m_base.hasOrphanStorage(address);
}

MemoryState::MemoryState() : m_root(types::emptyTrieRoot) {}

std::optional<Account> MemoryState::account(const Address& address) const {
    const auto found = m_accounts.find(address);
    if (found == m_accounts.end()) return std::nullopt;
    return found->second.account;
}

U256 MemoryState::storage(const Address& address, const U256& key) const {
    const auto found = m_accounts.find(address);
    if (found == m_accounts.end()) return {};
    const auto slot = found->second.storage.find(key);
    return slot == found->second.storage.end() ? U256{} : slot->second;
}

Code MemoryState::code(const Hash& codeHash) const {
    const auto found = m_codes.find(codeHash);
    return found == m_codes.end() ? noCode : found->second;
}

bool MemoryState::hasOrphanStorage(const Address& address) const {
    const auto found = m_accounts.find(address);
    if (found == m_accounts.end()) return false;
    const Entry& entry = found->second;
    return entry.account.nonce == 0 && entry.account.codeHash == crypto::emptyKeccak &&
           !entry.storage.empty();
}

std::optional<Bytes> MemoryState::node(const Hash& hash) const {
    const auto found = m_nodes.find(hash);
    if (found == m_nodes.end()) return std::nullopt;
    return found->second;
}

void MemoryState::apply(const StateDiff& diff, const merkle::NodeSet& nodes, const Hash& root) {
    for (const auto& [address, change] : diff.accounts) {
        if (!change.account) {
            m_accounts.erase(address);
            continue;
        }
        Entry& entry = m_accounts[address];
        entry.account = *change.account;
        if (change.storageCleared) entry.storage.clear();
        for (const auto& [key, value] : change.storage) {
            if (value.isZero()) {
                entry.storage.erase(key);
            } else {
                entry.storage[key] = value;
            }
        }
    }
    for (const auto& [hash, code] : diff.codes) m_codes.try_emplace(hash, code);
    for (const auto& [hash, node] : nodes) m_nodes.try_emplace(hash, node);
    m_root = root;
}

void mergeDiff(StateDiff& earlier, StateDiff&& later) {
    for (auto& [address, change] : later.accounts) {
        auto [place, isNew] = earlier.accounts.try_emplace(address);
        AccountDiff& merged = place->second;
        if (isNew || !change.account) {
            merged = std::move(change);
            continue;
        }
        // What was deleted before comes back with empty storage.
        const bool cleared = change.storageCleared || !merged.account;
        if (cleared) merged.storage.clear();
        merged.storageCleared = merged.storageCleared || cleared;
        merged.account = change.account;
        for (const auto& [key, value] : change.storage) merged.storage[key] = value;
    }
    for (auto& [hash, code] : later.codes) earlier.codes.try_emplace(hash, std::move(code));
}

std::vector<merkle::TrieChange> trieChanges(const StateDiff& diff) {
    std::vector<merkle::TrieChange> result;
    result.reserve(diff.accounts.size());
    for (const auto& [address, change] : diff.accounts) {
        merkle::TrieChange entry;
        entry.address = address;
        entry.deleted = !change.account;
        entry.storageCleared = change.storageCleared;
        if (change.account) {
            entry.nonce = change.account->nonce;
            entry.balance = change.account->balance;
            entry.codeHash = change.account->codeHash;
            entry.storage.assign(change.storage.begin(), change.storage.end());
            std::sort(entry.storage.begin(), entry.storage.end());
        }
        result.push_back(std::move(entry));
    }
    std::sort(result.begin(), result.end(),
              [](const auto& a, const auto& b) { return a.address < b.address; });
    return result;
}

}  // namespace rollscope::state
