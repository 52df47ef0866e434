#include "node/rpc/json_pool.h"

#include "node/rpc/json_read.h"

namespace rollscope::rpc {
namespace {

QJsonValue entryJson(const api::PoolEntry& entry, PoolForm form) {
    if (form == PoolForm::whole) {
        return transactionJson(entry.tx, entry.hash, entry.sender, std::nullopt);
    }
    const auto decimal = [](const U256& value) { return QString::fromStdString(toDecimal(value)); };
    const QString to = entry.tx.to ? QString::fromStdString(toHex(entry.tx.to->view()))
                                   : QStringLiteral("contract creation");
    return QStringLiteral("%1: %2 wei + %3 gas × %4 wei")
        .arg(to, decimal(entry.tx.value), QString::number(entry.tx.gasLimit),
             decimal(entry.tx.maxFeePerGas));
}

/// Of those that are queued, or of those that are not: by nonce.
QJsonObject byNonce(const std::vector<api::PoolEntry>& entries, bool queued, PoolForm form) {
    QJsonObject result;
    for (const api::PoolEntry& entry : entries) {
        if (entry.queued != queued) continue;
        result.insert(QString::number(entry.tx.nonce), entryJson(entry, form));
    }
    return result;
}

QJsonObject bySender(const std::vector<api::PoolEntry>& entries, bool queued, PoolForm form) {
    QJsonObject result;
    QJsonObject own;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const api::PoolEntry& entry = entries[i];
        if (entry.queued == queued) {
            own.insert(QString::number(entry.tx.nonce), entryJson(entry, form));
        }
        const bool last = i + 1 == entries.size() || entries[i + 1].sender != entry.sender;
        if (!last || own.isEmpty()) continue;
        result.insert(data(entry.sender).toString(), own);
        own = {};
    }
    return result;
}

}  // namespace

QJsonObject poolJson(const api::PoolView& pool) {
    QJsonArray fees;
    for (const api::FeeBar& bar : pool.fees) {
        fees.append(QJsonObject{
            {QStringLiteral("from"), quantity(bar.from)},
            {QStringLiteral("to"), bar.to ? quantity(*bar.to) : QJsonValue{QJsonValue::Null}},
            {QStringLiteral("transactions"), quantity(bar.transactions)},
            {QStringLiteral("gas"), quantity(bar.gas)}});
    }
    const api::PoolLimits& limits = pool.limits;
    return {{QStringLiteral("pending"), quantity(pool.pending)},
            {QStringLiteral("queued"), quantity(pool.queued)},
            {QStringLiteral("underpriced"), quantity(pool.underpriced)},
            {QStringLiteral("local"), quantity(pool.local)},
            {QStringLiteral("senders"), quantity(pool.senders)},
            {QStringLiteral("bytes"), quantity(pool.bytes)},
            {QStringLiteral("oldestMs"), quantity(pool.oldestMs)},
            {QStringLiteral("baseFee"), quantity(pool.baseFee)},
            {QStringLiteral("fees"), fees},
            {QStringLiteral("limits"),
             QJsonObject{{QStringLiteral("transactions"), quantity(limits.transactions)},
                         {QStringLiteral("bytes"), quantity(limits.bytes)},
                         {QStringLiteral("perSender"), quantity(limits.perSender)},
                         {QStringLiteral("queued"), quantity(limits.queued)},
                         {QStringLiteral("local"), quantity(limits.local)},
                         {QStringLiteral("lifetimeS"), quantity(limits.lifetimeS)},
                         {QStringLiteral("priceBumpPercent"), quantity(limits.priceBumpPercent)}}}};
}

QJsonObject mempoolRowJson(const api::MempoolRow& row) {
    return {{QStringLiteral("hash"), data(row.tx.hash)},
            {QStringLiteral("from"), data(row.tx.from)},
            {QStringLiteral("to"), dataOrNull(row.tx.to)},
            {QStringLiteral("nonce"), quantity(row.tx.nonce)},
            {QStringLiteral("value"), quantity(row.tx.value)},
            {QStringLiteral("gas"), quantity(row.tx.gas)},
            {QStringLiteral("maxFeePerGas"), quantity(row.tx.maxFeePerGas)},
            {QStringLiteral("tip"), quantity(row.tx.tip)},
            {QStringLiteral("receivedMs"), quantity(row.receivedMs)},
            {QStringLiteral("queued"), row.queued},
            {QStringLiteral("local"), row.local},
            {QStringLiteral("replaced"), dataOrNull(row.replaced)},
            {QStringLiteral("sizeBytes"), quantity(row.sizeBytes)},
            {QStringLiteral("why"), row.why}};
}

QJsonObject poolSenderJson(const api::PoolSenderRow& row) {
    return {{QStringLiteral("sender"), data(row.sender)},
            {QStringLiteral("nextNonce"), quantity(row.nextNonce)},
            {QStringLiteral("pending"), quantity(row.pending)},
            {QStringLiteral("queued"), quantity(row.queued)},
            {QStringLiteral("bytes"), quantity(row.bytes)},
            {QStringLiteral("local"), row.local},
            {QStringLiteral("highestTip"), quantity(row.highestTip)},
            {QStringLiteral("cost"), quantity(row.cost)},
            {QStringLiteral("oldestMs"), quantity(row.oldestMs)}};
}

QJsonObject poolContentJson(const std::vector<api::PoolEntry>& entries, PoolForm form) {
    return {{QStringLiteral("pending"), bySender(entries, false, form)},
            {QStringLiteral("queued"), bySender(entries, true, form)}};
}

QJsonObject poolContentFromJson(const std::vector<api::PoolEntry>& entries) {
    return {{QStringLiteral("pending"), byNonce(entries, false, PoolForm::whole)},
            {QStringLiteral("queued"), byNonce(entries, true, PoolForm::whole)}};
}

Result<api::PoolRequest> readPoolRequest(const QJsonArray& params) {
    api::PoolRequest request;
    const auto page = readPage(params, 0);
    if (!page) return failFrom(page);
    request.page = *page;
    if (params.isEmpty() || !params.first().isObject()) return request;
    const QJsonObject object = params.first().toObject();
    const QJsonValue order = object.value(u"order");
    if (order.toString() == u"byTip") {
        request.order = api::PoolOrder::byTip;
    } else if (!order.isUndefined() && order.toString() != u"newest") {
        return fail(ErrorCode::invalidParams, "order: must be newest or byTip");
    }
    if (object.contains(u"from")) {
        const auto from = readAddress(object.value(u"from"), "from");
        if (!from) return failFrom(from);
        request.sender = *from;
    }
    return request;
}

}  // namespace rollscope::rpc
