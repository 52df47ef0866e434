#include "ui/pages/tx_rows.h"

#include <QCoreApplication>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("TransactionView", text);
}

QString kindText(api::FrameKind kind) {
    switch (kind) {
        case api::FrameKind::staticCall: return QStringLiteral("STATIC");
        case api::FrameKind::delegateCall: return QStringLiteral("DELEGATE");
        default: return QString::fromLatin1(api::wordOf(kind));
    }
}

std::uint64_t unsignedGas(std::int64_t gas) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(gas, 0));
}

Tone layerTone(api::Layer layer) {
    return layer == api::Layer::l1 ? Tone::l1 : Tone::l2;
}

EventRow eventRow(const Address& address, const std::vector<Hash>& topics, const Bytes& data,
                  const std::optional<api::DecodedCall>& decoded, const TxNames& names) {
    EventRow row;
    row.contract = names.shown(address);
    row.tone = layerTone(names.layer());
    if (decoded) {
        row.event = decoded->function;
        row.arguments = argumentsText(*decoded, names.address);
        for (const api::NamedValue& value : decoded->arguments) {
            row.tip += value.name + QStringLiteral(" = ") + value.value + QLatin1Char('\n');
        }
        row.tip.chop(1);
        return row;
    }
    row.event = topics.empty() ? tr("anonymous") : elided(topics.front(), 4, 4);
    row.arguments = counted(data.size(), tr("byte"), tr("bytes"));
    return row;
}

/// A word of a slot: 0, a number, a round amount, else its ends.
QString slotValue(const U256& value, const TxNames& names) {
    if (value.fitsU64() && value.low() < 1'000'000'000'000ULL) return grouped(value.low());
    if (addressInWord(value)) {
        const QString name = names.address(*addressInWord(value));
        if (!name.isEmpty()) return name;
    }
    const QString scaled = amount(value, 1, 18);
    if (scaled.section(QLatin1Char('.'), 1).size() <= 6 && scaled.size() <= 16) {
        return scaled + QStringLiteral("e18");
    }
    return elided(hexNumber(value), 4, 4);
}

}  // namespace

QString TxNames::shown(const Address& of) const {
    const QString name = address ? address(of) : QString();
    return name.isEmpty() ? elided(of) : name;
}

