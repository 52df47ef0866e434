// Ethereum's objects as JSON, in the forms of the execution-apis specification.
//
// In: views. Out: JSON values; integers are QUANTITY, bytes are DATA. Pure.
#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "node/api/receipt_view.h"
#include "node/api/views.h"
#include "node/rpc/json_text.h"

namespace rollscope::rpc {

QJsonValue quantity(const U256& value);
QJsonValue data(BytesView bytes);
inline QJsonValue data(const Bytes& bytes) {
    return data(BytesView{bytes});
}
template <std::size_t N>
QJsonValue data(const FixedBytes<N>& bytes) {
    return data(bytes.view());
}
/// null for none.
inline QJsonValue quantityOrNull(const std::optional<std::uint64_t>& value) {
    return value ? quantity(*value) : QJsonValue{QJsonValue::Null};
}
template <class Fixed>
QJsonValue dataOrNull(const std::optional<Fixed>& value) {
    return value ? data(*value) : QJsonValue{QJsonValue::Null};
}

/// Where a transaction stands; none while it is pending.
struct TxPlace {
    Hash blockHash;
    std::uint64_t blockNumber = 0;
    std::uint64_t blockTimestamp = 0;
    std::uint32_t index = 0;
    U256 baseFee;
};

QJsonObject transactionJson(const types::Transaction& tx, const Hash& hash, const Address& from,
                            const std::optional<TxPlace>& place);
/// Of a mined or pending transaction.
QJsonObject transactionJson(const api::TxView& view);

QJsonObject headerJson(const types::Header& header, const Hash& hash);
/// With whole transactions or their hashes alone.
QJsonObject blockJson(const api::BlockView& block, bool whole);

QJsonObject logJson(const api::LogView& log);
/// The same, written out.
JsonText logText(const api::LogView& log);
/// What a receipt says beside the Receipt itself.
struct ReceiptPlace {
    TxPlace place;
    Hash hash;
    Address from;
    std::optional<Address> to;
    std::uint32_t firstLog = 0;  ///< index in the block of its first log
};
JsonText receiptText(const types::Receipt& receipt, const ReceiptPlace& where);
/// null for none.
JsonText receiptText(const std::optional<api::MinedReceipt>& mined);
/// All of a block; `receipts` as Node gives them, in order.
JsonText receiptsText(const api::BlockView& block, const std::vector<types::Receipt>& receipts);

/// `keys` as the caller wrote them.
QJsonObject proofJson(const api::ProofView& proof, const QJsonArray& keys);
QJsonObject feeHistoryJson(const api::FeeHistoryView& history, bool rewards);

}  // namespace rollscope::rpc
