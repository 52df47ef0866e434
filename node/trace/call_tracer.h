// The tree of calls, as geth's callTracer shows it.
#pragma once

#include "node/trace/last_step.h"
#include "node/trace/observer.h"

namespace rollscope::trace {

class CallTracer : public Observer {
public:
    CallTracer(const api::TraceOptions& options, const TraceStart& start, Limits limits)
        : Observer(start, std::move(limits)), m_options(options) {}

    void enter(const evm::Message& message) override;
    void exit(const evm::CallResult& result) override;
    void step(const evm::Step& step) override;
    void log(const types::Log& log, std::size_t index) override;
    void selfDestruct(const Address& contract, const Address& beneficiary,
                      const U256& balance) override;
    void finish(const TraceEnd& end) override;
    api::CallTrace take() { return std::move(m_root); }

private:
    /// Deeper frames are followed but not kept.
    bool hidden() const { return m_options.onlyTopCall && m_depth > 1; }

    api::TraceOptions m_options;
    StepBook m_book;
    api::CallTrace m_root;
    std::vector<api::CallTrace> m_open;
    std::vector<bool> m_kept;  ///< for each entered frame: stands in m_open
    std::size_t m_depth = 0;
};

}  // namespace rollscope::trace
