// demo_…: the calls of the optimistic rollup's sequence diagram under the names that it uses:
// transfer(_to, _amount), status(_txId), withdraw(_amount), getProof(txId). All speak of L2.
//
// The node holds no keys for callers. transfer and withdraw therefore have two forms: with the
// wish and the account they prepare a transaction for the caller to sign; with a signed
// transaction they check that it does what their name says, and submit it.
#include "node/core/state/block_builder.h"
#include "node/rpc/context.h"
#include "node/rpc/json_messages.h"
#include "node/rpc/json_rollup.h"

namespace rollscope::rpc {
namespace {

using api::IntentKind;

/// Why a signed transaction is not what the method is for; empty when it is.
using Objection = std::string (*)(const types::Transaction& tx);

std::string noTransfer(const types::Transaction& tx) {
    if (!tx.to) return "it makes a contract";
    return tx.data.empty() ? "" : "it calls a contract";
}

std::string noWithdrawal(const types::Transaction& tx) {
    return tx.to == state::l2BridgeAddress ? "" : "it does not call L2Bridge";
}

void submitChecked(const Ask& call, Reply reply, Objection objection) {
    auto raw = readBytes(call.at(0), "transaction");
    if (!raw) return reply(failFrom(raw));
    const auto tx = types::decodeTransaction(*raw);
    if (!tx) return reply(failFrom(tx));
    if (const std::string why = objection(*tx); !why.empty()) {
        return reply(fail(ErrorCode::invalidParams, "transaction: " + why));
    }
    answer(call.context, call.context.node.submit(api::Layer::l2, std::move(*raw)), reply,
           [](const Hash& hash) { return data(hash); });
}

void prepareFor(const Ask& call, Reply reply, IntentKind kind, const std::optional<Address>& to,
                const QJsonValue& amount, const QJsonValue& account) {
    api::Intent intent;
    intent.kind = kind;
    const auto wei = readQuantity(amount, "amount");
    if (!wei) return reply(failFrom(wei));
    intent.amount = *wei;
    const auto from = readAddress(account, "from");
    if (!from) return reply(failFrom(from));
    intent.from = *from;
    intent.to = to;
    answer(call.context, call.context.node.prepare(std::move(intent)), reply, preparedJson);
}

/// [to, amount, from] or [signed transaction].
void transfer(const Ask& call, Reply reply) {
    if (call.params.size() == 1) return submitChecked(call, std::move(reply), noTransfer);
    const auto to = readAddress(call.at(0), "to");
    if (!to) return reply(failFrom(to));
    prepareFor(call, std::move(reply), IntentKind::transferL2, *to, call.at(1), call.at(2));
}

/// [amount, from] or [signed transaction].
void withdraw(const Ask& call, Reply reply) {
    if (call.params.size() == 1) return submitChecked(call, std::move(reply), noWithdrawal);
    prepareFor(call, std::move(reply), IntentKind::withdrawEth, std::nullopt, call.at(0),
               call.at(1));
}

void status(const Ask& call, Reply reply) {
    const auto hash = readHash(call.at(0), "txId");
    if (!hash) return reply(failFrom(hash));
    answer(call.context, call.context.node.transactionStatus(*hash, api::TxOrigin::network), reply,
           statusJson);
}

void getProof(const Ask& call, Reply reply) {
    const auto hash = readHash(call.at(0), "txId");
    if (!hash) return reply(failFrom(hash));
    answer(call.context, call.context.node.withdrawalProof(*hash), reply, withdrawalProofJson);
}

constexpr Method table[] = {
    {"demo_transfer", transfer, 3},
    {"demo_status", status, 1},
    {"demo_withdraw", withdraw, 2},
    {"demo_getProof", getProof, 1},
};

}  // namespace

std::span<const Method> demoMethods() {
    return table;
}

}  // namespace rollscope::rpc
