// What the cards of the pipeline say.
#include "ui/pages/overview_flow.h"
#include "ui/pages/sequencer_buttons.h"
#include "ui/text/format.h"
#include "ui/widgets/clock.h"

namespace rollscope::ui {

namespace {

constexpr std::uint32_t newest = 8;

bool isFinal(const api::BatchRow& row) {
    return row.status == api::TxStatus::finalized;
}

ChipText chipOf(const api::BatchRow& row) {
    ChipText chip;
    chip.layer = api::Layer::l1;
    chip.id = grouped(row.index);
    chip.solidity = isFinal(row) ? Solidity::final : Solidity::firm;
    chip.link = batchLink(row.index);
    chip.tip = QObject::tr("Batch %1, blocks %2 – %3")
                   .arg(chip.id, grouped(row.firstBlock), grouped(row.lastBlock));
    return chip;
}

}  // namespace

void OverviewFlow::refresh() {
    m_node.deposits({}, {.offset = 0, .limit = newest})
        .then(this, [this](Result<api::Page<api::DepositView>> page) {
            if (!page) return;
            m_deposits = std::move(*page);
            showDeposits();
            showL1Blocks();
        });
    m_node.blocks(api::Layer::l1, {.offset = 0, .limit = 4})
        .then(this, [this](Result<api::Page<api::BlockRow>> page) {
            if (!page) return;
            m_l1 = std::move(*page);
            showL1Blocks();
        });
    m_node.pool().then(this, [this](const Result<api::PoolView>& pool) {
        if (pool) showPoolWait(*pool);
    });
    m_node.mempool({.page = {.offset = 0, .limit = 3}, .order = api::PoolOrder::byTip})
        .then(this, [this](Result<api::Page<api::MempoolRow>> page) {
            if (page) showMempool(*page);
        });
    m_node.withdrawals({}, {.offset = 0, .limit = 4})
        .then(this, [this](Result<api::Page<api::WithdrawalView>> page) {
            if (page) showWithdrawals(*page);
        });
}

void OverviewFlow::takeHeads(const api::HeadsView& heads) {
    m_heads = heads;
    m_mempool->setFigure(heads.queued == 0
                             ? grouped(heads.pending)
                             : tr("%1 + %2").arg(grouped(heads.pending), grouped(heads.queued)));
}

void OverviewFlow::takeBatches(const api::Page<api::BatchRow>& batches) {
    m_batches = batches;
    showBatches();
    showL1Blocks();
}

void OverviewFlow::takeOpenBatch(const api::OpenBatchView& open) {
    m_filling->setTitle(tr("Batch %1 filling").arg(grouped(open.nextIndex)));
    m_filling->setFigure(tr("%1 / %2").arg(grouped(open.blocks), grouped(m_maxBlocks)));
    m_cells->setBlocks(open.firstBlock, open.blocks, static_cast<std::uint32_t>(m_maxBlocks));
    m_size->setText(
        m_maxBytes == 0
            ? bytesText(open.sizeBytes)
            : tr("%1 of %2 KB").arg(bytesText(open.sizeBytes), grouped(m_maxBytes / 1024)));
    m_full =
        m_maxBytes == 0 ? 0 : static_cast<double>(open.sizeBytes) / static_cast<double>(m_maxBytes);
    m_bar->update();
    m_filling->setToolTip(counted(open.transactions, tr("transaction"), tr("transactions")));
    const std::uint64_t now = chainClock()->now();
    const bool timed = open.postsAt && *open.postsAt > now;
    m_filling->sayClock(timed ? tr("posts %1").arg(relativeTime(*open.postsAt, now)) : open.note);
}

void OverviewFlow::showDeposits() {
    QList<ChipText> chips;
    std::uint64_t waiting = 0;
    m_goesIn.clear();
    for (const api::DepositView& row : m_deposits.rows) {
        const bool open = row.stage == api::DepositStage::onL1;
        waiting += open ? 1 : 0;
        if (!open && m_goesIn.isEmpty() && row.l2Block) {
            m_goesIn = tr("#%1 in L2 block %2").arg(grouped(row.index), grouped(*row.l2Block));
        }
        if (chips.size() == 3) continue;
        ChipText chip;
        chip.layer = api::Layer::l1;
        chip.id = u'#' + grouped(row.index);
        chip.fact = amount(row.amount, 0, 3) + u' ' + row.symbol;
        chip.solidity = open ? Solidity::soft : Solidity::firm;
        if (row.stage == api::DepositStage::failed) chip.tone = Tone::trouble;
        chip.link = depositLink(row.index);
        chip.tip = row.why;
        chips << chip;
    }
    m_waiting = waiting;
    m_inbox->setFigure(grouped(m_deposits.total));
    m_inbox->chips()->setChips(chips);
    m_inbox->say(m_deposits.total == 0 ? tr("A deposit on L1 waits here for L2.")
                 : waiting == 0        ? tr("All are taken in by L2.")
                                       : QString());
    m_inbox->sayClock(
        waiting == 0
            ? QString()
            : tr("%1 for the next L2 block").arg(counted(waiting, tr("waits"), tr("wait"))));
    update();
}

QString OverviewFlow::factOf(const api::BlockRow& block) const {
    for (const api::BatchRow& batch : m_batches.rows) {
        if (batch.l1Block == block.number) return tr("batch %1").arg(grouped(batch.index));
        if (batch.assertedAt == block.timestamp && block.transactions > 0) {
            return tr("assert %1").arg(grouped(batch.index));
        }
    }
    std::uint64_t messages = 0;
    for (const api::DepositView& deposit : m_deposits.rows) {
        messages += deposit.l1Block == block.number ? 1 : 0;
    }
    if (messages > 0) return tr("inbox +%1").arg(messages);
    return block.transactions == 0 ? tr("empty") : counted(block.transactions, tr("tx"), tr("txs"));
}

void OverviewFlow::showL1Blocks() {
    QList<ChipText> chips;
    for (const api::BlockRow& row : m_l1.rows) {
        ChipText chip;
        chip.layer = api::Layer::l1;
        chip.id = grouped(row.number);
        chip.fact = factOf(row);
        chip.link = blockLink(api::Layer::l1, row.number);
        chip.tip = absoluteTime(row.timestamp);
        chips << chip;
    }
    m_l1Blocks->chips()->setChips(chips);
}

/// The block in the making; between two blocks the last one, with what its stages took.
void OverviewFlow::takeSequencer(const api::SequencerView& sequencer) {
    const bool automatic = sequencer.mode == api::SequencerMode::automatic;
    const bool between = !sequencer.making && automatic && sequencer.running;
    const auto& shown = between ? sequencer.last : sequencer.making;
    const std::uint64_t number = shown ? shown->number : sequencer.nextNumber;
    QList<StageLine> lines;
    for (std::size_t i = 0; i < api::blockStageCount; ++i) {
        const auto stage = static_cast<api::BlockStage>(i);
        StageLine line{shortWordOf(stage), {}, StageLine::ahead};
        if (shown && shown->stages[i].done) {
            line.state = StageLine::done;
            line.fact = durationText(shown->stages[i].durationUs);
        } else if (shown && stage == sequencer.next) {
            line.state = StageLine::doing;
            line.fact = stage == api::BlockStage::execute
                            ? tr("%1 / %2").arg(grouped(shown->executed), grouped(shown->chosen))
                            : tr("next");
        }
        lines << line;
    }
    m_stages->setLines(lines);
    m_stages->setLink(between && shown ? blockLink(api::Layer::l2, number) : QString());
    m_block->setTitle(tr("Block %1").arg(grouped(number)));
    const QString off = sequencer.running ? tr("paused") : tr("off");
    if (shown) {
        const bool sequenced =
            shown->stages[static_cast<std::size_t>(api::BlockStage::sequence)].done;
        const bool executed =
            shown->stages[static_cast<std::size_t>(api::BlockStage::execute)].done;
        const std::uint64_t users = executed    ? shown->included
                                    : sequenced ? shown->chosen
                                                : shown->taken;
        m_block->setFigure(counted(users + shown->messages, tr("tx"), tr("txs")));
    } else {
        m_block->setFigure(between ? QString() : off, Tone::clock);
    }
    m_block->setEdge(automatic && sequencer.running ? Tone::ink : Tone::clock);
    m_block->setToolTip(
        shown ? tr("%1 taken from the pool, %2 chosen, %3 in the block, %4 messages from L1, "
                   "%5 gas")
                    .arg(grouped(shown->taken), grouped(shown->chosen), grouped(shown->included),
                         grouped(shown->messages), grouped(shown->gasUsed))
              : QString());
}

void OverviewFlow::showMempool(const api::Page<api::MempoolRow>& rows) {
    QList<ChipText> chips;
    for (const api::MempoolRow& row : rows.rows) {
        ChipText chip;
        chip.id = elided(row.tx.hash, 4, 4);
        chip.fact = row.queued ? tr("gap") : amount(row.tx.tip, 1, 3, 9);
        chip.solidity = Solidity::soft;
        chip.tone = row.queued ? Tone::clock : Tone::ink3;
        chip.link = txLink(api::Layer::l2, row.tx.hash);
        chip.tip = row.why;
        chips << chip;
    }
    m_mempool->chips()->setChips(chips);
    const auto shown = static_cast<std::uint64_t>(chips.size());
    m_mempool->say(rows.total == 0 ? tr("Empty: all that was sent is in a block.")
                   : rows.total > shown
                       ? tr("by tip, gwei · %1 more").arg(grouped(rows.total - shown))
                       : tr("by tip, gwei"));
}

void OverviewFlow::showPoolWait(const api::PoolView& pool) {
    const auto now = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    const bool waits = pool.oldestMs > 0 && pool.oldestMs < now;
    m_mempool->sayClock(waits ? tr("oldest waits %1").arg(spanText(now - pool.oldestMs))
                              : QString());
}

bool OverviewFlow::isWrong(const api::BatchRow& row) const {
    const auto known = m_wrong.find(row.index);
    return known != m_wrong.end() && known->second;
}

// A root that did not match may have come before our own execution: it is asked for again, last.
void OverviewFlow::checkRoots() {
    constexpr std::size_t atOnce = 4;
    for (const bool again : {false, true}) {
        for (const api::BatchRow& row : m_batches.rows) {
            if (m_asked.size() >= atOnce) return;
            const bool past = &row != &m_batches.rows.front() && isFinal(row);
            const bool due = again ? isWrong(row) : m_wrong.count(row.index) == 0;
            if (row.assertedAt && due && !past && m_asked.insert(row.index).second) {
                checkRoot(row.index);
            }
        }
    }
}

void OverviewFlow::checkRoot(std::uint64_t index) {
    m_node.batch(index).then(this, [this, index](Result<api::BatchView> batch) {
        m_asked.erase(index);
        if (!batch || batch->row.lastBlock == 0) return;  // not run here yet
        bool wrong = false;
        for (const api::AssertionView& claim : batch->assertions) wrong |= !claim.matches;
        const auto before = m_wrong.find(index);
        const bool news = before == m_wrong.end() || before->second != wrong;
        m_wrong[index] = wrong;
        if (news) showBatches();  // which goes on with the next
    });
}

void OverviewFlow::showAssertion(const api::BatchRow* newest) {
    QStringList wrong;
    for (const api::BatchRow& row : m_batches.rows) {
        if (isWrong(row)) wrong << grouped(row.index);
    }
    m_assertion->setEdge(wrong.isEmpty() ? Tone::ink : Tone::trouble);
    if (wrong.size() > 1) {
        m_assertion->say(tr("%1 roots are wrong: %2").arg(wrong.size()).arg(wrong.join(u", ")),
                         Tone::trouble);
    } else if (wrong.size() == 1) {
        m_assertion->say(tr("The root of %1 is wrong.").arg(wrong.front()), Tone::trouble);
    } else if (newest == nullptr) {
        m_assertion->say(tr("The proposer says here what a batch led to."));
    } else if (m_wrong.count(newest->index) > 0) {
        m_assertion->say(tr("The root of %1 matches ours.").arg(grouped(newest->index)));
    } else {
        m_assertion->say({});
    }
}

void OverviewFlow::showBatches() {
    const std::uint64_t now = chainClock()->now();
    QList<ChipText> posted, asserted, final;
    std::vector<AgeMark> marks;
    std::uint64_t open = 0;
    const api::BatchRow *next = nullptr, *claimed = nullptr, *worst = nullptr;
    for (const api::BatchRow& row : m_batches.rows) {
        const bool wrong = isWrong(row);
        open += isFinal(row) ? 0 : 1;
        ChipText chip = chipOf(row);
        if (wrong) {
            chip.tone = Tone::trouble;
            chip.solidity = Solidity::firm;
            chip.fact = tr("wrong root");
            chip.tip += u'\n' + tr("Its root is not what our own execution found");
        }
        if (isFinal(row)) {
            if (final.size() < 3) final << chip;
        } else if (row.status == api::TxStatus::batched) {
            if (posted.size() < 2) posted << chip;
        } else if (row.assertedAt && row.finalAt) {
            next = &row;
            if (wrong) worst = &row;  // the oldest: it is final first
            const auto age = static_cast<double>(now - std::min(now, *row.assertedAt));
            const auto all =
                static_cast<double>(std::max<std::uint64_t>(1, *row.finalAt - *row.assertedAt));
            const QString when = relativeTime(*row.finalAt, now);
            marks.push_back({age / all, wrong, batchLink(row.index),
                             wrong ? tr("Batch %1, wrong root, final %2").arg(chip.id, when)
                                   : tr("Batch %1, final %2").arg(chip.id, when)});
        }
        if (!row.assertedAt) continue;
        if (claimed == nullptr) claimed = &row;
        chip.solidity = Solidity::firm;
        if (!wrong) chip.fact = relativeTime(*row.assertedAt, now);
        // a wrong one goes before the newest
        if (asserted.size() < 2) {
            asserted << chip;
        } else if (wrong && asserted.back().tone != Tone::trouble) {
            asserted.back() = chip;
        }
    }
    checkRoots();
    showAssertion(claimed);
    m_posted->chips()->setChips(posted);
    m_posted->setFigure(posted.isEmpty() ? QString() : grouped(std::uint64_t(posted.size())));
    m_posted->say(m_batches.rows.empty() ? tr("No batch yet.")
                  : posted.isEmpty()     ? tr("Every batch has its state root.")
                                         : tr("Data is posted; no root yet."));
    m_assertion->chips()->setChips(asserted);
    const std::size_t running = marks.size();
    m_axis->setMarks(std::move(marks), m_periodS);
    m_period->setFigure(grouped(running));
    m_period->setEdge(worst != nullptr ? Tone::trouble : running == 0 ? Tone::ink : Tone::clock);
    if (worst != nullptr) {
        m_period->say(tr("batch %1: wrong root, final %2")
                          .arg(grouped(worst->index), relativeTime(*worst->finalAt, now)),
                      Tone::trouble);
    } else {
        m_period->say(running == 0 ? tr("No assertion is waiting for its end.")
                                   : tr("each assertion at its age"));
    }
    const bool runs = next != nullptr && *next->finalAt > now;
    m_period->sayClock(runs ? tr("batch %1 is final in %2")
                                  .arg(grouped(next->index),
                                       clockText(static_cast<std::int64_t>(*next->finalAt - now)))
                            : QString());
    m_open = open;
    const std::uint64_t finals = m_batches.total - std::min(open, m_batches.total);
    m_final->chips()->setChips(final);
    m_final->setFigure(finals == 0 ? QString() : grouped(finals));
    m_final->setEdge(finals == 0 ? Tone::ink : Tone::l1);
    m_final->say(finals == 0 ? tr("None yet.") : QString());
    m_goesUp = m_batches.rows.empty()
                   ? QString()
                   : tr("batch %1, %2 posted %3")
                         .arg(grouped(m_batches.rows.front().index),
                              bytesText(m_batches.rows.front().sizeBytes),
                              relativeTime(m_batches.rows.front().l1Timestamp, now));
    m_goesOut = final.isEmpty() ? QString() : tr("batch %1").arg(final.front().id);
    update();
}

void OverviewFlow::showWithdrawals(const api::Page<api::WithdrawalView>& rows) {
    const std::uint64_t now = chainClock()->now();
    QList<ChipText> chips;
    for (const api::WithdrawalView& row : rows.rows) {
        ChipText chip;
        chip.id = amount(row.amount, 3, 3) + u' ' + row.symbol;
        chip.badge = badgeOf(row.stage);
        chip.link = withdrawalLink(row.index);
        chip.tip = row.why;
        switch (row.stage) {
            case api::WithdrawalStage::initiated:
                chip.fact = tr("next batch");
                chip.solidity = Solidity::soft;
                break;
            case api::WithdrawalStage::batched: chip.fact = tr("no root yet"); break;
            case api::WithdrawalStage::asserted:
                chip.tone = Tone::clock;
                if (row.readyAt && *row.readyAt > now) {
                    chip.fact = clockText(static_cast<std::int64_t>(*row.readyAt - now));
                }
                break;
            case api::WithdrawalStage::ready:
                chip.fact = tr("claim now");
                chip.tone = Tone::l1;
                break;
            case api::WithdrawalStage::claimed:
                if (row.claimedAt) chip.fact = relativeTime(*row.claimedAt, now);
                break;
            case api::WithdrawalStage::invalidated:
                chip.fact = tr("root replaced");
                chip.tone = Tone::trouble;
                break;
        }
        chips << chip;
    }
    m_leaving->setFigure(tr("%1 tracked").arg(grouped(rows.total)));
    m_leaving->chips()->setChips(chips);
    m_leaving->say(rows.total == 0 ? tr("A withdrawal on L2 leaves here and is paid on L1.")
                                   : QString());
}

}  // namespace rollscope::ui
