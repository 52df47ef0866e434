#include "node/embedded/intake.h"

#include <QPromise>
#include <algorithm>
#include <atomic>

#include "node/crypto/native_precompiles.h"

namespace rollscope::embedded {

namespace {

/// Enough that taking the next ones costs nothing, few enough that threads end together.
constexpr std::size_t largestPart = 8;

}  // namespace

/// Transactions that came together.
struct Intake::Group {
    std::vector<Bytes> raw;
    api::TxOrigin origin = api::TxOrigin::network;
    std::vector<Result<mempool::Candidate>> prepared;
    std::size_t partSize = 1;
    std::atomic<std::size_t> left = 0;
    QPromise<Result<std::vector<Result<Hash>>>> promise;
};

api::Answer<std::vector<Result<Hash>>> Intake::take(std::vector<Bytes> raw, api::TxOrigin origin) {
    auto group = std::make_shared<Group>();
    group->raw = std::move(raw);
    group->origin = origin;
    const std::size_t count = group->raw.size();
    group->prepared.resize(count, fail(ErrorCode::cancelled));
    group->left = count;
    group->promise.start();
    auto future = group->promise.future();
    if (count == 0) {
        store({group});
        return future;
    }
    // A thread that is awake takes the next part by itself: waking one costs as much as parsing.
    const auto threads = static_cast<std::size_t>(QThread::idealThreadCount());
    group->partSize = std::clamp<std::size_t>(count / threads, 1, largestPart);
    std::size_t wanted = 0;
    {
        const std::lock_guard lock(m_mutex);
        for (std::size_t i = 0; i < count; i += group->partSize) m_waiting.push_back({group, i});
        wanted = std::min(m_waiting.size(), threads - std::min(threads, m_workers));
        m_workers += wanted;
    }
    for (; wanted > 0; --wanted) m_pool.start([this] { work(); });
    return future;
}

void Intake::work() {
    for (;;) {
        Part part;
        {
            const std::lock_guard lock(m_mutex);
            if (m_waiting.empty()) {
                --m_workers;
                return;
            }
            part = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        Group& group = *part.group;
        const std::size_t last = std::min(part.first + group.partSize, group.raw.size());
        for (std::size_t i = part.first; i < last; ++i) {
            auto& prepared = group.prepared[i];
            prepared = mempool::prepare(group.raw[i], host::nativePrecompiles());
            if (prepared) prepared->local = group.origin == api::TxOrigin::local;
        }
        const std::size_t done = last - part.first;
        if (group.left.fetch_sub(done) == done) finish(std::move(part.group));
    }
}

/// Whoever finds nobody storing stores for all that are ready.
void Intake::finish(GroupPtr group) {
    {
        const std::lock_guard lock(m_mutex);
        m_ready.push_back(std::move(group));
        if (m_storing) return;
        m_storing = true;
    }
    for (;;) {
        std::vector<GroupPtr> groups;
        {
            const std::lock_guard lock(m_mutex);
            if (m_ready.empty()) {
                m_storing = false;
                return;
            }
            groups.swap(m_ready);
        }
        store(groups);
    }
}

void Intake::store(const std::vector<GroupPtr>& groups) {
    std::vector<mempool::Candidate> candidates;
    for (const GroupPtr& group : groups) {
        for (auto& each : group->prepared) {
            if (each) candidates.push_back(std::move(*each));
        }
    }
    auto added = m.pool->addAll(std::move(candidates), m.wallMs());
    {
        const std::lock_guard lock(m.mailbox.mutex);
        for (const auto& answer : added) {
            if (answer) m.mailbox.newPending.push_back(*answer);
        }
    }
    auto next = added.begin();
    for (const GroupPtr& group : groups) {
        std::vector<Result<Hash>> answers;
        answers.reserve(group->prepared.size());
        for (const auto& each : group->prepared) {
            answers.push_back(each ? std::move(*next++) : failFrom(each));
        }
        group->promise.addResult(Result<std::vector<Result<Hash>>>(std::move(answers)));
        group->promise.finish();
    }
}

}  // namespace rollscope::embedded
