// Accounts, storage, calls, estimates and proofs at a block.
#include "node/rpc/context.h"
#include "node/rpc/json_eth.h"

namespace rollscope::rpc {
namespace {

/// Reads [address, block] and answers with a part of the account.
void account(const Ask& call, Reply reply,
             QJsonValue (*part)(const api::AccountView&, bool pending)) {
    const auto address = readAddress(call.at(0), "address");
    if (!address) return reply(failFrom(address));
    const auto at = readBlockId(call.at(1));
    if (!at) return reply(failFrom(at));
    const auto* tag = std::get_if<api::BlockTag>(&*at);
    const bool pending = tag != nullptr && *tag == api::BlockTag::pending;
    Context& context = call.context;
    answer(context, context.node.account(context.layer, *address, *at), reply,
           [part, pending](const api::AccountView& view) { return part(view, pending); });
}

void getBalance(const Ask& call, Reply reply) {
    account(call, std::move(reply),
            [](const api::AccountView& view, bool) { return quantity(view.balance); });
}

void getTransactionCount(const Ask& call, Reply reply) {
    account(call, std::move(reply), [](const api::AccountView& view, bool pending) {
        return quantity(pending ? std::max(view.pendingNonce, view.nonce) : view.nonce);
    });
}

void getCode(const Ask& call, Reply reply) {
    account(call, std::move(reply),
            [](const api::AccountView& view, bool) { return data(view.code); });
}

void getStorageAt(const Ask& call, Reply reply) {
    const auto address = readAddress(call.at(0), "address");
    if (!address) return reply(failFrom(address));
    const auto slot = readSlot(call.at(1), "slot");
    if (!slot) return reply(failFrom(slot));
    const auto at = readBlockId(call.at(2));
    if (!at) return reply(failFrom(at));
    Context& context = call.context;
    answer(context, context.node.storageAt(context.layer, *address, *slot, *at), reply,
           [](const U256& value) { return data(toHash(value)); });
}

/// Reads [call, block]; overrides are refused rather than ignored.
std::optional<std::pair<api::CallRequest, api::BlockId>> readCall(const Ask& call,
                                                                  const Reply& reply) {
    auto request = readCallRequest(call.at(0));
    if (!request) {
        reply(failFrom(request));
        return std::nullopt;
    }
    const auto at = readBlockId(call.at(1));
    if (!at) {
        reply(failFrom(at));
        return std::nullopt;
    }
    for (qsizetype i = 2; i < call.params.size(); ++i) {
        const QJsonValue extra = call.at(i);
        if (extra.isNull() || (extra.isObject() && extra.toObject().isEmpty())) continue;
        reply(fail(ErrorCode::invalidParams, "overrides are not supported"));
        return std::nullopt;
    }
    return std::pair{std::move(*request), *at};
}

void ethCall(const Ask& call, Reply reply) {
    auto read = readCall(call, reply);
    if (!read) return;
    Context& context = call.context;
    answer(context, context.node.call(context.layer, std::move(read->first), read->second), reply,
           [](const Bytes& output) { return data(output); });
}

void estimateGas(const Ask& call, Reply reply) {
    auto read = readCall(call, reply);
    if (!read) return;
    Context& context = call.context;
    answer(context, context.node.estimateGas(context.layer, std::move(read->first), read->second),
           reply, [](std::uint64_t gas) { return quantity(gas); });
}

void getProof(const Ask& call, Reply reply) {
    const auto address = readAddress(call.at(0), "address");
    if (!address) return reply(failFrom(address));
    const QJsonValue list = call.at(1);
    if (!list.isArray()) return reply(fail(ErrorCode::invalidParams, "keys: must be a list"));
    const QJsonArray keys = list.toArray();
    if (keys.size() > 1024) return reply(fail(ErrorCode::invalidParams, "keys: at most 1024"));
    std::vector<U256> wanted;
    for (const QJsonValue& key : keys) {
        const auto slot = readSlot(key, "keys");
        if (!slot) return reply(failFrom(slot));
        wanted.push_back(*slot);
    }
    const auto at = readBlockId(call.at(2));
    if (!at) return reply(failFrom(at));
    Context& context = call.context;
    answer(context, context.node.proof(context.layer, *address, std::move(wanted), *at), reply,
           [keys](const api::ProofView& proof) { return proofJson(proof, keys); });
}

constexpr Method table[] = {
    {"eth_getBalance", getBalance, 2}, {"eth_getTransactionCount", getTransactionCount, 2},
    {"eth_getCode", getCode, 2},       {"eth_getStorageAt", getStorageAt, 3},
    {"eth_call", ethCall, 4},          {"eth_estimateGas", estimateGas, 4},
    {"eth_getProof", getProof, 3},
};

}  // namespace

std::span<const Method> stateMethods() {
    return table;
}

}  // namespace rollscope::rpc
