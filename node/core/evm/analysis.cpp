#include "node/core/evm/analysis.h"

#include <algorithm>

#include "node/core/evm/opcodes.h"

namespace rollscope::evm {

namespace {

/// The instruction leaves the straight line, or what it does depends on the gas that is left.
bool endsBlock(std::uint8_t op) {
    switch (op) {
        case OP_STOP:
        case OP_JUMP:
        case OP_JUMPI:
        case OP_JUMPDEST:
        case OP_GAS:
        case OP_SSTORE:
        case OP_CREATE:
        case OP_CREATE2:
        case OP_CALL:
        case OP_CALLCODE:
        case OP_DELEGATECALL:
        case OP_STATICCALL:
        case OP_RETURN:
        case OP_REVERT:
        case OP_SELFDESTRUCT:
        case OP_INVALID: return true;
        default: return opcodeTable[op].name.empty();
    }
}

/// Adds up one block, instruction by instruction.
class Sum {
public:
    void add(const OpInfo& info) {
        m_cost.gas += static_cast<std::uint32_t>(info.gas);
        m_cost.needs = atMost(m_cost.needs, info.in - m_height);
        m_height += info.out - info.in;
        m_cost.growth = atMost(m_cost.growth, m_height);
    }
    const BlockCost& cost() const { return m_cost; }

private:
    /// Twice what the stack holds fails as surely as more does, and fits the type.
    static std::int16_t atMost(std::int16_t known, int items) {
        return static_cast<std::int16_t>(std::clamp<int>(items, known, 2'048));
    }

    BlockCost m_cost;
    int m_height = 0;
};

}  // namespace

AnalysedCode analyse(BytesView code) {
    AnalysedCode result;
    result.size = code.size();
    // The longest instruction is PUSH32; after it a STOP must follow.
    result.padded = Bytes(code.size() + 34, OP_STOP);
    std::copy(code.begin(), code.end(), result.padded.begin());
    result.jumpTargets.resize(code.size() / 64 + 1);
    result.blocks.resize(code.size() + 2);
    std::size_t start = 0;
    Sum sum;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const std::uint8_t op = code[i];
        if (op == OP_JUMPDEST) {
            result.jumpTargets[i >> 6] |= std::uint64_t{1} << (i & 63);
            result.blocks[start] = sum.cost();
            sum = {};
        }
        sum.add(opcodeTable[op]);
        if (op == OP_JUMPDEST) {
            start = i + 1;
        } else if (endsBlock(op)) {
            result.blocks[start] = sum.cost();
            start = i + 1;
            sum = {};
        } else if (op >= OP_PUSH1 && op <= OP_PUSH32) {
            i += static_cast<std::size_t>(op - OP_PUSH1) + 1;
        }
    }
    result.blocks[start] = sum.cost();
    return result;
}

}  // namespace rollscope::evm
