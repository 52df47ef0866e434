// rollup_…: messages between the layers, their trees and proofs. Served on both ports.
#include "node/rpc/context.h"
#include "node/rpc/json_messages.h"
#include "node/rpc/json_rollup.h"

namespace rollscope::rpc {
namespace {

using api::MessageSide;

Result<MessageSide> readSide(const QJsonValue& value) {
    for (const MessageSide side : {MessageSide::inbox, MessageSide::outbox}) {
        if (value.toString() == api::wordOf(side)) return side;
    }
    return fail(ErrorCode::invalidParams, "side: must be inbox or outbox");
}

void getMessage(const Ask& call, Reply reply) {
    const auto side = readSide(call.at(0));
    if (!side) return reply(failFrom(side));
    const auto index = readLooseNumber(call.at(1), "index");
    if (!index) return reply(failFrom(index));
    answerOrNull(call.context, call.context.node.message(*side, *index), reply, messageViewJson);
}

void getMessages(const Ask& call, Reply reply) {
    const auto side = readSide(call.at(0));
    if (!side) return reply(failFrom(side));
    std::optional<Address> account;
    if (call.at(1).isString()) {
        const auto address = readAddress(call.at(1), "account");
        if (!address) return reply(failFrom(address));
        account = *address;
    } else if (!call.at(1).isNull() && !call.at(1).isUndefined()) {
        return reply(fail(ErrorCode::invalidParams, "account: must be an address or null"));
    }
    const auto page = readPage(call.params, 2);
    if (!page) return reply(failFrom(page));
    answer(call.context, call.context.node.messages(*side, account, *page), reply,
           [](const auto& rows) { return pageJson(rows, messageViewJson); });
}

void getProof(const Ask& call, Reply reply, MessageSide side) {
    const auto index = readLooseNumber(call.at(0), "index");
    if (!index) return reply(failFrom(index));
    answer(call.context, call.context.node.messageProof(side, *index), reply, messageProofJson);
}

void getInboxProof(const Ask& call, Reply reply) {
    getProof(call, std::move(reply), MessageSide::inbox);
}

void getOutboxProof(const Ask& call, Reply reply) {
    getProof(call, std::move(reply), MessageSide::outbox);
}

void getMessageTree(const Ask& call, Reply reply) {
    const auto side = readSide(call.at(0));
    if (!side) return reply(failFrom(side));
    api::MessageTreeRequest request;
    request.side = *side;
    if (!call.at(1).isObject() && !call.at(1).isUndefined()) {
        return reply(
            fail(ErrorCode::invalidParams, "range: must be an object {level, first, limit}"));
    }
    const QJsonObject range = call.at(1).toObject();
    const auto read = [&](QStringView name, std::uint64_t otherwise,
                          std::uint64_t most) -> Result<std::uint64_t> {
        if (!range.contains(name)) return otherwise;
        const QByteArray key = name.toUtf8();
        const auto value = readLooseNumber(range.value(name), key.constData());
        if (value && *value > most) {
            return fail(ErrorCode::invalidParams,
                        name.toString().toStdString() + ": at most " + std::to_string(most));
        }
        return value;
    };
    const auto level = read(u"level", 0, 32);
    const auto first = read(u"first", 0, std::uint64_t{1} << 32);
    const auto limit = read(u"limit", request.limit, 1024);
    for (const auto* part : {&level, &first, &limit}) {
        if (!*part) return reply(failFrom(*part));
    }
    request.level = static_cast<unsigned>(*level);
    request.first = *first;
    request.limit = static_cast<std::uint32_t>(*limit);
    answer(call.context, call.context.node.messageTree(request), reply, messageTreeJson);
}

void getWithdrawalProof(const Ask& call, Reply reply) {
    Context& context = call.context;
    if (call.at(0).isString() && call.at(0).toString().size() == 66) {
        const auto hash = readHash(call.at(0), "transactionHash");
        if (!hash) return reply(failFrom(hash));
        return answer(context, context.node.withdrawalProof(*hash), reply, withdrawalProofJson);
    }
    const auto index = readLooseNumber(call.at(0), "transactionHash or index");
    if (!index) return reply(failFrom(index));
    answer(context, context.node.withdrawalProofAt(*index), reply, withdrawalProofJson);
}

constexpr Method table[] = {
    {"rollup_getMessage", getMessage, 2},
    {"rollup_getMessages", getMessages, 4},
    {"rollup_getInboxProof", getInboxProof, 1},
    {"rollup_getOutboxProof", getOutboxProof, 1},
    {"rollup_getMessageTree", getMessageTree, 2},
    {"rollup_getWithdrawalProof", getWithdrawalProof, 1},
};

}  // namespace

std::span<const Method> messageMethods() {
    return table;
}

}  // namespace rollscope::rpc
