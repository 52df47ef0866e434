// Watching an execution: calls in and out, and every instruction.
#pragma once

#include <span>

#include "node/core/evm/env.h"
#include "node/core/types/receipt.h"

namespace rollscope::evm {

/// The machine just before an instruction. Views are valid during the call only.
struct Step {
    std::uint32_t pc = 0;
    std::uint8_t opcode = 0;
    std::int64_t gas = 0;
    int depth = 0;
    Address address;
    std::span<const U256> stack;  ///< bottom first
    BytesView memory;
    BytesView returnData;
};

/// Called by the executor and the interpreter when one is given.
class Tracer {
public:
    virtual ~Tracer() = default;
    /// A frame begins; `message` is final (a creation knows its address).
    virtual void enter(const Message& message) = 0;
    /// The frame entered last ends.
    virtual void exit(const CallResult& result) = 0;
    /// False spares the interpreter the cost of `step`.
    virtual bool wantsSteps() const { return false; }
    /// An instruction is about to run.
    virtual void step(const Step& step) { static_cast<void>(step); }
    /// A log was written; `index` counts the transaction's logs that stand so far.
    virtual void log(const types::Log& log, std::size_t index) {
        static_cast<void>(log);
        static_cast<void>(index);
    }
    /// A contract destroyed itself in favour of `beneficiary`.
    virtual void selfDestruct(const Address& contract, const Address& beneficiary,
                              const U256& balance) {
        static_cast<void>(contract);
        static_cast<void>(beneficiary);
        static_cast<void>(balance);
    }
};

}  // namespace rollscope::evm
