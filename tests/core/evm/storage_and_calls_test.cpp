#include <gtest/gtest.h>

#include "code.h"
#include "node/core/evm/gas.h"

namespace rollscope::evm::testing {
namespace {

std::int64_t used(const CallResult& result) {
    return World::gas - result.gasLeft;
}

Code callTo(const Address& target, std::uint8_t kind = OP_CALL) {
    Code code;
    code.push(32).push(0).push(0).push(0);
    if (kind == OP_CALL || kind == OP_CALLCODE) code.push(0);
    return code.push(target).op(OP_GAS).op(kind);
}

TEST(Storage, sloadChargesColdAccessOnce) {
    const auto once = World{}.run(Code{}.push(1).op(OP_SLOAD));
    const auto twice = World{}.run(Code{}.push(1).op(OP_SLOAD).push(1).op(OP_SLOAD));
    EXPECT_EQ(used(once), 3 + gas::coldSlot);
    EXPECT_EQ(used(twice) - used(once), 3 + gas::warm);
}

TEST(Storage, sstoreOfANewSlotCosts22100) {
    EXPECT_EQ(used(World{}.run(Code{}.push(1).push(1).op(OP_SSTORE))), 6 + 22'100);
}

TEST(Storage, settingAndClearingInOneTransactionRefundsTheSetting) {
    World world;
    const auto result =
        world.run(Code{}.push(1).push(1).op(OP_SSTORE).push(0).push(1).op(OP_SSTORE));
    EXPECT_EQ(used(result), 3 + 3 + 22'100 + 2 + 3 + 100);
    EXPECT_EQ(world.journal.refund(), 19'900);
}

TEST(Storage, sstoreNeedsMoreThanTheStipend) {
    const auto result = World{}.run(Code{}.push(1).push(1).op(OP_SSTORE), {}, 2'306);
    EXPECT_EQ(result.status, Status::outOfGas);
}

TEST(Storage, transientStorageEndsWithTheTransaction) {
    World world;
    world.run(Code{}.push(7).push(1).op(OP_TSTORE));
    const Code read = Code{}.push(1).op(OP_TLOAD).returnTop();
    EXPECT_EQ(word(world.run(read)), U256{7});
    world.journal.endTransaction();
    EXPECT_EQ(word(world.run(read)), U256{0});
}

TEST(Calls, aFailedCallUndoesItsWrites) {
    World world;
    const Address other = addressNumber(2);
    world.journal.setCode(
        other, Code{}.push(1).push(1).op(OP_SSTORE).push(0).push(0).op(OP_REVERT).bytes());
    const auto result = world.run(callTo(other).returnTop());
    EXPECT_EQ(word(result), U256{0});
    EXPECT_EQ(world.journal.storage(other, U256{1}), U256{0});
}

TEST(Calls, aStaticCallMayNotWrite) {
    World world;
    const Address other = addressNumber(2);
    world.journal.setCode(other, Code{}.push(1).push(1).op(OP_SSTORE).bytes());
    EXPECT_EQ(word(world.run(callTo(other, OP_STATICCALL).returnTop())), U256{0});
    EXPECT_EQ(word(world.run(callTo(other).returnTop())), U256{1});
}

TEST(Calls, aDelegateCallWritesTheCallersStorage) {
    World world;
    const Address other = addressNumber(2);
    world.journal.setCode(other, Code{}.push(5).push(1).op(OP_SSTORE).bytes());
    world.run(callTo(other, OP_DELEGATECALL));
    EXPECT_EQ(world.journal.storage(world.contract, U256{1}), U256{5});
}

TEST(Calls, allButA64thOfTheGasIsPassedOn) {
    World world;
    const Address other = addressNumber(2);
    world.journal.setCode(other, Code{}.op(OP_INVALID).bytes());
    const auto result = world.run(callTo(other));
    const std::int64_t before = World::gas - (3 + 2 * 4 + 3 + 2) - 3 - gas::coldAccount;
    EXPECT_NEAR(static_cast<double>(result.gasLeft), static_cast<double>(before / 64), 1);
}

TEST(Calls, recursionEndsAtDepth1024) {
    World world;
    // Calls itself with all gas, counting the frames in slot 0.
    Code code;
    code.push(1).push(0).op(OP_SLOAD).op(OP_ADD).push(0).op(OP_SSTORE);
    code.push(0).push(0).push(0).push(0).push(0).op(OP_ADDRESS).op(OP_GAS).op(OP_CALL);
    world.run(code, {}, std::int64_t{1} << 60);
    EXPECT_EQ(world.journal.storage(world.contract, U256{0}), U256{1'025});
}

TEST(Calls, returnDataPastItsEndFails) {
    const auto result = World{}.run(Code{}.push(1).push(0).push(0).op(OP_RETURNDATACOPY));
    EXPECT_EQ(result.status, Status::returnDataOutOfBounds);
}

TEST(Creation, create2FindsTheAddressOfEip1014) {
    World world;
    // EIP-1014's example: deployer 0, salt 0, init code 00
    world.contract = Address{};
    Message message;
    message.kind = CallKind::create2;
    message.depth = 1;
    const Bytes init{0x00};
    message.input = init;
    message.gas = 100'000;
    const auto result = world.executor.call(message);
    EXPECT_EQ(toHex(result.created.view()), "0x4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38");
}

TEST(Creation, codeThatBeginsWithEfIsRefused) {
    World world;
    Message message;
    message.kind = CallKind::create;
    message.depth = 1;
    const Bytes init =
        Code{}.push(0xef).push(0).op(OP_MSTORE8).push(1).push(0).op(OP_RETURN).bytes();
    message.input = init;
    message.gas = 100'000;
    const auto result = world.executor.call(message);
    EXPECT_EQ(result.status, Status::invalidCode);
    EXPECT_EQ(result.gasLeft, 0);
}

TEST(SelfDestruct, keepsAnOlderContract) {
    World world;
    const Address heir = addressNumber(9);
    world.journal.setBalance(world.contract, U256{10});
    world.run(Code{}.push(heir).op(OP_SELFDESTRUCT));
    world.journal.endTransaction();
    EXPECT_EQ(world.journal.balance(heir), U256{10});
    EXPECT_TRUE(world.journal.exists(world.contract));
}

struct Recorder : Tracer {
    std::vector<std::uint8_t> opcodes;
    int depth = 0;
    int frames = 0;
    void enter(const Message&) override { ++depth, ++frames; }
    void exit(const CallResult&) override { --depth; }
    bool wantsSteps() const override { return true; }
    void step(const Step& step) override { opcodes.push_back(step.opcode); }
};

TEST(Tracing, seesEveryInstructionAndFrame) {
    World world;
    Recorder recorder;
    world.executor.setTracer(&recorder);
    world.run(Code{}.push(1).op(OP_POP).op(OP_STOP));
    EXPECT_EQ(recorder.opcodes, (std::vector<std::uint8_t>{OP_PUSH1, OP_POP, OP_STOP}));
    EXPECT_EQ(recorder.frames, 1);
    EXPECT_EQ(recorder.depth, 0);
}

}  // namespace
}  // namespace rollscope::evm::testing
