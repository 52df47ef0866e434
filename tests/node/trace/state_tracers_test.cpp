#include <gtest/gtest.h>

#include "node/core/evm/precompiles.h"
#include "node/trace/prestate_tracer.h"
#include "node/trace/struct_logger.h"
#include "tests/node/trace/programs.h"

namespace rollscope::trace::testing {
namespace {

const api::PrestateAccount* find(const api::PrestateMap& accounts, const Address& address) {
    for (const auto& [each, account] : accounts) {
        if (each == address) return &account;
    }
    return nullptr;
}

api::PrestateTrace statesOf(World& world, const Code& code, const api::TraceOptions& options) {
    world.journal.setCode(world.contract, code.bytes());
    PrestateTracer tracer(options, startOf(world), {});
    world.executor.setTracer(&tracer);
    const auto result = world.call(world.contract);
    tracer.finish({1, result.ok()});
    return tracer.take();
}

TEST(PrestateTracer, showsWhatWasTouchedAsItWas) {
    World world;
    world.journal.setBalance(addressNumber(4), U256{44});
    world.journal.setStorage(world.contract, U256{1}, U256{10});
    Code code;
    code.push(addressNumber(4)).op(OP_BALANCE).op(OP_POP);
    code.push(addressNumber(5)).op(OP_BALANCE).op(OP_POP);
    code.push(99).push(1).op(OP_SSTORE);
    const auto trace = statesOf(world, code, {});
    ASSERT_NE(find(trace.pre, addressNumber(4)), nullptr);
    EXPECT_EQ(find(trace.pre, addressNumber(4))->balance, U256{44});
    EXPECT_EQ(find(trace.pre, addressNumber(5)), nullptr);  // did not exist
    const auto* contract = find(trace.pre, world.contract);
    ASSERT_NE(contract, nullptr);
    EXPECT_EQ(contract->storage, (std::vector<api::SlotValue>{{U256{1}, U256{10}}}));
    EXPECT_EQ(*contract->code, code.bytes());
}

TEST(PrestateTracer, showsDifferencesAloneInDiffMode) {
    World world;
    world.journal.setBalance(world.contract, U256{50});
    world.journal.setStorage(world.contract, U256{1}, U256{10});
    world.journal.setStorage(world.contract, U256{2}, U256{20});
    Code code;
    code.push(99).push(1).op(OP_SSTORE).push(2).op(OP_SLOAD).op(OP_POP);
    code.push(7).push(3).op(OP_SSTORE);
    callTo(code, addressNumber(6), 0, 0, 0, 5);
    api::TraceOptions options;
    options.diffMode = true;
    const auto trace = statesOf(world, code, options);
    const auto* before = find(trace.pre, world.contract);
    const auto* after = find(trace.post, world.contract);
    ASSERT_TRUE(before != nullptr && after != nullptr);
    EXPECT_EQ(before->storage, (std::vector<api::SlotValue>{{U256{1}, U256{10}}}));
    EXPECT_EQ(after->storage,
              (std::vector<api::SlotValue>{{U256{1}, U256{99}}, {U256{3}, U256{7}}}));
    EXPECT_EQ(after->balance, U256{45});
    EXPECT_EQ(after->code, std::nullopt);
    EXPECT_EQ(find(trace.pre, addressNumber(6)), nullptr);
    EXPECT_EQ(find(trace.post, addressNumber(6))->balance, U256{5});
}

api::StructTrace stepsOf(World& world, const Code& code, const api::TraceOptions& options = {},
                         std::int64_t gas = World::gas) {
    world.journal.setCode(world.contract, code.bytes());
    StructLogger logger(options, startOf(world), {});
    world.executor.setTracer(&logger);
    const auto result = world.call(world.contract, {}, gas);
    logger.finish({static_cast<std::uint64_t>(gas - result.gasLeft), result.ok()});
    return logger.take();
}

TEST(StructLogger, countsGasAsGethDoes) {
    World world;
    world.journal.setCode(addressNumber(2), Code{}.push(1).op(OP_POP).bytes());
    Code code;
    code.push(5).push(0).op(OP_MSTORE);           // 0 1 2
    callTo(code, addressNumber(2), 0, 0, 1'000);  // 3..9, CALL is 10, then 11 12 13 inside
    code.push(0).push(0).op(OP_RETURN);           // 14 15 16
    const auto trace = stepsOf(world, code);
    ASSERT_EQ(trace.logs.size(), 17U);
    EXPECT_EQ(trace.logs[2].gasCost, 3 + 3);
    EXPECT_EQ(trace.logs[10].opcode, OP_CALL);
    EXPECT_EQ(trace.logs[10].gasCost, 2'600 + 1'000);  // cold, and what it forwards
    EXPECT_EQ(trace.logs[11].depth, 2);
    EXPECT_EQ(trace.logs[13].opcode, OP_STOP);
    EXPECT_EQ(trace.logs[13].gasCost, 0);
    EXPECT_EQ(trace.logs[16].gasCost, 0);
    EXPECT_FALSE(trace.failed);
}

TEST(StructLogger, marksTheInstructionThatRanOutOfGas) {
    World world;
    const auto trace = stepsOf(world, Code{}.push(1).push(2).op(OP_ADD), {}, 7);
    ASSERT_EQ(trace.logs.size(), 3U);
    EXPECT_EQ(trace.logs[2].error, "out of gas");
    EXPECT_EQ(trace.logs[2].gasCost, 3);
    EXPECT_TRUE(trace.failed);
    EXPECT_TRUE(trace.returnValue.empty());
}

TEST(StructLogger, keepsWhatItIsAskedFor) {
    World world;
    world.journal.setStorage(world.contract, U256{1}, U256{10});
    Code code;
    code.push(1).op(OP_SLOAD).push(0).op(OP_MSTORE).push(9).push(2).op(OP_SSTORE);
    api::TraceOptions options;
    options.enableMemory = true;
    const auto trace = stepsOf(world, code, options);
    EXPECT_EQ(*trace.logs[1].storage, (std::vector<api::SlotValue>{{U256{1}, U256{10}}}));
    EXPECT_EQ(trace.logs[4].memory->size(), 32U);
    EXPECT_EQ(*trace.logs[6].storage,
              (std::vector<api::SlotValue>{{U256{1}, U256{10}}, {U256{2}, U256{9}}}));
    options.enableMemory = false;
    options.disableStack = true;
    options.disableStorage = true;
    const auto bare = stepsOf(world, code, options);
    EXPECT_FALSE(bare.logs[1].stack || bare.logs[1].memory || bare.logs[1].storage);
}

}  // namespace
}  // namespace rollscope::trace::testing
