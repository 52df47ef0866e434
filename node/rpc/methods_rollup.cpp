// rollup_…: batches, deposits, withdrawals, roles and the node itself. Served on both ports.
#include <QJsonDocument>

#include "node/rpc/context.h"
#include "node/rpc/json_rollup.h"

namespace rollscope::rpc {
namespace {

constexpr auto compact = QJsonDocument::Compact;

void config(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.config(), reply, configJson);
}

void syncStatus(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.syncStatus(), reply, syncStatusJson);
}

void transactionStatus(const Ask& call, Reply reply) {
    const auto hash = readHash(call.at(0), "transactionHash");
    if (!hash) return reply(failFrom(hash));
    answer(call.context, call.context.node.transactionStatus(*hash, api::TxOrigin::network), reply,
           statusJson);
}

void getBatch(const Ask& call, Reply reply) {
    const auto index = readLooseNumber(call.at(0), "index");
    if (!index) return reply(failFrom(index));
    answerOrNull(call.context, call.context.node.batch(*index), reply, batchJson);
}

void getBatches(const Ask& call, Reply reply) {
    const auto page = readPage(call.params, 0);
    if (!page) return reply(failFrom(page));
    answer(call.context, call.context.node.batches(*page), reply,
           [](const auto& rows) { return pageJson(rows, batchRowJson); });
}

void events(const Ask& call, Reply reply) {
    const auto page = readPage(call.params, 0);
    if (!page) return reply(failFrom(page));
    answer(call.context, call.context.node.events(*page), reply,
           [](const auto& rows) { return pageJson(rows, eventJson); });
}

struct AccountPage {
    std::optional<Address> account;
    api::PageRequest page;
};

/// [account or null, page]; the account may be left out.
Result<AccountPage> readAccountPage(const Ask& call) {
    AccountPage result;
    const QJsonValue first = call.at(0);
    const bool leftOut = first.isObject() || first.isDouble();
    if (!leftOut && !first.isNull() && !first.isUndefined()) {
        const auto account = readAddress(first, "account");
        if (!account) return failFrom(account);
        result.account = *account;
    }
    const auto page = readPage(call.params, leftOut ? 0 : 1);
    if (!page) return failFrom(page);
    result.page = *page;
    return result;
}

void getDeposits(const Ask& call, Reply reply) {
    const auto params = readAccountPage(call);
    if (!params) return reply(failFrom(params));
    answer(call.context, call.context.node.deposits(params->account, params->page), reply,
           [](const auto& rows) { return pageJson(rows, depositJson); });
}

void getWithdrawals(const Ask& call, Reply reply) {
    const auto params = readAccountPage(call);
    if (!params) return reply(failFrom(params));
    answer(call.context, call.context.node.withdrawals(params->account, params->page), reply,
           [](const auto& rows) { return pageJson(rows, withdrawalJson); });
}

void submitBatch(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.flush(), reply,
           [](std::uint64_t index) { return quantity(index); });
}

void prepareTransaction(const Ask& call, Reply reply) {
    auto intent = readIntent(call.at(0));
    if (!intent) return reply(failFrom(intent));
    answer(call.context, call.context.node.prepare(std::move(*intent)), reply, preparedJson);
}

void startRole(const Ask& call, Reply reply) {
    const auto role = readRole(call.at(0));
    if (!role) return reply(failFrom(role));
    answer(call.context, call.context.node.start(*role), reply, [](api::Done) { return true; });
}

void stopRole(const Ask& call, Reply reply) {
    const auto role = readRole(call.at(0));
    if (!role) return reply(failFrom(role));
    answer(call.context, call.context.node.stop(*role), reply, [](api::Done) { return true; });
}

/// [layer, address, abi, name?]; the ABI as JSON, or as a text of JSON.
void loadAbi(const Ask& call, Reply reply) {
    const auto layer = readLayer(call.at(0));
    if (!layer) return reply(failFrom(layer));
    const auto address = readAddress(call.at(1), "address");
    if (!address) return reply(failFrom(address));
    const QJsonValue abi = call.at(2);
    const QByteArray json = abi.isArray()    ? QJsonDocument(abi.toArray()).toJson(compact)
                            : abi.isObject() ? QJsonDocument(abi.toObject()).toJson(compact)
                                             : abi.toString().toUtf8();
    if (json.isEmpty()) {
        return reply(fail(ErrorCode::invalidParams, "abi: a list, an artifact, or its text"));
    }
    const QJsonValue name = call.at(3);
    if (!name.isUndefined() && !name.isNull() && !name.isString()) {
        return reply(fail(ErrorCode::invalidParams, "name: must be a text"));
    }
    answer(call.context,
           call.context.node.loadAbi(*layer, *address, Bytes(json.begin(), json.end()),
                                     name.toString()),
           reply, abiJson);
}

void forgetAbi(const Ask& call, Reply reply) {
    const auto layer = readLayer(call.at(0));
    if (!layer) return reply(failFrom(layer));
    const auto address = readAddress(call.at(1), "address");
    if (!address) return reply(failFrom(address));
    answer(call.context, call.context.node.forgetAbi(*layer, *address), reply,
           [](api::Done) { return true; });
}

void getAbis(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.abis(), reply,
           [](const std::vector<api::AbiView>& abis) {
               QJsonArray list;
               for (const api::AbiView& each : abis) list.append(abiJson(each));
               return list;
           });
}

constexpr Method table[] = {
    {"rollup_config", config, 0},
    {"rollup_syncStatus", syncStatus, 0},
    {"rollup_getTransactionStatus", transactionStatus, 1},
    {"rollup_getBatch", getBatch, 1},
    {"rollup_getBatches", getBatches, 2},
    {"rollup_getDeposits", getDeposits, 3},
    {"rollup_getWithdrawals", getWithdrawals, 3},
    {"rollup_submitBatch", submitBatch, 0},
    {"rollup_prepareTransaction", prepareTransaction, 1},
    {"rollup_events", events, 2},
    {"rollup_startRole", startRole, 1},
    {"rollup_stopRole", stopRole, 1},
    {"rollup_loadAbi", loadAbi, 4},
    {"rollup_forgetAbi", forgetAbi, 2},
    {"rollup_getAbis", getAbis, 0},
};

}  // namespace

std::span<const Method> rollupMethods() {
    return table;
}

}  // namespace rollscope::rpc
