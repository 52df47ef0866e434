// Our EVM run on a scene, and what came of it as one line of JSON: the form that the peer gives.
#pragma once

#include "node/core/evm/tracer.h"
#include "tests/fuzz/program.h"

namespace rollscope::fuzz {

/// Watches that gas and stack stay within their bounds.
class Watch final : public evm::Tracer {
public:
    void enter(const evm::Message& message) override;
    void exit(const evm::CallResult& result) override;
    bool wantsSteps() const override { return true; }
    void step(const evm::Step& step) override;

    std::uint64_t steps() const { return m_steps; }

private:
    std::vector<std::int64_t> m_gas;  ///< of each open frame
    std::uint64_t m_steps = 0;
};

/// Runs all calls of `scene` on its world. Stops the program where an invariant breaks.
std::string runScene(const Scene& scene, evm::Tracer* tracer = nullptr);

}  // namespace rollscope::fuzz
