#include "node/api/execution_record.h"

#include <algorithm>

#include "node/api/execution_data.h"
#include "node/core/base/assert.h"
#include "node/core/evm/opcodes.h"

namespace rollscope::api {

namespace {

using Data = ExecutionRecord::Data;

bool isDup(std::uint8_t op) {
    return op >= evm::OP_DUP1 && op <= evm::OP_DUP16;
}
bool isSwap(std::uint8_t op) {
    return op >= evm::OP_SWAP1 && op <= evm::OP_SWAP16;
}

/// Does to stack and memory what the instruction of `row` did.
void apply(const Data& data, const Data::Row& row, std::vector<U256>& stack, Bytes& memory) {
    const evm::OpInfo& info = evm::opcodeTable[row.opcode];
    if (isDup(row.opcode)) {
        stack.push_back(stack[stack.size() - 1 - (row.opcode - evm::OP_DUP1)]);
    } else if (isSwap(row.opcode)) {
        std::swap(stack.back(), stack[stack.size() - 2 - (row.opcode - evm::OP_SWAP1)]);
    } else {
        stack.resize(stack.size() - static_cast<std::size_t>(info.in));
        if (row.word != Data::none) stack.push_back(data.words[row.word]);
    }
    if (row.delta == Data::none) return;
    const MemoryDelta& delta = data.deltas[row.delta];
    memory.resize(static_cast<std::size_t>(delta.sizeAfter));
    std::copy_n(data.written.begin() + static_cast<std::ptrdiff_t>(delta.at), delta.size,
                memory.begin() + static_cast<std::ptrdiff_t>(delta.offset));
}

/// The value of a slot before step `index`.
SlotState slotAt(const SlotHistory& history, std::uint32_t index) {
    SlotState state{history.slot, history.before, history.before, history.firstStep};
    const auto later = std::partition_point(history.values.begin(), history.values.end(),
                                            [index](const auto& v) { return v.first < index; });
    if (later == history.values.begin()) return state;
    state.step = std::prev(later)->first;
    state.value = std::prev(later)->second;
    return state;
}

MemoryRange rangeOf(const std::vector<U256>& stack, std::uint8_t opcode, bool writes) {
    const std::size_t known = std::min<std::size_t>(stack.size(), 7);
    U256 operands[7];
    for (std::size_t i = 0; i < known; ++i) operands[i] = stack[stack.size() - 1 - i];
    return writes ? memoryWritten(opcode, operands, known) : memoryRead(opcode, operands, known);
}

}  // namespace

ExecutionRecord::ExecutionRecord(std::unique_ptr<Data> data) : m(std::move(data)) {}
ExecutionRecord::~ExecutionRecord() = default;

bool ExecutionRecord::ok() const {
    return m->ok;
}
std::uint64_t ExecutionRecord::gasUsed() const {
    return m->gasUsed;
}
std::uint64_t ExecutionRecord::intrinsicGas() const {
    return m->intrinsicGas;
}
std::uint64_t ExecutionRecord::gasRefunded() const {
    return m->gasRefunded;
}
std::size_t ExecutionRecord::bytes() const {
    return m->bytes;
}
const std::vector<ExecutionFrame>& ExecutionRecord::frames() const {
    return m->frames;
}
const std::vector<ExecutionLog>& ExecutionRecord::logs() const {
    return m->logs;
}
const std::vector<ExecutionMark>& ExecutionRecord::marks() const {
    return m->marks;
}
std::uint32_t ExecutionRecord::stepCount() const {
    return static_cast<std::uint32_t>(m->rows.size());
}

ExecutionStep ExecutionRecord::step(std::uint32_t index) const {
    ASSERT(index < m->rows.size());
    const Data::Row& row = m->rows[index];
    return {row.pc, row.opcode, m->frames[row.frame].depth, row.frame, row.gas, row.gasCost};
}

std::optional<U256> ExecutionRecord::pushed(std::uint32_t index) const {
    ASSERT(index < m->rows.size());
    const std::uint32_t word = m->rows[index].word;
    if (word == Data::none) return std::nullopt;
    return m->words[word];
}

MachineState ExecutionRecord::stateAt(std::uint32_t index) const {
    ASSERT(index < m->rows.size());
    const Data::Row& row = m->rows[index];
    const ExecutionFrame& frame = m->frames[row.frame];
    MachineState state;
    state.step = index;
    std::uint32_t at = frame.firstStep;
    const auto& keyframes = m->keyframes[row.frame];
    const auto later = std::partition_point(keyframes.begin(), keyframes.end(),
                                            [index](const auto& k) { return k.step <= index; });
    if (later != keyframes.begin()) {
        const Keyframe& keyframe = *std::prev(later);
        at = keyframe.step;
        state.stack = keyframe.stack;
        state.memory = keyframe.memory;
    }
    state.stack.reserve(state.stack.size() + 64);
    while (at != index) {
        apply(*m, m->rows[at], state.stack, state.memory);
        const auto next = over(at);
        ASSERT(next.has_value());
        at = *next;
    }
    const auto child =
        std::partition_point(frame.children.begin(), frame.children.end(),
                             [&](std::uint32_t c) { return m->frames[c].callStep < index; });
    if (child != frame.children.begin()) {
        const ExecutionFrame& last = m->frames[*std::prev(child)];
        const bool created = last.kind == FrameKind::create || last.kind == FrameKind::create2;
        if (!(created && last.ok)) state.returnData = last.output;
    }
    if (const auto found = m->storage.find(frame.to); found != m->storage.end()) {
        for (const SlotHistory& history : found->second) {
            if (history.firstStep < index) state.storage.push_back(slotAt(history, index));
        }
        std::sort(state.storage.begin(), state.storage.end(),
                  [](const SlotState& a, const SlotState& b) { return a.slot < b.slot; });
    }
    const evm::OpInfo& info = evm::opcodeTable[row.opcode];
    state.takes = static_cast<std::uint32_t>(info.in);
    state.leaves = static_cast<std::uint32_t>(info.out);
    state.reads = rangeOf(state.stack, row.opcode, false);
    state.writes = rangeOf(state.stack, row.opcode, true);
    return state;
}

std::optional<std::uint32_t> ExecutionRecord::over(std::uint32_t index) const {
    const std::uint32_t frame = m->rows[index].frame;
    std::uint32_t next = index + 1;
    if (next >= m->frames[frame].endStep) return std::nullopt;
    // what follows a call is the first step of the frame that it entered
    if (m->rows[next].frame != frame) next = m->frames[m->rows[next].frame].endStep;
    if (next >= m->frames[frame].endStep) return std::nullopt;
    return next;
}

std::optional<std::uint32_t> ExecutionRecord::overBack(std::uint32_t index) const {
    const std::uint32_t frame = m->rows[index].frame;
    if (index <= m->frames[frame].firstStep) return std::nullopt;
    std::uint32_t other = m->rows[index - 1].frame;
    if (other == frame) return index - 1;
    while (m->frames[other].parent != frame) other = m->frames[other].parent;
    return m->frames[other].callStep;
}

std::optional<std::uint32_t> ExecutionRecord::out(std::uint32_t index) const {
    const std::uint32_t end = m->frames[m->rows[index].frame].endStep;
    if (end >= m->rows.size()) return std::nullopt;
    return end;
}

std::optional<std::uint32_t> ExecutionRecord::nextMark(std::uint32_t index, MarkKind kind) const {
    auto mark = std::partition_point(m->marks.begin(), m->marks.end(),
                                     [index](const auto& v) { return v.step <= index; });
    for (; mark != m->marks.end(); ++mark) {
        if (mark->kind == kind) return mark->step;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> ExecutionRecord::previousMark(std::uint32_t index,
                                                           MarkKind kind) const {
    auto mark = std::partition_point(m->marks.begin(), m->marks.end(),
                                     [index](const auto& v) { return v.step < index; });
    while (mark != m->marks.begin()) {
        if ((--mark)->kind == kind) return mark->step;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> ExecutionRecord::findOpcode(std::uint32_t index,
                                                         std::uint8_t opcode) const {
    for (std::uint32_t i = index + 1; i < m->rows.size(); ++i) {
        if (m->rows[i].opcode == opcode) return i;
    }
    return std::nullopt;
}

}  // namespace rollscope::api
