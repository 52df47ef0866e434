#include "ui/pages/sequencer_policy.h"

#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

QString secondsText(std::uint64_t milliseconds) {
    return QString::number(static_cast<double>(milliseconds) / 1000);
}

bool same(const api::SequencerPolicy& a, const api::SequencerPolicy& b) {
    return a.blockTimeMs == b.blockTimeMs && a.gasLimit == b.gasLimit && a.ordering == b.ordering;
}

}  // namespace

SequencerPolicyPanel::SequencerPolicyPanel(api::Node& node, Page* page)
    : Panel(tr("Sequencer policy"), page), m_node(node), m_page(page) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const auto field = [&](const QString& label, const QString& name, QWidget* edit, int width,
                           const QString& unit) {
        edit->setObjectName(name);
        edit->setAccessibleName(label);
        edit->setFixedWidth(width);
        row->addWidget(new TextLabel(label, Type::body, Tone::ink2, this));
        row->addWidget(edit);
        if (!unit.isEmpty()) row->addWidget(new TextLabel(unit, Type::label, Tone::ink3, this));
        row->addSpacing(8);
    };
    m_blockTime = new QLineEdit(this);
    m_gasLimit = new QLineEdit(this);
    m_ordering = new QComboBox(this);
    m_ordering->addItem(tr("Highest tip first"), QVariant::fromValue(int(api::TxOrdering::byTip)));
    m_ordering->addItem(tr("First come, first served"),
                        QVariant::fromValue(int(api::TxOrdering::firstCome)));
    field(tr("Block time"), QStringLiteral("policyBlockTime"), m_blockTime, 64, tr("s"));
    field(tr("Gas for users"), QStringLiteral("policyGasLimit"), m_gasLimit, 110, tr("a block"));
    field(tr("Order"), QStringLiteral("policyOrdering"), m_ordering, 180, {});
    auto* apply = new Button(tr("Apply"), ButtonKind::normal, this);
    apply->setObjectName(QStringLiteral("policyApply"));
    row->addWidget(apply);
    row->addStretch(1);
    content()->addLayout(row);
    m_problem = new TextLabel({}, Type::body, Tone::trouble, this);
    m_problem->setObjectName(QStringLiteral("policyError"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    content()->addWidget(m_problem);
    connect(apply, &QAbstractButton::clicked, this, &SequencerPolicyPanel::apply);
    for (QLineEdit* edit : {m_blockTime, m_gasLimit}) {
        connect(edit, &QLineEdit::returnPressed, this, &SequencerPolicyPanel::apply);
    }
    connect(&m_node, &api::Node::sequencerChanged, this, &SequencerPolicyPanel::take);
    m_node.sequencer().then(this, [this](const Result<api::SequencerView>& view) {
        if (view) take(*view);
    });
}

void SequencerPolicyPanel::take(const api::SequencerView& view) {
    setFigure(
        view.running ? wordOf(view.mode) : tr("off"),
        view.running && view.mode == api::SequencerMode::automatic ? Tone::ink3 : Tone::clock);
    // what is being typed is not written over
    if (m_shown && same(*m_shown, view.policy)) return;
    m_shown = view.policy;
    m_blockTime->setText(secondsText(view.policy.blockTimeMs));
    m_gasLimit->setText(grouped(view.policy.gasLimit));
    m_ordering->setCurrentIndex(m_ordering->findData(int(view.policy.ordering)));
}

void SequencerPolicyPanel::say(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void SequencerPolicyPanel::apply() {
    // milliseconds and gas are amounts of three and of no decimals
    const auto time = amountFromText(m_blockTime->text(), 3);
    const auto gas = amountFromText(m_gasLimit->text(), 0);
    if (!time) return say(tr("Block time: %1").arg(errorText(time.error())));
    if (!gas) return say(tr("Gas for users: %1").arg(errorText(gas.error())));
    const U256 most{~std::uint64_t{0}};
    api::SequencerPolicy policy;
    policy.blockTimeMs = std::min(*time, most).limb[0];
    policy.gasLimit = std::min(*gas, most).limb[0];
    policy.ordering = static_cast<api::TxOrdering>(m_ordering->currentData().toInt());
    m_node.setSequencerPolicy(policy).then(this, [this](const Result<api::SequencerView>& view) {
        if (!view) return say(errorText(view.error()));
        say({});
        m_shown.reset();
        take(*view);
        m_page->toast(tr("The policy holds from the next block on"));
    });
}

}  // namespace rollscope::ui
