// What the node's listeners are told: blocks one by one, the rest at most ten times a second.
#include "node/embedded/driver.h"

#include <algorithm>

#include "node/storage/record.h"

namespace rollscope::embedded {

namespace {

constexpr std::uint64_t publishEveryMs = 100;

QString amountText(const U256& amount, const QString& symbol) {
    return etherText(amount).replace(QStringLiteral("ETH"), symbol);
}

/// What the event log says of a deposit that got further.
void tell(const api::EventSink& sink, const api::DepositView& view) {
    const QString name =
        QStringLiteral("Deposit %1 of %2")
            .arg(QString::number(view.index), amountText(view.amount, view.symbol));
    const QString link = QStringLiteral("deposit:%1").arg(view.index);
    switch (view.stage) {
        case api::DepositStage::onL1:
            sink.say(api::EventLevel::info, api::Layer::l1, name + QStringLiteral(" is on L1"),
                     link);
            break;
        case api::DepositStage::acceptedInL2:
            sink.say(api::EventLevel::good, api::Layer::l2,
                     name + QStringLiteral(" arrived in L2 block %1").arg(view.l2Block.value_or(0)),
                     link);
            break;
        case api::DepositStage::failed:
            sink.say(api::EventLevel::warning, api::Layer::l2,
                     name + QStringLiteral(" failed: ") + view.why, link);
            break;
        case api::DepositStage::batched:
        case api::DepositStage::finalized: break;  // the batch has its own line
    }
}

/// What the event log says of a withdrawal that got further.
void tell(const api::EventSink& sink, const api::WithdrawalView& view) {
    const QString name =
        QStringLiteral("Withdrawal %1 of %2")
            .arg(QString::number(view.index), amountText(view.amount, view.symbol));
    const QString link = QStringLiteral("withdrawal:%1").arg(view.index);
    using Stage = api::WithdrawalStage;
    if (view.stage == Stage::initiated) {
        sink.say(api::EventLevel::info, api::Layer::l2,
                 name + QStringLiteral(" started in L2 block %1").arg(view.l2Block), link);
    } else if (view.stage == Stage::ready) {
        sink.say(api::EventLevel::good, api::Layer::l1,
                 name + QStringLiteral(" can be claimed on L1"), link);
    } else if (view.stage == Stage::claimed) {
        sink.say(api::EventLevel::good, api::Layer::l1, name + QStringLiteral(" was paid on L1"),
                 link);
    } else if (view.stage == Stage::invalidated) {
        sink.say(api::EventLevel::alarm, api::Layer::l1, name + QStringLiteral(": ") + view.why,
                 link);
    }
}

bool atEnd(api::DepositStage stage) {
    return stage == api::DepositStage::finalized || stage == api::DepositStage::failed;
}

/// What the top bar shows, as bytes to compare; the clock's seconds are left out.
Bytes fingerprint(const api::HeadsView& heads) {
    storage::RecordWriter writer;
    for (const api::HeadView* head :
         {&heads.l1, &heads.unsafe, &heads.safe, &heads.asserted, &heads.finalized}) {
        writer.u64(head->number).fixed(head->hash);
    }
    writer.u64(heads.pending).u64(heads.queued).u64(heads.batches).flag(heads.clockPaused);
    writer.u64(heads.now);
    return writer.take();
}

}  // namespace

void Driver::publish() {
    std::vector<Hash> added;
    {
        std::lock_guard lock(m.mailbox.mutex);
        added.swap(m.mailbox.newPending);
    }
    if (!added.empty()) emit m_node.pendingAdded(added);
    for (const auto& gone : m.pool->takeDepartures()) {
        api::StatusView status;
        status.status = gone.ending.status;
        status.reason = QString::fromStdString(gone.ending.reason);
        emit m_node.pendingEnded(gone.hash, status);
    }
    publishBlocks(api::Layer::l1);
    publishBlocks(api::Layer::l2);
    const std::uint64_t nowMs = m.wallMs();
    if (nowMs < m_nextPublishMs) return;
    m_nextPublishMs = nowMs + publishEveryMs;
    forgetOldTransactions();
    noteRoles();
    publishBatches();
    publishMessages();
    publishHeads();
    publishSequencer();
    for (const api::EventView& event : m.log.takeNew()) emit m_node.eventLogged(event);
}

void Driver::publishBlocks(api::Layer layer) {
    const chain::Chain& chain = m.chainOf(layer);
    Told& told = m_told[layer == api::Layer::l1 ? 0 : 1];
    const chain::Head head = chain.head();
    if (!told.any) {
        told = {head.number(), head.hash, true};
        return;
    }
    const auto same = chain.record(told.number);
    if (!same || !*same || (*same)->hash != told.hash) {
        // the chain went back: listeners read again what they show
        emit m_node.chainReorged(layer, head.number());
        m_nextPublishMs = 0;
        told = {head.number(), head.hash, true};
        return;
    }
    while (told.number < head.number()) {
        const std::uint64_t next = told.number + 1;
        const auto view = m_queries.block(layer, next);
        if (!view) return;
        const auto logs = m_queries.logsOf(layer, next);
        emit m_node.newBlock(layer, *view, logs ? *logs : std::vector<api::LogView>{});
        told = {next, view->row.hash, true};
    }
}

void Driver::publishBatches() {
    std::sort(m_batchesToTell.begin(), m_batchesToTell.end());
    const auto end = std::unique(m_batchesToTell.begin(), m_batchesToTell.end());
    std::vector<std::uint64_t> later;
    for (auto it = m_batchesToTell.begin(); it != end; ++it) {
        // told once the verifier knows its blocks
        if (*it > m.spans->count()) {
            later.push_back(*it);
        } else if (const auto row = m_queries.batchRow(*it)) {
            emit m_node.batchChanged(*row);
        }
    }
    m_batchesToTell = std::move(later);
}

void Driver::publishMessages() {
    const std::uint64_t now = m.chainSeconds();
    const api::EventSink sink = m.sink("bridge");
    // what was there when the node started is no news
    const bool news = m_messagesTold;
    m_messagesTold = true;
    for (; m_knownDeposits < m.bridge->depositCount(); ++m_knownDeposits) {
        const auto view = m.bridge->deposit(m_knownDeposits, now);
        if (!view) break;
        if (!atEnd(view->stage)) m_deposits[m_knownDeposits] = view->stage;
        if (!news) continue;
        tell(sink, *view);
        emit m_node.depositChanged(*view);
        tellMessage(api::MessageSide::inbox, view->index);
    }
    for (; m_knownWithdrawals < m.bridge->withdrawalCount(); ++m_knownWithdrawals) {
        const auto view = m.bridge->withdrawal(m_knownWithdrawals, now);
        if (!view) break;
        if (view->stage != api::WithdrawalStage::claimed) {
            m_withdrawals[m_knownWithdrawals] = view->stage;
        }
        if (!news) continue;
        tell(sink, *view);
        emit m_node.withdrawalChanged(*view);
        tellMessage(api::MessageSide::outbox, view->index);
    }
    for (auto it = m_deposits.begin(); it != m_deposits.end();) {
        const auto view = m.bridge->deposit(it->first, now);
        if (view && view->stage != it->second) {
            it->second = view->stage;
            tell(sink, *view);
            emit m_node.depositChanged(*view);
            tellMessage(api::MessageSide::inbox, view->index);
        }
        it = !view || atEnd(view->stage) ? m_deposits.erase(it) : std::next(it);
    }
    for (auto it = m_withdrawals.begin(); it != m_withdrawals.end();) {
        const auto view = m.bridge->withdrawal(it->first, now);
        if (view && view->stage != it->second) {
            it->second = view->stage;
            tell(sink, *view);
            emit m_node.withdrawalChanged(*view);
            tellMessage(api::MessageSide::outbox, view->index);
        }
        const bool ended = !view || view->stage == api::WithdrawalStage::claimed;
        it = ended ? m_withdrawals.erase(it) : std::next(it);
    }
    for (const std::uint64_t index : std::exchange(m_consumedToTell, {})) {
        if (!news) continue;
        sink.say(api::EventLevel::good, api::Layer::l2,
                 QStringLiteral("Message %1 from L1 was consumed").arg(index),
                 QStringLiteral("message:inbox:%1").arg(index));
        tellMessage(api::MessageSide::inbox, index);
    }
}

void Driver::tellMessage(api::MessageSide side, std::uint64_t index) {
    if (const auto view = m_queries.message(side, index)) emit m_node.messageChanged(*view);
}

void Driver::publishHeads() {
    const api::HeadsView heads = m_queries.heads();
    const Bytes print = fingerprint(heads);
    if (print != m_lastHeads) {
        m_lastHeads = print;
        emit m_node.headsChanged(heads);
    }
    if (m.pool->revision() != m_poolRevision) {
        m_poolRevision = m.pool->revision();
        emit m_node.pendingChanged(heads.pending, heads.queued);
    }
    const auto roles = m_queries.roles();
    QString text;
    for (const api::RoleView& role : roles) {
        text += QString::number(role.running) + QString::fromStdString(toDecimal(role.balance)) +
                role.note + QLatin1Char('\n');
    }
    if (text != m_lastRoles) {
        m_lastRoles = text;
        emit m_node.rolesChanged(roles);
    }
}

void Driver::noteRoles() {
    const auto noteOf = [this](api::Role role, const QString& words) {
        return m.running(role) ? words : QStringLiteral("off");
    };
    const QString sealed = QStringLiteral("sealed block %1").arg(m.l2->headNumber());
    std::lock_guard lock(m.textMutex);
    const auto set = [this, &noteOf](api::Role role, const QString& words) {
        m.notes[static_cast<std::size_t>(role)] = noteOf(role, words);
    };
    const bool automatic = m.sequencer->automatic();
    set(api::Role::sequencer, automatic ? sealed : QStringLiteral("paused, ") + sealed);
    set(api::Role::batcher, m.batcher->note());
    set(api::Role::proposer, m.proposer->note());
    set(api::Role::verifier, m.verifier->note());
    set(api::Role::challenger, {});
    set(api::Role::l1Devnet, m.devnet->clock().paused()
                                 ? QStringLiteral("clock paused")
                                 : QStringLiteral("block every %1 s")
                                       .arg(static_cast<double>(m.options.l1BlockTimeMs) / 1000));
}

}  // namespace rollscope::embedded
