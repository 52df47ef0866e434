// Instructions one after another, and the height of the stack that they leave.
#pragma once

#include <algorithm>

#include "node/core/base/u256.h"
#include "node/core/evm/opcodes.h"

namespace rollscope::fuzz {

class CodeWriter {
protected:
    void op(std::uint8_t code) {
        m_code.push_back(code);
        const evm::OpInfo& info = evm::opcodeTable[code];
        if (m_height < info.in) m_height = info.in;  // it was not known to be there
        m_height += info.out - info.in;
    }
    void push(const U256& value) {
        const Bytes bytes = toMinimalBytes(value);
        op(static_cast<std::uint8_t>(evm::OP_PUSH0 + bytes.size()));
        append(m_code, bytes);
    }
    /// A place that aimAt fills in later.
    void pushTarget() {
        op(evm::OP_PUSH2);
        m_code.insert(m_code.end(), {0, 0});
    }
    void aimAt(std::size_t hole, std::size_t target) {
        m_code[hole] = static_cast<std::uint8_t>(target >> 8);
        m_code[hole + 1] = static_cast<std::uint8_t>(target);
    }
    void store(std::size_t at) {
        push(at);
        op(evm::OP_MSTORE);
    }

    Bytes m_code;
    int m_height = 0;
};

}  // namespace rollscope::fuzz
