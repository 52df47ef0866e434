// Batches on L1, the one that is filling, the batcher's policy, and a batch byte by byte.
#pragma once

#include <QPointer>

#include "ui/dialogs/policy_form.h"
#include "ui/models/lists.h"
#include "ui/pages/batch_decoder_view.h"
#include "ui/pages/list_view.h"

namespace rollscope::ui {

/// Object names: submitBatch, batcherPolicy, batchTable, batchCosts, and the decoder's.
class BatchesPage : public Page {
    Q_OBJECT
public:
    BatchesPage(const PageContext& context, QWidget* parent);
    void activate() override;
    bool showLink(const QString& link) override;

private:
    QWidget* makePanels();
    void submitBatch();
    void readOpenBatch();
    void takeOpenBatch(const api::OpenBatchView& open);
    void readPolicy();
    void editPolicy();
    void chooseRow(int row);
    void chooseNewest();

    api::Node& m_node;
    PageHead* m_head;
    Button* m_submit;
    Panel *m_open, *m_policyPanel;
    TextLabel *m_openFacts, *m_openNote, *m_policyText, *m_policyMore;
    ListView* m_view;
    BatchModel* m_model;
    BatchDecoderView* m_decoder;
    std::optional<api::BatcherPolicy> m_policy;
    QPointer<PolicyForm> m_form;
    bool m_reading = false;
};

}  // namespace rollscope::ui
