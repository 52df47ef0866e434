// An operator's hand on the sequencer and on the pool.
#include "node/embedded/driver.h"

namespace rollscope::embedded {

namespace {

constexpr std::uint64_t tellEveryMs = 100;
constexpr std::uint64_t expireEveryMs = 10'000;

QString durationText(std::uint64_t us) {
    return us < 1'000 ? QStringLiteral("%1 µs").arg(us)
                      : QStringLiteral("%1 ms").arg(static_cast<double>(us) / 1'000, 0, 'f', 1);
}

QString policyText(const api::SequencerPolicy& policy) {
    return QStringLiteral("a block every %1 s, %2 gas for users, %3")
        .arg(static_cast<double>(policy.blockTimeMs) / 1'000)
        .arg(policy.gasLimit)
        .arg(policy.ordering == api::TxOrdering::byTip ? QStringLiteral("highest tip first")
                                                       : QStringLiteral("first come first served"));
}

}  // namespace

/// Keeps what questions are answered with; tells it at most ten times a second.
void Driver::noteSequencer() {
    api::SequencerView view = m.sequencer->view();
    view.running = m.running(api::Role::sequencer);
    {
        std::lock_guard lock(m.textMutex);
        m.sequencerView = view;
    }
    m_sequencerNews = true;
    if (m.wallMs() >= m_nextSequencerMs) publishSequencer();
}

void Driver::publishSequencer() {
    if (!m_sequencerNews) return;
    m_sequencerNews = false;
    m_nextSequencerMs = m.wallMs() + tellEveryMs;
    emit m_node.sequencerChanged(m_queries.sequencer());
}

void Driver::forgetOldTransactions() {
    if (m.wallMs() < m_nextExpiryMs) return;
    m_nextExpiryMs = m.wallMs() + expireEveryMs;
    const std::size_t old = m.pool->expire(m.wallMs());
    if (old == 0) return;
    m.sink("mempool").say(
        api::EventLevel::info, api::Layer::l2,
        QStringLiteral("%1 transactions dropped: no way into a block for too long").arg(old));
}

Result<void> Driver::needSequencer() const {
    if (!m.running(api::Role::sequencer)) return fail(ErrorCode::roleOff, "sequencer");
    return {};
}

Result<api::SequencerView> Driver::sequencerDone() {
    m_nextPublishMs = 0;
    tick();
    return m_queries.sequencer();
}

Result<api::SequencerView> Driver::pauseSequencer() {
    if (const auto on = needSequencer(); !on) return failFrom(on);
    const bool news = m.sequencer->automatic();
    if (const auto kept = m.sequencer->pause(); !kept) return failFrom(kept);
    if (news) {
        m.sink("sequencer")
            .say(api::EventLevel::warning, api::Layer::l2,
                 QStringLiteral("Paused by the operator: transactions wait"));
    }
    return sequencerDone();
}

Result<api::SequencerView> Driver::resumeSequencer() {
    if (const auto on = needSequencer(); !on) return failFrom(on);
    const bool news = !m.sequencer->automatic();
    if (const auto kept = m.sequencer->resume(); !kept) return failFrom(kept);
    if (news) {
        m.sink("sequencer")
            .say(api::EventLevel::info, api::Layer::l2, QStringLiteral("Resumed by the operator"));
    }
    return sequencerDone();
}

Result<api::BlockStageView> Driver::stepSequencer() {
    if (const auto on = needSequencer(); !on) return failFrom(on);
    m.sequencer->setAutomatic(false);
    const auto done = m.sequencer->advance(m.now());
    if (!done) return failFrom(done);
    const api::SequencerView view = m.sequencer->view();
    const auto& block = *done == api::BlockStage::submit ? view.last : view.making;
    const auto& stage = block->stages[static_cast<std::size_t>(*done)];
    m.sink("sequencer")
        .say(api::EventLevel::info, api::Layer::l2,
             QStringLiteral("Block %1: %2 done by the operator, %3")
                 .arg(QString::number(block->number), api::wordOf(*done),
                      durationText(stage.durationUs)),
             *done == api::BlockStage::submit ? QStringLiteral("block:l2:%1").arg(block->number)
                                              : QString());
    sequencerDone();
    return stage;
}

Result<api::SequencerView> Driver::lockNextBlock() {
    if (const auto on = needSequencer(); !on) return failFrom(on);
    m.sequencer->setAutomatic(false);
    const auto begun = m.sequencer->lockNext(m.now());
    if (!begun) return failFrom(begun);
    if (*begun) {
        m.sink("sequencer")
            .say(api::EventLevel::warning, api::Layer::l2,
                 QStringLiteral("Block %1 locked by the operator, and held")
                     .arg(m.l2->headNumber() + 1));
    }
    return sequencerDone();
}

Result<api::SequencerView> Driver::setSequencerPolicy(const api::SequencerPolicy& policy) {
    if (const auto set = m.sequencer->setPolicy(policy); !set) return failFrom(set);
    m.sink("sequencer")
        .say(api::EventLevel::info, api::Layer::l2,
             QStringLiteral("Policy set by the operator: ") + policyText(policy));
    return sequencerDone();
}

Result<api::Done> Driver::dropTransaction(const Hash& hash) {
    if (!m.pool->drop(hash, "dropped by the operator")) {
        return fail(ErrorCode::notFound, "no such transaction in the pool");
    }
    const QString text = QString::fromStdString(toHex(hash.view()));
    m.sink("mempool").say(api::EventLevel::warning, api::Layer::l2,
                          QStringLiteral("Transaction %1 dropped by the operator").arg(text),
                          QStringLiteral("tx:l2:") + text);
    m_nextPublishMs = 0;
    tick();
    return api::Done{};
}

}  // namespace rollscope::embedded
