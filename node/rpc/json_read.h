// Parameters: JSON into the values that Node takes.
//
// In: the params of a call. Out: values, or invalidParams naming the place. Pure.
#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "node/api/views.h"

namespace rollscope::rpc {

/// QUANTITY: "0x" and digits without leading zeros.
Result<U256> readQuantity(const QJsonValue& value, const char* name);
/// A QUANTITY, a JSON integer or decimal digits: what the devnet methods of other nodes take.
Result<std::uint64_t> readLooseNumber(const QJsonValue& value, const char* name);
/// A QUANTITY of 64 bits.
Result<std::uint64_t> readU64(const QJsonValue& value, const char* name);
Result<Bytes> readBytes(const QJsonValue& value, const char* name);
Result<Hash> readHash(const QJsonValue& value, const char* name);
Result<Address> readAddress(const QJsonValue& value, const char* name);
/// A storage key: 1 to 64 digits, leading zeros or not.
Result<U256> readSlot(const QJsonValue& value, const char* name);
/// Missing or null gives `otherwise`.
Result<bool> readFlag(const QJsonValue& value, bool otherwise, const char* name);
/// Tag, QUANTITY, or EIP-1898's object; missing or null is latest.
Result<api::BlockId> readBlockId(const QJsonValue& value);
/// Tag or QUANTITY, as eth_getBlockByNumber takes it.
Result<api::BlockId> readBlockNumber(const QJsonValue& value);
/// The transaction object of eth_call and eth_estimateGas.
Result<api::CallRequest> readCallRequest(const QJsonValue& value);
/// EIP-2930.
Result<std::vector<types::AccessTuple>> readAccessList(const QJsonValue& value);
/// The filter object of eth_getLogs; whether fromBlock was given is told apart.
struct FilterParams {
    api::LogFilter filter;
    bool hasFrom = false;
    bool hasTo = false;
};
Result<FilterParams> readFilter(const QJsonValue& value);
/// {offset, limit} or two numbers; the default is the newest 100.
Result<api::PageRequest> readPage(const QJsonArray& params, qsizetype first);
/// "l1" or "l2".
Result<api::Layer> readLayer(const QJsonValue& value);
Result<api::Role> readRole(const QJsonValue& value);
/// The wish of rollup_prepareTransaction.
Result<api::Intent> readIntent(const QJsonValue& value);

}  // namespace rollscope::rpc
