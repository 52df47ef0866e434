#include "node/trace/struct_logger.h"

#include "node/core/evm/opcodes.h"

namespace rollscope::trace {

void StructLogger::enter(const evm::Message& message) {
    m_book.enter(message);
    ++m_depth;
}

void StructLogger::settle(const std::optional<Settled>& settled) {
    if (!settled || settled->index >= m_trace.logs.size()) return;
    m_trace.logs[settled->index].gasCost = settled->gasCost;
    m_trace.logs[settled->index].error = settled->error;
}

void StructLogger::noteStorage(const evm::Step& step, api::StructLog& log) {
    const std::size_t height = step.stack.size();
    const bool reads = step.opcode == evm::OP_SLOAD && height >= 1;
    const bool writes = step.opcode == evm::OP_SSTORE && height >= 2;
    if (!reads && !writes) return;
    const U256& slot = step.stack[height - 1];
    auto& touched = m_storage[step.address];
    touched[slot] = reads ? m_start.state.storage(step.address, slot) : step.stack[height - 2];
    log.storage.emplace(touched.begin(), touched.end());
}

void StructLogger::step(const evm::Step& step) {
    const auto index = static_cast<std::uint32_t>(m_trace.logs.size());
    settle(m_book.step(step, m_meter.error().code == ErrorCode::none ? index : ~0U));
    if (!m_meter.go(0)) return;
    api::StructLog log;
    log.pc = step.pc;
    log.opcode = step.opcode;
    log.depth = step.depth + 1;
    log.gas = step.gas;
    log.refund = static_cast<std::uint64_t>(std::max<std::int64_t>(0, m_start.state.refund()));
    std::size_t bytes = sizeof(log);
    if (!m_options.disableStack) {
        log.stack.emplace(step.stack.begin(), step.stack.end());
        bytes += step.stack.size_bytes();
    }
    if (m_options.enableMemory) {
        log.memory.emplace(step.memory.begin(), step.memory.end());
        bytes += step.memory.size();
    }
    if (m_options.enableReturnData) {
        log.returnData.assign(step.returnData.begin(), step.returnData.end());
        bytes += step.returnData.size();
    }
    if (!m_options.disableStorage) noteStorage(step, log);
    if (log.storage) bytes += log.storage->size() * sizeof(api::SlotValue);
    if (m_meter.go(bytes)) m_trace.logs.push_back(std::move(log));
}

void StructLogger::exit(const evm::CallResult& result) {
    settle(m_book.exit(result));
    if (--m_depth > 0) return;
    m_trace.failed = !result.ok();
    m_trace.returnValue = result.output;
}

void StructLogger::finish(const TraceEnd& end) {
    m_trace.gas = end.gasUsed;
}

}  // namespace rollscope::trace