std::vector<CallRow> callRows(const api::ExecutionRecord& record, const TxNames& names) {
    std::vector<CallRow> rows;
    const auto& frames = record.frames();
    const double whole =
        static_cast<double>(std::max<std::int64_t>(frames.empty() ? 1 : frames[0].gasUsed, 1));
    for (const api::ExecutionFrame& frame : frames) {
        CallRow row;
        row.depth = static_cast<int>(frame.depth);
        row.kind = kindText(frame.kind);
        row.contract = frame.contract.isEmpty() ? names.shown(frame.codeAddress) : frame.contract;
        row.function = functionText(frame);
        if (frame.decoded) {
            row.arguments = argumentsText(*frame.decoded, names.address);
        } else if (frame.input.size() > 4 && frame.kind < api::FrameKind::create) {
            row.arguments = counted(frame.input.size() - 4, tr("byte"), tr("bytes"));
        }
        if (!frame.value.isZero()) {
            row.arguments += (row.arguments.isEmpty() ? QString() : QStringLiteral(", ")) +
                             etherShort(frame.value);
        }
        row.result = frame.ok ? outputText(frame, names.address) : QString();
        row.failure = failureText(frame);
        row.gas = grouped(unsignedGas(frame.gasUsed));
        row.part = static_cast<double>(frame.gasUsed) / whole;
        row.tone = layerTone(names.layer());
        row.tip = tr("%1 gas of %2 given, %3 of it its own; %4 own steps")
                      .arg(row.gas, grouped(unsignedGas(frame.gas)),
                           grouped(unsignedGas(frame.ownGas)), grouped(frame.ownSteps));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<EventRow> eventRows(const api::ExecutionRecord& record, const TxNames& names) {
    std::vector<EventRow> rows;
    for (const api::ExecutionLog& entry : record.logs()) {
        EventRow row =
            eventRow(entry.log.address, entry.log.topics, entry.log.data, entry.decoded, names);
        row.number = grouped(rows.size());
        row.undone = entry.undone;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<EventRow> eventRows(const std::vector<api::LogView>& logs, const TxNames& names) {
    std::vector<EventRow> rows;
    for (const api::LogView& log : logs) {
        EventRow row = eventRow(log.log.address, log.log.topics, log.log.data, log.decoded, names);
        row.number = grouped(rows.size());
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ChangeRow> changeRows(const std::vector<api::StateChange>& changes,
                                  const TxNames& names) {
    std::vector<ChangeRow> rows;
    for (const api::StateChange& change : changes) {
        ChangeRow row;
        row.owner = change.contract.isEmpty() ? names.shown(change.address) : change.contract;
        row.tone = layerTone(names.layer());
        QString before = QString::fromStdString(toDecimal(change.before));
        QString after = QString::fromStdString(toDecimal(change.after));
        switch (change.field) {
            case api::StateField::balance:
                row.what = change.created ? tr("balance, new account") : tr("balance");
                for (const int digits : {4, 6, 9, 18}) {  // as few as show a difference
                    row.before = ether(change.before, 1, digits);
                    row.after = ether(change.after, 1, digits);
                    if (row.before != row.after) break;
                }
                before += tr(" wei");
                after += tr(" wei");
                break;
            case api::StateField::nonce:
                row.what = tr("nonce");
                row.before = grouped(change.before);
                row.after = grouped(change.after);
                break;
            case api::StateField::code:
                row.what = tr("code");
                row.before = bytesText(change.before.saturated());
                row.after = change.deleted ? tr("deleted") : bytesText(change.after.saturated());
                break;
            case api::StateField::slot:
                row.what = change.name.isEmpty()
                               ? tr("slot %1").arg(change.slot.fitsU64()
                                                       ? grouped(change.slot.low())
                                                       : elided(hexNumber(change.slot), 4, 4))
                               : change.name;
                row.before = slotValue(change.before, names);
                row.after = slotValue(change.after, names);
                before = hexNumber(change.before);
                after = hexNumber(change.after);
                break;
        }
        row.tip =
            QStringLiteral("%1 %2\n%3\n→ %4").arg(hex(change.address), row.what, before, after);
        if (change.field == api::StateField::slot) {
            row.tip += tr("\nslot %1").arg(hexNumber(change.slot));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<StackRow> stackRows(const api::MachineState& state, std::uint8_t opcode,
                                const TxNames& names) {
    std::vector<StackRow> rows;
    const QStringList operands = operandNames(opcode);
    const bool moves = opcode >= 0x80 && opcode <= 0x9f;  // DUP and SWAP touch two items at most
    for (std::size_t i = 0; i < state.stack.size(); ++i) {
        const U256& word = state.stack[state.stack.size() - 1 - i];
        StackRow row;
        row.word = wordHex(word);
        row.note = operands.value(static_cast<qsizetype>(i));
        row.taken = moves ? !row.note.isEmpty() : i < state.takes;
        if (!row.taken) {
            const auto address = addressInWord(word);
            if (address) row.note = names.address(*address);
            if (word.fitsU64() && word.low() > 9 && word.low() < 1'000'000'000'000ULL) {
                row.note = grouped(word.low());
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<StorageRow> storageRows(const api::MachineState& state, std::uint8_t opcode,
                                    const Address& owner, const TxNames& names) {
    std::vector<StorageRow> rows;
    const bool touches = (opcode == 0x54 || opcode == 0x55) && !state.stack.empty();
    for (const api::SlotState& slot : state.storage) {
        StorageRow row{wordHex(slot.slot), names.slot ? names.slot(owner, slot.slot) : QString(),
                       wordHex(slot.value), wordHex(slot.before)};
        row.current = touches && slot.slot == state.stack.back();
        rows.push_back(std::move(row));
    }
    return rows;
}

QString takesText(std::uint8_t opcode, std::uint32_t takes) {
    if (opcode >= 0x80 && opcode <= 0x8f) return tr("copies item %1").arg(opcode - 0x80);
    if (opcode >= 0x90 && opcode <= 0x9f) return tr("swaps with item %1").arg(opcode - 0x8f);
    return takes == 0 ? QString() : tr("takes %1").arg(takes);
}

}  // namespace rollscope::ui
