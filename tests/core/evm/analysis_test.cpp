#include "node/core/evm/analysis.h"

#include <gtest/gtest.h>

#include "code.h"

namespace rollscope::evm::testing {
namespace {

TEST(Analysis, gasIsSeenAsIfChargedOneInstructionAtATime) {
    // what follows GAS in the straight line is not paid yet
    const auto early = World{}.run(Code{}.op(OP_GAS).push(1).op(OP_POP).returnTop());
    EXPECT_EQ(word(early), U256{static_cast<std::uint64_t>(World::gas - 2)});
    const auto late = World{}.run(Code{}.push(1).op(OP_POP).op(OP_GAS).returnTop());
    EXPECT_EQ(word(late), U256{static_cast<std::uint64_t>(World::gas - 3 - 2 - 2)});
    // a JUMPDEST costs 1, reached by falling or by jumping
    const auto fallen = World{}.run(Code{}.ops({OP_JUMPDEST, OP_JUMPDEST, OP_GAS}).returnTop());
    EXPECT_EQ(word(fallen), U256{static_cast<std::uint64_t>(World::gas - 1 - 1 - 2)});
    const auto jumped = World{}.run(Code{}.push(3).ops({OP_JUMP, OP_JUMPDEST, OP_GAS}).returnTop());
    EXPECT_EQ(word(jumped), U256{static_cast<std::uint64_t>(World::gas - 3 - 8 - 1 - 2)});
    // a JUMPI that does not jump goes on in a block of its own
    const auto passed = World{}.run(Code{}.push(0).push(0).ops({OP_JUMPI, OP_GAS}).returnTop());
    EXPECT_EQ(word(passed), U256{static_cast<std::uint64_t>(World::gas - 2 - 2 - 10 - 2)});
}

TEST(Analysis, whatStandsBehindAnEndCostsNothing) {
    Code code;
    code.op(OP_STOP);
    for (int i = 0; i < 1'000; ++i) code.op(OP_ADD);
    const auto result = World{}.run(code);
    EXPECT_EQ(result.status, Status::success);
    EXPECT_EQ(result.gasLeft, World::gas);
}

TEST(Analysis, aBlockNeedsWhatItsDeepestInstructionNeeds) {
    // PUSH0 ADD: one item is missing
    EXPECT_EQ(World{}.run(Code{}.ops({OP_PUSH0, OP_ADD})).status, Status::stackUnderflow);
    EXPECT_EQ(World{}.run(Code{}.ops({OP_PUSH0, OP_PUSH0, OP_ADD})).status, Status::success);
    const auto blocks = analyse(Bytes{OP_PUSH0, OP_ADD, OP_DUP1, OP_DUP1}).blocks;
    EXPECT_EQ(blocks[0].needs, 1);
    EXPECT_EQ(blocks[0].growth, 2);
    EXPECT_EQ(blocks[0].gas, 2U + 3 + 3 + 3);
}

TEST(Analysis, aBlockOfManyThousandInstructionsFitsItsSums) {
    const Bytes pushes(49'152, OP_PUSH0);
    EXPECT_EQ(analyse(pushes).blocks[0].growth, 2'048);
    EXPECT_EQ(analyse(pushes).blocks[0].gas, 2U * 49'152);
    const Bytes pops(49'152, OP_POP);
    EXPECT_EQ(analyse(pops).blocks[0].needs, 2'048);
}

}  // namespace
}  // namespace rollscope::evm::testing
