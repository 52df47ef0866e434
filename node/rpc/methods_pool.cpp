// txpool_… as geth has it, and what else there is to know of L2's pool and to do with it.
#include "node/rpc/context.h"
#include "node/rpc/json_pool.h"
#include "node/rpc/json_rollup.h"

namespace rollscope::rpc {
namespace {

void status(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.pool(), reply, [](const api::PoolView& pool) {
        return QJsonObject{{QStringLiteral("pending"), quantity(pool.pending)},
                           {QStringLiteral("queued"), quantity(pool.queued)}};
    });
}

void content(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.poolContent(std::nullopt), reply,
           [](const auto& entries) { return poolContentJson(entries, PoolForm::whole); });
}

void inspect(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.poolContent(std::nullopt), reply,
           [](const auto& entries) { return poolContentJson(entries, PoolForm::words); });
}

void contentFrom(const Ask& call, Reply reply) {
    const auto sender = readAddress(call.at(0), "address");
    if (!sender) return reply(failFrom(sender));
    answer(call.context, call.context.node.poolContent(*sender), reply, poolContentFromJson);
}

void getPool(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.pool(), reply, poolJson);
}

void getMempool(const Ask& call, Reply reply) {
    const auto request = readPoolRequest(call.params);
    if (!request) return reply(failFrom(request));
    answer(call.context, call.context.node.mempool(*request), reply,
           [](const auto& rows) { return pageJson(rows, mempoolRowJson); });
}

void getPoolSenders(const Ask& call, Reply reply) {
    const auto page = readPage(call.params, 0);
    if (!page) return reply(failFrom(page));
    answer(call.context, call.context.node.poolSenders(*page), reply,
           [](const auto& rows) { return pageJson(rows, poolSenderJson); });
}

void dropTransaction(const Ask& call, Reply reply) {
    const auto hash = readHash(call.at(0), "transactionHash");
    if (!hash) return reply(failFrom(hash));
    answer(call.context, call.context.node.dropTransaction(*hash), reply,
           [](api::Done) { return true; });
}

void sendLocal(const Ask& call, Reply reply) {
    auto raw = readBytes(call.at(0), "data");
    if (!raw) return reply(failFrom(raw));
    answer(call.context,
           call.context.node.submit(api::Layer::l2, std::move(*raw), api::TxOrigin::local), reply,
           [](const Hash& hash) { return data(hash); });
}

constexpr Method table[] = {
    {"txpool_status", status, 0},
    {"txpool_content", content, 0},
    {"txpool_contentFrom", contentFrom, 1},
    {"txpool_inspect", inspect, 0},
    {"rollup_getPool", getPool, 0},
    {"rollup_getMempool", getMempool, 2},
    {"rollup_getPoolSenders", getPoolSenders, 2},
    {"rollup_dropTransaction", dropTransaction, 1},
    {"rollup_sendLocalTransaction", sendLocal, 1},
};

}  // namespace

std::span<const Method> poolMethods() {
    return table;
}

}  // namespace rollscope::rpc
