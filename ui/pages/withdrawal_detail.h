// One withdrawal: its stages, its clock, the expected date, and plain sentences.
#pragma once

#include <QLineEdit>
#include <QTimer>

#include "ui/pages/page_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/stages.h"

namespace rollscope::ui {

class WithdrawalDetail : public QWidget {
    Q_OBJECT
public:
    WithdrawalDetail(const PageContext& context, QWidget* parent);
    void show(const api::WithdrawalView& withdrawal, std::uint64_t challengePeriodS);
    /// The last refusal, in red; empty takes it away.
    void setProblem(const QString& text);
    void setBusy(bool busy);
    /// Batches are final by attestation, not by a challenge period.
    void setAttested(bool attested) { m_attested = attested; }
    /// At the right of the buttons.
    void addAtFoot(QWidget* widget) { m_buttons->addWidget(widget); }

signals:
    void claimAsked();
    void proofAsked();
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showClocks(const api::WithdrawalView& withdrawal, std::uint64_t period);
    void showStages(const api::WithdrawalView& withdrawal);
    void showButtons(const api::WithdrawalView& withdrawal);

    PageContext m_context;
    TextLabel* m_title;
    HashLabel* m_recipient;
    Badge* m_badge;
    TextLabel* m_expected;
    StageRail* m_rail;
    ClockLabel* m_period;
    ClockLabel* m_claimable;
    TextLabel* m_why;
    TextLabel* m_must;
    TextLabel* m_notice;
    TextLabel* m_wrongRoot;
    HashLabel* m_l2Tx;
    HashLabel* m_leaf;
    HashLabel* m_batch;
    HashLabel* m_claimTx;
    Button* m_claim;
    Button* m_proof;
    TextLabel* m_hint;
    TextLabel* m_problem;
    QHBoxLayout* m_buttons;
    bool m_busy = false;
    bool m_attested = false;
};

}  // namespace rollscope::ui
