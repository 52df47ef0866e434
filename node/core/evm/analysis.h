// What is known of code before it runs: where jumps may land, and what each basic block costs.
#pragma once

#include <vector>

#include "node/core/base/bytes.h"

namespace rollscope::evm {

/// What instructions that always run one after the other ask for together, checked once.
/// Exceptional halts take all gas and undo everything, so it does not matter that they come early.
struct BlockCost {
    std::uint32_t gas = 0;    ///< the static parts of its instructions
    std::int16_t needs = 0;   ///< stack items it must find
    std::int16_t growth = 0;  ///< items it has above what it found, at most
};

/// Code made ready to run: padded so that no instruction reads past the end, jump targets marked.
struct AnalysedCode {
    Bytes padded;
    std::size_t size = 0;
    std::vector<std::uint64_t> jumpTargets;  ///< one bit a byte of code
    /// By the position where a block begins; its instructions end before the next JUMPDEST, and
    /// after one that branches or looks at the gas. A block behind a JUMPDEST pays for that too.
    std::vector<BlockCost> blocks;

    bool isJumpTarget(std::uint64_t pc) const {
        return pc < size && ((jumpTargets[pc >> 6] >> (pc & 63)) & 1) != 0;
    }
};

/// Pads `code`, marks its JUMPDESTs and adds up its blocks.
AnalysedCode analyse(BytesView code);

}  // namespace rollscope::evm
