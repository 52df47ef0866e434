#include "node/l1/devnet_l1.h"

namespace rollscope::l1 {

std::uint64_t DevnetClock::seconds(std::uint64_t nowMs) const {
    if (paused()) return m_pausedAtMs / 1000;
    const std::int64_t chainMs = static_cast<std::int64_t>(nowMs) + m_offsetMs;
    return chainMs < 0 ? 0 : static_cast<std::uint64_t>(chainMs) / 1000;
}

void DevnetClock::warp(std::uint64_t seconds) {
    m_offsetMs += static_cast<std::int64_t>(seconds) * 1000;
    if (paused()) m_pausedAtMs += seconds * 1000;
}

void DevnetClock::pause(std::uint64_t nowMs) {
    if (paused()) return;
    m_pausedAtMs = static_cast<std::uint64_t>(static_cast<std::int64_t>(nowMs) + m_offsetMs);
}

void DevnetClock::resume(std::uint64_t nowMs) {
    if (!paused()) return;
    m_offsetMs = static_cast<std::int64_t>(m_pausedAtMs) - static_cast<std::int64_t>(nowMs);
    m_pausedAtMs = 0;
}

void DevnetClock::set(std::uint64_t seconds, std::uint64_t nowMs) {
    m_offsetMs = static_cast<std::int64_t>(seconds * 1000) - static_cast<std::int64_t>(nowMs);
    if (paused()) m_pausedAtMs = seconds * 1000;
}

DevnetClock DevnetClock::of(std::int64_t offsetMs, std::uint64_t pausedAtMs) {
    DevnetClock clock;
    clock.m_offsetMs = offsetMs;
    clock.m_pausedAtMs = pausedAtMs;
    return clock;
}

}  // namespace rollscope::l1
