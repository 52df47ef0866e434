// rollup_…Sequencer: the sequencer's stages, its pause and its policy. Served on both ports.
#include "node/rpc/context.h"
#include "node/rpc/json_sequencer.h"

namespace rollscope::rpc {
namespace {

void getSequencer(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.sequencer(), reply, sequencerJson);
}

void getBlockProgress(const Ask& call, Reply reply) {
    const auto number = readLooseNumber(call.at(0), "blockNumber");
    if (!number) return reply(failFrom(number));
    answerOrNull(call.context, call.context.node.blockProgress(*number), reply, progressJson);
}

void getTransactionTrail(const Ask& call, Reply reply) {
    const auto hash = readHash(call.at(0), "transactionHash");
    if (!hash) return reply(failFrom(hash));
    answerOrNull(call.context, call.context.node.transactionTrail(*hash), reply, trailJson);
}

void pauseSequencer(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.pauseSequencer(), reply, sequencerJson);
}

void resumeSequencer(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.resumeSequencer(), reply, sequencerJson);
}

void stepSequencer(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.stepSequencer(), reply, stageJson);
}

void lockNextBlock(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.lockNextBlock(), reply, sequencerJson);
}

void setSequencerPolicy(const Ask& call, Reply reply) {
    Context& context = call.context;
    ask(context, context.node.sequencer(), reply,
        [&context, reply, wish = call.at(0)](const api::SequencerView& present) {
            const auto policy = readPolicy(wish, present.policy);
            if (!policy) return reply(failFrom(policy));
            answer(context, context.node.setSequencerPolicy(*policy), reply, sequencerJson);
        });
}

constexpr Method table[] = {
    {"rollup_getSequencer", getSequencer, 0},
    {"rollup_getBlockProgress", getBlockProgress, 1},
    {"rollup_getTransactionTrail", getTransactionTrail, 1},
    {"rollup_pauseSequencer", pauseSequencer, 0},
    {"rollup_resumeSequencer", resumeSequencer, 0},
    {"rollup_stepSequencer", stepSequencer, 0},
    {"rollup_lockNextBlock", lockNextBlock, 0},
    {"rollup_setSequencerPolicy", setSequencerPolicy, 1},
};

}  // namespace

std::span<const Method> sequencerMethods() {
    return table;
}

}  // namespace rollscope::rpc
