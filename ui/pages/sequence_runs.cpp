// What a run has lit, in the inspector; and past runs, shown again.
#include <algorithm>

#include "ui/pages/evidence_view.h"
#include "ui/pages/sequence_page.h"
#include "ui/text/format.h"

namespace rollscope::ui {

void SequencePage::showEvidence(int item, bool wanted) {
    const auto& items = m_player->items();
    if (item < 0 || item >= static_cast<int>(items.size())) return;
    const ItemRun& run = items[static_cast<std::size_t>(item)];
    if (!run.evidence) return;
    m_told[item] = run.litAtMs;
    const auto& evidence = *run.evidence;
    if (!evidence.transaction || evidence.layer != api::Layer::l2) {
        emit objectShown(describeEvidence(*m_player, item, {}), wanted);
        return;
    }
    m_context.node.transactionStatus(*evidence.transaction)
        .then(this, [this, item, wanted, at = run.litAtMs](Result<api::StatusView> status) {
            // it may have been put out meanwhile
            const auto& now = m_player->items();
            if (item >= static_cast<int>(now.size())) return;
            const ItemRun& same = now[static_cast<std::size_t>(item)];
            if (!same.evidence || same.litAtMs != at) return;
            emit objectShown(
                describeEvidence(*m_player, item, status ? std::optional(*status) : std::nullopt),
                wanted);
        });
}

// What was put out leaves the inspector; what was lit last is shown in it.
void SequencePage::tellEvidence() {
    const auto& items = m_player->items();
    const bool stale = std::any_of(m_told.begin(), m_told.end(), [&](const auto& each) {
        const auto at = static_cast<std::size_t>(each.first);
        return at >= items.size() || !items[at].evidence || items[at].litAtMs != each.second;
    });
    if (stale) {
        emit objectsGone(evidencePrefix);
        m_told.clear();
    }
    const int last = m_player->last();
    if (last < 0 || !items[static_cast<std::size_t>(last)].evidence) return;
    if (m_told.count(last) == 0) showEvidence(last, false);
}

void SequencePage::askReplay() {
    api::PageRequest newest;
    newest.limit = 200;
    if (m_player->script() != nullptr && m_player->script()->pastKind() == PastKind::batch) {
        m_context.node.batches(newest).then(this, [this](Result<api::Page<api::BatchRow>> page) {
            if (!page) return toast(errorText(page.error()), Tone::trouble);
            QList<PastRun> runs;
            for (const api::BatchRow& each : page->rows) {
                if (each.transactions == 0) continue;
                runs << PastRun{tr("Batch %1 · %2 transactions")
                                    .arg(grouped(each.index), grouped(each.transactions)),
                                each.index};
            }
            showReplays(runs, tr("No batch with a transaction is on L1 yet"));
        });
        return;
    }
    m_context.node.messages(api::MessageSide::inbox, {}, newest)
        .then(this, [this](Result<api::Page<api::MessageView>> page) {
            if (!page) return toast(errorText(page.error()), Tone::trouble);
            const bool tokens = m_player->script() == nullptr ||
                                m_player->script()->pastKind() == PastKind::tokenDeposit;
            QList<PastRun> runs;
            for (const api::MessageView& each : page->rows) {
                if (each.claimable != tokens || (!tokens && !each.l1Token.isZero())) continue;
                runs << PastRun{tr("Deposit %1 · %2 %3 by %4")
                                    .arg(grouped(each.index), amount(each.amount, 0), each.symbol,
                                         elided(each.from)),
                                each.index};
            }
            showReplays(runs, tokens ? tr("No deposit into TokenPortal yet")
                                     : tr("No deposit of ether yet"));
        });
}

void SequencePage::showReplays(const QList<PastRun>& runs, const QString& none) {
    constexpr qsizetype most = 20;
    m_replays->clear();
    for (const PastRun& each : runs.mid(0, most)) {
        connect(m_replays->addAction(each.title), &QAction::triggered, this,
                [this, index = each.index] { m_player->replay(index); });
    }
    if (m_replays->isEmpty()) m_replays->addAction(none)->setEnabled(false);
    m_replays->popup(m_replay->mapToGlobal(QPoint(0, m_replay->height() + 2)));
}

}  // namespace rollscope::ui
