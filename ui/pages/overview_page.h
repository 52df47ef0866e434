// The whole rollup at a glance: what is due, how final things are, and how much goes through.
#pragma once

#include "ui/pages/overview_flow.h"
#include "ui/pages/sequencer_buttons.h"
#include "ui/widgets/chart_panel.h"
#include "ui/widgets/page.h"
#include "ui/widgets/stages.h"

namespace rollscope::ui {

class OverviewPage : public Page {
    Q_OBJECT
public:
    OverviewPage(const PageContext& context, QWidget* parent);
    void activate() override;

private:
    QWidget* makeCards();
    QWidget* makeCharts();
    QWidget* makeFlow();
    void takeHeads(const api::HeadsView& heads);
    void showRail();
    void takeRoles(const std::vector<api::RoleView>& roles);
    void showBatcher();
    void takeBatches(const api::Page<api::BatchRow>& batches);
    void takeChart(const std::vector<api::ChartPoint>& points);
    void refresh();
    void submitBatch();

    /// A card: head line with a figure at the right, and one sentence.
    struct Card {
        Panel* panel = nullptr;
        TextLabel* sentence = nullptr;
    };
    Card addCard(QLayout* row, const QString& title);

    api::Node& m_node;
    PageHead* m_head;
    ErrorBar* m_error;
    SequencerButtons* m_sequencer;
    Button* m_submit;
    api::HeadsView m_heads;
    Card m_deadline, m_batcher, m_roles;
    OverviewFlow* m_flow;
    FinalityRail* m_rail;
    ChartPanel* m_tps;
    ChartPanel* m_gas;
    ChartPanel* m_compression;
    ChartPanel* m_cost;
    U256 m_batchCost;  ///< of the newest batch, wei
    std::vector<api::RoleView> m_known;
    QString m_rolesWord;
    QString m_chains;  ///< "Chain 31338 on L1 31337"
    bool m_reading = false;
};

}  // namespace rollscope::ui
