// The way into L2's pool: senders are recovered on any thread, what came meanwhile is stored with
// one synced write.
#pragma once

#include <QPromise>
#include <QThreadPool>
#include <mutex>
#include <vector>

#include "node/api/node.h"
#include "node/embedded/services.h"

namespace rollscope::embedded {

class Intake {
public:
    explicit Intake(Services& services) : m(services) {}

    /// Checks and stores one transaction and answers its promise; whoever finds nobody storing
    /// stores for all that wait. Call it on a worker thread.
    void take(const Bytes& raw, QPromise<Result<Hash>>& promise);

    /// Checks many on the pool's threads and stores them with one write, in order.
    api::Answer<std::vector<Result<Hash>>> takeAll(std::vector<Bytes> raw, QThreadPool& pool);

private:
    struct Group;
    void store(Group& group);
    std::vector<Result<Hash>> add(std::vector<mempool::Candidate> candidates);
    struct Waiting {
        mempool::Candidate candidate;
        QPromise<Result<Hash>> promise;
    };
    void store();

    Services& m;
    std::mutex m_mutex;
    std::vector<Waiting> m_waiting;
    bool m_storing = false;
};

}  // namespace rollscope::embedded
