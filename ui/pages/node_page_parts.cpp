// The Node page's clock, contracts and parameters.
#include <QVBoxLayout>

#include "ui/dialogs/act.h"
#include "ui/pages/node_page.h"
#include "ui/text/format.h"
#include "ui/widgets/action_sheet.h"

namespace rollscope::ui {

namespace {
constexpr std::uint64_t hour = 3600;
constexpr std::uint64_t day = 24 * hour;
}  // namespace

QWidget* NodePage::makeClock() {
    auto* panel = new Panel(tr("Devnet clock"), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_time = new TextLabel({}, Type::figure, Tone::ink, panel);
    m_time->setObjectName(QStringLiteral("clockTime"));
    m_timeNote = new TextLabel({}, Type::label, Tone::ink3, panel);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_time);
    first->addWidget(m_timeNote);
    first->addStretch(1);
    const auto add = [&](const QString& name, const QString& icon, const QString& text,
                         const auto& act) {
        auto* button = icon.isEmpty() ? new Button(text, ButtonKind::normal, panel)
                                      : new Button(icon, text, ButtonKind::normal, panel);
        button->setObjectName(name);
        connect(button, &QAbstractButton::clicked, this, act);
        m_clockButtons.push_back(button);
        row->addWidget(button);
        return button;
    };
    using Action = api::DevnetAction;
    m_pause = add(QStringLiteral("clockPause"), QStringLiteral("pause"), tr("Pause"), [this] {
        const bool paused = m_heads.clockPaused;
        command(paused ? Action::resumeClock : Action::pauseClock, 0,
                paused ? tr("The clock runs") : tr("The clock stands still"));
    });
    add(QStringLiteral("clockMine"), {}, tr("Mine a block"),
        [this] { command(Action::mine, 1, tr("One L1 block mined")); });
    const auto warp = [this](std::uint64_t seconds, const QString& word) {
        return [this, seconds, word] {
            command(Action::warp, seconds, tr("The chain's clock is %1 further").arg(word));
        };
    };
    add(QStringLiteral("warpHour"), {}, tr("+1 h"), warp(hour, tr("1 hour")));
    add(QStringLiteral("warpDay"), {}, tr("+1 day"), warp(day, tr("1 day")));
    add(QStringLiteral("warpWeek"), {}, tr("+7 days"), warp(7 * day, tr("7 days")));
    add(QStringLiteral("clockSnapshot"), QStringLiteral("camera"), tr("Snapshot"),
        [this] { snapshot(); });
    m_snapshots = new QComboBox(panel);
    m_snapshots->setObjectName(QStringLiteral("clockSnapshots"));
    m_snapshots->setAccessibleName(tr("Snapshots"));
    m_snapshots->setPlaceholderText(tr("no snapshot"));
    m_snapshots->setMinimumWidth(150);
    row->addWidget(m_snapshots);
    m_revert = add(QStringLiteral("clockRevert"), {}, tr("Revert…"), [this] { askRevert(); });
    m_revert->setKind(ButtonKind::destructive);
    m_revert->setReason(tr("Take a snapshot first"));
    row->addStretch(1);
    panel->content()->addLayout(first);
    panel->content()->addLayout(row);
    m_clockProblem = new TextLabel({}, Type::body, Tone::trouble, panel);
    m_clockProblem->setObjectName(QStringLiteral("clockError"));
    m_clockProblem->setWordWrap(true);
    m_clockProblem->hide();
    panel->content()->addWidget(m_clockProblem);
    return panel;
}

void NodePage::command(api::DevnetAction action, std::uint64_t value, const QString& success) {
    m_clockProblem->hide();
    m_context.node.devnet({.action = action, .value = value})
        .then(this, [this, success](Result<std::uint64_t> answer) {
            if (answer) {
                toast(success);
                m_accounts->refresh();
                return;
            }
            m_clockProblem->setText(errorText(answer.error()));
            m_clockProblem->show();
        });
}

void NodePage::snapshot() {
    const QString when = shortTime(m_heads.now);
    m_context.node.devnet({.action = api::DevnetAction::snapshot})
        .then(this, [this, when](Result<std::uint64_t> id) {
            if (!id) {
                m_clockProblem->setText(errorText(id.error()));
                m_clockProblem->show();
                return;
            }
            m_snapshots->addItem(tr("%1 · %2").arg(grouped(*id), when), QVariant::fromValue(*id));
            m_snapshots->setCurrentIndex(m_snapshots->count() - 1);
            m_revert->setReason({});
            toast(tr("Snapshot %1 holds both layers and the clock").arg(grouped(*id)));
        });
}

void NodePage::askRevert() {
    if (m_snapshots->currentIndex() < 0) return;
    const auto id = m_snapshots->currentData().value<std::uint64_t>();
    ActionText text;
    text.title = tr("Revert to snapshot %1").arg(grouped(id));
    text.sentence = tr("Both layers and the clock go back to %1. Every block since then is lost, "
                       "and so are the snapshots taken after it.")
                        .arg(m_snapshots->currentText());
    text.doIt = tr("Revert");
    text.destructive = true;
    ask(text, [this, id] {
        command(api::DevnetAction::revert, id, tr("Back at snapshot %1").arg(grouped(id)));
        // As evm_revert: the snapshot itself and all later ones are used up.
        for (int i = m_snapshots->count() - 1; i >= 0; --i) {
            if (m_snapshots->itemData(i).value<std::uint64_t>() >= id) m_snapshots->removeItem(i);
        }
        if (m_snapshots->count() == 0) m_revert->setReason(tr("Take a snapshot first"));
    });
}

QWidget* NodePage::makeFacts() {
    auto* both = new QWidget(this);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metric::gap);
    auto* contracts = new Panel(tr("Contracts"), both);
    m_contracts = new FactGrid(contracts);
    contracts->content()->addWidget(m_contracts);
    contracts->content()->addStretch(1);
    auto* facts = new Panel(tr("Parameters"), both);
    m_facts = new FactGrid(facts);
    facts->content()->addWidget(m_facts);
    facts->content()->addStretch(1);
    row->addWidget(contracts, 1);
    row->addWidget(facts, 1);
    return both;
}

