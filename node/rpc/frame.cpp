#include "node/rpc/frame.h"

#include <QJsonDocument>
#include <cmath>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::rpc {
namespace {

/// True when brackets outside of strings stand more than maxDepth deep.
bool tooDeep(const QByteArray& body) {
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (inString) {
            if (c == '\\') {
                ++i;
            } else if (c == '"') {
                inString = false;
            }
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > maxDepth) return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

Call broken(const QJsonValue& id, std::string why) {
    Call call;
    call.id = id;
    call.error = Error{ErrorCode::invalidRequest, std::move(why)};
    return call;
}

Call readCall(const QJsonValue& value) {
    if (!value.isObject()) return broken(QJsonValue::Null, "a request is an object");
    const QJsonObject object = value.toObject();
    const QJsonValue id = object.value(u"id");
    const bool idIsFine = id.isString() || id.isDouble() || id.isNull() || id.isUndefined();
    const QJsonValue answerId = idIsFine && !id.isUndefined() ? id : QJsonValue::Null;
    if (!idIsFine) return broken(answerId, "id must be a string, a number or null");
    if (object.value(u"jsonrpc") != QJsonValue{QStringLiteral("2.0")}) {
        return broken(answerId, "jsonrpc must be \"2.0\"");
    }
    const QJsonValue method = object.value(u"method");
    if (!method.isString()) return broken(answerId, "method must be a string");
    Call call;
    call.method = method.toString();
    call.id = answerId;
    call.notification = id.isUndefined();
    const QJsonValue params = object.value(u"params");
    if (params.isArray()) {
        call.params = params.toArray();
    } else if (params.isObject()) {
        call.error = Error{ErrorCode::invalidParams, "params must be a list"};
    } else if (!params.isUndefined() && !params.isNull()) {
        return broken(answerId, "params must be a list");
    }
    return call;
}

/// A scalar is JSON, but no request; Qt's parser takes lists and objects alone.
bool isScalar(const QByteArray& body) {
    const auto wrapped = QJsonDocument::fromJson("[" + body + "]");
    return wrapped.isArray() && wrapped.array().size() == 1;
}

}  // namespace

Result<Frame> readFrame(const QByteArray& body, std::size_t maxBatch) {
    if (tooDeep(body)) return fail(ErrorCode::parseError, "nested too deep");
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body, &problem);
    if (problem.error != QJsonParseError::NoError) {
        if (body.size() < 1024 && isScalar(body)) {
            return fail(ErrorCode::invalidRequest, "a request is an object");
        }
        return fail(ErrorCode::parseError, problem.errorString().toStdString());
    }
    Frame frame;
    if (document.isObject()) {
        frame.calls.push_back(readCall(document.object()));
        return frame;
    }
    const QJsonArray list = document.array();
    if (list.isEmpty()) return fail(ErrorCode::invalidRequest, "empty batch");
    if (static_cast<std::size_t>(list.size()) > maxBatch) {
        return fail(ErrorCode::requestTooLarge,
                    "at most " + std::to_string(maxBatch) + " requests in a batch");
    }
    frame.batch = true;
    frame.calls.reserve(static_cast<std::size_t>(list.size()));
    for (const QJsonValue& value : list) frame.calls.push_back(readCall(value));
    return frame;
}

QByteArray resultAnswer(const QJsonValue& id, const JsonText& result) {
    // Nearly every id is a small number.
    const bool plain = id.isDouble() && id.toInteger(-1) >= 0 &&
                       static_cast<double>(id.toInteger()) == id.toDouble();
    const QByteArray idText = plain ? QByteArray::number(id.toInteger()) : JsonText{id}.text;
    return "{\"id\":" + idText + ",\"jsonrpc\":\"2.0\",\"result\":" + result.text + '}';
}

QString revertText(const QString& dataHex) {
    const QString plain = QStringLiteral("execution reverted");
    const auto data = bytesFromHex(dataHex.toStdString());
    // Error(string): selector, offset 32, length, text.
    if (!data || data->size() < 68 || !dataHex.startsWith(u"0x08c379a0")) return plain;
    const U256 length = u256FromBytes(BytesView{*data}.subspan(36, 32));
    if (length > U256{data->size() - 68}) return plain;
    return plain + QStringLiteral(": ") +
           QString::fromUtf8(reinterpret_cast<const char*>(data->data()) + 68,
                             static_cast<qsizetype>(length.low()));
}

QJsonObject errorAnswer(const QJsonValue& id, const Error& error) {
    const ErrorInfo& info = errorInfo(error.code);
    QJsonObject object{{QStringLiteral("code"), info.jsonRpcCode}};
    if (error.code == ErrorCode::executionReverted) {
        const QString data = error.data.starts_with("0x") ? QString::fromStdString(error.data)
                                                          : QStringLiteral("0x");
        object[u"message"] = revertText(data);
        object[u"data"] = data;
    } else {
        object[u"message"] = QString::fromStdString(error.text());
        object[u"data"] = QJsonObject{
            {QStringLiteral("code"),
             QString::fromLatin1(info.name.data(), static_cast<qsizetype>(info.name.size()))}};
    }
    return {{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
            {QStringLiteral("id"), id},
            {QStringLiteral("error"), object}};
}

}  // namespace rollscope::rpc
