// evm_…: the devnet's clock, blocks and snapshots, under the names that every devnet uses.
#include "node/rpc/context.h"
#include "node/rpc/json_eth.h"

namespace rollscope::rpc {
namespace {

using api::DevnetAction;

/// Does one thing after another; ends with `result`.
void run(Context& context, std::vector<api::DevnetCommand> commands, std::size_t next,
         const Reply& reply, const QJsonValue& result) {
    if (next == commands.size()) return reply(result);
    const api::DevnetCommand command = commands[next];
    ask(context, context.node.devnet(command), reply,
        [&context, commands = std::move(commands), next, reply, result](std::uint64_t) {
            run(context, commands, next + 1, reply, result);
        });
}

/// [], [timestamp] or [{blocks, timestamp}].
void mine(const Ask& call, Reply reply) {
    std::uint64_t blocks = 1;
    QJsonValue timestamp = call.at(0);
    if (timestamp.isObject()) {
        const QJsonObject object = timestamp.toObject();
        timestamp = object.value(u"timestamp");
        if (object.contains(u"blocks")) {
            const auto number = readLooseNumber(object.value(u"blocks"), "blocks");
            if (!number) return reply(failFrom(number));
            if (*number > 1000) {
                return reply(fail(ErrorCode::invalidParams, "blocks: at most 1000"));
            }
            blocks = *number;
        }
    }
    std::vector<api::DevnetCommand> commands;
    if (!timestamp.isUndefined() && !timestamp.isNull()) {
        const auto time = readLooseNumber(timestamp, "timestamp");
        if (!time) return reply(failFrom(time));
        commands.push_back({DevnetAction::setNextTimestamp, *time});
    }
    commands.push_back({DevnetAction::mine, blocks});
    run(call.context, std::move(commands), 0, reply, QStringLiteral("0x0"));
}

void increaseTime(const Ask& call, Reply reply) {
    const auto seconds = readLooseNumber(call.at(0), "seconds");
    if (!seconds) return reply(failFrom(seconds));
    run(call.context, {{DevnetAction::warp, *seconds}}, 0, reply, quantity(*seconds));
}

void setNextTimestamp(const Ask& call, Reply reply) {
    const auto time = readLooseNumber(call.at(0), "timestamp");
    if (!time) return reply(failFrom(time));
    run(call.context, {{DevnetAction::setNextTimestamp, *time}}, 0, reply, QJsonValue::Null);
}

void snapshot(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.devnet({DevnetAction::snapshot, 0}), reply,
           [](std::uint64_t id) { return quantity(id); });
}

void revert(const Ask& call, Reply reply) {
    const auto id = readLooseNumber(call.at(0), "snapshot");
    if (!id) return reply(failFrom(id));
    // An id that is not there, or no more, is "false" and no error.
    Reply gentle = [reply](Result<JsonText> result) {
        if (!result && result.error().code == ErrorCode::notFound) return reply(QJsonValue{false});
        reply(std::move(result));
    };
    run(call.context, {{DevnetAction::revert, *id}}, 0, gentle, true);
}

constexpr Method table[] = {
    {"evm_mine", mine, 1},
    {"evm_increaseTime", increaseTime, 1},
    {"evm_setNextBlockTimestamp", setNextTimestamp, 1},
    {"evm_snapshot", snapshot, 0},
    {"evm_revert", revert, 1},
};

}  // namespace

std::span<const Method> devnetMethods() {
    return table;
}

}  // namespace rollscope::rpc
