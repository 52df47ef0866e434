// A state with some accounts replaced: debug_traceCall's stateOverrides.
#pragma once

#include <unordered_map>

#include "node/api/trace_views.h"
#include "node/core/state/state_view.h"

namespace rollscope::embedded {

/// `base` with `accounts` laid over it.
class OverrideView : public state::StateView {
public:
    OverrideView(std::shared_ptr<const state::StateView> base,
                 const std::vector<api::AccountOverride>& accounts);

    std::optional<state::Account> account(const Address& address) const override;
    U256 storage(const Address& address, const U256& key) const override;
    state::Code code(const Hash& codeHash) const override;

private:
    struct Changed {
        state::Account account;
        bool whole = false;  ///< `storage` is all there is
        std::unordered_map<U256, U256> storage;
    };
    std::shared_ptr<const state::StateView> m_base;
    std::unordered_map<Address, Changed> m_accounts;
    std::unordered_map<Hash, state::Code> m_codes;
};

}  // namespace rollscope::embedded
