// Traces in geth's JSON, and the options of the debug_trace… methods.
//
// In: trace views, params. Out: JSON, or values for Node. Pure.
#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "node/api/trace_views.h"

namespace rollscope::rpc {

/// As geth's tracer of the same kind gives it. `limit` is the struct logger's, in bytes of JSON.
QJsonValue traceJson(const api::TraceView& trace, std::uint64_t limit);
QJsonArray blockTraceJson(const std::vector<api::BlockTraceEntry>& entries, std::uint64_t limit);

/// geth's TraceConfig; missing or null gives the struct logger. invalidParams for an unknown
/// tracer.
Result<api::TraceOptions> readTraceOptions(const QJsonValue& value);
/// stateOverrides and blockOverrides of geth's TraceCallConfig.
Result<api::CallOverrides> readCallOverrides(const QJsonValue& config);

}  // namespace rollscope::rpc
