#include "node/trace/recorder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>

#include "node/core/evm/precompiles.h"
#include "tests/node/trace/programs.h"

namespace rollscope::trace::testing {
namespace {

/// Everything about every step, kept whole.
class Everything : public Tracer {
public:
    struct Moment {
        std::uint32_t pc;
        std::int64_t gas;
        int depth;
        std::vector<U256> stack;
        Bytes memory;
        Bytes returnData;
        std::map<U256, U256> storage;
    };
    explicit Everything(state::JournaledState& state) : m_state(state) {}
    bool wantsSteps() const override { return true; }
    void enter(const Message&) override {}
    void exit(const CallResult&) override {}
    void step(const Step& step) override {
        Moment moment{step.pc, step.gas, step.depth, {step.stack.begin(), step.stack.end()},
                      {},      {},       {}};
        moment.memory.assign(step.memory.begin(), step.memory.end());
        moment.returnData.assign(step.returnData.begin(), step.returnData.end());
        for (const U256& slot : m_touched[step.address]) {
            moment.storage[slot] = m_state.storage(step.address, slot);
        }
        if (step.opcode == OP_SLOAD || step.opcode == OP_SSTORE) {
            m_touched[step.address].push_back(step.stack.back());
        }
        moments.push_back(std::move(moment));
    }
    std::vector<Moment> moments;

private:
    state::JournaledState& m_state;
    std::map<Address, std::vector<U256>> m_touched;
};

struct Recorded {
    World world;
    std::unique_ptr<api::ExecutionRecord> record;
    std::vector<Everything::Moment> moments;

