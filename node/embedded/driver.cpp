#include "node/embedded/driver.h"

#include <utility>

#include "node/storage/record.h"

namespace rollscope::embedded {

namespace {

/// Often enough that a one-second block is on time, rare enough to cost nothing.
constexpr int tickMs = 25;

/// Verifier and batcher may fall behind by so many blocks while blocks are asked for in a row.
constexpr std::uint64_t maxBlocksBehind = 64;

/// In a turn: somebody reads the chain in bulk, and waits for each answer.
constexpr std::uint32_t manyQuestions = 4;

/// L1's side waits no longer than that for anybody.
constexpr std::uint64_t longestWaitMs = 250;

}  // namespace

Driver::Driver(Services& services, api::Node& node)
    : m(services), m_node(node), m_queries(services) {
    m.sequencerChanged = [this] { noteSequencer(); };
    noteSequencer();
}

void Driver::run() {
    m_timer = new QTimer(this);
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer, &QTimer::timeout, this, &Driver::tick);
    m_timer->start(tickMs);
    tick();
}

void Driver::halt() {
    if (m_timer != nullptr) m_timer->stop();
}

void Driver::tick() {
    turn(othersFirst());
}

void Driver::turn(bool l1Waits) {
    // 1. L1 makes a block when it is time
    pollL1();
    // 2. what the rollup's contracts said in new L1 blocks
    readL1();
    // 3. batches on L1 become our safe chain; assertions are compared
    if (!l1Waits) verify();
    // 4. a new L2 block when it is time
    sequence();
    // 5. sealed blocks go to L1 when the batch is due
    if (!l1Waits) batch();
    // 6. state roots go to L1, finished challenge periods are closed
    if (!l1Waits) propose();
    // 7. messages of both directions are followed
    followBridge();
    // 8. listeners learn what changed
    publish();
}

/// After a large block that somebody asked for, the next one may be asked for right away; whoever
/// reads in bulk waits for each answer. L1's side has time, but not for ever.
bool Driver::othersFirst() {
    const bool asked = m.asked.exchange(0, std::memory_order_relaxed) >= manyQuestions;
    const bool wanted = m_sequencerFirst > 0 || asked;
    if (m_sequencerFirst > 0) --m_sequencerFirst;
    const std::uint64_t nowMs = m.wallMs();
    const bool tooLong = m_waitsSinceMs && nowMs >= *m_waitsSinceMs + longestWaitMs;
    const bool tooFar = m.l2->headNumber() >= m.spans->lastBlock() + maxBlocksBehind;
    if (!wanted || tooLong || tooFar) {
        m_waitsSinceMs.reset();
        return false;
    }
    if (!m_waitsSinceMs) m_waitsSinceMs = nowMs;
    return true;
}

void Driver::pollL1() {
    if (!m.running(api::Role::l1Devnet)) return;
    const auto stepped = m.devnet->step(m.wallMs());
    stepped ? calm("l1-devnet") : complain("l1-devnet", stepped.error());
}

void Driver::readL1() {
    auto news = m.mirror->step();
    if (!news) return complain("l1-mirror", news.error());
    calm("l1-mirror");
    for (const auto* list : {&news->batches, &news->asserted, &news->finalized}) {
        m_batchesToTell.insert(m_batchesToTell.end(), list->begin(), list->end());
    }
    m_news.any = m_news.any || news->any;
    if (news->reorgedTo) {
        m_news.reorgedTo = std::min(*news->reorgedTo, m_news.reorgedTo.value_or(*news->reorgedTo));
    }
    m_news.asserted.insert(m_news.asserted.end(), news->asserted.begin(), news->asserted.end());
}

void Driver::verify() {
    if (!m_news.any && !m_verifierBusy) return;
    const auto more = m.verifier->step(std::exchange(m_news, {}));
    m_verifierBusy = more && *more;
    more ? calm("verifier") : complain("verifier", more.error());
}

void Driver::sequence() {
    if (!m.running(api::Role::sequencer)) return;
    const auto sealed = m.sequencer->step(m.now());
    sealed ? calm("sequencer") : complain("sequencer", sealed.error());
}

void Driver::batch() {
    if (!m.running(api::Role::batcher)) return;
    const auto posted = m.batcher->step(m.chainSeconds());
    posted ? calm("batcher") : complain("batcher", posted.error());
}

void Driver::propose() {
    if (!m.running(api::Role::proposer)) return;
    const auto sent = m.proposer->step(m.chainSeconds());
    sent ? calm("proposer") : complain("proposer", sent.error());
}

