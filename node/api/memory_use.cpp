#include "node/api/memory_use.h"

#include <algorithm>
#include <array>

#include "node/core/evm/opcodes.h"

namespace rollscope::api {

namespace {

constexpr int nowhere = -1;

/// Which operands (top first) say where an instruction reads and writes memory.
struct MemoryUse {
    std::uint8_t opcode;
    int readAt = nowhere;
    int readSize = nowhere;
    int writeAt = nowhere;
    int writeSize = nowhere;
    std::uint8_t fixedRead = 0;  ///< size where no operand tells it
    std::uint8_t fixedWrite = 0;
};

constexpr std::array memoryUses{
    MemoryUse{evm::OP_KECCAK256, 0, 1},
    MemoryUse{evm::OP_CALLDATACOPY, nowhere, nowhere, 0, 2},
    MemoryUse{evm::OP_CODECOPY, nowhere, nowhere, 0, 2},
    MemoryUse{evm::OP_EXTCODECOPY, nowhere, nowhere, 1, 3},
    MemoryUse{evm::OP_RETURNDATACOPY, nowhere, nowhere, 0, 2},
    MemoryUse{evm::OP_MLOAD, 0, nowhere, nowhere, nowhere, 32},
    MemoryUse{evm::OP_MSTORE, nowhere, nowhere, 0, nowhere, 0, 32},
    MemoryUse{evm::OP_MSTORE8, nowhere, nowhere, 0, nowhere, 0, 1},
    MemoryUse{evm::OP_MCOPY, 1, 2, 0, 2},
    MemoryUse{evm::OP_LOG0, 0, 1},
    MemoryUse{evm::OP_LOG1, 0, 1},
    MemoryUse{evm::OP_LOG2, 0, 1},
    MemoryUse{evm::OP_LOG3, 0, 1},
    MemoryUse{evm::OP_LOG4, 0, 1},
    MemoryUse{evm::OP_CREATE, 1, 2},
    MemoryUse{evm::OP_CREATE2, 1, 2},
    MemoryUse{evm::OP_CALL, 3, 4, 5, 6},
    MemoryUse{evm::OP_CALLCODE, 3, 4, 5, 6},
    MemoryUse{evm::OP_DELEGATECALL, 2, 3, 4, 5},
    MemoryUse{evm::OP_STATICCALL, 2, 3, 4, 5},
    MemoryUse{evm::OP_RETURN, 0, 1},
    MemoryUse{evm::OP_REVERT, 0, 1},
};

const MemoryUse* useOf(std::uint8_t opcode) {
    const auto found =
        std::find_if(memoryUses.begin(), memoryUses.end(),
                     [opcode](const MemoryUse& use) { return use.opcode == opcode; });
    return found == memoryUses.end() ? nullptr : &*found;
}

MemoryRange rangeOf(int at, int size, std::uint8_t fixed, const U256* operands, std::size_t count) {
    if (at == nowhere || static_cast<std::size_t>(std::max(at, size)) >= count) return {};
    const U256 length = size == nowhere ? U256{fixed} : operands[size];
    if (length.isZero()) return {};
    return {operands[at].saturated(), length.saturated()};
}

}  // namespace

MemoryRange memoryRead(std::uint8_t opcode, const U256* operands, std::size_t count) {
    const MemoryUse* use = useOf(opcode);
    if (use == nullptr) return {};
    return rangeOf(use->readAt, use->readSize, use->fixedRead, operands, count);
}

MemoryRange memoryWritten(std::uint8_t opcode, const U256* operands, std::size_t count) {
    const MemoryUse* use = useOf(opcode);
    if (use == nullptr) return {};
    return rangeOf(use->writeAt, use->writeSize, use->fixedWrite, operands, count);
}

}  // namespace rollscope::api
