// geth's debug_trace… methods.
#include "node/rpc/context.h"
#include "node/rpc/json_trace.h"

namespace rollscope::rpc {
namespace {

void traceTransaction(const Ask& call, Reply reply) {
    const auto hash = readHash(call.at(0), "hash");
    if (!hash) return reply(failFrom(hash));
    const auto options = readTraceOptions(call.at(1));
    if (!options) return reply(failFrom(options));
    Context& context = call.context;
    answer(
        context, context.node.traceTransaction(context.layer, *hash, *options), reply,
        [limit = options->limit](const api::TraceView& trace) { return traceJson(trace, limit); });
}

void traceCall(const Ask& call, Reply reply) {
    auto request = readCallRequest(call.at(0));
    if (!request) return reply(failFrom(request));
    const auto at = readBlockId(call.at(1));
    if (!at) return reply(failFrom(at));
    const auto options = readTraceOptions(call.at(2));
    if (!options) return reply(failFrom(options));
    auto overrides = readCallOverrides(call.at(2));
    if (!overrides) return reply(failFrom(overrides));
    Context& context = call.context;
    answer(context,
           context.node.traceCall(context.layer, std::move(*request), *at, *options,
                                  std::move(*overrides)),
           reply, [limit = options->limit](const api::TraceView& trace) {
               return traceJson(trace, limit);
           });
}

void traceBlock(const Ask& call, Reply reply, const Result<api::BlockId>& id) {
    if (!id) return reply(failFrom(id));
    const auto options = readTraceOptions(call.at(1));
    if (!options) return reply(failFrom(options));
    Context& context = call.context;
    answer(context, context.node.traceBlock(context.layer, *id, *options), reply,
           [limit = options->limit](const std::vector<api::BlockTraceEntry>& entries) {
               return blockTraceJson(entries, limit);
           });
}

void traceBlockByNumber(const Ask& call, Reply reply) {
    traceBlock(call, std::move(reply), readBlockNumber(call.at(0)));
}

void traceBlockByHash(const Ask& call, Reply reply) {
    const auto hash = readHash(call.at(0), "hash");
    traceBlock(call, std::move(reply),
               hash ? Result<api::BlockId>{api::BlockId{*hash}} : failFrom(hash));
}

constexpr Method table[] = {
    {"debug_traceTransaction", traceTransaction, 2},
    {"debug_traceCall", traceCall, 3},
    {"debug_traceBlockByNumber", traceBlockByNumber, 2},
    {"debug_traceBlockByHash", traceBlockByHash, 2},
};

}  // namespace

std::span<const Method> debugMethods() {
    return table;
}

}  // namespace rollscope::rpc