void Driver::followBridge() {
    const auto news = m.bridge->step();
    news ? calm("bridge") : complain("bridge", news.error());
    if (news) {
        m_consumedToTell.insert(m_consumedToTell.end(), news->consumed.begin(),
                                news->consumed.end());
    }
    if (news && news->cutBack) {
        m_deposits.clear();
        m_withdrawals.clear();
        m_knownDeposits = 0;
        m_knownWithdrawals = 0;
        m_messagesTold = false;
    }
}

/// Says an error once, not every turn.
void Driver::complain(const char* source, const Error& error) {
    std::string& last = m_complaints[source];
    if (last == error.text()) return;
    last = error.text();
    const bool fatal = errorInfo(error.code).severity == Severity::stop;
    m.sink(source).say(fatal ? api::EventLevel::alarm : api::EventLevel::warning, {},
                       QString::fromStdString(last));
}

void Driver::calm(const char* source) {
    m_complaints.erase(source);
}

Result<Hash> Driver::submitL1(const Bytes& raw) {
    auto sent = m.devnet->sendRawTransaction(raw);
    if (sent) tick();
    return sent;
}

Result<api::AbiView> Driver::loadAbi(api::Layer layer, const Address& address, const Bytes& json,
                                     const QString& name) {
    auto loaded = m.abis->load(layer, address, json, name);
    if (!loaded) return loaded;
    m.sink("node").say(
        api::EventLevel::info, layer,
        QStringLiteral("ABI of %1 loaded%2")
            .arg(QString::fromStdString(toHex(address.view())),
                 loaded->name.isEmpty() ? QString() : QStringLiteral(" as ") + loaded->name));
    emit m_node.abisChanged();
    return loaded;
}

Result<api::Done> Driver::forgetAbi(api::Layer layer, const Address& address) {
    if (const auto forgotten = m.abis->forget(layer, address); !forgotten) {
        return failFrom(forgotten);
    }
    m.sink("node").say(
        api::EventLevel::info, layer,
        QStringLiteral("ABI of %1 forgotten").arg(QString::fromStdString(toHex(address.view()))));
    emit m_node.abisChanged();
    return api::Done{};
}

Result<api::Done> Driver::setRole(api::Role role, bool on) {
    if (role == api::Role::challenger) {
        return fail(ErrorCode::unsupported, "the challenger's role");
    }
    if (m.running(role) == on) return api::Done{};
    m.roles[static_cast<std::size_t>(role)] = on;
    if (role == api::Role::verifier) {
        m.verifier->setReexecute(on);
        m_verifierBusy = m_verifierBusy || on;  // it may have batches to execute
    }
    if (role == api::Role::sequencer) {
        if (!on) m.sequencer->abandon();
        noteSequencer();
    }
    m.sink("node").say(
        api::EventLevel::info, {},
        QStringLiteral("%1 %2").arg(api::wordOf(role),
                                    on ? QStringLiteral("started") : QStringLiteral("stopped")));
    m_nextPublishMs = 0;
    turn(false);
    return api::Done{};
}

Result<std::uint64_t> Driver::flush() {
    if (!m.running(api::Role::batcher)) return fail(ErrorCode::roleOff, "batcher");
    m_sequencerFirst = 0;
    turn(false);
    auto posted = m.batcher->flush(m.chainSeconds());
    if (!posted) return posted;
    // the batch is on L1 at once: let it be read, verified and asserted before we answer
    for (int turns = 0; turns < 40; ++turns) {
        turn(false);
        const bool asserted = m.mirror->assertedCount() >= *posted;
        if (m.spans->count() >= *posted && (asserted || !m.running(api::Role::proposer))) break;
    }
    return posted;
}

api::OpenBatchView Driver::openBatch() const {
    return m.batcher->openBatch(m.chainSeconds());
}

api::BatcherPolicy Driver::batcherPolicy() const {
    return m.batcher->policy();
}

Result<api::Done> Driver::setBatcherPolicy(const api::BatcherPolicy& policy) {
    if (const auto set = m.batcher->setPolicy(policy); !set) return failFrom(set);
    m.sink("batcher").say(
        api::EventLevel::info, {},
        QStringLiteral("Policy: %1, %2 bytes, %3 s, sent again for more after %4 s")
            .arg(api::wordOf(policy.mode))
            .arg(policy.maxBytes)
            .arg(policy.maxAgeS)
            .arg(policy.resubmitAfterS));
    return api::Done{};
}

}  // namespace rollscope::embedded
