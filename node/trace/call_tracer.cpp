#include "node/trace/call_tracer.h"

namespace rollscope::trace {

namespace {

/// Logs of a failed frame, and of all below it, are not the transaction's.
void dropUndoneLogs(api::CallTrace& frame, bool undone) {
    undone = undone || !frame.error.empty();
    if (undone) frame.logs.clear();
    for (api::CallTrace& call : frame.calls) dropUndoneLogs(call, undone);
}

void end(api::CallTrace& frame, const evm::CallResult& result, const std::string& error) {
    if (result.ok()) {
        frame.output = result.output;
        return;
    }
    frame.error = error;
    if (frame.kind == api::FrameKind::create || frame.kind == api::FrameKind::create2) {
        frame.to.reset();
    }
    if (result.status != evm::Status::revert) return;
    frame.output = result.output;
    if (auto reason = unpackRevert(result.output)) frame.revertReason = std::move(*reason);
}

}  // namespace

void CallTracer::enter(const evm::Message& message) {
    m_book.enter(message);
    ++m_depth;
    const bool kept = !hidden() && m_meter.go(sizeof(api::CallTrace) + message.input.size());
    m_kept.push_back(kept);
    if (!kept) return;
    const Parties parties = partiesOf(message);
    api::CallTrace frame;
    frame.kind = parties.kind;
    frame.from = parties.from;
    frame.to = parties.to;
    frame.value = parties.value;
    frame.input.assign(message.input.begin(), message.input.end());
    frame.gas = m_open.empty() ? m_start.gasLimit : static_cast<std::uint64_t>(message.gas);
    m_open.push_back(std::move(frame));
}

void CallTracer::step(const evm::Step& step) {
    if (m_meter.go(0)) m_book.step(step, 0);
}

void CallTracer::log(const types::Log& log, std::size_t index) {
    if (!m_options.withLog || hidden() || m_open.empty() || !m_meter.go(log.data.size() + 128)) {
        return;
    }
    api::CallTrace& frame = m_open.back();
    frame.logs.push_back(
        {log.address, log.topics, log.data, m_start.firstLog + index, frame.calls.size()});
}

void CallTracer::selfDestruct(const Address& contract, const Address& beneficiary,
                              const U256& balance) {
    if (m_options.onlyTopCall || m_open.empty()) return;
    api::CallTrace frame;
    frame.kind = api::FrameKind::selfDestruct;
    frame.from = contract;
    frame.to = beneficiary;
    frame.value = balance;
    m_open.back().calls.push_back(std::move(frame));
}

void CallTracer::exit(const evm::CallResult& result) {
    m_book.exit(result);
    --m_depth;
    const bool kept = m_kept.back();
    m_kept.pop_back();
    if (!kept) return;
    api::CallTrace frame = std::move(m_open.back());
    m_open.pop_back();
    end(frame, result, m_book.error());
    if (m_open.empty()) {
        m_root = std::move(frame);
        return;
    }
    frame.gasUsed = frame.gas - static_cast<std::uint64_t>(result.gasLeft);
    m_open.back().calls.push_back(std::move(frame));
}

void CallTracer::finish(const TraceEnd& end) {
    m_root.gasUsed = end.gasUsed;
    dropUndoneLogs(m_root, false);
}

}  // namespace rollscope::trace
