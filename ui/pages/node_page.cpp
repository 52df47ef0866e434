#include "ui/pages/node_page.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/dialogs/forms.h"
#include "ui/pages/sequencer_policy.h"
#include "ui/text/format.h"
#include "ui/widgets/action_sheet.h"
#include "ui/widgets/clock.h"

namespace rollscope::ui {

namespace {
/// A head's button that opens a form.
template <class Form>
void addFormButton(PageHead* head, const PageContext& context, Page* page, const QString& name,
                   const QString& text) {
    auto* button = new Button(text, ButtonKind::normal, page);
    button->setObjectName(name);
    QObject::connect(button, &QAbstractButton::clicked, page,
                     [context, page] { openForm<Form>(context, page); });
    head->addAction(button);
}
}  // namespace

NodePage::NodePage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("node"), tr("Node"), QStringLiteral("node"), 2}, parent),
      m_context(context) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Node"), this);
    addFormButton<SendForm>(m_head, m_context, this, QStringLiteral("openSend"), tr("Send"));
    addFormButton<DepositForm>(m_head, m_context, this, QStringLiteral("openDeposit"),
                               tr("Deposit"));
    addFormButton<WithdrawForm>(m_head, m_context, this, QStringLiteral("openWithdraw"),
                                tr("Withdraw"));
    addFormButton<DeployForm>(m_head, m_context, this, QStringLiteral("openDeploy"), tr("Deploy"));
    addFormButton<CallForm>(m_head, m_context, this, QStringLiteral("openCall"), tr("Call"));
    column->addWidget(m_head);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* body = new QWidget(scroll);
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(metric::margin, metric::gap, metric::margin, metric::margin);
    inside->setSpacing(metric::gap);
    inside->addWidget(makeClock());
    inside->addWidget(makeRoles());
    inside->addWidget(new SequencerPolicyPanel(m_context.node, this));
    inside->addWidget(makeAccounts());
    inside->addWidget(makeFacts());
    inside->addStretch(1);
    scroll->setWidget(body);
    column->addWidget(scroll, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        showTime();
        if (isVisible()) m_accounts->refresh();
    });
    connect(&m_context.node, &api::Node::headsChanged, this, &NodePage::takeHeads);
    connect(&m_context.node, &api::Node::rolesChanged, this, &NodePage::takeRoles);
    connect(&m_context.node, &api::Node::sequencerChanged, this,
            [this](const api::SequencerView& sequencer) {
                if (sequencer.policy.blockTimeMs != m_blockTimeMs) readConfig();
            });
    connect(chainClock(), &ChainClock::ticked, this, &NodePage::showTime);
    readConfig();
    m_context.node.syncStatus().then(this, [this](Result<api::SyncStatus> status) {
        if (!status) return;
        takeHeads(status->heads);
        takeRoles(status->roles);
    });
}

void NodePage::readConfig() {
    m_context.node.config().then(this, [this](Result<api::NodeConfig> config) {
        if (config) takeConfig(*config);
    });
}

void NodePage::activate() {
    m_accounts->refresh();
    m_context.node.syncStatus().then(this, [this](Result<api::SyncStatus> status) {
        if (!status) return;
        takeHeads(status->heads);
        takeRoles(status->roles);
    });
}

void NodePage::takeHeads(const api::HeadsView& heads) {
    m_heads = heads;
    if (!m_soon.isActive()) m_soon.start();
}

void NodePage::showTime() {
    if (!isVisible()) return;
    m_time->setText(shortTime(chainClock()->now()));
    m_time->setToolTip(absoluteTime(chainClock()->now()));
    m_timeNote->setText(m_heads.clockPaused ? tr("stands still") : tr("runs with the wall clock"));
    m_timeNote->setTone(m_heads.clockPaused ? Tone::clock : Tone::ink3);
    m_pause->setText(m_heads.clockPaused ? tr("Resume") : tr("Pause"));
    m_pause->setIconName(m_heads.clockPaused ? QStringLiteral("play") : QStringLiteral("pause"));
}

