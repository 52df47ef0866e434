#include "node/rpc/json_messages.h"

namespace rollscope::rpc {
namespace {

QJsonArray hashesJson(const std::vector<Hash>& hashes) {
    QJsonArray list;
    for (const Hash& hash : hashes) list.append(data(hash));
    return list;
}

}  // namespace

QJsonObject messageJson(const types::L1ToL2Message& message) {
    return {{QStringLiteral("index"), quantity(message.index)},
            {QStringLiteral("sender"), data(message.sender)},
            {QStringLiteral("recipient"), data(message.recipient)},
            {QStringLiteral("mint"), quantity(message.mint)},
            {QStringLiteral("value"), quantity(message.value)},
            {QStringLiteral("gasLimit"), quantity(message.gasLimit)},
            {QStringLiteral("secretHash"), data(message.secretHash)},
            {QStringLiteral("data"), data(message.data)}};
}

QJsonObject messageJson(const types::L2ToL1Message& message) {
    return {{QStringLiteral("index"), quantity(message.index)},
            {QStringLiteral("sender"), data(message.sender)},
            {QStringLiteral("target"), data(message.target)},
            {QStringLiteral("value"), quantity(message.value)},
            {QStringLiteral("data"), data(message.data)}};
}

QJsonObject messageViewJson(const api::MessageView& view) {
    return {{QStringLiteral("side"), api::wordOf(view.side)},
            {QStringLiteral("index"), quantity(view.index)},
            {QStringLiteral("leaf"), data(view.leaf)},
            {QStringLiteral("preimage"), data(view.preimage)},
            {QStringLiteral("message"),
             view.inbound ? messageJson(*view.inbound)
                          : messageJson(view.outbound.value_or(types::L2ToL1Message{}))},
            {QStringLiteral("stage"), api::wordOf(view.stage)},
            {QStringLiteral("why"), view.why},
            {QStringLiteral("claimable"), view.claimable},
            {QStringLiteral("transactionHash"), data(view.txHash)},
            {QStringLiteral("blockNumber"), quantity(view.block)},
            {QStringLiteral("timestamp"), quantity(view.timestamp)},
            {QStringLiteral("takenInBlock"), quantityOrNull(view.takenIn)},
            {QStringLiteral("batchIndex"), quantityOrNull(view.batch)},
            {QStringLiteral("readyAt"), quantityOrNull(view.readyAt)},
            {QStringLiteral("consumedTransactionHash"), dataOrNull(view.consumedTx)},
            {QStringLiteral("consumedAt"), quantityOrNull(view.consumedAt)},
            {QStringLiteral("from"), data(view.from)},
            {QStringLiteral("recipient"), data(view.recipient)},
            {QStringLiteral("amount"), quantity(view.amount)},
            {QStringLiteral("l1Token"), data(view.l1Token)},
            {QStringLiteral("symbol"), view.symbol}};
}

QJsonObject messageProofJson(const api::MessageProof& proof) {
    return {{QStringLiteral("side"), api::wordOf(proof.side)},
            {QStringLiteral("index"), quantity(proof.index)},
            {QStringLiteral("leaf"), data(proof.leaf)},
            {QStringLiteral("preimage"), data(proof.preimage)},
            {QStringLiteral("path"), hashesJson(proof.path)},
            {QStringLiteral("root"), data(proof.root)},
            {QStringLiteral("count"), quantity(proof.count)},
            {QStringLiteral("batchIndex"), quantityOrNull(proof.batch)}};
}

QJsonObject messageTreeJson(const api::MessageTreeView& tree) {
    return {{QStringLiteral("side"), api::wordOf(tree.side)},
            {QStringLiteral("count"), quantity(tree.count)},
            {QStringLiteral("root"), data(tree.root)},
            {QStringLiteral("level"), quantity(tree.level)},
            {QStringLiteral("first"), quantity(tree.first)},
            {QStringLiteral("nodes"), hashesJson(tree.nodes)}};
}

QJsonObject withdrawalProofJson(const api::WithdrawalProof& proof) {
    const bool known = !proof.claimTo.isZero();
    const QJsonObject claim{{QStringLiteral("to"), data(proof.claimTo)},
                            {QStringLiteral("data"), data(proof.claimData)}};
    return {{QStringLiteral("message"), messageJson(proof.message)},
            {QStringLiteral("index"), quantity(proof.message.index)},
            {QStringLiteral("leaf"), data(proof.leaf)},
            {QStringLiteral("path"), hashesJson(proof.path)},
            {QStringLiteral("root"), data(proof.root)},
            {QStringLiteral("batchIndex"), quantity(proof.batchIndex)},
            {QStringLiteral("stage"), api::wordOf(proof.stage)},
            {QStringLiteral("readyAt"), quantityOrNull(proof.readyAt)},
            {QStringLiteral("proof"), data(proof.proof)},
            {QStringLiteral("claim"), known ? QJsonValue{claim} : QJsonValue{QJsonValue::Null}}};
}

}  // namespace rollscope::rpc
