#include "node/embedded/intake.h"

#include <atomic>

#include "node/crypto/native_precompiles.h"

namespace rollscope::embedded {

namespace {

/// Enough that taking the next ones costs nothing, few enough that threads end together.
constexpr std::size_t chunk = 10;

}  // namespace

/// Transactions that came together.
struct Intake::Group {
    std::vector<Bytes> raw;
    std::vector<Result<mempool::Candidate>> prepared;
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> left = 0;
    QPromise<Result<std::vector<Result<Hash>>>> promise;
};

void Intake::take(const Bytes& raw, QPromise<Result<Hash>>& promise) {
    auto candidate = mempool::prepare(raw, host::nativePrecompiles());
    if (!candidate) {
        promise.addResult(Result<Hash>(failFrom(candidate)));
        promise.finish();
        return;
    }
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
        auto answers = add(std::move(candidates));
        for (std::size_t i = 0; i < group.size(); ++i) {
            group[i].promise.addResult(std::move(answers[i]));
            group[i].promise.finish();
        }
    }
}

std::vector<Result<Hash>> Intake::add(std::vector<mempool::Candidate> candidates) {
    auto answers = m.pool->addAll(std::move(candidates), m.wallMs());
    std::lock_guard lock(m.mailbox.mutex);
    for (const auto& answer : answers) {
        if (answer) m.mailbox.newPending.push_back(*answer);
    }
    return answers;
}

api::Answer<std::vector<Result<Hash>>> Intake::takeAll(std::vector<Bytes> raw, QThreadPool& pool) {
    auto group = std::make_shared<Group>();
    group->raw = std::move(raw);
    const std::size_t count = group->raw.size();
    group->prepared.resize(count, fail(ErrorCode::cancelled));
    group->left = count;
    group->promise.start();
    auto future = group->promise.future();
    if (count == 0) store(*group);
    const auto work = [this, group, count] {
        for (;;) {
            const std::size_t first = group->next.fetch_add(chunk);
            if (first >= count) return;
            const std::size_t last = std::min(first + chunk, count);
            for (std::size_t i = first; i < last; ++i) {
                group->prepared[i] = mempool::prepare(group->raw[i], host::nativePrecompiles());
            }
            if (group->left.fetch_sub(last - first) == last - first) store(*group);
        }
    };
    const std::size_t threads = static_cast<std::size_t>(QThread::idealThreadCount());
    for (std::size_t i = 0; i < std::min(threads, (count + chunk - 1) / chunk); ++i) {
        pool.start(work);
    }
    return future;
}

void Intake::store(Group& group) {
    std::vector<Result<Hash>> answers;
    std::vector<mempool::Candidate> candidates;
    std::vector<std::size_t> places;
    for (auto& each : group.prepared) {
        if (each) {
            places.push_back(answers.size());
            candidates.push_back(std::move(*each));
            answers.push_back(fail(ErrorCode::cancelled));
        } else {
            answers.push_back(failFrom(each));
        }
    }
    auto added = add(std::move(candidates));
    for (std::size_t i = 0; i < added.size(); ++i) answers[places[i]] = std::move(added[i]);
    group.promise.addResult(Result<std::vector<Result<Hash>>>(std::move(answers)));
    group.promise.finish();
}

}  // namespace rollscope::embedded
