// What must be remembered of an instruction until its outcome shows: its cost and its error.
//
// In: evm::Tracer's events. Out: gas costs as geth counts them, error texts as geth writes them.
// The interpreter tells of an instruction before it runs; what it cost is known when the frame's
// next one comes, or when the frame ends.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "node/core/evm/tracer.h"

namespace rollscope::trace {

/// The last instruction of a frame that is still open.
struct LastStep {
    bool any = false;
    std::uint8_t opcode = 0;
    std::uint32_t index = 0;  ///< the observer's own number for it
    std::int64_t gas = 0;
    std::size_t stackSize = 0;
    std::size_t memorySize = 0;
    U256 operands[7];  ///< top first
    // the call that it made
    bool called = false;
    std::int64_t calledGas = 0;    ///< given to the child
    std::int64_t returnedGas = 0;  ///< left by the child
};

/// An instruction whose cost is known now.
struct Settled {
    std::uint32_t index = 0;
    std::int64_t gasCost = 0;
    std::string error;  ///< as geth logs it with the step: gas and stack errors only
};

/// Follows frames and instructions.
class StepBook {
public:
    void enter(const evm::Message& message);
    /// Notes `step` as number `index`; answers for the frame's step before it.
    std::optional<Settled> step(const evm::Step& step, std::uint32_t index);
    /// Answers for the frame's last step.
    std::optional<Settled> exit(const evm::CallResult& result);
    /// The error of the frame that exit() ended last; empty when it succeeded.
    const std::string& error() const { return m_error; }

private:
    struct Open {
        LastStep last;
        bool create = false;
        std::int64_t gas = 0;
    };
    std::vector<Open> m_frames;
    std::string m_error;
};

/// geth's words for a frame that ended with `status` at `last`; empty for success.
std::string frameError(evm::Status status, const LastStep& last, bool create);

/// The reason in the revert data of Error(string) or Panic(uint256), as geth unpacks it.
std::optional<std::string> unpackRevert(BytesView output);

/// What the instruction would have cost, as far as stack and memory tell: for those that failed.
std::int64_t wantedGas(const LastStep& last);
/// The part of an instruction's cost that geth charges before anything else.
std::int64_t constantGas(std::uint8_t opcode);

}  // namespace rollscope::trace
