// Batches on L1, and the one that is filling.
#pragma once

#include "ui/models/lists.h"
#include "ui/pages/list_view.h"

namespace rollscope::ui {

class BatchesPage : public Page {
    Q_OBJECT
public:
    BatchesPage(const PageContext& context, QWidget* parent);
    void activate() override;

private:
    void submitBatch();
    void readOpenBatch();
    void takeOpenBatch(const api::OpenBatchView& open);

    api::Node& m_node;
    PageHead* m_head;
    Button* m_submit;
    Panel* m_open;
    TextLabel* m_openFacts;
    TextLabel* m_openNote;
    ListView* m_view;
    BatchModel* m_model;
    bool m_reading = false;
};

}  // namespace rollscope::ui
