// The rollup's own objects as JSON (docs/rpc.md has every field). Integers are QUANTITY. Pure.
#pragma once

#include "node/rpc/json_eth.h"

namespace rollscope::rpc {

QJsonObject configJson(const api::NodeConfig& config);
QJsonObject syncStatusJson(const api::SyncStatus& status);
QJsonObject statusJson(const api::StatusView& status);
QJsonObject batchRowJson(const api::BatchRow& row);
QJsonObject batchJson(const api::BatchView& batch);
QJsonObject depositJson(const api::DepositView& deposit);
QJsonObject withdrawalJson(const api::WithdrawalView& withdrawal);
QJsonObject preparedJson(const api::PreparedTx& prepared);
QJsonObject abiJson(const api::AbiView& abi);
QJsonObject eventJson(const api::EventView& event);

/// {total, offset, rows}
template <class Row, class ToJson>
QJsonObject pageJson(const api::Page<Row>& page, ToJson toJson) {
    QJsonArray rows;
    for (const Row& row : page.rows) rows.append(toJson(row));
    return {{QStringLiteral("total"), quantity(page.total)},
            {QStringLiteral("offset"), quantity(page.offset)},
            {QStringLiteral("rows"), rows}};
}

}  // namespace rollscope::rpc
