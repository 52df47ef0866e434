#include "ui/text/trace_text.h"

#include <QCoreApplication>
#include <QJsonArray>

#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("trace", text);
}

QString bytesCount(std::size_t size) {
    return counted(size, tr("byte"), tr("bytes"));
}

/// A large whole number, shorter where it is a round amount of 18 decimals.
QString numberText(const QString& digits) {
    const auto value = u256FromDecimal(digits.toStdString());
    if (!value) return elided(digits, 8, 4);
    if (value->fitsU64() && value->low() < 1'000'000'000'000ULL) return grouped(*value);
    const QString scaled = amount(*value, 1, 18);
    if (scaled.section(QLatin1Char('.'), 1).size() <= 6) return scaled + QStringLiteral("e18");
    return digits.size() > 14 ? digits.left(8) + QStringLiteral("…") + digits.right(4) : digits;
}

}  // namespace

QString valueText(const api::NamedValue& value, const AddressNames& names) {
    const QString& text = value.value;
    if (value.type == QLatin1String("address")) {
        const auto address = addressFromHex(text.toStdString());
        if (!address) return text;
        const QString name = names ? names(*address) : QString();
        return name.isEmpty() ? elided(*address) : name;
    }
    if (value.type == QLatin1String("bytes")) {
        return bytesCount(static_cast<std::size_t>(std::max<qsizetype>(text.size() - 2, 0) / 2));
    }
    if (value.type.endsWith(QLatin1Char(']')) || value.type.endsWith(QLatin1Char(')'))) {
        return text.size() <= 24 ? text : text.left(20) + QStringLiteral("…");
    }
    if (value.type.startsWith(QLatin1String("uint")) ||
        value.type.startsWith(QLatin1String("int"))) {
        return numberText(text);
    }
    if (text.startsWith(QLatin1String("0x"))) return elided(text, 4, 4);
    return text.size() <= 32 ? text : text.left(30) + QStringLiteral("…");
}

QString argumentsText(const api::DecodedCall& call, const AddressNames& names) {
    QStringList parts;
    for (const api::NamedValue& value : call.arguments) parts << valueText(value, names);
    return parts.join(QStringLiteral(", "));
}

QString functionText(const api::ExecutionFrame& frame) {
    if (frame.kind == api::FrameKind::create || frame.kind == api::FrameKind::create2) {
        return tr("constructor");
    }
    if (frame.kind == api::FrameKind::selfDestruct) return tr("selfdestruct");
    if (frame.decoded) return frame.decoded->function;
    if (frame.input.empty()) return frame.ownSteps == 0 ? tr("transfer") : tr("receive");
    if (frame.input.size() < 4) return tr("fallback");
    return hex(BytesView(frame.input).first(4));
}

QString outputText(const api::ExecutionFrame& frame, const AddressNames& names) {
    if (frame.kind == api::FrameKind::create || frame.kind == api::FrameKind::create2) {
        return tr("%1 of code").arg(bytesCount(frame.output.size()));
    }
    if (frame.output.empty()) return {};
    if (!frame.returned.empty()) {
        QStringList parts;
        for (const api::NamedValue& value : frame.returned) parts << valueText(value, names);
        return parts.join(QStringLiteral(", "));
    }
    if (frame.output.size() == 32) return wordText(u256FromBytes(frame.output), names);
    return bytesCount(frame.output.size());
}

QString failureText(const api::ExecutionFrame& frame) {
    if (frame.ok) return {};
    if (frame.revertReason.isEmpty()) return frame.error;
    return frame.error + QStringLiteral(": ") + frame.revertReason;
}

std::uint32_t failingFrame(const api::ExecutionRecord& record) {
    const auto& frames = record.frames();
    std::uint32_t at = 0;
    for (;;) {
        const auto& children = frames[at].children;
        // a failure that its caller passed on comes from the last call and has the same output
        if (children.empty()) return at;
        const api::ExecutionFrame& last = frames[children.back()];
        if (last.ok || last.output != frames[at].output) return at;
        if (last.output.empty() && last.error != frames[at].error &&
            last.error.contains(QLatin1String("revert"))) {
            return at;
        }
        at = children.back();
    }
}

std::optional<std::uint32_t> failingStep(const api::ExecutionRecord& record, std::uint32_t frame) {
    const api::ExecutionFrame& of = record.frames()[frame];
    if (of.ownSteps == 0)
        return of.callStep == api::ExecutionFrame::none ? std::nullopt
                                                        : std::optional<std::uint32_t>(of.callStep);
    std::uint32_t step = of.endStep - 1;
    while (record.step(step).frame != frame) {
        std::uint32_t child = record.step(step).frame;
        while (record.frames()[child].parent != frame) child = record.frames()[child].parent;
        step = record.frames()[child].callStep;
    }
    return step;
}

