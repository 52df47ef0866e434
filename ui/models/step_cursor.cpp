#include "ui/models/step_cursor.h"

#include <array>

#include "ui/text/opcode_words.h"

namespace rollscope::ui {

void StepCursor::setRecord(api::ExecutionPtr record) {
    m_record = std::move(record);
    m_at = 0;
    m_state = valid() ? m_record->stateAt(0) : api::MachineState{};
    emit moved();
}

std::uint32_t StepCursor::frame() const {
    return valid() ? m_record->step(m_at).frame : 0;
}

void StepCursor::moveTo(std::uint32_t step) {
    if (!valid() || step >= m_record->stepCount() || step == m_at) return;
    m_at = step;
    m_state = m_record->stateAt(step);
    emit moved();
}

void StepCursor::step() {
    if (canStep()) moveTo(m_at + 1);
}

void StepCursor::back() {
    if (canBack()) moveTo(m_at - 1);
}

void StepCursor::over() {
    if (!valid()) return;
    if (const auto next = m_record->over(m_at)) return moveTo(*next);
    if (const auto next = m_record->out(m_at)) moveTo(*next);
}

void StepCursor::overBack() {
    if (!valid()) return;
    if (const auto before = m_record->overBack(m_at)) return moveTo(*before);
    back();
}

void StepCursor::out() {
    if (!valid()) return;
    if (const auto next = m_record->out(m_at)) moveTo(*next);
}

void StepCursor::nextMark(api::MarkKind kind) {
    if (!valid()) return;
    if (const auto next = m_record->nextMark(m_at, kind)) moveTo(*next);
}

void StepCursor::previousMark(api::MarkKind kind) {
    if (!valid()) return;
    if (const auto before = m_record->previousMark(m_at, kind)) moveTo(*before);
}

template <class Matches>
bool StepCursor::seek(bool backwards, Matches matches) {
    const std::uint32_t count = m_record->stepCount();
    // once around, so that a search from the middle finds what lies before it
    for (std::uint32_t i = 1; i <= count; ++i) {
        const std::uint32_t at = static_cast<std::uint32_t>(
            (backwards ? std::uint64_t{m_at} + count - i : std::uint64_t{m_at} + i) % count);
        if (!matches(at)) continue;
        moveTo(at);
        return true;
    }
    return false;
}

QString StepCursor::find(const QString& typed, bool backwards, bool* found) {
    const QString text = typed.trimmed();
    if (found != nullptr) *found = true;
    if (!valid() || text.isEmpty()) return {};
    std::array<bool, 256> exact{}, starts{};
    bool anyExact = false, anyStarts = false;
    for (int code = 0; code < 256; ++code) {
        const auto slot = static_cast<std::size_t>(code);
        const QString name = opcodeText(static_cast<std::uint8_t>(code));
        if (name.contains(QLatin1Char(' '))) continue;
        exact[slot] = name.compare(text, Qt::CaseInsensitive) == 0;
        starts[slot] = name.startsWith(text, Qt::CaseInsensitive);
        anyExact |= exact[slot];
        anyStarts |= starts[slot];
    }
    const auto byName = [this, backwards](const std::array<bool, 256>& wanted) {
        return seek(backwards, [&](std::uint32_t at) { return wanted[m_record->step(at).opcode]; });
    };
    if (anyExact && byName(exact)) return tr("%1 found").arg(text.toUpper());
    const bool prefixed = text.startsWith(QLatin1String("0x"));
    if (!prefixed && anyStarts && text.size() >= 2 && byName(starts)) {
        return tr("%1 found").arg(opcodeText(m_record->step(m_at).opcode));
    }
    bool isHex = false;
    const QString digits = prefixed ? text.mid(2) : text;
    const std::uint32_t pc = digits.toUInt(&isHex, 16);
    if (isHex && digits.size() <= 6 &&
        seek(backwards, [&](std::uint32_t at) { return m_record->step(at).pc == pc; })) {
        return tr("pc %1 found").arg(hexNumber(std::uint64_t{pc}));
    }
    std::optional<U256> word;
    if (prefixed && digits.size() <= 64) {
        const QString full = QString(64 - digits.size(), QLatin1Char('0')) + digits;
        if (const auto bytes = bytesFromHex("0x" + full.toLower().toStdString())) {
            word = u256FromBytes(*bytes);
        }
    } else if (const auto decimal = u256FromDecimal(text.toStdString())) {
        word = *decimal;
    }
    if (word && seek(backwards, [&](std::uint32_t at) { return m_record->pushed(at) == word; })) {
        return tr("pushed here by %1").arg(opcodeText(m_record->step(m_at).opcode));
    }
    if (found != nullptr) *found = false;
    return tr("no step has %1").arg(text);
}

}  // namespace rollscope::ui
