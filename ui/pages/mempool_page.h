// What waits for a block: pending and queued transactions by time, tip or sender, and why.
#pragma once

#include <QLineEdit>
#include <QStackedLayout>

#include "ui/models/pool_models.h"
#include "ui/pages/list_view.h"
#include "ui/pages/page_parts.h"
#include "ui/pages/sequencer_buttons.h"
#include "ui/widgets/fee_histogram.h"

namespace rollscope::ui {

class MempoolPage : public Page {
    Q_OBJECT
public:
    MempoolPage(const PageContext& context, QWidget* parent);
    void activate() override;

private:
    QWidget* makeSummary();
    QWidget* makeChoice();
    void take(std::uint64_t pending, std::uint64_t queued);
    void readPool();
    void showPool(const api::PoolView& pool);
    void showSequencer(const api::SequencerView& sequencer);
    void choose(int tab);
    void watch(const QString& text);
    void askDrop(const QModelIndex& cell);

    PageContext m_context;
    PageHead* m_head;
    FeeHistogram* m_fees;
    Panel* m_feesPanel;
    TextLabel *m_memory, *m_places, *m_oldest, *m_state;
    Tabs* m_tabs;
    QLineEdit* m_sender;
    QStackedLayout* m_lists;
    ListView *m_view, *m_bySender;
    MempoolModel* m_model;
    PoolSenderModel* m_senders;
    api::PoolRequest m_request;
    bool m_reading = false;
};

}  // namespace rollscope::ui
