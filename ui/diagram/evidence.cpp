#include "ui/diagram/evidence.h"

#include <QJsonArray>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

QString nameOf(const CallEvidence& call) {
    const QString whose = call.contract.isEmpty() ? elided(call.to) : call.contract;
    return whose + QLatin1Char('.') + call.function;
}

std::optional<std::uint64_t> chainTimeOf(const api::NamedValue& value) {
    const bool named = value.name.endsWith(QLatin1String("At")) ||
                       value.name == QLatin1String("deadline") ||
                       value.name == QLatin1String("timestamp");
    // a moment of this century: "never" is written as the largest number
    constexpr std::uint64_t earliest = 1'000'000'000, latest = 7'000'000'000;
    const std::uint64_t seconds = value.value.toULongLong();
    const bool is = named && value.type.startsWith(QLatin1String("uint")) && seconds >= earliest &&
                    seconds <= latest;
    return is ? std::optional(seconds) : std::nullopt;
}

std::optional<QString> timeTextOf(const api::NamedValue& value) {
    if (value.type == timeMsType) return timeOfDayMs(value.value.toULongLong());
    if (value.type == durationUsType) return durationText(value.value.toULongLong());
    const auto seconds = chainTimeOf(value);
    return seconds ? std::optional(shortTime(*seconds)) : std::nullopt;
}

QString shortText(const Evidence& evidence) {
    if (!evidence.layer) return QCoreApplication::translate("Player", "on this machine");
    if (!evidence.inBlock) {
        return evidence.transaction ? elided(*evidence.transaction, 4) + QStringLiteral(" · ") +
                                          QCoreApplication::translate("Player", "in the mempool")
                                    : QCoreApplication::translate("Player", "in the sequencer");
    }
    const QString block =
        QCoreApplication::translate("Player", "block %1").arg(grouped(evidence.block));
    const auto& hash = evidence.transaction ? evidence.transaction : evidence.root;
    return hash ? elided(*hash, 4) + QStringLiteral(" · ") + block : block;
}

namespace {

QJsonArray jsonOf(const std::vector<api::NamedValue>& values) {
    QJsonArray array;
    for (const api::NamedValue& value : values) {
        array.append(QJsonObject{{QStringLiteral("name"), value.name},
                                 {QStringLiteral("type"), value.type},
                                 {QStringLiteral("value"), value.value}});
    }
    return array;
}

}  // namespace

QJsonObject jsonOf(const Evidence& evidence) {
    QJsonObject json;
    json[QStringLiteral("chain")] =
        evidence.layer ? wordOf(*evidence.layer) : QStringLiteral("none");
    if (evidence.layer) {
        json[QStringLiteral("chainId")] = static_cast<qint64>(evidence.chainId);
        json[QStringLiteral("inBlock")] = evidence.inBlock;
    }
    if (evidence.layer && evidence.inBlock) {
        json[QStringLiteral("block")] = static_cast<qint64>(evidence.block);
        json[QStringLiteral("timestamp")] = static_cast<qint64>(evidence.timestamp);
        if (evidence.blockHash) json[QStringLiteral("blockHash")] = hex(*evidence.blockHash);
        json[QStringLiteral("stateRootBefore")] = hex(evidence.stateBefore);
        json[QStringLiteral("stateRootAfter")] = hex(evidence.stateAfter);
    }
    if (evidence.transaction) json[QStringLiteral("transaction")] = hex(*evidence.transaction);
    if (evidence.gas) json[QStringLiteral("gas")] = static_cast<qint64>(*evidence.gas);
    if (evidence.root) json[QStringLiteral("root")] = hex(*evidence.root);
    if (evidence.log) json[QStringLiteral("logIndex")] = static_cast<int>(evidence.log->logIndex);
    json[QStringLiteral("event")] = evidence.event;
    json[QStringLiteral("values")] = jsonOf(evidence.values);
    if (evidence.call) {
        const CallEvidence& call = *evidence.call;
        json[QStringLiteral("call")] =
            QJsonObject{{QStringLiteral("contract"), call.contract},
                        {QStringLiteral("function"), call.function},
                        {QStringLiteral("from"), hex(call.from)},
                        {QStringLiteral("to"), hex(call.to)},
                        {QStringLiteral("value"), QString::fromStdString(toDecimal(call.value))},
                        {QStringLiteral("arguments"), jsonOf(call.arguments)},
                        {QStringLiteral("gasUsed"), static_cast<qint64>(call.gasUsed)},
                        {QStringLiteral("depth"), static_cast<int>(call.depth)}};
    }
    if (!evidence.note.isEmpty()) json[QStringLiteral("note")] = evidence.note;
    return json;
}

}  // namespace rollscope::ui
