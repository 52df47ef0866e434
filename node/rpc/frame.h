// JSON-RPC 2.0 itself: bodies taken apart into calls, answers put together.
//
// In: a body. Out: calls with their ids, or the error that the specification names. Pure.
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <optional>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/rpc/json_text.h"

namespace rollscope::rpc {

/// One request of a body. `error` stands where it is not a request at all.
struct Call {
    QString method;
    QJsonArray params;
    QJsonValue id;              ///< null when the request had none that can be given back
    bool notification = false;  ///< no id: no answer
    std::optional<Error> error;
};

/// A body taken apart.
struct Frame {
    bool batch = false;
    std::vector<Call> calls;
};

/// parseError for what is not JSON or too deep; invalidRequest for an empty or too long batch.
Result<Frame> readFrame(const QByteArray& body, std::size_t maxBatch);

/// How deep brackets may stand in one another.
inline constexpr int maxDepth = 64;

/// {"id":…,"jsonrpc":"2.0","result":…}
QByteArray resultAnswer(const QJsonValue& id, const JsonText& result);

/// The error with its JSON-RPC code; data is {code: name}, or the revert's bytes (code 3).
QJsonObject errorAnswer(const QJsonValue& id, const Error& error);

/// Text of a revert: "execution reverted", and the reason where the data is Error(string).
QString revertText(const QString& dataHex);

}  // namespace rollscope::rpc
