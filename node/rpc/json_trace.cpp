#include "node/rpc/json_trace.h"

#include <QJsonDocument>

#include "node/rpc/json_eth.h"

namespace rollscope::rpc {
namespace {

QJsonValue number(std::int64_t value) {
    return QJsonValue{static_cast<qint64>(value)};
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

QJsonObject storageJson(const std::vector<api::SlotValue>& storage) {
    QJsonObject object;
    for (const auto& [slot, value] : storage) {
        object.insert(text(toHex(toHash(slot).view())), data(toHash(value)));
    }
    return object;
}

QJsonArray memoryJson(const Bytes& memory) {
    QJsonArray words;
    for (std::size_t i = 0; i < memory.size(); i += 32) {
        words.append(
            data(BytesView{memory}.subspan(i, std::min<std::size_t>(32, memory.size() - i))));
    }
    return words;
}

QJsonObject structLogJson(const api::StructLog& log) {
    QJsonObject object{{QStringLiteral("pc"), number(log.pc)},
                       {QStringLiteral("op"), text(api::opcodeName(log.opcode))},
                       {QStringLiteral("gas"), number(log.gas)},
                       {QStringLiteral("gasCost"), number(log.gasCost)},
                       {QStringLiteral("depth"), number(log.depth)}};
    if (!log.error.empty()) object[u"error"] = text(log.error);
    if (log.stack) {
        QJsonArray stack;
        for (const U256& item : *log.stack) stack.append(quantity(item));
        object[u"stack"] = stack;
    }
    if (!log.returnData.empty()) object[u"returnData"] = data(log.returnData);
    if (log.memory && !log.memory->empty()) object[u"memory"] = memoryJson(*log.memory);
    if (log.storage && !log.storage->empty()) object[u"storage"] = storageJson(*log.storage);
    if (log.refund != 0) object[u"refund"] = number(static_cast<std::int64_t>(log.refund));
    return object;
}

QJsonObject structTraceJson(const api::StructTrace& trace, std::uint64_t limit) {
    QJsonArray logs;
    std::uint64_t bytes = 0;
    for (const api::StructLog& log : trace.logs) {
        if (limit != 0 && bytes > limit) break;
        const QJsonObject object = structLogJson(log);
        if (limit != 0) {
            bytes += static_cast<std::uint64_t>(
                QJsonDocument{object}.toJson(QJsonDocument::Compact).size());
        }
        logs.append(object);
    }
    return {{QStringLiteral("gas"), number(static_cast<std::int64_t>(trace.gas))},
            {QStringLiteral("failed"), trace.failed},
            {QStringLiteral("returnValue"), data(trace.returnValue)},
            {QStringLiteral("structLogs"), logs}};
}

QJsonObject logJson(const api::TraceLog& log) {
    QJsonArray topics;
    for (const Hash& topic : log.topics) topics.append(data(topic));
    return {{QStringLiteral("address"), data(log.address)},
            {QStringLiteral("topics"), topics},
            {QStringLiteral("data"), data(log.data)},
            {QStringLiteral("index"), quantity(log.index)},
            {QStringLiteral("position"), quantity(log.position)}};
}

QJsonObject callJson(const api::CallTrace& frame) {
    QJsonObject object{{QStringLiteral("from"), data(frame.from)},
                       {QStringLiteral("gas"), quantity(frame.gas)},
                       {QStringLiteral("gasUsed"), quantity(frame.gasUsed)},
                       {QStringLiteral("input"), data(frame.input)},
                       {QStringLiteral("type"), QString::fromLatin1(api::wordOf(frame.kind))}};
    if (frame.to) object[u"to"] = data(*frame.to);
    if (!frame.output.empty()) object[u"output"] = data(frame.output);
    if (!frame.error.empty()) object[u"error"] = text(frame.error);
    if (!frame.revertReason.empty()) object[u"revertReason"] = text(frame.revertReason);
    if (frame.value) object[u"value"] = quantity(*frame.value);
    QJsonArray calls;
    for (const api::CallTrace& call : frame.calls) calls.append(callJson(call));
    if (!calls.isEmpty()) object[u"calls"] = calls;
    QJsonArray logs;
    for (const api::TraceLog& log : frame.logs) logs.append(logJson(log));
    if (!logs.isEmpty()) object[u"logs"] = logs;
    return object;
}

QJsonObject accountsJson(const api::PrestateMap& accounts) {
    QJsonObject object;
    for (const auto& [address, account] : accounts) {
        QJsonObject fields;
        if (account.balance) fields[u"balance"] = quantity(*account.balance);
        if (account.code) fields[u"code"] = data(*account.code);
        if (account.codeHash) fields[u"codeHash"] = data(*account.codeHash);
        if (account.nonce != 0) fields[u"nonce"] = number(static_cast<std::int64_t>(account.nonce));
        if (!account.storage.empty()) fields[u"storage"] = storageJson(account.storage);
        object.insert(text(toHex(address.view())), fields);
    }
    return object;
}

}  // namespace

QJsonValue traceJson(const api::TraceView& trace, std::uint64_t limit) {
    if (const auto* steps = std::get_if<api::StructTrace>(&trace)) {
        return structTraceJson(*steps, limit);
    }
    if (const auto* call = std::get_if<api::CallTrace>(&trace)) return callJson(*call);
    const auto& state = std::get<api::PrestateTrace>(trace);
    if (!state.diff) return accountsJson(state.pre);
    return QJsonObject{{QStringLiteral("pre"), accountsJson(state.pre)},
                       {QStringLiteral("post"), accountsJson(state.post)}};
}

QJsonArray blockTraceJson(const std::vector<api::BlockTraceEntry>& entries, std::uint64_t limit) {
    QJsonArray list;
    for (const api::BlockTraceEntry& entry : entries) {
        QJsonObject object{{QStringLiteral("txHash"), data(entry.hash)}};
        if (entry.trace) {
            object[u"result"] = traceJson(*entry.trace, limit);
        } else {
            object[u"error"] = entry.error;
        }
        list.append(object);
    }
    return list;
}

}  // namespace rollscope::rpc
