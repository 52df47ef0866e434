#include "node/embedded/intake.h"

#include "node/crypto/native_precompiles.h"

namespace rollscope::embedded {

void Intake::take(const Bytes& raw, api::TxOrigin origin, QPromise<Result<Hash>>& promise) {
    auto candidate = mempool::prepare(raw, host::nativePrecompiles());
    if (!candidate) {
        promise.addResult(Result<Hash>(failFrom(candidate)));
        promise.finish();
        return;
    }
    candidate->local = origin == api::TxOrigin::local;
    {
        std::lock_guard lock(m_mutex);
        m_waiting.push_back({std::move(*candidate), std::move(promise)});
        if (m_storing) return;
        m_storing = true;
    }
    store();
}

void Intake::store() {
    for (;;) {
        std::vector<Waiting> group;
        {
            std::lock_guard lock(m_mutex);
            if (m_waiting.empty()) {
                m_storing = false;
                return;
            }
            group.swap(m_waiting);
        }
        std::vector<mempool::Candidate> candidates;
        for (Waiting& each : group) candidates.push_back(std::move(each.candidate));
        auto answers = m.pool->addAll(std::move(candidates), m.wallMs());
        {
            std::lock_guard lock(m.mailbox.mutex);
            for (const auto& answer : answers) {
                if (answer) m.mailbox.newPending.push_back(*answer);
            }
        }
        for (std::size_t i = 0; i < group.size(); ++i) {
            group[i].promise.addResult(std::move(answers[i]));
            group[i].promise.finish();
        }
    }
}

}  // namespace rollscope::embedded
