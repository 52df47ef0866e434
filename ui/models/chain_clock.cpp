#include "ui/models/chain_clock.h"

#include <QTimer>

namespace rollscope::ui {

ChainClock::ChainClock(api::Node& node, QObject* parent) : QObject(parent) {
    m_since.start();
    connect(&node, &api::Node::headsChanged, this, &ChainClock::take);
    node.syncStatus().then(this, [this](Result<api::SyncStatus> status) {
        if (status) take(status->heads);
    });
    auto* timer = new QTimer(this);
    timer->setInterval(1000);
    connect(timer, &QTimer::timeout, this, [this] { emit ticked(now()); });
    timer->start();
}

std::uint64_t ChainClock::now() const {
    if (m_heads.now == 0 || m_heads.clockPaused) return m_heads.now;
    return m_heads.now + static_cast<std::uint64_t>(m_since.elapsed()) / 1000;
}

void ChainClock::take(const api::HeadsView& heads) {
    const bool jumped = heads.now > now() + 2;
    m_heads = heads;
    m_since.restart();
    emit headsTaken(m_heads);
    if (jumped) emit ticked(now());
}

}  // namespace rollscope::ui
