#include "node/embedded/override_view.h"

namespace rollscope::embedded {

OverrideView::OverrideView(std::shared_ptr<const state::StateView> base,
                           const std::vector<api::AccountOverride>& accounts)
    : m_base(std::move(base)) {
    for (const api::AccountOverride& wish : accounts) {
        Changed changed;
        changed.account = m_base->account(wish.address).value_or(state::Account{});
        if (wish.nonce) changed.account.nonce = *wish.nonce;
        if (wish.balance) changed.account.balance = *wish.balance;
        if (wish.code) {
            changed.account.codeHash = crypto::keccak256(*wish.code);
            m_codes[changed.account.codeHash] = std::make_shared<const Bytes>(*wish.code);
        }
        changed.whole = wish.storage.has_value();
        if (wish.storage) changed.storage.insert(wish.storage->begin(), wish.storage->end());
        for (const auto& [slot, value] : wish.storageDiff) changed.storage[slot] = value;
        m_accounts[wish.address] = std::move(changed);
    }
}

std::optional<state::Account> OverrideView::account(const Address& address) const {
    const auto found = m_accounts.find(address);
    return found == m_accounts.end() ? m_base->account(address) : found->second.account;
}

U256 OverrideView::storage(const Address& address, const U256& key) const {
    const auto found = m_accounts.find(address);
    if (found == m_accounts.end()) return m_base->storage(address, key);
    const auto slot = found->second.storage.find(key);
    if (slot != found->second.storage.end()) return slot->second;
    return found->second.whole ? U256{} : m_base->storage(address, key);
}

state::Code OverrideView::code(const Hash& codeHash) const {
    const auto found = m_codes.find(codeHash);
    return found == m_codes.end() ? m_base->code(codeHash) : found->second;
}

}  // namespace rollscope::embedded
