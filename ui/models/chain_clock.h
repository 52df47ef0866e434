// The chain's time between two blocks: what the last heads said, plus the wall time since.
#pragma once

#include <QElapsedTimer>

#include "node/api/node.h"

namespace rollscope::ui {

/// Follows a node's headsChanged; relative times and countdowns read it.
class ChainClock : public QObject {
    Q_OBJECT
public:
    ChainClock(api::Node& node, QObject* parent);

    /// Unix seconds on the chain's clock.
    std::uint64_t now() const;
    bool paused() const { return m_heads.clockPaused; }
    const api::HeadsView& heads() const { return m_heads; }

signals:
    /// Once a second and at each warp; from the one timer that all clocks share.
    void ticked(std::uint64_t now);
    void headsTaken(const rollscope::api::HeadsView& heads);

private:
    void take(const api::HeadsView& heads);

    api::HeadsView m_heads;
    QElapsedTimer m_since;
};

}  // namespace rollscope::ui
