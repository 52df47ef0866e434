// The mempool as JSON, in geth's forms and in our own (docs/rpc.md). Pure.
#pragma once

#include "node/api/pool_views.h"
#include "node/rpc/json_eth.h"

namespace rollscope::rpc {

QJsonObject poolJson(const api::PoolView& pool);
QJsonObject mempoolRowJson(const api::MempoolRow& row);
QJsonObject poolSenderJson(const api::PoolSenderRow& row);

/// {nonce: transaction} of one sender or {address: {nonce: transaction}} of all, by place.
enum class PoolForm : std::uint8_t { whole, words };
/// txpool_content and txpool_inspect: {pending, queued}.
QJsonObject poolContentJson(const std::vector<api::PoolEntry>& entries, PoolForm form);
/// txpool_contentFrom.
QJsonObject poolContentFromJson(const std::vector<api::PoolEntry>& entries);

/// [offset?, limit?, {order, from}?] or one object with all of them.
Result<api::PoolRequest> readPoolRequest(const QJsonArray& params);

}  // namespace rollscope::rpc
