#include "ui/pages/evidence_view.h"

#include <set>

#include "ui/widgets/object_fields.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("evidence", text);
}

const Step& stepOf(const Player& player, int item) {
    const auto places = player.diagram().items();
    return player.diagram().steps[places[static_cast<std::size_t>(item)]];
}

/// Values of these names are amounts of the token or of ether that the evidence is about.
bool isAmount(const api::NamedValue& value) {
    static const std::set<QString> names{QStringLiteral("amount"), QStringLiteral("value"),
                                         QStringLiteral("mint"),   QStringLiteral("before"),
                                         QStringLiteral("after"),  QStringLiteral("bond")};
    return value.type == QLatin1String("uint256") && names.count(value.name) > 0;
}

QString unitOf(const Evidence& evidence) {
    const QString contract = evidence.event.section(QStringLiteral(" · "), 0, 0);
    const bool token =
        contract.contains(QLatin1String("Token")) && contract != QLatin1String("L1Bridge");
    return token ? QStringLiteral("TST") : QStringLiteral("ETH");
}

/// A value with the link that its type gives it; whole, or as a person reads it.
ObjectField valueField(const api::NamedValue& value, const Evidence& evidence, bool exact) {
    ObjectField field = plain(value.name, value.value);
    if (const auto seconds = chainTimeOf(value)) {
        if (!exact) return timeField(value.name, *seconds);
        field.note = dayText(*seconds);
        field.tip = absoluteTime(*seconds);
        return field;
    }
    if (const auto time = timeTextOf(value)) {
        field.value = *time;
        if (value.type == timeMsType) field.tip = absoluteTime(value.value.toULongLong() / 1'000);
        return field;
    }
    if (value.type == QLatin1String("address") && evidence.layer) {
        if (const auto address = addressFromHex(value.value.toStdString())) {
            return addressField(value.name, *evidence.layer, *address);
        }
    }
    if (!exact && isAmount(value)) {
        if (const auto number = u256FromDecimal(value.value.toStdString())) {
            return plain(value.name, amount(*number, 1), unitOf(evidence));
        }
    }
    if (!exact && value.type.startsWith(QLatin1String("uint")) && value.value.size() <= 19) {
        field.value = grouped(value.value.toULongLong());
    }
    return field;
}

ObjectSection happenedIn(const Player& player, const ItemRun& run,
                         const std::optional<api::StatusView>& status) {
    const Evidence& evidence = *run.evidence;
    ObjectSection section = titled(tr("Happened in"));
    if (!evidence.layer) {
        section.fields << worded(tr("Place"), tr("on this machine; no chain was touched"));
        return section;
    }
    const api::Layer layer = *evidence.layer;
    const QString name = wordOf(layer);
    section.fields << plain(tr("Chain"), grouped(evidence.chainId), name);
    if (evidence.transaction) {
        section.fields << txField(tr("%1 tx").arg(name), layer, *evidence.transaction);
    }
    if (!evidence.inBlock) {
        section.fields << worded(tr("%1 block").arg(name),
                                 tr("in none then: the sequencer had it"));
    } else {
        section.fields << blockSince(tr("%1 block").arg(name), layer, evidence.block,
                                     evidence.timestamp);
    }
    if (evidence.blockHash) {
        section.fields << hashField(tr("Block hash"), *evidence.blockHash, layerIndex(layer));
    }
    if (status) section.fields << plain(tr("Status"), api::wordOf(status->status));
    if (evidence.gas) {
        section.fields << plain(tr("Gas"), grouped(*evidence.gas), tr("in the whole tx"));
    }
    if (run.within >= 0) {
        QString other;
        const Step& step = stepOf(player, run.within);
        if (const auto* arrow = std::get_if<Message>(&step.content)) other = arrow->text.plain();
        if (const auto* note = std::get_if<Note>(&step.content)) other = note->text.plain();
        ObjectField field = worded(tr("Shares"), tr("the transaction of “%1”").arg(other));
        section.fields << field;
    }
    return section;
}

ObjectSection callOf(const Evidence& evidence) {
    ObjectSection section = titled(tr("Call"));
    if (!evidence.call) return section;
    const CallEvidence& call = *evidence.call;
    section.fields << plain(tr("Function"), call.function, call.contract)
                   << addressField(tr("by"), *evidence.layer, call.from)
                   << addressField(tr("of"), *evidence.layer, call.to);
    if (!call.value.isZero()) {
        section.fields << plain(tr("Sends"), amount(call.value, 1), QStringLiteral("ETH"));
    }
    for (const auto& each : call.arguments) section.fields << valueField(each, evidence, false);
    section.fields << plain(tr("Gas used"), grouped(call.gasUsed), tr("by this call"));
    return section;
}

ObjectSection rootsOf(const Evidence& evidence) {
    ObjectSection section = titled(tr("Roots"));
    if (!evidence.layer || !evidence.blockHash) return section;
    const int mark = layerIndex(*evidence.layer);
    section.fields << hashField(tr("state before"), evidence.stateBefore, mark)
                   << hashField(tr("state after"), evidence.stateAfter, mark);
    if (evidence.root) section.fields << hashField(tr("root"), *evidence.root);
    return section;
}

ObjectSection logOf(const Evidence& evidence) {
    ObjectSection section;
    if (!evidence.log) return section;
    const api::LogView& log = *evidence.log;
    section.title = tr("Log %1, decoded").arg(log.logIndex);
    if (log.decoded) {
        section.fields << plain(tr("Event"), log.decoded->function)
                       << addressField(tr("of"), *evidence.layer, log.log.address);
        for (const auto& value : log.decoded->arguments) {
            section.fields << valueField(value, evidence, true);
        }
    }
    for (std::size_t i = 0; i < log.log.topics.size(); ++i) {
        section.fields << hashField(QStringLiteral("topic%1").arg(i), log.log.topics[i]);
    }
    section.bytes = log.log.data;
    section.bytesTitle = tr("Data");
    for (std::size_t at = 0; at + 32 <= section.bytes.size() && at < 256; at += 32) {
        const Tone tone = (at / 32) % 2 == 0 ? Tone::l1 : Tone::l2;
        section.decoded.push_back({at, 32, tr("word %1").arg(at / 32), {}, tone});
    }
    return section;
}

ObjectSection runSoFar(const Player& player, int item) {
    ObjectSection section = titled(tr("Run so far"));
    const Diagram& diagram = player.diagram();
    int arrows = 0, notes = 0;
    std::uint64_t gas[2] = {0, 0}, first = 0, last = 0;
    std::set<Hash> counted;
    const std::uint64_t until = player.items()[static_cast<std::size_t>(item)].litAtMs;
    for (int i = 0; i < static_cast<int>(player.items().size()); ++i) {
        const ItemRun& run = player.items()[static_cast<std::size_t>(i)];
        if (!run.evidence || run.litAtMs > until) continue;
        ++(std::holds_alternative<Message>(stepOf(player, i).content) ? arrows : notes);
        const Evidence& evidence = *run.evidence;
        if (!evidence.layer || !evidence.inBlock) continue;
        if (first == 0) first = evidence.timestamp;
        last = std::max(last, evidence.timestamp);
        if (!evidence.transaction || !evidence.gas) continue;
        if (!counted.insert(*evidence.transaction).second) continue;
        gas[*evidence.layer == api::Layer::l1 ? 0 : 1] += *evidence.gas;
    }
    section.fields << plain(
        tr("Lit"), tr("%1 of %2").arg(arrows).arg(diagram.messageCount()),
        notes > 0 ? QCoreApplication::translate("evidence", "%n notes", nullptr, notes)
                  : QString());
    const auto snapshot = player.snapshotBefore(item);
    if (snapshot) {
        section.fields << plain(tr("Snapshot"), grouped(*snapshot), tr("both layers and clock"));
    }
    if (gas[0] > 0) section.fields << plain(tr("L1 gas"), grouped(gas[0]));
    if (gas[1] > 0) section.fields << plain(tr("L2 gas"), grouped(gas[1]));
    if (first > 0) {
        section.fields << plain(tr("Elapsed"), spanText((last - first) * 1'000),
                                tr("of chain time"));
    }
    return section;
}

}  // namespace

QString evidenceLink(int item) {
    return evidencePrefix + QString::number(item);
}

ObjectView describeEvidence(const Player& player, int item,
                            const std::optional<api::StatusView>& status) {
    const ItemRun& run = player.items()[static_cast<std::size_t>(item)];
    const Evidence& evidence = *run.evidence;
    const Step& step = stepOf(player, item);
    ObjectView view;
    view.link = evidenceLink(item);
    if (const auto* arrow = std::get_if<Message>(&step.content)) {
        view.kind = tr("Arrow evidence");
        view.title = QStringLiteral("%1 %2").arg(arrow->index).arg(arrow->text.plain());
    } else if (const auto* note = std::get_if<Note>(&step.content)) {
        view.kind = tr("Note evidence");
        view.title = note->text.plain();
    }
    const bool onL1 = evidence.layer == api::Layer::l1;
    view.badge = {tr("LIT"),
                  !evidence.layer ? Tone::ink2
                  : onL1          ? Tone::l1
                                  : Tone::l2,
                  Solidity::firm};
    if (evidence.transaction) view.page = txLink(*evidence.layer, *evidence.transaction);
    ObjectSection values = titled(tr("Values"));
    for (const auto& value : evidence.values) {
        values.fields << valueField(value, evidence, false);
    }
    if (!evidence.note.isEmpty()) values.fields << worded(tr("Note"), evidence.note, Tone::ink2);
    ObjectSection shown = titled(tr("Shown by"));
    shown.fields << worded(tr("What"), evidence.event);
    for (const ObjectSection& section :
         {happenedIn(player, run, status), values, callOf(evidence), rootsOf(evidence),
          logOf(evidence), shown, runSoFar(player, item)}) {
        if (!section.fields.isEmpty()) view.sections << section;
    }
    view.json = jsonOf(evidence);
    view.json[QStringLiteral("item")] = item;
    view.json[QStringLiteral("text")] = view.title;
    return view;
}

}  // namespace rollscope::ui
