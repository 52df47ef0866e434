// What a transaction changed, with names: the difference that prestateTracer finds, and the
// preimages that it hashed on the way.
#pragma once

#include "node/embedded/slot_names.h"
#include "node/trace/prestate_tracer.h"

namespace rollscope::embedded {

class ChangeTracer : public trace::PrestateTracer {
public:
    ChangeTracer(const trace::TraceStart& start, trace::Limits limits);

    void step(const evm::Step& step) override;
    /// After finish(): storage by contract, then balances, nonces and code.
    std::vector<api::StateChange> changes(const ContractNames& contracts);

private:
    SlotPreimages m_preimages;
};

}  // namespace rollscope::embedded
