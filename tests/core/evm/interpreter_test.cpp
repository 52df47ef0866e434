#include <gtest/gtest.h>

#include "code.h"

namespace rollscope::evm::testing {
namespace {

TEST(Interpreter, addWrapsAround) {
    const auto result = World{}.run(Code{}.push(2).push(~U256{}).op(OP_ADD).returnTop());
    EXPECT_EQ(word(result), U256{1});
}

TEST(Interpreter, subtractsTheSecondItemFromTheTop) {
    EXPECT_EQ(word(World{}.run(Code{}.push(2).push(5).op(OP_SUB).returnTop())), U256{3});
}

TEST(Interpreter, divisionByZeroGivesZero) {
    EXPECT_EQ(word(World{}.run(Code{}.push(0).push(5).op(OP_DIV).returnTop())), U256{0});
}

TEST(Interpreter, shiftsByMoreThanAWordGiveZeroOrTheSign) {
    EXPECT_EQ(word(World{}.run(Code{}.push(1).push(256).op(OP_SHL).returnTop())), U256{0});
    EXPECT_EQ(word(World{}.run(Code{}.push(~U256{}).push(~U256{}).op(OP_SAR).returnTop())),
              ~U256{});
}

TEST(Interpreter, byteCountsFromTheMostSignificant) {
    EXPECT_EQ(word(World{}.run(Code{}.push(0x1234).push(30).op(OP_BYTE).returnTop())), U256{0x12});
}

TEST(Interpreter, eachPushReadsItsOwnWidth) {
    for (unsigned width = 1; width <= 32; ++width) {
        Code code;
        code.op(static_cast<std::uint8_t>(OP_PUSH1 + width - 1));
        U256 expected;
        for (unsigned i = 1; i <= width; ++i) {
            code.op(static_cast<std::uint8_t>(i));
            expected = (expected << 8) + U256{i};
        }
        EXPECT_EQ(word(World{}.run(code.returnTop())), expected) << width;
    }
}

TEST(Interpreter, aPushCutOffByTheCodesEndReadsZeros) {
    World world;
    EXPECT_EQ(world.run(Code{}.op(OP_PUSH32).op(1)).status, Status::success);
}

TEST(Interpreter, stackUnderflowAndOverflowConsumeAllGas) {
    EXPECT_EQ(World{}.run(Code{}.op(OP_ADD)).status, Status::stackUnderflow);
    // 0: JUMPDEST; 1: PC; 2: PUSH0; 3: JUMP
    const auto result = World{}.run(Code{}.ops({OP_JUMPDEST, OP_PC, OP_PUSH0, OP_JUMP}));
    EXPECT_EQ(result.status, Status::stackOverflow);
    EXPECT_EQ(result.gasLeft, 0);
}

TEST(Interpreter, theStackHolds1024Items) {
    Code full;
    for (int i = 0; i < 1'024; ++i) full.op(OP_PUSH0);
    EXPECT_EQ(World{}.run(full).status, Status::success);
    EXPECT_EQ(World{}.run(full.op(OP_PUSH0)).status, Status::stackOverflow);
}

TEST(Interpreter, aJumpIntoPushDataFails) {
    // 0: PUSH1 4; 2: JUMP; 3: PUSH1 JUMPDEST
    const auto result = World{}.run(Code{}.push(4).op(OP_JUMP).ops({OP_PUSH1, OP_JUMPDEST}));
    EXPECT_EQ(result.status, Status::invalidJump);
}

TEST(Interpreter, undefinedInstructionsFail) {
    EXPECT_EQ(World{}.run(Code{}.op(0x0c)).status, Status::invalidOpcode);
    EXPECT_EQ(World{}.run(Code{}.op(OP_INVALID)).status, Status::invalidOpcode);
}

TEST(Interpreter, memoryCostsGrowQuadratically) {
    // PUSH 3, PUSH0 2, MSTORE8 3, PUSH 3; 1024 words: 3 * 1024 + 1024^2 / 512
    const auto result = World{}.run(Code{}.push(0).push(1'024 * 32 - 1).op(OP_MSTORE8));
    EXPECT_EQ(World::gas - result.gasLeft, 2 + 3 + 3 + 3 * 1'024 + 2'048);
}

TEST(Interpreter, memoryBeyondAllMeasureIsOutOfGas) {
    EXPECT_EQ(World{}.run(Code{}.push(0).push(~U256{}).op(OP_MSTORE)).status, Status::outOfGas);
    EXPECT_EQ(World{}.run(Code{}.push(~U256{}).push(0).op(OP_KECCAK256)).status, Status::outOfGas);
}

TEST(Interpreter, mcopyMovesOverlappingBytes) {
    Code code;
    code.push(0x0102030405060708).push(0).op(OP_MSTORE);
    code.push(8).push(24).push(25).op(OP_MCOPY);  // one byte to the right
    code.push(0).op(OP_MLOAD).returnTop();
    EXPECT_EQ(word(World{}.run(code)), U256{0x0101020304050607});
}

TEST(Interpreter, callDataPastItsEndReadsZeros) {
    const auto result =
        World{}.run(Code{}.push(1).op(OP_CALLDATALOAD).returnTop(), Bytes{0xff, 0x12});
    EXPECT_EQ(word(result), U256{0x12} << 248);
}

TEST(Interpreter, blockHashKnows256Ancestors) {
    EXPECT_EQ(word(World{}.run(Code{}.push(999).op(OP_BLOCKHASH).returnTop())), U256{999});
    EXPECT_EQ(word(World{}.run(Code{}.push(744).op(OP_BLOCKHASH).returnTop())), U256{744});
    EXPECT_EQ(word(World{}.run(Code{}.push(743).op(OP_BLOCKHASH).returnTop())), U256{0});
    EXPECT_EQ(word(World{}.run(Code{}.push(1'000).op(OP_BLOCKHASH).returnTop())), U256{0});
}

TEST(Interpreter, theEnvironmentIsTheBlocks) {
    EXPECT_EQ(word(World{}.run(Code{}.op(OP_CHAINID).returnTop())), U256{31338});
    EXPECT_EQ(word(World{}.run(Code{}.op(OP_BASEFEE).returnTop())), U256{7});
    EXPECT_EQ(word(World{}.run(Code{}.op(OP_TIMESTAMP).returnTop())), U256{1'700'000'000});
}

}  // namespace
}  // namespace rollscope::evm::testing