void NodePage::takeConfig(const api::NodeConfig& config) {
    m_blockTimeMs = config.blockTimeMs;
    m_contracts->clear();
    for (const auto& contract : config.contracts) {
        auto* label = m_contracts->addHash(contract.name);
        label->setLayer(contract.layer);
        label->setValue(hex(contract.address), accountLink(contract.layer, contract.address), 8, 6);
        connect(label, &HashLabel::opened, this, &Page::openObject);
    }
    m_facts->clear();
    const auto say = [this](const QString& label, const QString& value) {
        m_facts->addText(label, Type::mono)->setText(value);
    };
    const auto url = [this](const QString& label, const QString& value) {
        auto* shown = m_facts->addHash(label);
        shown->setValue(value.isEmpty() ? tr("no server runs") : value);
    };
    url(tr("RPC of L1"), config.l1RpcUrl);
    url(tr("RPC of L2"), config.rpcUrl);
    say(tr("Chain ids"), tr("L1 %1, L2 %2").arg(config.l1ChainId).arg(config.l2ChainId));
    say(tr("Block times"),
        tr("L1 %1, L2 %2").arg(spanText(config.l1BlockTimeMs), spanText(config.blockTimeMs)));
    say(tr("Challenge period"), spanText(config.challengePeriodS * 1000));
    say(tr("State roots are final"),
        config.proofMode == QStringLiteral("attestation")
            ? tr("with a verifier's attestation, or after their challenge period")
            : tr("after their challenge period"));
    say(tr("Forced inclusion"), tr("after %1").arg(spanText(config.forceInclusionDelayS * 1000)));
    say(tr("Sequencer timeout"), spanText(config.sequencerTimeoutS * 1000));
    say(tr("Batch at most"),
        tr("%1, %2").arg(bytesText(config.maxBatchBytes),
                         counted(config.maxBatchBlocks, tr("block"), tr("blocks"))));
    say(tr("L2 gas limit"), tr("%1 gas").arg(grouped(config.l2GasLimit)));
    auto* genesis = m_facts->addHash(tr("L2 genesis"));
    genesis->setLayer(api::Layer::l2);
    genesis->setValue(hex(config.l2GenesisHash), blockLink(api::Layer::l2, 0), 8, 6);
    connect(genesis, &HashLabel::opened, this, &Page::openObject);
    say(tr("Data folder"), config.dataDir);
    say(tr("Version"), config.version);
    m_head->setSum(config.devnet ? tr("devnet: time can be warped") : QString());
    if (config.devnet) return;
    for (Button* button : m_clockButtons) {
        button->setReason(tr("Only a devnet's time can be changed"));
    }
}

}  // namespace rollscope::ui
