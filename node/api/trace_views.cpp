#include "node/api/trace_views.h"

#include <array>

#include "node/core/evm/opcodes.h"

namespace rollscope::api {

const char* wordOf(FrameKind kind) {
    constexpr std::array words{"CALL",   "CALLCODE", "DELEGATECALL", "STATICCALL",
                               "CREATE", "CREATE2",  "SELFDESTRUCT"};
    return words[static_cast<std::size_t>(kind)];
}

std::string opcodeName(std::uint8_t opcode) {
    if (opcode == evm::OP_INVALID) return "INVALID";
    const evm::OpInfo& info = evm::opcodeTable[opcode];
    if (!info.name.empty()) return std::string(info.name);
    constexpr char digits[] = "0123456789abcdef";
    std::string code;
    if (opcode >= 16) code += digits[opcode >> 4];
    code += digits[opcode & 15];
    return "opcode 0x" + code + " not defined";
}

}  // namespace rollscope::api
