#include "node/trace/operands.h"

#include <algorithm>
#include <array>
#include <limits>

#include "node/api/memory_use.h"
#include "node/api/trace_views.h"
#include "node/core/evm/gas.h"
#include "node/core/evm/opcodes.h"

namespace rollscope::trace {

namespace {

/// Price of growing the memory to hold `range`.
std::int64_t growth(std::size_t memorySize, api::MemoryRange range) {
    constexpr std::uint64_t most = std::uint64_t{1} << 37;
    if (range.size == 0) return 0;
    if (range.offset > most || range.size > most) return std::numeric_limits<std::int64_t>::max();
    const auto price = [](std::uint64_t words) {
        return static_cast<std::int64_t>(words * 3 + words * words / 512);
    };
    const std::uint64_t words = (range.offset + range.size + 31) / 32;
    const std::uint64_t present = memorySize / 32;
    return words > present ? price(words) - price(present) : 0;
}

std::int64_t perWord(std::uint8_t op, std::uint64_t size) {
    const std::int64_t words = static_cast<std::int64_t>((size + 31) / 32);
    switch (op) {
        case evm::OP_KECCAK256: return words * evm::gas::keccakWord;
        case evm::OP_CALLDATACOPY:
        case evm::OP_CODECOPY:
        case evm::OP_EXTCODECOPY:
        case evm::OP_RETURNDATACOPY:
        case evm::OP_MCOPY: return words * evm::gas::copyWord;
        case evm::OP_CREATE: return words * evm::gas::initCodeWord;
        case evm::OP_CREATE2: return words * (evm::gas::initCodeWord + evm::gas::keccakWord);
        default: return 0;
    }
}

/// Access and other costs that come from the state: the least that the gas did not suffice for.
std::int64_t stateCost(const LastStep& last) {
    switch (last.opcode) {
        case evm::OP_SLOAD: return last.gas < evm::gas::warm ? evm::gas::warm : evm::gas::coldSlot;
        case evm::OP_SSTORE:
            return last.gas < evm::gas::storeReset ? evm::gas::storeReset : evm::gas::storeSet;
        case evm::OP_BALANCE:
        case evm::OP_EXTCODESIZE:
        case evm::OP_EXTCODECOPY:
        case evm::OP_EXTCODEHASH: return evm::gas::coldAccount - evm::gas::warm;
        case evm::OP_CALL:
        case evm::OP_CALLCODE: return last.operands[2].isZero() ? 0 : evm::gas::callValue;
        case evm::OP_EXP: return evm::gas::expByte * last.operands[1].byteLength();
        default: return 0;
    }
}

}  // namespace

std::int64_t constantGas(std::uint8_t opcode) {
    switch (opcode) {
        case evm::OP_BALANCE:
        case evm::OP_EXTCODESIZE:
        case evm::OP_EXTCODECOPY:
        case evm::OP_EXTCODEHASH:
        case evm::OP_CALL:
        case evm::OP_CALLCODE:
        case evm::OP_DELEGATECALL:
        case evm::OP_STATICCALL: return evm::gas::warm;
        case evm::OP_EXP:
        case evm::OP_LOG0:
        case evm::OP_LOG1:
        case evm::OP_LOG2:
        case evm::OP_LOG3:
        case evm::OP_LOG4: return 0;
        default: return evm::opcodeTable[opcode].gas;
    }
}

std::int64_t wantedGas(const LastStep& last) {
    const std::int64_t constant = constantGas(last.opcode);
    if (last.gas < constant) return constant;
    const std::size_t count = std::min<std::size_t>(last.stackSize, std::size(last.operands));
    const api::MemoryRange read = api::memoryRead(last.opcode, last.operands, count);
    const api::MemoryRange written = api::memoryWritten(last.opcode, last.operands, count);
    const std::int64_t memory =
        std::max(growth(last.memorySize, read), growth(last.memorySize, written));
    if (memory == std::numeric_limits<std::int64_t>::max()) return constant;
    std::int64_t cost = constant + memory + stateCost(last);
    cost += perWord(last.opcode, std::max(read.size, written.size));
    if (last.opcode >= evm::OP_LOG0 && last.opcode <= evm::OP_LOG4) {
        cost += evm::opcodeTable[last.opcode].gas +
                evm::gas::logByte * static_cast<std::int64_t>(read.size);
    }
    if (last.opcode == evm::OP_EXP) cost += evm::opcodeTable[last.opcode].gas;
    return cost;
}

std::string opcodeText(std::uint8_t opcode) {
    return api::opcodeName(opcode);
}

std::string panicText(const U256& code) {
    struct Row {
        std::uint64_t code;
        const char* text;
    };
    constexpr std::array rows{
        Row{0x00, "generic panic"},
        Row{0x01, "assert(false)"},
        Row{0x11, "arithmetic underflow or overflow"},
        Row{0x12, "division or modulo by zero"},
        Row{0x21, "enum overflow"},
        Row{0x22, "invalid encoded storage byte array accessed"},
        Row{0x31, "out-of-bounds array access; popping on an empty array"},
        Row{0x32, "out-of-bounds access of an array or bytesN"},
        Row{0x41, "out of memory"},
        Row{0x51, "uninitialized function"},
    };
    for (const Row& row : rows) {
        if (code == U256{row.code}) return row.text;
    }
    return "unknown panic code: " + toQuantity(code);
}

bool gasStepChecksStatic(std::uint8_t opcode) {
    return opcode == evm::OP_SSTORE || opcode == evm::OP_SELFDESTRUCT || opcode == evm::OP_CALL ||
           opcode == evm::OP_CREATE || opcode == evm::OP_CREATE2;
}

}  // namespace rollscope::trace
