// The pipeline as a picture: two lanes, L1 over L2. Down is a message in, up is a batch out.
//
// In: a Node for what only this picture shows, and what the page has read already through take…().
// Out: the items of each queue, every one of them a widget that opens its object.
#pragma once

#include <QGridLayout>
#include <map>
#include <set>

#include "ui/pages/page_parts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_marks.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/stage_list.h"

namespace rollscope::ui {

/// A queue in a lane: title, figure at the right, chips, one sentence.
class FlowCard : public Panel {
    Q_OBJECT
public:
    FlowCard(const QString& title, int chips, QWidget* parent);
    ChipColumn* chips() const { return m_chips; }
    void say(const QString& sentence, Tone tone = Tone::ink3);
    /// A second line below the sentence, in amber: a clock.
    void sayClock(const QString& words);
    /// The border in a tone; ink is none.
    void setEdge(Tone tone) {
        m_edge = tone;
        update();
    }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ChipColumn* m_chips;
    TextLabel* m_sentence;
    TextLabel* m_clock;
    Tone m_edge = Tone::ink;
};

/// The whole picture.
class OverviewFlow : public QWidget {
    Q_OBJECT
public:
    OverviewFlow(api::Node& node, QWidget* parent);
    /// Asks the node for the queues; the page calls it when heads move.
    void refresh();
    void takeHeads(const api::HeadsView& heads);
    void takeBatches(const api::Page<api::BatchRow>& batches);
    void takeOpenBatch(const api::OpenBatchView& open);
    void takeSequencer(const api::SequencerView& sequencer);
    QSize minimumSizeHint() const override { return {800, 396}; }
    QSize sizeHint() const override { return {900, 396}; }

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    FlowCard* add(const QString& title, int chips, int row, int column, int span = 1);
    /// Asks whether the roots of open batches are ours, a few at a time; wrong ones again.
    void checkRoots();
    void checkRoot(std::uint64_t index);
    bool isWrong(const api::BatchRow& row) const;
    void showAssertion(const api::BatchRow* newest);
    void showDeposits();
    void showL1Blocks();
    void showBatches();
    void showMempool(const api::Page<api::MempoolRow>& rows);
    void showPoolWait(const api::PoolView& pool);
    void showWithdrawals(const api::Page<api::WithdrawalView>& rows);
    QString factOf(const api::BlockRow& block) const;
    void paintLane(QPainter& painter, const QRect& box, api::Layer layer) const;
    void paintArrows(QPainter& painter) const;

    api::Node& m_node;
    QGridLayout* m_grid;
    FlowCard *m_inbox, *m_l1Blocks, *m_posted, *m_assertion, *m_period, *m_final;
    FlowCard *m_mempool, *m_block, *m_filling, *m_leaving;
    AgeAxis* m_axis;
    BatchGrid* m_cells;
    StageList* m_stages;
    TextLabel *m_size, *m_limit;
    QWidget* m_bar;
    double m_full = 0;
    std::uint64_t m_periodS = 0, m_maxBytes = 0, m_maxBlocks = 256;
    api::HeadsView m_heads;
    api::Page<api::DepositView> m_deposits;
    api::Page<api::BlockRow> m_l1;
    api::Page<api::BatchRow> m_batches;
    std::uint64_t m_waiting = 0;            ///< deposits not yet on L2
    std::uint64_t m_open = 0;               ///< batches not yet final
    std::map<std::uint64_t, bool> m_wrong;  ///< by batch: an assertion of it is not what we found
    std::set<std::uint64_t> m_asked;        ///< batches whose answer is on its way
    QString m_goesIn, m_goesUp, m_goesOut;  ///< the words on the arrows between the lanes
};

}  // namespace rollscope::ui
