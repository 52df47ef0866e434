#include "node/trace/last_step.h"

#include <algorithm>

#include "node/core/base/assert.h"
#include "node/core/evm/gas.h"
#include "node/core/evm/opcodes.h"
#include "node/trace/operands.h"

namespace rollscope::trace {

using evm::Status;

namespace {

bool isCreateOp(std::uint8_t op) {
    return op == evm::OP_CREATE || op == evm::OP_CREATE2;
}

/// The cost of an instruction that ran: `after` is the gas before the frame's next one.
std::int64_t costOf(const LastStep& last, std::int64_t after) {
    std::int64_t cost = last.gas - after;
    if (!last.called) return cost;
    cost += last.returnedGas;
    // geth takes a creation's gas when it runs, a call's gas with its price
    if (isCreateOp(last.opcode)) cost -= last.calledGas;
    return cost;
}

/// Failures that geth finds before it logs the instruction.
bool foundBefore(Status status, const LastStep& last) {
    switch (status) {
        case Status::outOfGas:
        case Status::stackUnderflow:
        case Status::stackOverflow:
        case Status::initCodeTooLarge: return true;
        case Status::staticViolation: return gasStepChecksStatic(last.opcode);
        default: return false;
    }
}

/// Code that its creation could not pay for: the instruction itself was paid.
bool isDeposit(Status status, const LastStep& last, bool create) {
    return create && status == Status::outOfGas && last.any && last.opcode == evm::OP_RETURN &&
           wantedGas(last) <= last.gas;
}

}  // namespace

void StepBook::enter(const evm::Message& message) {
    if (!m_frames.empty()) {
        LastStep& caller = m_frames.back().last;
        caller.called = true;
        caller.calledGas = message.gas;
    }
    m_frames.push_back({{}, evm::isCreate(message.kind), message.gas});
}

std::optional<Settled> StepBook::step(const evm::Step& step, std::uint32_t index) {
    ASSERT(!m_frames.empty());
    LastStep& last = m_frames.back().last;
    std::optional<Settled> settled;
    if (last.any) settled = Settled{last.index, costOf(last, step.gas), {}};
    last.any = true;
    last.opcode = step.opcode;
    last.index = index;
    last.gas = step.gas;
    last.stackSize = step.stack.size();
    last.memorySize = step.memory.size();
    last.called = false;
    const std::size_t known = std::min<std::size_t>(step.stack.size(), std::size(last.operands));
    for (std::size_t i = 0; i < known; ++i)
        last.operands[i] = step.stack[step.stack.size() - 1 - i];
    return settled;
}

std::optional<Settled> StepBook::exit(const evm::CallResult& result) {
    ASSERT(!m_frames.empty());
    const Open frame = m_frames.back();
    m_frames.pop_back();
    if (!m_frames.empty()) m_frames.back().last.returnedGas = result.gasLeft;
    const LastStep& last = frame.last;
    m_error = frameError(result.status, last, frame.create);
    if (!last.any) return std::nullopt;
    Settled settled{last.index, 0, {}};
    if (foundBefore(result.status, last) && !isDeposit(result.status, last, frame.create)) {
        settled.gasCost =
            result.status == Status::outOfGas ? wantedGas(last) : constantGas(last.opcode);
        settled.error = m_error;
    } else if (last.opcode == evm::OP_SELFDESTRUCT && result.ok()) {
        settled.gasCost = last.gas - result.gasLeft;
    } else {
        settled.gasCost = wantedGas(last);
    }
    return settled;
}

std::string frameError(Status status, const LastStep& last, bool create) {
    const evm::OpInfo& info = evm::opcodeTable[last.opcode];
    switch (status) {
        case Status::success: return {};
        case Status::stackUnderflow:
            return "stack underflow (" + std::to_string(last.stackSize) + " <=> " +
                   std::to_string(info.in) + ")";
        case Status::stackOverflow:
            return "stack limit reached " + std::to_string(last.stackSize) + " (" +
                   std::to_string(1024 + info.in - info.out) + ")";
        case Status::invalidOpcode: return "invalid opcode: " + opcodeText(last.opcode);
        case Status::staticViolation:
            return gasStepChecksStatic(last.opcode) ? "out of gas: write protection"
                                                    : "write protection";
        case Status::initCodeTooLarge:
            return "out of gas: max initcode size exceeded: code size " +
                   toDecimal(last.operands[2]) + " limit " +
                   std::to_string(evm::gas::maxInitCodeSize);
        case Status::outOfGas:
            if (isDeposit(status, last, create)) {
                return "contract creation code storage out of gas";
            }
            if (last.any && last.opcode == evm::OP_SSTORE && last.gas <= evm::gas::storeSentry) {
                return "out of gas: not enough gas for reentrancy sentry";
            }
            return "out of gas";
        default: return std::string(evm::statusText(status));
    }
}

std::optional<std::string> unpackRevert(BytesView output) {
    if (output.size() < 4 + 32) return std::nullopt;
    const std::uint32_t selector = static_cast<std::uint32_t>(output[0]) << 24 |
                                   static_cast<std::uint32_t>(output[1]) << 16 |
                                   static_cast<std::uint32_t>(output[2]) << 8 | output[3];
    const BytesView body = output.subspan(4);
    const U256 first = loadU256(body.data());
    if (selector == 0x4e487b71) return panicText(first);
    if (selector != 0x08c379a0 || !first.fitsU64() || first.low() > body.size() ||
        body.size() - first.low() < 32) {
        return std::nullopt;
    }
    const BytesView tail = body.subspan(static_cast<std::size_t>(first.low()));
    const U256 length = loadU256(tail.data());
    if (!length.fitsU64() || length.low() > tail.size() - 32) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(tail.data()) + 32,
                       static_cast<std::size_t>(length.low()));
}

}  // namespace rollscope::trace
