// One sentence an instruction, with the values that it had.
#include <QCoreApplication>

#include "ui/text/format.h"
#include "ui/text/opcode_words.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("opcode", text);
}

/// What a sentence needs at hand.
struct Moment {
    const api::ExecutionRecord& record;
    const api::MachineState& state;
    const AddressNames& names;
    std::uint8_t opcode;
    QString name;

    /// The stack's item `depth`, 0 on top; zero beyond its end.
    U256 item(std::size_t depth) const {
        if (depth >= state.stack.size()) return {};
        return state.stack[state.stack.size() - 1 - depth];
    }
    QString word(std::size_t depth) const { return wordText(item(depth), names); }
    QString account(std::size_t depth) const {
        const Address address = addressFromBytes(toHash(item(depth)).view().subspan(12));
        const QString known = names ? names(address) : QString();
        return known.isEmpty() ? elided(address) : known;
    }
    QString result() const {
        const auto value = record.pushed(state.step);
        return value ? wordText(*value, names) : tr("nothing");
    }
    QString slot(std::size_t depth) const {
        const U256 value = item(depth);
        return value.fitsU64() ? grouped(value.low()) : elided(hexNumber(value), 4, 4);
    }
    QString bytes(std::size_t depth) const {
        return counted(item(depth).saturated(), tr("byte"), tr("bytes"));
    }
};

/// The value of the slot in `state`, as far as the frame has touched it.
std::optional<U256> knownSlot(const api::MachineState& state, const U256& slot) {
    for (const api::SlotState& each : state.storage) {
        if (each.slot == slot) return each.value;
    }
    return {};
}

QString arithmetic(const Moment& at, const char* sign) {
    return tr("%1 gives %2 %3 %4 = %5.")
        .arg(at.name, at.word(0), QString::fromUtf8(sign), at.word(1), at.result());
}

QString comparison(const Moment& at, const char* sign) {
    const auto value = at.record.pushed(at.state.step);
    const QString answer = value && !value->isZero() ? tr("true") : tr("false");
    return tr("%1 asks whether %2 %3 %4: %5.")
        .arg(at.name, at.word(0), QString::fromUtf8(sign), at.word(1), answer);
}

QString bounded(const Moment& at) {
    switch (at.opcode) {
        case 0x01: return arithmetic(at, "+");
        case 0x02: return arithmetic(at, "×");
        case 0x03: return arithmetic(at, "−");
        case 0x04:
        case 0x05: return arithmetic(at, "/");
        case 0x06:
        case 0x07: return arithmetic(at, "mod");
        case 0x0a: return arithmetic(at, "to the power of");
        case 0x10:
        case 0x12: return comparison(at, "<");
        case 0x11:
        case 0x13: return comparison(at, ">");
        case 0x14: return comparison(at, "=");
        case 0x15:
            return tr("ISZERO asks whether %1 is zero: %2.")
                .arg(at.word(0), at.item(0).isZero() ? tr("true") : tr("false"));
        case 0x1b:
            return tr("SHL moves %1 left by %2 bits and pushes %3.")
                .arg(at.word(1), at.word(0), at.result());
        case 0x1c:
        case 0x1d:
            return tr("%1 moves %2 right by %3 bits and pushes %4.")
                .arg(at.name, at.word(1), at.word(0), at.result());
        default: return {};
    }
}

QString data(const Moment& at) {
    const QString reads = rangeText(at.state.reads), writes = rangeText(at.state.writes);
    switch (at.opcode) {
        case 0x20:
            return reads.isEmpty()
                       ? tr("KECCAK256 hashes no bytes and pushes %1.").arg(at.result())
                       : tr("KECCAK256 hashes memory %1 and pushes %2.").arg(reads, at.result());
        case 0x35:
            return tr("CALLDATALOAD reads the call's input from byte %1 and pushes %2.")
                .arg(at.word(0), at.result());
        case 0x37:
            return tr("CALLDATACOPY copies %1 of the call's input to memory %2.")
                .arg(at.bytes(2), writes);
        case 0x39:
            return tr("CODECOPY copies %1 of the code to memory %2.").arg(at.bytes(2), writes);
        case 0x3e:
            return tr("RETURNDATACOPY copies %1 of what the last call returned to memory %2.")
                .arg(at.bytes(2), writes);
        case 0x50: return tr("POP drops the top item.");
        case 0x51: return tr("MLOAD reads memory %1 and pushes %2.").arg(reads, at.result());
        case 0x52:
        case 0x53: return tr("%1 writes %2 to memory %3.").arg(at.name, at.word(1), writes);
        case 0x5e: return tr("MCOPY copies memory %1 to %2.").arg(reads, writes);
        case 0x54:
        case 0x5c:
            return tr("%1 reads slot %2 and pushes %3.").arg(at.name, at.slot(0), at.result());
        case 0x55:
        case 0x5d: {
            const auto before = at.opcode == 0x55 ? knownSlot(at.state, at.item(0)) : std::nullopt;
            if (!before) return tr("%1 sets slot %2 to %3.").arg(at.name, at.slot(0), at.word(1));
            return tr("SSTORE sets slot %1 from %2 to %3.")
                .arg(at.slot(0), wordText(*before, at.names), at.word(1));
        }
        default: return {};
    }
}

