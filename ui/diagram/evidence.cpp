#include "ui/diagram/evidence.h"

#include <QJsonArray>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

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
    QJsonArray values;
    for (const api::NamedValue& value : evidence.values) {
        values.append(QJsonObject{{QStringLiteral("name"), value.name},
                                  {QStringLiteral("type"), value.type},
                                  {QStringLiteral("value"), value.value}});
    }
    json[QStringLiteral("values")] = values;
    if (!evidence.note.isEmpty()) json[QStringLiteral("note")] = evidence.note;
    return json;
}

}  // namespace rollscope::ui
