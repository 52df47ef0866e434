// A call of a transaction as the inspector shows it.
#include "ui/text/trace_text.h"
#include "ui/widgets/object_fields.h"
#include "ui/window/object_reader.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("object", text);
}

std::uint64_t plainGas(std::int64_t gas) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(gas, 0));
}

ObjectField named(const QString& name, api::Layer layer, const Address& address,
                  const AddressNames& names) {
    ObjectField field = addressField(name, layer, address);
    field.note = names(address);
    return field;
}

ObjectField argumentField(const api::NamedValue& value,
                          const std::function<api::Layer(const Address&)>& layerOf,
                          const AddressNames& names) {
    const QString name = value.name.isEmpty() ? value.type : value.name;
    const auto address = addressFromHex(value.value.toStdString());
    if (value.type == QLatin1String("address") && address) {
        return named(name, layerOf(*address), *address, names);
    }
    if (value.value.startsWith(QLatin1String("0x"))) return plain(name, value.value);
    ObjectField field = plain(name, valueText(value, names));
    field.tip = value.value;
    return field;
}

}  // namespace

ObjectView describeCall(const api::ExecutionRecord& record, std::uint32_t index, api::Layer layer,
                        const Hash& transaction, const AddressNames& names,
                        const std::function<api::Layer(const Address&)>& layerOf) {
    const api::ExecutionFrame& frame = record.frames()[index];
    ObjectView view;
    view.kind = tr("Call %1 of %2").arg(index + 1).arg(record.frames().size());
    const QString owner = frame.contract.isEmpty() ? elided(frame.codeAddress) : frame.contract;
    view.title = owner + QLatin1Char('.') + functionText(frame);
    view.badge = frame.ok ? BadgeText{tr("success"), layer == api::Layer::l1 ? Tone::l1 : Tone::l2,
                                      Solidity::soft}
                          : BadgeText{tr("failed"), Tone::trouble, Solidity::firm};
    const bool creates =
        frame.kind == api::FrameKind::create || frame.kind == api::FrameKind::create2;
    ObjectSection facts = titled(tr("Fields"));
    facts.fields << plain(tr("Type"), QString::fromLatin1(api::wordOf(frame.kind)),
                          tr("depth %1").arg(frame.depth))
                 << named(tr("Caller"), layer, frame.from, names)
                 << named(creates ? tr("Creates") : tr("Callee"), layer, frame.to, names);
    if (frame.codeAddress != frame.to) {
        facts.fields << named(tr("Code of"), layer, frame.codeAddress, names);
    }
    facts.fields << plain(tr("Value"), frame.value.isZero() ? tr("0 ETH") : etherShort(frame.value))
                 << plain(tr("Gas given"), grouped(plainGas(frame.gas)))
                 << plain(tr("Gas used"), grouped(plainGas(frame.gasUsed)),
                          tr("own %1").arg(grouped(plainGas(frame.ownGas))));
    if (frame.endStep > frame.firstStep) {
        facts.fields << plain(
            tr("Opcodes"), grouped(frame.ownSteps),
            QStringLiteral("%1 – %2").arg(grouped(std::uint64_t{frame.firstStep} + 1),
                                          grouped(frame.endStep)));
    }
    if (!frame.ok) {
        facts.fields << worded(tr("Failed"), failureText(frame), Tone::trouble);
        if (const auto step = failingStep(record, index)) {
            facts.fields << plain(tr("At step"), grouped(std::uint64_t{*step} + 1),
                                  opcodeText(record.step(*step).opcode));
        }
    }
    facts.fields << txField(tr("Transaction"), layer, transaction);
    view.sections << facts;
    if (frame.decoded && !frame.decoded->arguments.empty()) {
        ObjectSection arguments = titled(tr("Arguments"));
        for (const auto& value : frame.decoded->arguments) {
            arguments.fields << argumentField(value, layerOf, names);
        }
        view.sections << arguments;
    }
    if (!frame.returned.empty()) {
        ObjectSection returned = titled(tr("Returned"));
        for (const auto& value : frame.returned) {
            returned.fields << argumentField(value, layerOf, names);
        }
        view.sections << returned;
    }
    if (!frame.logs.empty()) {
        ObjectSection logs = titled(tr("Logs"));
        for (const std::uint32_t log : frame.logs) {
            const api::ExecutionLog& entry = record.logs()[log];
            logs.fields << plain(QString::number(log),
                                 entry.decoded ? entry.decoded->function : tr("no ABI known"),
                                 entry.undone ? tr("undone") : QString());
        }
        view.sections << logs;
    }
    const auto bytes = [&](const QString& title, const Bytes& data) {
        if (data.empty()) return;
        ObjectSection section;
        section.bytesTitle = tr("%1, %2").arg(title, counted(data.size(), tr("byte"), tr("bytes")));
        section.bytes = data;
        view.sections << section;
    };
    bytes(creates ? tr("Creation code") : tr("Input"), frame.input);
    bytes(frame.ok ? (creates ? tr("Code") : tr("Returned")) : tr("Reason given"), frame.output);
    view.json = {{QStringLiteral("transaction"), hex(transaction)},
                 {QStringLiteral("call"), static_cast<int>(index)},
                 {QStringLiteral("type"), QString::fromLatin1(api::wordOf(frame.kind))},
                 {QStringLiteral("depth"), static_cast<int>(frame.depth)},
                 {QStringLiteral("from"), hex(frame.from)},
                 {QStringLiteral("to"), hex(frame.to)},
                 {QStringLiteral("codeAddress"), hex(frame.codeAddress)},
                 {QStringLiteral("contract"), frame.contract},
                 {QStringLiteral("function"), functionText(frame)},
                 {QStringLiteral("valueWei"), json(frame.value)},
                 {QStringLiteral("gas"), static_cast<qint64>(frame.gas)},
                 {QStringLiteral("gasUsed"), static_cast<qint64>(frame.gasUsed)},
                 {QStringLiteral("ownGas"), static_cast<qint64>(frame.ownGas)},
                 {QStringLiteral("input"), hex(BytesView(frame.input))},
                 {QStringLiteral("output"), hex(BytesView(frame.output))},
                 {QStringLiteral("ok"), frame.ok},
                 {QStringLiteral("error"), failureText(frame)}};
    return view;
}

}  // namespace rollscope::ui
