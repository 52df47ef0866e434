// Logs, polled filters and subscriptions.
#include "node/rpc/context.h"
#include "node/rpc/filters.h"
#include "node/rpc/json_eth.h"

namespace rollscope::rpc {
namespace {

JsonText logsText(const std::vector<api::LogView>& logs) {
    JsonWriter result(JsonWriter::Kind::list);
    for (const api::LogView& log : logs) result.raw(logText(log).text);
    return JsonText::written(result.take());
}

void getLogs(const Ask& call, Reply reply) {
    auto params = readFilter(call.at(0));
    if (!params) return reply(failFrom(params));
    const auto* from = std::get_if<std::uint64_t>(&params->filter.from);
    const auto* to = std::get_if<std::uint64_t>(&params->filter.to);
    if (from != nullptr && to != nullptr && *from > *to) {
        return reply(fail(ErrorCode::invalidParams, "invalid block range: ends before it begins"));
    }
    Context& context = call.context;
    answer(context, context.node.logs(context.layer, std::move(params->filter)), reply, logsText);
}

/// Adds a filter that begins after today's head.
void addFilter(const Ask& call, Reply reply, FilterKind kind, FilterParams params) {
    Context& context = call.context;
    ask(context, context.node.blocks(context.layer, {0, 1}), reply,
        [&context, reply, kind, params = std::move(params)](api::Page<api::BlockRow> page) {
            const std::uint64_t head = page.rows.empty() ? 0 : page.rows.front().number;
            auto id = context.filters.add({kind, params, head, {}, {}});
            if (!id) return reply(failFrom(id));
            reply(QJsonValue{*id});
        });
}

void newFilter(const Ask& call, Reply reply) {
    auto params = readFilter(call.at(0));
    if (!params) return reply(failFrom(params));
    addFilter(call, std::move(reply), FilterKind::logs, std::move(*params));
}

void newBlockFilter(const Ask& call, Reply reply) {
    addFilter(call, std::move(reply), FilterKind::blocks, {});
}

void newPendingFilter(const Ask& call, Reply reply) {
    addFilter(call, std::move(reply), FilterKind::pending, {});
}

Result<QString> readId(const QJsonValue& value) {
    const auto id = readQuantity(value, "id");
    if (!id) return failFrom(id);
    return value.toString();
}

void getFilterChanges(const Ask& call, Reply reply) {
    const auto id = readId(call.at(0));
    if (!id) return reply(failFrom(id));
    auto changes = call.context.filters.takeChanges(*id);
    if (!changes) return reply(failFrom(changes));
    reply(QJsonValue{*changes});
}

void getFilterLogs(const Ask& call, Reply reply) {
    const auto id = readId(call.at(0));
    if (!id) return reply(failFrom(id));
    const Filter* filter = call.context.filters.find(*id);
    if (filter == nullptr || filter->kind != FilterKind::logs) {
        return reply(fail(ErrorCode::notFound, "filter not found"));
    }
    // A filter without a beginning begins after the head of its first day; with "latest" it would
    // forget with each block what it has shown.
    Context& context = call.context;
    api::LogFilter wanted = filter->params.filter;
    const bool anchored = !filter->params.hasFrom && !wanted.blockHash;
    if (anchored) wanted.from = filter->createdAt + 1;
    ask(context, context.node.blocks(context.layer, {0, 1}), reply,
        [&context, reply, wanted, anchored,
         first = filter->createdAt + 1](api::Page<api::BlockRow> page) {
            const bool nothingYet = page.rows.empty() || page.rows.front().number < first;
            if (anchored && nothingYet) return reply(QJsonValue{QJsonArray{}});
            answer(context, context.node.logs(context.layer, wanted), reply, logsText);
        });
}

void uninstallFilter(const Ask& call, Reply reply) {
    const auto id = readId(call.at(0));
    if (!id) return reply(failFrom(id));
    reply(QJsonValue{call.context.filters.remove(*id)});
}

void subscribe(const Ask& call, Reply reply) {
    if (call.subscriber == nullptr) {
        return reply(fail(ErrorCode::unsupported, "subscriptions need a WebSocket"));
    }
    if (!call.at(0).isString()) {
        return reply(fail(ErrorCode::invalidParams, "kind: must be a string"));
    }
    const auto id = call.subscriber->subscribe(call.at(0).toString(), call.at(1));
    if (!id) return reply(failFrom(id));
    reply(QJsonValue{*id});
}

void unsubscribe(const Ask& call, Reply reply) {
    if (call.subscriber == nullptr) {
        return reply(fail(ErrorCode::unsupported, "subscriptions need a WebSocket"));
    }
    if (!call.at(0).isString()) {
        return reply(fail(ErrorCode::invalidParams, "id: must be a string"));
    }
    reply(QJsonValue{call.subscriber->unsubscribe(call.at(0).toString())});
}

constexpr Method table[] = {
    {"eth_getLogs", getLogs, 1},
    {"eth_newFilter", newFilter, 1},
    {"eth_newBlockFilter", newBlockFilter, 0},
    {"eth_newPendingTransactionFilter", newPendingFilter, 1},
    {"eth_getFilterChanges", getFilterChanges, 1},
    {"eth_getFilterLogs", getFilterLogs, 1},
    {"eth_uninstallFilter", uninstallFilter, 1},
    {"eth_subscribe", subscribe, 2},
    {"eth_unsubscribe", unsubscribe, 1},
};

}  // namespace

std::span<const Method> logMethods() {
    return table;
}

}  // namespace rollscope::rpc
