// What opcodes do with gas and memory, by their operands: tables, and texts of geth.
#pragma once

#include "node/trace/last_step.h"

namespace rollscope::trace {

/// geth's name, "opcode 0xc not defined" for none.
std::string opcodeText(std::uint8_t opcode);
/// geth's words for a Solidity panic.
std::string panicText(const U256& code);
/// True for instructions whose write protection geth checks together with their gas.
bool gasStepChecksStatic(std::uint8_t opcode);

}  // namespace rollscope::trace
