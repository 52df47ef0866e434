// Observers of one transaction: begin, the executor's events, finish, then take the trace.
//
// In: evm::Tracer's events and the state that the transaction works on, read only.
// Out: a value of node/api/trace_views.h. An observer changes nothing: the transaction runs to its
// end also when the observer has had enough (cancelled, out of time or memory), only unobserved.
#pragma once

#include <chrono>
#include <functional>

#include "node/api/trace_views.h"
#include "node/core/evm/tracer.h"
#include "node/core/state/journaled_state.h"

namespace rollscope::trace {

/// What bounds a trace.
struct Limits {
    std::function<bool()> cancelled;  ///< asked now and then; may be empty
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    std::uint64_t maxBytes = std::uint64_t{512} << 20;
};

/// Asks the limits seldom enough to cost nothing.
class Meter {
public:
    explicit Meter(Limits limits) : m_limits(std::move(limits)) {}
    /// One event that keeps `bytes` more; false when the observer must stop.
    bool go(std::size_t bytes) {
        m_bytes += bytes;
        if (m_error.code != ErrorCode::none) return false;
        if (m_bytes > m_limits.maxBytes || (++m_events & 0x3ff) == 0) check();
        return m_error.code == ErrorCode::none;
    }
    std::size_t bytes() const { return m_bytes; }
    /// Code none, or why it stopped: executionTimeout, cancelled, requestTooLarge.
    const Error& error() const { return m_error; }

private:
    void check();

    Limits m_limits;
    std::size_t m_bytes = 0;
    std::uint32_t m_events = 0;
    Error m_error;
};

/// The transaction that is about to run. What it refers to must outlive the observer.
struct TraceStart {
    state::JournaledState& state;  ///< before the transaction
    Address sender;
    std::optional<Address> to;
    Address beneficiary;
    std::uint64_t gasLimit = 0;
    std::size_t firstLog = 0;  ///< logs of the block before it
};

/// What the transaction came to.
struct TraceEnd {
    std::uint64_t gasUsed = 0;  ///< refund taken off
    bool ok = false;
};

/// Base of the tracers.
class Observer : public evm::Tracer {
public:
    Observer(const TraceStart& start, Limits limits) : m_start(start), m_meter(std::move(limits)) {}
    bool wantsSteps() const override { return true; }
    /// After the transaction. No event comes after it.
    virtual void finish(const TraceEnd& end) = 0;
    /// Code none, or why there is no trace.
    const Error& error() const { return m_meter.error(); }
    std::size_t bytes() const { return m_meter.bytes(); }

protected:
    TraceStart m_start;
    Meter m_meter;
};

/// The frame as geth shows it: from, to and value by the kind of call.
struct Parties {
    api::FrameKind kind = api::FrameKind::call;
    Address from;
    Address to;
    std::optional<U256> value;
};
Parties partiesOf(const evm::Message& message);

/// The observer that `options` ask for, with its result.
class Tracing {
public:
    virtual ~Tracing() = default;
    virtual Observer& observer() = 0;
    /// The trace, or why there is none.
    virtual Result<api::TraceView> take() = 0;
};
std::unique_ptr<Tracing> startTrace(const api::TraceOptions& options, const TraceStart& start,
                                    Limits limits);

}  // namespace rollscope::trace
