#include "node/trace/observer.h"

#include "node/trace/call_tracer.h"
#include "node/trace/prestate_tracer.h"
#include "node/trace/struct_logger.h"

namespace rollscope::trace {

void Meter::check() {
    if (m_bytes > m_limits.maxBytes) {
        m_error = {ErrorCode::requestTooLarge, "the trace needs more than " +
                                                   std::to_string(m_limits.maxBytes >> 20) +
                                                   " MiB; ask for less of it"};
    } else if (m_limits.cancelled && m_limits.cancelled()) {
        m_error = {ErrorCode::cancelled, {}};
    } else if (std::chrono::steady_clock::now() > m_limits.deadline) {
        m_error = {ErrorCode::executionTimeout, {}};
    }
}

Parties partiesOf(const evm::Message& message) {
    using evm::CallKind;
    Parties parties{api::FrameKind::call, message.sender, message.codeAddress, message.value};
    switch (message.kind) {
        case CallKind::call: break;
        case CallKind::callCode: parties.kind = api::FrameKind::callCode; break;
        case CallKind::delegateCall:
            parties.kind = api::FrameKind::delegateCall;
            parties.from = message.recipient;
            break;
        case CallKind::staticCall:
            parties.kind = api::FrameKind::staticCall;
            parties.value.reset();
            break;
        case CallKind::create:
            parties.kind = api::FrameKind::create;
            parties.to = message.recipient;
            break;
        case CallKind::create2:
            parties.kind = api::FrameKind::create2;
            parties.to = message.recipient;
            break;
    }
    return parties;
}

namespace {

/// Holds one observer and takes its trace.
template <class Tracer>
class TracingOf : public Tracing {
public:
    TracingOf(const api::TraceOptions& options, const TraceStart& start, Limits limits)
        : m_tracer(options, start, std::move(limits)) {}
    Observer& observer() override { return m_tracer; }
    Result<api::TraceView> take() override {
        if (m_tracer.error().code != ErrorCode::none) {
            return tl::make_unexpected(m_tracer.error());
        }
        return api::TraceView{m_tracer.take()};
    }

private:
    Tracer m_tracer;
};

}  // namespace

std::unique_ptr<Tracing> startTrace(const api::TraceOptions& options, const TraceStart& start,
                                    Limits limits) {
    switch (options.tracer) {
        case api::TracerKind::call:
            return std::make_unique<TracingOf<CallTracer>>(options, start, std::move(limits));
        case api::TracerKind::prestate:
            return std::make_unique<TracingOf<PrestateTracer>>(options, start, std::move(limits));
        case api::TracerKind::structLog: break;
    }
    return std::make_unique<TracingOf<StructLogger>>(options, start, std::move(limits));
}

}  // namespace rollscope::trace
