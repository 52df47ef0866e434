// Which bytes of memory an instruction reads and writes, by its operands.
#pragma once

#include <cstddef>
#include <cstdint>

#include "node/core/base/u256.h"

namespace rollscope::api {

/// Bytes [offset, offset + size) of memory; size 0: none.
struct MemoryRange {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// `operands` are the stack's items, top first; fewer than the instruction takes give no range.
MemoryRange memoryRead(std::uint8_t opcode, const U256* operands, std::size_t count);
/// A call's range is what it may write: less when less comes back.
MemoryRange memoryWritten(std::uint8_t opcode, const U256* operands, std::size_t count);

}  // namespace rollscope::api