    void run(std::int64_t gas = World::gas) {
        Recorder recorder(startOf(world), 21'000, {});
        Everything everything(world.journal);
        Tee tee({&recorder, &everything});
        world.executor.setTracer(&tee);
        const auto result = world.call(world.contract, {1, 2, 3, 4}, gas);
        recorder.finish({21'000 + static_cast<std::uint64_t>(gas - result.gasLeft), result.ok()});
        auto data = recorder.take();
        ASSERT_TRUE(data) << data.error().text();
        record = std::make_unique<api::ExecutionRecord>(std::move(*data));
        moments = std::move(everything.moments);
    }

    void expectSame(std::uint32_t index) const {
        const api::MachineState state = record->stateAt(index);
        const Everything::Moment& moment = moments[index];
        EXPECT_EQ(record->step(index).pc, moment.pc);
        EXPECT_EQ(record->step(index).gas, moment.gas);
        EXPECT_EQ(record->step(index).depth, static_cast<std::uint32_t>(moment.depth));
        EXPECT_EQ(state.stack, moment.stack) << index;
        EXPECT_EQ(state.memory, moment.memory) << index;
        EXPECT_EQ(state.returnData, moment.returnData) << index;
        std::map<U256, U256> storage;
        for (const auto& slot : state.storage) storage[slot.slot] = slot.value;
        EXPECT_EQ(storage, moment.storage) << index;
    }
};

TEST(Recorder, givesEveryStepAsItWasForwardsAndBackwards) {
    Recorded run;
    buildNestedCalls(run.world);
    run.run();
    ASSERT_EQ(run.record->stepCount(), run.moments.size());
    ASSERT_GT(run.moments.size(), 1'000U);
    for (std::uint32_t i = 0; i < run.record->stepCount(); ++i) run.expectSame(i);
    for (std::uint32_t i = run.record->stepCount(); i-- > 0;) run.expectSame(i);
}

TEST(Recorder, drawsTheTreeOfCalls) {
    // 0 contract -> 1 (reverts) -> 2;  3 identity;  4 creation;  5
    Recorded run;
    buildNestedCalls(run.world);
    run.run();
    const auto& frames = run.record->frames();
    ASSERT_EQ(frames.size(), 6U);
    EXPECT_EQ(frames[0].children, (std::vector<std::uint32_t>{1, 3, 4, 5}));
    EXPECT_EQ(frames[1].children, (std::vector<std::uint32_t>{2}));
    EXPECT_FALSE(frames[1].ok);
    EXPECT_EQ(frames[1].error, QStringLiteral("execution reverted"));
    EXPECT_EQ(frames[1].revertReason, QStringLiteral("no"));
    EXPECT_TRUE(frames[2].ok);
    EXPECT_EQ(frames[3].ownSteps, 0U);
    EXPECT_EQ(frames[4].kind, api::FrameKind::create);
    EXPECT_EQ(frames[0].gasUsed, frames[0].ownGas + frames[1].gasUsed + frames[3].gasUsed +
                                     frames[4].gasUsed + frames[5].gasUsed);
    EXPECT_EQ(frames[0].endStep, run.record->stepCount());
    ASSERT_EQ(run.record->logs().size(), 1U);
    EXPECT_TRUE(run.record->logs()[0].undone);
    EXPECT_EQ(run.record->logs()[0].frame, 1U);
}

TEST(Recorder, costsOfAFramesStepsAddUp) {
    Recorded run;
    buildNestedCalls(run.world);
    run.run();
    const auto& frames = run.record->frames();
    std::vector<std::int64_t> own(frames.size());
    for (std::uint32_t i = 0; i < run.record->stepCount(); ++i) {
        own[run.record->step(i).frame] += run.record->step(i).gasCost;
    }
    // calls count what they forward, creations do not
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (frames[i].ownSteps == 0) continue;
        std::int64_t expected = frames[i].gasUsed;
        for (const std::uint32_t child : frames[i].children) {
            const bool call = frames[child].kind == api::FrameKind::call;
            expected += call ? frames[child].gas - frames[child].gasUsed : -frames[child].gasUsed;
        }
        EXPECT_EQ(own[i], expected) << i;
    }
}

TEST(Recorder, walksOverAndOutOfCalls) {
    Recorded run;
    buildNestedCalls(run.world);
    run.run();
    const auto& record = *run.record;
    for (std::uint32_t i = 0; i < record.stepCount(); ++i) {
        const auto next = record.over(i);
        if (!next) continue;
        EXPECT_EQ(record.step(*next).frame, record.step(i).frame);
        EXPECT_EQ(record.overBack(*next), i);
    }
    const auto& inner = record.frames()[2];
    EXPECT_EQ(record.out(inner.firstStep), inner.endStep);
    EXPECT_EQ(record.step(inner.endStep).frame, 1U);
    EXPECT_EQ(record.out(0), std::nullopt);
    const auto write = record.nextMark(inner.callStep, api::MarkKind::storageWrite);
    ASSERT_TRUE(write);
    EXPECT_EQ(record.step(*write).frame, 2U);
    EXPECT_EQ(record.previousMark(*write + 1, api::MarkKind::storageWrite), write);
    EXPECT_EQ(record.step(*record.findOpcode(0, OP_MCOPY)).opcode, OP_MCOPY);
    EXPECT_EQ(record.pushed(0), U256{60});
}

TEST(Recorder, endsWithAClearErrorWhenItIsFullOrCancelled) {
    for (const bool cancel : {true, false}) {
        World world;
        world.journal.setCode(world.contract, loop(2'000).bytes());
        Limits limits;
        if (cancel) limits.cancelled = [] { return true; };
        if (!cancel) limits.maxBytes = 100'000;
        Recorder recorder(startOf(world), 21'000, limits);
        world.executor.setTracer(&recorder);
        const auto result = world.call(world.contract, {}, 10'000'000);
        EXPECT_TRUE(result.ok());
        recorder.finish({1, true});
        const auto data = recorder.take();
        ASSERT_FALSE(data);
        EXPECT_EQ(data.error().code, cancel ? ErrorCode::cancelled : ErrorCode::requestTooLarge);
    }
}

TEST(Recorder, keepsAMillionStepsInLittleMemoryAndFindsEachAtOnce) {
    World world;
    world.journal.setCode(world.contract, loop(43'500).bytes());
    Recorder recorder(startOf(world), 21'000, {});
    world.executor.setTracer(&recorder);
    ASSERT_TRUE(world.call(world.contract, {}, 100'000'000).ok());
    recorder.finish({1, true});
    auto data = recorder.take();
    ASSERT_TRUE(data) << data.error().text();
    const api::ExecutionRecord record(std::move(*data));
    ASSERT_GT(record.stepCount(), 1'000'000U);
    EXPECT_LT(record.bytes(), std::size_t{200} << 20);
    const auto began = std::chrono::steady_clock::now();
    constexpr std::uint32_t looks = 200;
    for (std::uint32_t i = 0; i < looks; ++i) {
        record.stateAt((record.stepCount() - 1) / looks * (looks - i));
    }
    const std::chrono::duration<double, std::milli> each =
        (std::chrono::steady_clock::now() - began) / looks;
    std::printf("%u steps, %zu MiB, %.3f ms a state\n", record.stepCount(), record.bytes() >> 20,
                each.count());
    EXPECT_LT(each.count(), 25.0);  // 1 on a quiet machine; memory here is 1.3 MiB
}

}  // namespace
}  // namespace rollscope::trace::testing
