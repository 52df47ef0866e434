// The state that a transaction touched, before it and after, as geth's prestateTracer shows it.
#pragma once

#include <map>
#include <set>

#include "node/trace/observer.h"

namespace rollscope::trace {

class PrestateTracer : public Observer {
public:
    PrestateTracer(const api::TraceOptions& options, const TraceStart& start, Limits limits);

    void enter(const evm::Message& message) override;
    void exit(const evm::CallResult& result) override;
    void step(const evm::Step& step) override;
    void finish(const TraceEnd& end) override;
    api::PrestateTrace take() { return std::move(m_trace); }

private:
    struct Seen {
        U256 balance;
        std::uint64_t nonce = 0;
        state::Code code;
        Hash codeHash;  ///< zero for none
        std::map<U256, U256> storage;
        bool empty() const { return nonce == 0 && code->empty() && balance.isZero(); }
    };

    /// What the last instruction brought in.
    struct Last {
        std::optional<Address> account;
        std::optional<std::pair<Address, U256>> slot;
        std::optional<Address> created;
    };

    void lookUp(const Address& address);
    void lookUpSlot(const Address& address, const U256& slot);
    Seen read(const Address& address) const;
    void addDifference(const Address& address, Seen& before);
    api::PrestateAccount shown(const Seen& seen) const;

    api::TraceOptions m_options;
    std::map<Address, Seen> m_seen;
    std::set<Address> m_created;
    std::set<Address> m_destroyed;
    Last m_last;
    api::PrestateTrace m_trace;
};

}  // namespace rollscope::trace
