// The node's event log: the last lines in memory, newest first for whoever asks.
#pragma once

#include <deque>
#include <functional>
#include <mutex>

#include "node/api/views.h"

namespace rollscope::embedded {

/// Numbers and keeps events; any thread.
class EventLog {
public:
    explicit EventLog(std::function<std::uint64_t()> wallMs) : m_wallMs(std::move(wallMs)) {}

    void add(api::EventView event);
    api::Page<api::EventView> page(api::PageRequest request) const;
    /// Events since the last call, in order: what is yet to be signalled.
    std::vector<api::EventView> takeNew();

private:
    static constexpr std::size_t capacity = 10'000;

    std::function<std::uint64_t()> m_wallMs;
    mutable std::mutex m_mutex;
    std::deque<api::EventView> m_events;
    std::vector<api::EventView> m_new;
    std::uint64_t m_next = 1;
};

}  // namespace rollscope::embedded