QWidget* NodePage::makeAccounts() {
    auto* panel = new Panel(tr("Accounts"), this);
    m_accounts = new AccountsModel(m_context.node, m_context.signer, this);
    m_table = new DataTable(tr("Accounts"), panel);
    m_table->setObjectName(QStringLiteral("accountsTable"));
    m_table->setModel(m_accounts);
    m_table->setRowHeight(metric::buttonRow);
    m_table->setColumns({{120}, {}, {150}, {150}, {110}, {70}, {84}, {102}});
    constexpr int shownRows = 8;
    m_table->setMinimumHeight(metric::tableHeader + shownRows * metric::buttonRow + 2);
    panel->setFigure(tr("%1, the same keys on both layers").arg(m_accounts->rowCount()));
    panel->content()->addWidget(m_table);
    connect(m_table, &DataTable::linkOpened, this, &Page::openObject);
    connect(m_table, &DataTable::actionClicked, this, &NodePage::actOn);
    return panel;
}

void NodePage::actOn(const QModelIndex& cell) {
    const Address account = m_accounts->addressAt(cell.row());
    switch (cell.column()) {
        case AccountsModel::send: openForm<SendForm>(m_context, this, account); break;
        case AccountsModel::deposit: openForm<DepositForm>(m_context, this, account); break;
        case AccountsModel::withdraw: openForm<WithdrawForm>(m_context, this, account); break;
        default: break;
    }
}

QWidget* NodePage::makeRoles() {
    auto* panel = new Panel(tr("Roles"), this);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(4, 1);
    for (std::size_t i = 0; i < m_roles.size(); ++i) {
        const auto role = static_cast<api::Role>(i);
        const int line = static_cast<int>(i);
        RoleRow& row = m_roles[i];
        row.on = new Switch(titleOf(role), panel);
        row.on->setObjectName(QStringLiteral("role") + QString::number(line));
        row.key = new HashLabel(panel);
        row.balance = new TextLabel({}, Type::mono, Tone::ink, panel);
        row.balance->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.note = new TextLabel({}, Type::body, Tone::ink2, panel);
        grid->setRowMinimumHeight(line, metric::tableRow);
        grid->addWidget(row.on, line, 0);
        grid->addWidget(new TextLabel(titleOf(role), Type::body, Tone::ink, panel), line, 1);
        grid->addWidget(row.key, line, 2);
        grid->addWidget(row.balance, line, 3);
        grid->addWidget(row.note, line, 4);
        connect(row.on, &Switch::asked, this, [this, role](bool on) { askRole(role, on); });
        connect(row.key, &HashLabel::opened, this, &Page::openObject);
    }
    panel->content()->addLayout(grid);
    return panel;
}

void NodePage::takeRoles(const std::vector<api::RoleView>& roles) {
    for (const api::RoleView& role : roles) {
        const auto i = static_cast<std::size_t>(role.role);
        if (i >= m_roles.size()) continue;
        RoleRow& row = m_roles[i];
        row.on->setOn(role.running);
        row.on->setReason(role.available ? QString() : role.note);
        row.key->setVisible(role.account.has_value());
        if (role.account) {
            row.key->setLayer(api::Layer::l1);
            row.key->setValue(hex(*role.account), accountLink(api::Layer::l1, *role.account));
        }
        row.balance->setText(role.account ? ether(role.balance, 4, 4) : QString());
        row.balance->setToolTip(role.account ? ether(role.balance, 18, 18) : QString());
        row.note->setText(role.note);
    }
}

void NodePage::askRole(api::Role role, bool on) {
    const auto act = [this, role, on] {
        const auto answer = [this](Result<api::Done> done) {
            if (!done) toast(errorText(done.error()), Tone::trouble);
        };
        (on ? m_context.node.start(role) : m_context.node.stop(role)).then(this, answer);
    };
    if (on) {
        act();
        return;
    }
    ActionText text;
    text.title = tr("Stop: %1").arg(titleOf(role));
    text.sentence = tr("It does nothing until it is started again; what it would do waits.");
    text.doIt = tr("Stop it");
    text.destructive = true;
    ask(text, act);
}

}  // namespace rollscope::ui
