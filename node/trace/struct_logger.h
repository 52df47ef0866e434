// Every instruction with the machine before it, as geth's struct logger writes it.
#pragma once

#include <map>

#include "node/trace/last_step.h"
#include "node/trace/observer.h"

namespace rollscope::trace {

class StructLogger : public Observer {
public:
    StructLogger(const api::TraceOptions& options, const TraceStart& start, Limits limits)
        : Observer(start, std::move(limits)), m_options(options) {}

    void enter(const evm::Message& message) override;
    void exit(const evm::CallResult& result) override;
    void step(const evm::Step& step) override;
    void finish(const TraceEnd& end) override;
    api::StructTrace take() { return std::move(m_trace); }

private:
    void settle(const std::optional<Settled>& settled);
    void noteStorage(const evm::Step& step, api::StructLog& log);

    api::TraceOptions m_options;
    StepBook m_book;
    api::StructTrace m_trace;
    std::map<Address, std::map<U256, U256>> m_storage;  ///< touched so far
    std::size_t m_depth = 0;
};

}  // namespace rollscope::trace
