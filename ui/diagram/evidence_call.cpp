// The call of a contract that stands behind an arrow, found in the transaction's own trace.
#include <algorithm>

#include "ui/diagram/play_stage.h"
#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

using api::ExecutionFrame;

/// The frame that logged an event; none when it is not among the frame's logs.
const ExecutionFrame* loggerOf(const api::ExecutionRecord& record, const types::Log& wanted) {
    for (const api::ExecutionLog& each : record.logs()) {
        const bool same = !each.undone && each.log.address == wanted.address &&
                          each.log.topics == wanted.topics && each.log.data == wanted.data;
        if (same) return &record.frames()[each.frame];
    }
    return nullptr;
}

const ExecutionFrame* firstInto(const api::ExecutionRecord& record, const Address& contract) {
    for (const ExecutionFrame& frame : record.frames()) {
        if (frame.ok && frame.to == contract) return &frame;
    }
    return nullptr;
}

CallEvidence callOf(const ExecutionFrame& frame) {
    CallEvidence call;
    call.contract = frame.contract;
    call.from = frame.from;
    call.to = frame.to;
    call.value = frame.value;
    call.gasUsed = static_cast<std::uint64_t>(std::max<std::int64_t>(0, frame.gasUsed));
    call.depth = frame.depth;
    if (frame.decoded) {
        call.contract = frame.decoded->contract;
        call.function = frame.decoded->function;
        call.arguments = frame.decoded->arguments;
    } else {
        call.function =
            hex(BytesView(frame.input).first(std::min<std::size_t>(frame.input.size(), 4)));
    }
    return call;
}

}  // namespace

Task<Result<bool>> PlayStage::findCall(Evidence& evidence) {
    if (!evidence.layer || !evidence.inBlock || !evidence.transaction) co_return false;
    if (m_tracedTx != evidence.transaction) {
        const Result<api::ExecutionPtr> traced =
            co_await ask(node.executionOf(*evidence.layer, *evidence.transaction));
        m_tracedTx = evidence.transaction;
        m_traced = traced ? *traced : nullptr;
    }
    if (!m_traced || m_traced->frames().empty()) co_return false;
    const api::ExecutionRecord& record = *m_traced;
    const ExecutionFrame* frame = evidence.log ? loggerOf(record, evidence.log->log) : nullptr;
    if (frame == nullptr) {
        const QString name = evidence.event.section(QStringLiteral(" · "), 0, 0);
        const Address named = contract(name.toLatin1().constData(), *evidence.layer);
        if (!named.isZero()) frame = firstInto(record, named);
    }
    if (frame == nullptr) frame = &record.frames().front();
    if (frame->input.empty()) co_return false;  // ether was sent, and no function called
    evidence.call = callOf(*frame);
    co_return true;
}

}  // namespace rollscope::ui