namespace {

QString quantity(std::uint64_t value) {
    return hexNumber(value);
}

QJsonArray logsJson(const std::vector<api::LogView>& logs) {
    QJsonArray list;
    for (const api::LogView& log : logs) {
        QJsonArray topics;
        for (const Hash& topic : log.log.topics) topics << hex(topic);
        list << QJsonObject{{QStringLiteral("address"), hex(log.log.address)},
                            {QStringLiteral("topics"), topics},
                            {QStringLiteral("data"), hex(BytesView(log.log.data))},
                            {QStringLiteral("logIndex"), quantity(log.logIndex)}};
    }
    return list;
}

}  // namespace

QJsonObject receiptJson(const api::TxView& tx) {
    if (!tx.receipt) return {};
    const types::Receipt& receipt = *tx.receipt;
    const api::TxRow& row = tx.row;
    return {
        {QStringLiteral("transactionHash"), hex(row.hash)},
        {QStringLiteral("transactionIndex"), quantity(row.index)},
        {QStringLiteral("blockHash"), hex(tx.blockHash)},
        {QStringLiteral("blockNumber"), quantity(row.block.value_or(0))},
        {QStringLiteral("from"), hex(row.from)},
        {QStringLiteral("to"), row.to ? QJsonValue(hex(*row.to)) : QJsonValue()},
        {QStringLiteral("contractAddress"),
         receipt.contractAddress ? QJsonValue(hex(*receipt.contractAddress)) : QJsonValue()},
        {QStringLiteral("type"), quantity(static_cast<std::uint64_t>(receipt.type))},
        {QStringLiteral("status"), quantity(receipt.success ? 1 : 0)},
        {QStringLiteral("gasUsed"), quantity(receipt.gasUsed)},
        {QStringLiteral("cumulativeGasUsed"), quantity(receipt.cumulativeGasUsed)},
        {QStringLiteral("effectiveGasPrice"), hexNumber(receipt.effectiveGasPrice)},
        {QStringLiteral("l1GasUsed"), quantity(receipt.l1GasUsed)},
        {QStringLiteral("l1GasPrice"), hexNumber(receipt.l1GasPrice)},
        {QStringLiteral("l1Fee"), hexNumber(receipt.l1Fee)},
        {QStringLiteral("logs"), logsJson(tx.logs)},
        {QStringLiteral("logsBloom"), hex(receipt.bloom.view())},
    };
}

QJsonObject callTraceJson(const api::CallTrace& call) {
    QJsonObject json{{QStringLiteral("type"), QString::fromLatin1(api::wordOf(call.kind))},
                     {QStringLiteral("from"), hex(call.from)},
                     {QStringLiteral("gas"), quantity(call.gas)},
                     {QStringLiteral("gasUsed"), quantity(call.gasUsed)},
                     {QStringLiteral("input"), hex(BytesView(call.input))}};
    if (call.to) json[QStringLiteral("to")] = hex(*call.to);
    if (call.value) json[QStringLiteral("value")] = hexNumber(*call.value);
    if (!call.output.empty()) json[QStringLiteral("output")] = hex(BytesView(call.output));
    if (!call.error.empty()) json[QStringLiteral("error")] = QString::fromStdString(call.error);
    if (!call.revertReason.empty()) {
        json[QStringLiteral("revertReason")] = QString::fromStdString(call.revertReason);
    }
    QJsonArray calls;
    for (const api::CallTrace& each : call.calls) calls << callTraceJson(each);
    if (!calls.isEmpty()) json[QStringLiteral("calls")] = calls;
    QJsonArray logs;
    for (const api::TraceLog& log : call.logs) {
        QJsonArray topics;
        for (const Hash& topic : log.topics) topics << hex(topic);
        logs << QJsonObject{{QStringLiteral("address"), hex(log.address)},
                            {QStringLiteral("topics"), topics},
                            {QStringLiteral("data"), hex(BytesView(log.data))},
                            {QStringLiteral("index"), quantity(log.index)},
                            {QStringLiteral("position"), quantity(log.position)}};
    }
    if (!logs.isEmpty()) json[QStringLiteral("logs")] = logs;
    return json;
}

}  // namespace rollscope::ui
