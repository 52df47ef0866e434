#include "node/trace/call_tracer.h"

#include <gtest/gtest.h>

#include "node/core/evm/precompiles.h"
#include "tests/node/trace/programs.h"

namespace rollscope::trace::testing {
namespace {

api::CallTrace traceOf(World& world, const Code& code, const api::TraceOptions& options = {},
                       std::int64_t gas = World::gas) {
    world.journal.setCode(world.contract, code.bytes());
    CallTracer tracer(options, startOf(world), {});
    world.executor.setTracer(&tracer);
    const auto result = world.call(world.contract, {}, gas);
    tracer.finish({static_cast<std::uint64_t>(gas - result.gasLeft), result.ok()});
    return tracer.take();
}

TEST(CallTracer, showsTheTreeWithReasons) {
    World world;
    buildNestedCalls(world);
    const Bytes code = *world.journal.code(world.contract);
    api::TraceOptions options;
    options.withLog = true;
    CallTracer tracer(options, startOf(world), {});
    world.executor.setTracer(&tracer);
    world.call(world.contract);
    tracer.finish({123, true});
    const api::CallTrace root = tracer.take();
    EXPECT_EQ(root.gas, static_cast<std::uint64_t>(World::gas));
    EXPECT_EQ(root.gasUsed, 123U);
    ASSERT_EQ(root.calls.size(), 4U);
    const api::CallTrace& failed = root.calls[0];
    EXPECT_EQ(failed.error, "execution reverted");
    EXPECT_EQ(failed.revertReason, "no");
    EXPECT_EQ(failed.output.size(), 0x64U);
    ASSERT_EQ(failed.calls.size(), 1U);
    EXPECT_TRUE(failed.logs.empty());  // undone
    EXPECT_EQ(root.calls[1].to, precompileAddress(4));
    EXPECT_EQ(root.calls[1].output.size(), 100U);
    EXPECT_EQ(root.calls[2].kind, api::FrameKind::create);
}

TEST(CallTracer, writesErrorsAsGethDoes) {
    World world;
    EXPECT_EQ(traceOf(world, Code{}.push(1).op(OP_ADD)).error, "stack underflow (1 <=> 2)");
    EXPECT_EQ(traceOf(world, Code{}.op(OP_INVALID)).error, "invalid opcode: INVALID");
    EXPECT_EQ(traceOf(world, Code{}.op(0x0c)).error, "invalid opcode: opcode 0xc not defined");
    EXPECT_EQ(traceOf(world, Code{}.push(9).op(OP_JUMP)).error, "invalid jump destination");
    EXPECT_EQ(traceOf(world, Code{}.push(1).push(1).op(OP_SSTORE), {}, 2'000).error,
              "out of gas: not enough gas for reentrancy sentry");
    EXPECT_EQ(traceOf(world, Code{}.push(1), {}, 2).error, "out of gas");
    Code deep;
    deep.op(OP_JUMPDEST).push(1).push(0).op(OP_JUMP);
    EXPECT_EQ(traceOf(world, deep).error, "stack limit reached 1024 (1023)");
    EXPECT_EQ(traceOf(world, deep).output.size(), 0U);
}

TEST(CallTracer, tellsValueAndPartiesByTheKindOfCall) {
    World world;
    world.journal.setBalance(world.contract, U256{100});
    world.journal.setCode(addressNumber(2),
                          Code{}.push(addressNumber(9)).op(OP_SELFDESTRUCT).bytes());
    Code code;
    code.push(0).push(0).push(0).push(0).push(addressNumber(2)).push(50'000).op(OP_DELEGATECALL);
    code.push(0).push(0).push(0).push(0).push(addressNumber(3)).push(50'000).op(OP_STATICCALL);
    const api::CallTrace root = traceOf(world, code);
    ASSERT_EQ(root.calls.size(), 2U);
    EXPECT_EQ(root.calls[0].kind, api::FrameKind::delegateCall);
    EXPECT_EQ(root.calls[0].from, world.contract);
    EXPECT_EQ(root.calls[0].to, addressNumber(2));
    EXPECT_EQ(root.calls[0].value, U256{0});
    EXPECT_EQ(root.calls[1].kind, api::FrameKind::staticCall);
    EXPECT_EQ(root.calls[1].value, std::nullopt);
    ASSERT_EQ(root.calls[0].calls.size(), 1U);
    const api::CallTrace& end = root.calls[0].calls[0];
    EXPECT_EQ(end.kind, api::FrameKind::selfDestruct);
    EXPECT_EQ(end.from, world.contract);
    EXPECT_EQ(end.to, addressNumber(9));
    EXPECT_EQ(end.value, U256{100});
}

TEST(CallTracer, placesLogsBetweenCalls) {
    World world;
    Code code;
    code.push(0).push(0).op(OP_LOG0);
    callTo(code, addressNumber(3), 0, 0).op(OP_POP);
    code.push(1).push(0).push(0).op(OP_LOG1);
    api::TraceOptions options;
    options.withLog = true;
    const api::CallTrace root = traceOf(world, code, options);
    ASSERT_EQ(root.logs.size(), 2U);
    EXPECT_EQ(root.logs[0].position, 0U);
    EXPECT_EQ(root.logs[1].position, 1U);
    EXPECT_EQ(root.logs[1].index, 1U);
    options.onlyTopCall = true;
    EXPECT_TRUE(traceOf(world, code, options).calls.empty());
}

TEST(Revert, isUnpackedAsSolidityPacksIt) {
    World world;
    Code code;
    const auto root = traceOf(world, revertWithReason(code));
    EXPECT_EQ(root.revertReason, "no");
    Code panic;
    panic.push(U256{0x4e487b71} << 224).push(0).op(OP_MSTORE).push(0x11).push(4).op(OP_MSTORE);
    panic.push(0x24).push(0).op(OP_REVERT);
    EXPECT_EQ(traceOf(world, panic).revertReason, "arithmetic underflow or overflow");
    EXPECT_EQ(unpackRevert(Bytes{1, 2, 3}), std::nullopt);
}

}  // namespace
}  // namespace rollscope::trace::testing
