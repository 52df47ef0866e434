#include "ui/dialogs/policy_form.h"

#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

constexpr int gweiDecimals = 9;
constexpr std::uint64_t kilobyte = 1'024;

using Mode = api::BatchMode;

QSpinBox* spinBox(int low, int high, std::uint64_t value, const QString& unit, QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setRange(low, high);
    box->setValue(static_cast<int>(value));
    box->setSuffix(QLatin1Char(' ') + unit);
    box->setGroupSeparatorShown(true);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);  // typed, or by the arrow keys
    return box;
}

}  // namespace

QString policySentence(const api::BatcherPolicy& policy) {
    const QString size = bytesText(policy.maxBytes);
    const QString age = spanText(policy.maxAgeS * 1'000);
    QString when;
    switch (policy.mode) {
        case Mode::automatic:
            when =
                PolicyForm::tr("Posts at %1, or when its oldest content is %2 old.").arg(size, age);
            break;
        case Mode::size:
            when = PolicyForm::tr("Posts at %1, however long that takes.").arg(size);
            break;
        case Mode::time:
            when = PolicyForm::tr("Posts when its oldest content is %1 old.").arg(age);
            break;
        case Mode::manual: return PolicyForm::tr("Posts only when you say so.");
    }
    return when;
}

PolicyForm::PolicyForm(api::Node& node, const api::BatcherPolicy& now, QWidget* over)
    : FormFrame(over, QStringLiteral("policy"), tr("Batcher policy")), m_node(node) {
    m_mode = new QComboBox(card());
    m_mode->addItem(tr("by size or age"), static_cast<int>(Mode::automatic));
    m_mode->addItem(tr("by size"), static_cast<int>(Mode::size));
    m_mode->addItem(tr("by age"), static_cast<int>(Mode::time));
    m_mode->addItem(tr("by hand"), static_cast<int>(Mode::manual));
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(now.mode)));
    m_size = spinBox(1, 120, now.maxBytes / kilobyte, tr("KB"), card());
    m_age = spinBox(1, 11 * 3'600, now.maxAgeS, tr("s"), card());
    m_patience = spinBox(1, 3'600, now.resubmitAfterS, tr("s"), card());
    m_cap = new QLineEdit(card());
    m_cap->setPlaceholderText(tr("no limit"));
    if (now.maxFeePerGas) m_cap->setText(amount(*now.maxFeePerGas, 0, gweiDecimals, gweiDecimals));
    addRow(tr("Posts"), m_mode, QStringLiteral("Mode"));
    addRow(tr("Size on L1"), m_size, QStringLiteral("Size"));
    addRow(tr("Age of the oldest content"), m_age, QStringLiteral("Age"));
    addRow(tr("Sent again for more after"), m_patience, QStringLiteral("Patience"));
    addRow(tr("Most a gas on L1, gwei"), m_cap, QStringLiteral("Cap"));

    addFoot(tr("Set policy"));
    connect(m_mode, &QComboBox::currentIndexChanged, this, &PolicyForm::review);
    for (auto* box : {m_size, m_age, m_patience}) {
        connect(box, &QSpinBox::valueChanged, this, &PolicyForm::review);
    }
    connect(m_cap, &QLineEdit::textChanged, this, &PolicyForm::review);
    review();
    show();
}

std::optional<api::BatcherPolicy> PolicyForm::policy() const {
    api::BatcherPolicy policy;
    policy.mode = static_cast<Mode>(m_mode->currentData().toInt());
    policy.maxBytes = static_cast<std::uint64_t>(m_size->value()) * kilobyte;
    policy.maxAgeS = static_cast<std::uint64_t>(m_age->value());
    policy.resubmitAfterS = static_cast<std::uint64_t>(m_patience->value());
    const QString cap = m_cap->text().trimmed();
    if (cap.isEmpty()) return policy;
    const auto wei = amountFromText(cap, gweiDecimals);
    if (!wei || wei->isZero()) return std::nullopt;
    policy.maxFeePerGas = *wei;
    return policy;
}

void PolicyForm::review() {
    if (m_busy) return;
    setError({});
    const auto wanted = policy();
    const auto mode = static_cast<Mode>(m_mode->currentData().toInt());
    m_size->setEnabled(mode == Mode::automatic || mode == Mode::size);
    m_age->setEnabled(mode == Mode::automatic || mode == Mode::time);
    doIt()->setReason(wanted ? QString() : tr("The limit is no amount in gwei."));
    QString text = wanted ? policySentence(*wanted) : QString();
    if (mode != Mode::manual) text += QLatin1Char(' ') + tr("A full batch is posted anyway.");
    text +=
        QLatin1Char(' ') + tr("What L1 does not mine is sent again for a tenth more, never twice.");
    sentence()->setText(text.trimmed());
    fit();
}

void PolicyForm::submit() {
    if (m_busy) return;
    const auto wanted = policy();
    if (!wanted) return setError(doIt()->reason());
    m_busy = true;
    doIt()->setReason(tr("On its way"));
    m_node.setBatcherPolicy(*wanted).then(
        over(), [form = QPointer<PolicyForm>(this), wanted = *wanted](Result<api::Done> set) {
            if (form.isNull()) return;
            form->m_busy = false;
            form->doIt()->setReason({});
            if (!set) return form->setError(errorText(set.error()));
            emit form->changed();
            emit form->said(policySentence(wanted));
            form->close();
        });
}

}  // namespace rollscope::ui
