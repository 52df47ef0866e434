// The sequencer's policy as a form: block time, gas for users, who goes first.
#pragma once

#include <QComboBox>
#include <QLineEdit>

#include "ui/widgets/page.h"
#include "ui/widgets/page_head.h"

namespace rollscope::ui {

/// Shows the policy that holds; a change holds from the next block on, once applied.
class SequencerPolicyPanel : public Panel {
    Q_OBJECT
public:
    SequencerPolicyPanel(api::Node& node, Page* page);

private:
    void take(const api::SequencerView& view);
    void apply();
    void say(const QString& problem);

    api::Node& m_node;
    Page* m_page;
    QLineEdit* m_blockTime;
    QLineEdit* m_gasLimit;
    QComboBox* m_ordering;
    TextLabel* m_problem;
    std::optional<api::SequencerPolicy> m_shown;  ///< what the fields were filled from
};

}  // namespace rollscope::ui
