#include "node/rpc/json_rollup.h"

#include "node/rpc/json_messages.h"

namespace rollscope::rpc {
namespace {

QString layerWord(api::Layer layer) {
    return layer == api::Layer::l1 ? QStringLiteral("l1") : QStringLiteral("l2");
}

QJsonObject headJson(const api::HeadView& head) {
    return {{QStringLiteral("number"), quantity(head.number)},
            {QStringLiteral("hash"), data(head.hash)},
            {QStringLiteral("timestamp"), quantity(head.timestamp)}};
}

QString levelWord(api::EventLevel level) {
    switch (level) {
        case api::EventLevel::info: return QStringLiteral("info");
        case api::EventLevel::good: return QStringLiteral("good");
        case api::EventLevel::warning: return QStringLiteral("warning");
        case api::EventLevel::alarm: break;
    }
    return QStringLiteral("alarm");
}

}  // namespace

QJsonObject configJson(const api::NodeConfig& config) {
    QJsonObject contracts;
    QJsonObject l1;
    QJsonObject l2;
    for (const api::ContractView& contract : config.contracts) {
        contracts[contract.name] = data(contract.address);
        (contract.layer == api::Layer::l1 ? l1 : l2)[contract.name] = data(contract.address);
    }
    return {{QStringLiteral("l1ChainId"), quantity(config.l1ChainId)},
            {QStringLiteral("l2ChainId"), quantity(config.l2ChainId)},
            {QStringLiteral("contracts"), contracts},
            {QStringLiteral("l1Contracts"), l1},
            {QStringLiteral("l2Contracts"), l2},
            {QStringLiteral("blockTimeMs"), quantity(config.blockTimeMs)},
            {QStringLiteral("l1BlockTimeMs"), quantity(config.l1BlockTimeMs)},
            {QStringLiteral("challengePeriodS"), quantity(config.challengePeriodS)},
            {QStringLiteral("forceInclusionDelayS"), quantity(config.forceInclusionDelayS)},
            {QStringLiteral("sequencerTimeoutS"), quantity(config.sequencerTimeoutS)},
            {QStringLiteral("proofMode"), config.proofMode},
            {QStringLiteral("maxBatchBytes"), quantity(config.maxBatchBytes)},
            {QStringLiteral("maxBatchBlocks"), quantity(config.maxBatchBlocks)},
            {QStringLiteral("l2GasLimit"), quantity(config.l2GasLimit)},
            {QStringLiteral("l2GenesisHash"), data(config.l2GenesisHash)},
            {QStringLiteral("devnet"), config.devnet},
            {QStringLiteral("version"), config.version},
            {QStringLiteral("rpcUrl"), config.rpcUrl},
            {QStringLiteral("l1RpcUrl"), config.l1RpcUrl}};
}

QJsonObject syncStatusJson(const api::SyncStatus& status) {
    const api::HeadsView& heads = status.heads;
    QJsonArray roles;
    for (const api::RoleView& role : status.roles) {
        roles.append(QJsonObject{{QStringLiteral("role"), api::wordOf(role.role)},
                                 {QStringLiteral("running"), role.running},
                                 {QStringLiteral("available"), role.available},
                                 {QStringLiteral("account"), dataOrNull(role.account)},
                                 {QStringLiteral("balance"), quantity(role.balance)},
                                 {QStringLiteral("note"), role.note}});
    }
    return {{QStringLiteral("l1"), headJson(heads.l1)},
            {QStringLiteral("latest"), headJson(heads.unsafe)},
            {QStringLiteral("safe"), headJson(heads.safe)},
            {QStringLiteral("asserted"), headJson(heads.asserted)},
            {QStringLiteral("finalized"), headJson(heads.finalized)},
            {QStringLiteral("pending"), quantity(heads.pending)},
            {QStringLiteral("queued"), quantity(heads.queued)},
            {QStringLiteral("batches"), quantity(heads.batches)},
            {QStringLiteral("now"), quantity(heads.now)},
            {QStringLiteral("clockPaused"), heads.clockPaused},
            {QStringLiteral("roles"), roles},
            {QStringLiteral("verifier"), status.verifierNote},
            {QStringLiteral("l1Confirmations"), quantity(status.l1Confirmations)},
            {QStringLiteral("startedAtMs"), quantity(status.startedAtMs)}};
}

QJsonObject statusJson(const api::StatusView& status) {
    return {{QStringLiteral("status"), api::wordOf(status.status)},
            {QStringLiteral("reason"), status.reason},
            {QStringLiteral("blockNumber"), quantityOrNull(status.block)},
            {QStringLiteral("batchIndex"), quantityOrNull(status.batch)},
            {QStringLiteral("finalAt"), quantityOrNull(status.finalAt)}};
}

QJsonObject batchRowJson(const api::BatchRow& row) {
    return {{QStringLiteral("index"), quantity(row.index)},
            {QStringLiteral("hash"), data(row.hash)},
            {QStringLiteral("firstBlock"), quantity(row.firstBlock)},
            {QStringLiteral("lastBlock"), quantity(row.lastBlock)},
            {QStringLiteral("transactions"), quantity(row.transactions)},
            {QStringLiteral("sizeBytes"), quantity(row.sizeBytes)},
            {QStringLiteral("unpackedBytes"), quantity(row.unpackedBytes)},
            {QStringLiteral("inboxCount"), quantity(row.inboxCount)},
            {QStringLiteral("l1TransactionHash"), data(row.l1TxHash)},
            {QStringLiteral("l1BlockNumber"), quantity(row.l1Block)},
            {QStringLiteral("l1Timestamp"), quantity(row.l1Timestamp)},
            {QStringLiteral("l1GasUsed"), quantity(row.l1GasUsed)},
            {QStringLiteral("l1Fee"), quantity(row.l1Fee)},
            {QStringLiteral("l1FeePerTransaction"),
             row.transactions > 0 ? quantity(row.l1Fee / U256{row.transactions})
                                  : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("status"), api::wordOf(row.status)},
            {QStringLiteral("assertedAt"), quantityOrNull(row.assertedAt)},
            {QStringLiteral("finalAt"), quantityOrNull(row.finalAt)}};
}

QJsonObject batchJson(const api::BatchView& batch) {
    QJsonObject object = batchRowJson(batch.row);
    QJsonArray assertions;
    for (const api::AssertionView& assertion : batch.assertions) {
        assertions.append(
            QJsonObject{{QStringLiteral("claim"), data(assertion.claim)},
                        {QStringLiteral("stateRoot"), data(assertion.parts.stateRoot)},
                        {QStringLiteral("outboxRoot"), data(assertion.parts.outboxRoot)},
                        {QStringLiteral("blockHash"), data(assertion.parts.blockHash)},
                        {QStringLiteral("txRoot"), data(assertion.parts.txRoot)},
                        {QStringLiteral("asserter"), data(assertion.asserter)},
                        {QStringLiteral("assertedAt"), quantity(assertion.assertedAt)},
                        {QStringLiteral("finalAt"), quantity(assertion.finalAt)},
                        {QStringLiteral("matches"), assertion.matches},
                        {QStringLiteral("final"), assertion.final},
                        {QStringLiteral("l1TransactionHash"), data(assertion.l1TxHash)}});
    }
    object[u"prevBatchHash"] = data(batch.record.prevBatchHash);
    object[u"dataHash"] = data(batch.record.dataHash);
    object[u"inboxRoot"] = data(batch.record.inboxRoot);
    object[u"postedBy"] = data(batch.postedBy);
    object[u"data"] = data(batch.data);
    object[u"assertions"] = assertions;
    return object;
}

QJsonObject depositJson(const api::DepositView& deposit) {
    return {{QStringLiteral("index"), quantity(deposit.index)},
            {QStringLiteral("stage"), api::wordOf(deposit.stage)},
            {QStringLiteral("from"), data(deposit.from)},
            {QStringLiteral("recipient"), data(deposit.recipient)},
            {QStringLiteral("amount"), quantity(deposit.amount)},
            {QStringLiteral("l1Token"), data(deposit.l1Token)},
            {QStringLiteral("l2Token"), data(deposit.l2Token)},
            {QStringLiteral("symbol"), deposit.symbol},
            {QStringLiteral("l1TransactionHash"), data(deposit.l1TxHash)},
            {QStringLiteral("l1BlockNumber"), quantity(deposit.l1Block)},
            {QStringLiteral("l1Timestamp"), quantity(deposit.l1Timestamp)},
            {QStringLiteral("l2TransactionHash"), dataOrNull(deposit.l2TxHash)},
            {QStringLiteral("l2BlockNumber"), quantityOrNull(deposit.l2Block)},
            {QStringLiteral("l2Timestamp"), quantityOrNull(deposit.l2Timestamp)},
            {QStringLiteral("leaf"), data(deposit.leaf)},
            {QStringLiteral("message"), messageJson(deposit.message)},
            {QStringLiteral("why"), deposit.why}};
}

QJsonObject withdrawalJson(const api::WithdrawalView& withdrawal) {
    return {{QStringLiteral("index"), quantity(withdrawal.index)},
            {QStringLiteral("stage"), api::wordOf(withdrawal.stage)},
            {QStringLiteral("from"), data(withdrawal.from)},
            {QStringLiteral("recipient"), data(withdrawal.recipient)},
            {QStringLiteral("amount"), quantity(withdrawal.amount)},
            {QStringLiteral("l1Token"), data(withdrawal.l1Token)},
            {QStringLiteral("symbol"), withdrawal.symbol},
            {QStringLiteral("l2TransactionHash"), data(withdrawal.l2TxHash)},
            {QStringLiteral("l2BlockNumber"), quantity(withdrawal.l2Block)},
            {QStringLiteral("initiatedAt"), quantity(withdrawal.initiatedAt)},
            {QStringLiteral("batchIndex"), quantityOrNull(withdrawal.batch)},
            {QStringLiteral("batchedAt"), quantityOrNull(withdrawal.batchedAt)},
            {QStringLiteral("assertedAt"), quantityOrNull(withdrawal.assertedAt)},
            {QStringLiteral("readyAt"), quantityOrNull(withdrawal.readyAt)},
            {QStringLiteral("proven"), withdrawal.proven},
            {QStringLiteral("claimedAt"), quantityOrNull(withdrawal.claimedAt)},
            {QStringLiteral("claimTransactionHash"), dataOrNull(withdrawal.claimTxHash)},
            {QStringLiteral("leaf"), data(withdrawal.leaf)},
            {QStringLiteral("message"), messageJson(withdrawal.message)},
            {QStringLiteral("why"), withdrawal.why}};
}

QJsonObject preparedJson(const api::PreparedTx& prepared) {
    const types::Transaction& tx = prepared.tx;
    QJsonObject fields{{QStringLiteral("type"), quantity(static_cast<std::uint64_t>(tx.type))},
                       {QStringLiteral("chainId"), quantity(tx.chainId.value_or(0))},
                       {QStringLiteral("nonce"), quantity(tx.nonce)},
                       {QStringLiteral("to"), dataOrNull(tx.to)},
                       {QStringLiteral("value"), quantity(tx.value)},
                       {QStringLiteral("gas"), quantity(tx.gasLimit)},
                       {QStringLiteral("input"), data(tx.data)},
                       {QStringLiteral("maxFeePerGas"), quantity(tx.maxFeePerGas)},
                       {QStringLiteral("maxPriorityFeePerGas"), quantity(tx.maxPriorityFeePerGas)}};
    return {{QStringLiteral("layer"), layerWord(prepared.layer)},
            {QStringLiteral("transaction"), fields},
            {QStringLiteral("maxCost"), quantity(prepared.maxCost)},
            {QStringLiteral("sentence"), prepared.sentence}};
}

QJsonObject abiJson(const api::AbiView& abi) {
    return {{QStringLiteral("layer"), layerWord(abi.layer)},
            {QStringLiteral("address"), data(abi.address)},
            {QStringLiteral("name"), abi.name},
            {QStringLiteral("functions"), quantity(abi.functions)},
            {QStringLiteral("events"), quantity(abi.events)},
            {QStringLiteral("errors"), quantity(abi.errors)}};
}

QJsonObject eventJson(const api::EventView& event) {
    return {{QStringLiteral("sequence"), quantity(event.sequence)},
            {QStringLiteral("timeMs"), quantity(event.timeMs)},
            {QStringLiteral("level"), levelWord(event.level)},
            {QStringLiteral("layer"),
             event.layer ? QJsonValue{layerWord(*event.layer)} : QJsonValue{QJsonValue::Null}},
            {QStringLiteral("source"), event.source},
            {QStringLiteral("text"), event.text},
            {QStringLiteral("link"), event.link}};
}

}  // namespace rollscope::rpc
