#include "node/trace/recorder.h"

#include <algorithm>

#include "node/core/base/assert.h"
#include "node/core/evm/opcodes.h"

namespace rollscope::trace {

namespace {

constexpr std::uint32_t leastKeyframeDistance = 64;

bool isCallOp(std::uint8_t op) {
    return op == evm::OP_CALL || op == evm::OP_CALLCODE || op == evm::OP_DELEGATECALL ||
           op == evm::OP_STATICCALL;
}

/// DUPs and SWAPs are done again from the stack itself.
bool needsWord(std::uint8_t op) {
    return evm::opcodeTable[op].out == 1 && !(op >= evm::OP_DUP1 && op <= evm::OP_SWAP16);
}

}  // namespace

Recorder::Recorder(const TraceStart& start, std::uint64_t intrinsicGas, Limits limits)
    : Observer(start, std::move(limits)), m_data(std::make_unique<Data>()) {
    m_data->intrinsicGas = intrinsicGas;
}

void Recorder::enter(const evm::Message& message) {
    m_book.enter(message);
    if (!m_meter.go(sizeof(api::ExecutionFrame) + message.input.size() + 64)) return;
    const Parties parties = partiesOf(message);
    api::ExecutionFrame frame;
    frame.kind = parties.kind;
    frame.from = parties.from;
    frame.to = message.recipient;
    frame.codeAddress = parties.to;
    frame.value = parties.value.value_or(U256{});
    frame.depth = static_cast<std::uint32_t>(m_open.size());
    frame.gas = message.gas;
    frame.input.assign(message.input.begin(), message.input.end());
    frame.firstStep = static_cast<std::uint32_t>(m_data->rows.size());
    const auto index = static_cast<std::uint32_t>(m_data->frames.size());
    if (!m_open.empty()) {
        frame.parent = m_open.back().frame;
        frame.callStep = m_open.back().last;
        m_data->frames[frame.parent].children.push_back(index);
    }
    m_data->frames.push_back(std::move(frame));
    m_data->keyframes.emplace_back();
    Open open;
    open.frame = index;
    open.undoFrom = m_undo.size();
    open.logsFrom = m_data->logs.size();
    m_open.push_back(open);
}

void Recorder::settle(const std::optional<Settled>& settled) {
    if (settled && settled->index < m_data->rows.size()) {
        m_data->rows[settled->index].gasCost = settled->gasCost;
    }
}

/// The effect of the frame's last step, now that `step` shows it.
void Recorder::completeLast(Open& open, const evm::Step& step) {
    Data::Row& row = m_data->rows[open.last];
    if (needsWord(row.opcode) && !step.stack.empty()) {
        row.word = static_cast<std::uint32_t>(m_data->words.size());
        m_data->words.push_back(step.stack.back());
        open.costSinceKeyframe += sizeof(U256);
        m_meter.go(sizeof(U256));
    }
    api::MemoryRange writes = open.writes;
    if (isCallOp(row.opcode)) {
        writes.size = std::min<std::uint64_t>(writes.size, step.returnData.size());
    }
    if (writes.size == 0 && step.memory.size() == open.memorySize) return;
    api::MemoryDelta delta;
    delta.sizeAfter = step.memory.size();
    delta.at = m_data->written.size();
    if (writes.size > 0 && writes.offset + writes.size <= step.memory.size()) {
        delta.offset = writes.offset;
        delta.size = static_cast<std::uint32_t>(writes.size);
        append(m_data->written, step.memory.subspan(static_cast<std::size_t>(writes.offset),
                                                    static_cast<std::size_t>(writes.size)));
    }
    row.delta = static_cast<std::uint32_t>(m_data->deltas.size());
    m_data->deltas.push_back(delta);
    open.costSinceKeyframe += sizeof(delta) + delta.size;
    m_meter.go(sizeof(delta) + delta.size);
}

void Recorder::setKeyframe(Open& open, const evm::Step& step) {
    const std::size_t size = step.stack.size_bytes() + step.memory.size() + sizeof(api::Keyframe);
    if (open.stepsSinceKeyframe < leastKeyframeDistance || open.costSinceKeyframe < size) return;
    if (!m_meter.go(size)) return;
    api::Keyframe keyframe;
    keyframe.step = static_cast<std::uint32_t>(m_data->rows.size());
    keyframe.stack.assign(step.stack.begin(), step.stack.end());
    keyframe.memory.assign(step.memory.begin(), step.memory.end());
    m_data->keyframes[open.frame].push_back(std::move(keyframe));
    open.stepsSinceKeyframe = 0;
    open.costSinceKeyframe = 0;
}

void Recorder::step(const evm::Step& step) {
    const auto index = static_cast<std::uint32_t>(m_data->rows.size());
    settle(m_book.step(step, recording() ? index : none));
    if (!m_meter.go(sizeof(Data::Row))) return;
    Open& open = m_open.back();
    if (open.last != none) completeLast(open, step);
    setKeyframe(open, step);

    Data::Row row;
    row.pc = step.pc;
    row.frame = open.frame;
    row.gas = step.gas;
    row.opcode = step.opcode;
    m_data->rows.push_back(row);
    ++m_data->frames[open.frame].ownSteps;
    open.last = index;
    open.memorySize = step.memory.size();
    open.costSinceKeyframe += sizeof(row);
    ++open.stepsSinceKeyframe;
    U256 operands[7];
    const std::size_t known = std::min<std::size_t>(step.stack.size(), std::size(operands));
    for (std::size_t i = 0; i < known; ++i) operands[i] = step.stack[step.stack.size() - 1 - i];
    open.writes = api::memoryWritten(step.opcode, operands, known);
    noteSlot(open, step);
    mark(step.opcode, index);
}

api::SlotHistory& Recorder::slotOf(const Address& address, const U256& slot, std::size_t& index) {
    auto& histories = m_data->storage[address];
    const auto [place, added] = m_slots[address].try_emplace(slot, histories.size());
    index = place->second;
    if (added) {
        m_meter.go(sizeof(api::SlotHistory) + 96);
        histories.push_back({slot,
                             m_start.state.storage(address, slot),
                             static_cast<std::uint32_t>(m_data->rows.size()) - 1,
                             {}});
    }
    return histories[index];
}

void Recorder::noteSlot(const Open& open, const evm::Step& step) {
    static_cast<void>(open);
    const std::size_t height = step.stack.size();
    const bool writes = step.opcode == evm::OP_SSTORE && height >= 2;
    if (!writes && !(step.opcode == evm::OP_SLOAD && height >= 1)) return;
    std::size_t index = 0;
    api::SlotHistory& history = slotOf(step.address, step.stack[height - 1], index);
    if (!writes) return;
    const U256 before = history.values.empty() ? history.before : history.values.back().second;
    const auto at = static_cast<std::uint32_t>(m_data->rows.size()) - 1;
    history.values.emplace_back(at, step.stack[height - 2]);
    m_undo.push_back({step.address, index, before});
    m_meter.go(sizeof(Undo) + 64);
}

void Recorder::undo(const Open& open, std::uint32_t step) {
    while (m_undo.size() > open.undoFrom) {
        const Undo& entry = m_undo.back();
        m_data->storage[entry.address][entry.slot].values.emplace_back(step, entry.before);
        m_undo.pop_back();
    }
    for (std::size_t i = open.logsFrom; i < m_data->logs.size(); ++i) m_data->logs[i].undone = true;
}

void Recorder::mark(std::uint8_t opcode, std::uint32_t step) {
    using api::MarkKind;
    if (opcode == evm::OP_SSTORE) m_data->marks.push_back({step, MarkKind::storageWrite});
    if (opcode >= evm::OP_LOG0 && opcode <= evm::OP_LOG4) {
        m_data->marks.push_back({step, MarkKind::log});
    }
    if (isCallOp(opcode)) m_data->marks.push_back({step, MarkKind::call});
    if (opcode == evm::OP_CREATE || opcode == evm::OP_CREATE2) {
        m_data->marks.push_back({step, MarkKind::create});
    }
    if (opcode == evm::OP_REVERT) m_data->marks.push_back({step, MarkKind::revert});
}

void Recorder::log(const types::Log& log, std::size_t index) {
    if (!recording() || m_open.empty()) return;
    if (!m_meter.go(sizeof(api::ExecutionLog) + log.data.size() + 128)) return;
    const Open& open = m_open.back();
    api::ExecutionFrame& frame = m_data->frames[open.frame];
    api::ExecutionLog entry;
    entry.log = {log.address, log.topics, log.data, m_start.firstLog + index,
                 frame.children.size()};
    entry.frame = open.frame;
    entry.step = open.last;
    frame.logs.push_back(static_cast<std::uint32_t>(m_data->logs.size()));
    m_data->logs.push_back(std::move(entry));
}

void Recorder::selfDestruct(const Address& contract, const Address& beneficiary,
                            const U256& balance) {
    if (!recording() || m_open.empty()) return;
    const Open& open = m_open.back();
    api::ExecutionFrame frame;
    frame.kind = api::FrameKind::selfDestruct;
    frame.from = contract;
    frame.to = beneficiary;
    frame.codeAddress = beneficiary;
    frame.value = balance;
    frame.parent = open.frame;
    frame.depth = static_cast<std::uint32_t>(m_open.size());
    frame.callStep = open.last;
    frame.firstStep = frame.endStep = static_cast<std::uint32_t>(m_data->rows.size());
    m_data->frames[open.frame].children.push_back(
        static_cast<std::uint32_t>(m_data->frames.size()));
    m_data->frames.push_back(std::move(frame));
    m_data->keyframes.emplace_back();
    m_data->marks.push_back({open.last, api::MarkKind::selfDestruct});
}

void Recorder::exit(const evm::CallResult& result) {
    settle(m_book.exit(result));
    if (!recording()) return;
    const Open open = m_open.back();
    m_open.pop_back();
    api::ExecutionFrame& frame = m_data->frames[open.frame];
    frame.endStep = static_cast<std::uint32_t>(m_data->rows.size());
    frame.gasUsed = frame.gas - result.gasLeft;
    frame.ownGas = frame.gasUsed;
    for (std::uint32_t child : frame.children) frame.ownGas -= m_data->frames[child].gasUsed;
    frame.ok = result.ok();
    frame.output = result.output;
    m_meter.go(result.output.size());
    if (frame.ok) return;
    frame.error = QString::fromStdString(m_book.error());
    if (const auto reason = unpackRevert(result.output);
        reason && result.status == evm::Status::revert) {
        frame.revertReason = QString::fromStdString(*reason);
    }
    if (open.last == none) return;
    undo(open, frame.endStep - 1);
    if (result.status != evm::Status::revert) {
        m_data->marks.push_back({open.last, api::MarkKind::fault});
    }
}

void Recorder::finish(const TraceEnd& end) {
    m_data->ok = end.ok;
    m_data->gasUsed = end.gasUsed;
    if (!m_data->frames.empty()) {
        const std::uint64_t spent =
            m_data->intrinsicGas + static_cast<std::uint64_t>(m_data->frames[0].gasUsed);
        m_data->gasRefunded = spent > end.gasUsed ? spent - end.gasUsed : 0;
    }
    m_data->bytes = m_meter.bytes();
    // a fault is known when its frame ends, after the marks of what it called
    std::stable_sort(m_data->marks.begin(), m_data->marks.end(),
                     [](const auto& a, const auto& b) { return a.step < b.step; });
    m_data->rows.shrink_to_fit();
    m_data->words.shrink_to_fit();
    m_data->deltas.shrink_to_fit();
    m_data->written.shrink_to_fit();
}

Result<std::unique_ptr<api::ExecutionRecord::Data>> Recorder::take() {
    if (error().code != ErrorCode::none) return tl::make_unexpected(error());
    return std::move(m_data);
}

}  // namespace rollscope::trace
