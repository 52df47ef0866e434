// Contracts to be observed, and a machine that remembers everything about each step.
#pragma once

#include "node/core/evm/precompiles.h"
#include "node/trace/observer.h"
#include "tests/core/evm/code.h"

namespace rollscope::trace::testing {

using evm::testing::addressNumber;
using evm::testing::Code;
using evm::testing::World;
using namespace rollscope::evm;  // opcodes by name

/// Passes events on to several tracers.
class Tee : public Tracer {
public:
    explicit Tee(std::vector<Tracer*> tracers) : m_tracers(std::move(tracers)) {}
    bool wantsSteps() const override { return true; }
    void enter(const Message& message) override {
        for (Tracer* tracer : m_tracers) tracer->enter(message);
    }
    void exit(const CallResult& result) override {
        for (Tracer* tracer : m_tracers) tracer->exit(result);
    }
    void step(const Step& step) override {
        for (Tracer* tracer : m_tracers) tracer->step(step);
    }
    void log(const types::Log& log, std::size_t index) override {
        for (Tracer* tracer : m_tracers) tracer->log(log, index);
    }
    void selfDestruct(const Address& contract, const Address& heir, const U256& sum) override {
        for (Tracer* tracer : m_tracers) tracer->selfDestruct(contract, heir, sum);
    }

private:
    std::vector<Tracer*> m_tracers;
};

/// A call with no value; leaves its success on the stack.
inline Code& callTo(Code& code, const Address& to, std::uint64_t inSize, std::uint64_t outSize,
                    std::uint64_t gas = 200'000, std::uint64_t value = 0) {
    code.push(outSize).push(0x40).push(inSize).push(0).push(value).push(to).push(gas);
    return code.op(OP_CALL);
}

/// Reverts with Error("no").
inline Code& revertWithReason(Code& code) {
    code.push(U256{0x08c379a0} << 224).push(0).op(OP_MSTORE);
    code.push(0x20).push(4).op(OP_MSTORE).push(2).push(0x24).op(OP_MSTORE);
    code.push(U256{0x6e6f} << 240).push(0x44).op(OP_MSTORE);
    return code.push(0x64).push(0).op(OP_REVERT);
}

/// Runs `rounds` times: memory grows, a slot rises, a hash goes to memory.
inline Code loop(std::uint64_t rounds) {
    Code code;
    code.push(rounds);
    const auto start = code.bytes().size();
    code.op(OP_JUMPDEST).op(OP_DUP1).op(OP_DUP1).push(32).op(OP_MUL).op(OP_MSTORE);
    code.push(7).op(OP_SLOAD).push(1).op(OP_ADD).push(7).op(OP_SSTORE);
    code.push(64).push(0).op(OP_KECCAK256).push(0x20).op(OP_MSTORE8);
    code.push(1).op(OP_SWAP1).op(OP_SUB).op(OP_DUP1).push(start).op(OP_JUMPI).op(OP_POP);
    return code;
}

inline TraceStart startOf(World& world) {
    return {world.journal, world.caller, world.contract, {}, World::gas, 0};
}

/// contract -> 2 (writes, logs, calls 3, reverts) -> 3 (writes, succeeds); then a precompile, a
/// creation, and memory moved about.
inline void buildNestedCalls(World& world) {
    Code third;
    third.push(33).push(1).op(OP_SSTORE).push(5).push(0).op(OP_MSTORE);
    third.push(32).push(0).op(OP_RETURN);
    world.journal.setCode(addressNumber(3), third.bytes());

    Code second;
    second.push(22).push(1).op(OP_SSTORE);
    callTo(second, addressNumber(3), 0, 32).op(OP_POP);
    second.push(8).push(0).push(0).op(OP_LOG1);
    revertWithReason(second);
    world.journal.setCode(addressNumber(2), second.bytes());

    Code first = loop(60);
    first.push(11).push(1).op(OP_SSTORE);
    callTo(first, addressNumber(2), 4, 16).op(OP_POP);
    first.op(OP_RETURNDATASIZE).push(0).push(0x200).op(OP_RETURNDATACOPY);
    callTo(first, precompileAddress(4), 100, 64).op(OP_POP);
    first.push(0x30).push(0x10).push(0x300).op(OP_MCOPY);
    first.push(0).push(0).push(0).op(OP_CREATE).op(OP_POP);
    callTo(first, addressNumber(3), 0, 32).op(OP_POP);
    first.push(1).op(OP_SLOAD).op(OP_POP);
    first.op(OP_MSIZE).returnTop();
    world.journal.setCode(world.contract, first.bytes());
}

}  // namespace rollscope::trace::testing
