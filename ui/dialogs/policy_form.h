// The batcher's policy: when it posts, and how hard it tries.
#pragma once

#include <QLineEdit>
#include <QPointer>
#include <QSpinBox>

#include "ui/dialogs/form_frame.h"
#include "ui/widgets/page.h"

namespace rollscope::ui {

/// What a policy does, in a sentence.
QString policySentence(const api::BatcherPolicy& policy);

/// Object names: policyMode, policySize, policyAge, policyPatience, policyCap, policyDoIt,
/// policyCancel, policySentence, policyError.
class PolicyForm : public FormFrame {
    Q_OBJECT
public:
    PolicyForm(api::Node& node, const api::BatcherPolicy& now, QWidget* over);

public slots:
    void submit() override;

signals:
    void said(const QString& text);
    void changed();

private:
    /// What the fields say; none when the cap is no amount.
    std::optional<api::BatcherPolicy> policy() const;
    void review();

    api::Node& m_node;
    QComboBox* m_mode;
    QSpinBox *m_size, *m_age, *m_patience;
    QLineEdit* m_cap;
    bool m_busy = false;
};

}  // namespace rollscope::ui