QString flow(const Moment& at) {
    const QString reads = rangeText(at.state.reads);
    switch (at.opcode) {
        case 0x00: return tr("STOP ends the call with success and returns nothing.");
        case 0x56: return tr("JUMP goes on at pc %1.").arg(hexNumber(at.item(0)));
        case 0x57:
            return at.item(1).isZero() ? tr("JUMPI does not jump: its condition is 0.")
                                       : tr("JUMPI jumps to pc %1: its condition is %2.")
                                             .arg(hexNumber(at.item(0)), at.word(1));
        case 0x5b: return tr("JUMPDEST marks a place that may be jumped to.");
        case 0xf0:
        case 0xf5:
            return tr("%1 creates a contract from memory %2, with %3 wei: %4.")
                .arg(at.name, reads, at.word(0), at.result());
        case 0xf1:
        case 0xf2:
            return tr("%1 calls %2 with %3 wei and %4 of input; it pushes %5.")
                .arg(at.name, at.account(1), at.word(2), at.bytes(4), at.result());
        case 0xf4:
            return tr("DELEGATECALL runs the code of %1 on this contract's storage, with %2 of "
                      "input; it pushes %3.")
                .arg(at.account(1), at.bytes(3), at.result());
        case 0xfa:
            return tr("STATICCALL asks %1 with %2 of input, without changing anything; it pushes "
                      "%3.")
                .arg(at.account(1), at.bytes(3), at.result());
        case 0xf3:
            return reads.isEmpty() ? tr("RETURN ends the call with success and returns nothing.")
                                   : tr("RETURN ends the call and returns memory %1.").arg(reads);
        case 0xfd:
            return reads.isEmpty()
                       ? tr("REVERT undoes the call and gives no reason.")
                       : tr("REVERT undoes the call; the reason is memory %1.").arg(reads);
        case 0xfe: return tr("INVALID undoes the call and takes all its gas.");
        case 0xff: return tr("SELFDESTRUCT sends the contract's balance to %1.").arg(at.account(0));
        default: return {};
    }
}

QString families(const Moment& at) {
    const std::uint8_t op = at.opcode;
    if (op >= 0x5f && op <= 0x7f) return tr("%1 pushes %2.").arg(at.name, at.result());
    if (op >= 0x80 && op <= 0x8f) {
        const std::size_t depth = op - 0x80U;
        return tr("%1 copies item %2, %3, to the top.").arg(at.name).arg(depth).arg(at.word(depth));
    }
    if (op >= 0x90 && op <= 0x9f) {
        const std::size_t depth = op - 0x8fU;
        return tr("%1 swaps the top, %2, with item %3, %4.")
            .arg(at.name, at.word(0))
            .arg(depth)
            .arg(at.word(depth));
    }
    if (op >= 0xa0 && op <= 0xa4) {
        const QString reads = rangeText(at.state.reads);
        const QString what = reads.isEmpty() ? tr("no data") : tr("memory %1").arg(reads);
        return tr("%1 writes a log of %2 with %3.")
            .arg(at.name, what,
                 counted(static_cast<std::uint64_t>(op - 0xa0), tr("topic"), tr("topics")));
    }
    if (at.state.leaves == 1) return tr("%1 pushes %2.").arg(at.name, at.result());
    return tr("%1.").arg(at.name);
}

}  // namespace

QString explainStep(const api::ExecutionRecord& record, const api::MachineState& state,
                    const AddressNames& names) {
    const std::uint8_t opcode = record.step(state.step).opcode;
    const Moment at{record, state, names, opcode, opcodeText(opcode)};
    for (const auto say : {bounded, data, flow}) {
        if (const QString text = say(at); !text.isEmpty()) return text;
    }
    return families(at);
}

}  // namespace rollscope::ui
