// What clients were told of transactions' statuses, for those who look at it later.
#pragma once

#include <deque>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "node/api/sequencer_views.h"

namespace rollscope::embedded {

/// The first answer of each status, of the transactions that were asked for last. Thread-safe.
class StatusAnswers {
public:
    void note(const Hash& transaction, api::TxStatus status, std::uint64_t nowMs) {
        const std::lock_guard lock(m_mutex);
        auto& answers = m_answers[transaction];
        if (answers.empty()) m_order.push_back(transaction);
        for (const auto& each : answers) {
            if (each.status == status) return;
        }
        answers.push_back({status, nowMs});
        if (m_order.size() <= mostTransactions) return;
        m_answers.erase(m_order.front());
        m_order.pop_front();
    }
    std::vector<api::StatusAnswer> of(const Hash& transaction) const {
        const std::lock_guard lock(m_mutex);
        const auto found = m_answers.find(transaction);
        return found == m_answers.end() ? std::vector<api::StatusAnswer>{} : found->second;
    }

private:
    static constexpr std::size_t mostTransactions = 4'096;

    mutable std::mutex m_mutex;
    std::unordered_map<Hash, std::vector<api::StatusAnswer>> m_answers;
    std::deque<Hash> m_order;  ///< as they were first asked for
};

}  // namespace rollscope::embedded
