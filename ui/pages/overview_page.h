// The whole rollup at a glance: what is due, how final things are, and how much goes through.
#pragma once

#include "ui/models/lists.h"
#include "ui/pages/list_view.h"
#include "ui/widgets/chart_panel.h"
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
    QWidget* makeLists();
    void takeHeads(const api::HeadsView& heads);
    void takeRoles(const std::vector<api::RoleView>& roles);
    void takeOpenBatch(const api::OpenBatchView& open);
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
    Button* m_submit;
    Card m_deadline, m_filling, m_roles;
    FinalityRail* m_rail;
    ChartPanel* m_tps;
    ChartPanel* m_gas;
    ChartPanel* m_compression;
    ChartPanel* m_cost;
    BlockModel* m_blocks;
    TxModel* m_txs;
    bool m_reading = false;
};

}  // namespace rollscope::ui
