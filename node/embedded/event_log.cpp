#include "node/embedded/event_log.h"

#include <algorithm>

namespace rollscope::embedded {

void EventLog::add(api::EventView event) {
    std::lock_guard lock(m_mutex);
    event.sequence = m_next++;
    event.timeMs = m_wallMs();
    m_events.push_back(event);
    if (m_events.size() > capacity) m_events.pop_front();
    m_new.push_back(std::move(event));
}

api::Page<api::EventView> EventLog::page(api::PageRequest request) const {
    std::lock_guard lock(m_mutex);
    api::Page<api::EventView> page;
    page.offset = request.offset;
    page.total = m_events.size();
    const std::uint64_t limit = std::min<std::uint64_t>(request.limit, 1000);
    for (std::uint64_t i = request.offset; i < m_events.size() && page.rows.size() < limit; ++i) {
        page.rows.push_back(m_events[m_events.size() - 1 - i]);
    }
    return page;
}

std::vector<api::EventView> EventLog::takeNew() {
    std::lock_guard lock(m_mutex);
    return std::exchange(m_new, {});
}

}  // namespace rollscope::embedded
