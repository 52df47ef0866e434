// The questions about traces: like the others, but on a pool of their own, and to be cancelled.
#include <QtConcurrent/QtConcurrentRun>

#include "node/embedded/embedded_node.h"
#include "node/embedded/queries.h"

namespace rollscope::embedded {

template <class F>
auto EmbeddedNode::askLong(F question) {
    using Answer = decltype(question(Queries(*m_services), CancelFlag{}));
    return QtConcurrent::run(
        &m_longPool, [services = m_services.get(), closing = &m_closing,
                      question = std::move(question)](QPromise<Answer>& promise) {
            promise.addResult(question(Queries(*services), [&promise, closing] {
                return promise.isCanceled() || closing->load();
            }));
        });
}

api::Answer<api::TraceView> EmbeddedNode::traceTransaction(api::Layer layer, Hash hash,
                                                           api::TraceOptions options) {
    return askLong([=](const Queries& q, const CancelFlag& cancelled) {
        return q.traceTransaction(layer, hash, options, cancelled);
    });
}

api::Answer<api::TraceView> EmbeddedNode::traceCall(api::Layer layer, api::CallRequest request,
                                                    api::BlockId at, api::TraceOptions options,
                                                    api::CallOverrides overrides) {
    return askLong([=, request = std::move(request), overrides = std::move(overrides)](
                       const Queries& q, const CancelFlag& cancelled) {
        return q.traceCall(layer, request, at, options, overrides, cancelled);
    });
}

api::Answer<std::vector<api::BlockTraceEntry>> EmbeddedNode::traceBlock(api::Layer layer,
                                                                        api::BlockId id,
                                                                        api::TraceOptions options) {
    return askLong([=](const Queries& q, const CancelFlag& cancelled) {
        return q.traceBlock(layer, id, options, cancelled);
    });
}

api::Answer<api::ExecutionPtr> EmbeddedNode::executionOf(api::Layer layer, Hash hash) {
    return askLong([=](const Queries& q, const CancelFlag& cancelled) {
        return q.executionOf(layer, hash, cancelled);
    });
}

api::Answer<std::vector<api::StateChange>> EmbeddedNode::stateChangesOf(api::Layer layer,
                                                                        Hash hash) {
    return askLong([=](const Queries& q, const CancelFlag& cancelled) {
        return q.stateChangesOf(layer, hash, cancelled);
    });
}

}  // namespace rollscope::embedded
