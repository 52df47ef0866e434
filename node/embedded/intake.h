// The way into L2's pool: senders are recovered on a few threads, what is ready meanwhile is
// stored with one write.
#pragma once

#include <QThreadPool>
#include <deque>
#include <mutex>
#include <vector>

#include "node/api/node.h"
#include "node/embedded/services.h"

namespace rollscope::embedded {

class Intake {
public:
    /// Works on threads of `pool`.
    Intake(Services& services, QThreadPool& pool) : m(services), m_pool(pool) {}

    /// Checks and stores transactions, in order; an answer for each. Any thread.
    api::Answer<std::vector<Result<Hash>>> take(std::vector<Bytes> raw, api::TxOrigin origin);

private:
    struct Group;
    using GroupPtr = std::shared_ptr<Group>;
    struct Part {
        GroupPtr group;
        std::size_t first = 0;
    };
    void work();
    void finish(GroupPtr group);
    void store(const std::vector<GroupPtr>& groups);

    Services& m;
    QThreadPool& m_pool;
    std::mutex m_mutex;
    std::deque<Part> m_waiting;     // to be recovered
    std::size_t m_workers = 0;      // threads at it
    std::vector<GroupPtr> m_ready;  // to be stored
    bool m_storing = false;
};

}  // namespace rollscope::embedded
