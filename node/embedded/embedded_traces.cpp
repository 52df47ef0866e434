// The questions about traces: like the others, but they can be cancelled on the way.
#include <QtConcurrent/QtConcurrentRun>

#include "node/embedded/embedded_node.h"

namespace rollscope::embedded {

namespace {

template <class T>
api::Answer<T> later(QThreadPool& pool) {
    return QtConcurrent::run(&pool, []() -> Result<T> { return fail(ErrorCode::unsupported); });
}

}  // namespace

api::Answer<api::TraceView> EmbeddedNode::traceTransaction(api::Layer, Hash, api::TraceOptions) {
    return later<api::TraceView>(m_pool);
}
api::Answer<api::TraceView> EmbeddedNode::traceCall(api::Layer, api::CallRequest, api::BlockId,
                                                    api::TraceOptions, api::CallOverrides) {
    return later<api::TraceView>(m_pool);
}
api::Answer<std::vector<api::BlockTraceEntry>> EmbeddedNode::traceBlock(api::Layer, api::BlockId,
                                                                        api::TraceOptions) {
    return later<std::vector<api::BlockTraceEntry>>(m_pool);
}
api::Answer<api::ExecutionPtr> EmbeddedNode::executionOf(api::Layer, Hash) {
    return later<api::ExecutionPtr>(m_pool);
}
api::Answer<std::vector<api::StateChange>> EmbeddedNode::stateChangesOf(api::Layer, Hash) {
    return later<std::vector<api::StateChange>>(m_pool);
}

}  // namespace rollscope::embedded
