#include "ui/pages/deposits_page.h"

#include <QVBoxLayout>

#include "ui/dialogs/forms.h"
#include "ui/dialogs/portal_forms.h"
#include "ui/models/bridge_lookup.h"
#include "ui/pages/page_parts.h"
#include "ui/widgets/clock.h"

namespace rollscope::ui {

DepositsPage::DepositsPage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("deposits"), tr("Deposits"), QStringLiteral("deposits"), 1}, parent),
      m_context(context) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Deposits"), this);
    m_watch = makeWatchField(QStringLiteral("depositsWatch"), this);
    auto* fresh = new Button(QStringLiteral("plus"), tr("New deposit"), ButtonKind::normal, this);
    fresh->setObjectName(QStringLiteral("newDeposit"));
    auto* portal = new Button(tr("Through the portal"), ButtonKind::normal, this);
    portal->setToolTip(tr("Deposit through the token portal"));
    portal->setObjectName(QStringLiteral("newPortalDeposit"));
    m_head->addAction(m_watch);
    m_head->addAction(portal);
    m_head->addAction(fresh);
    connect(portal, &QAbstractButton::clicked, this,
            [this] { openForm<PortalDepositForm>(m_context, this); });
    column->addWidget(m_head);
    m_view = new ListView(tr("Deposits"),
                          tr("No deposits yet. A deposit moves ETH or tokens from L1 to L2 and "
                             "arrives within a few seconds."),
                          this);
    m_view->table()->setObjectName(QStringLiteral("depositsTable"));
    column->addWidget(m_view, 2);
    auto* first = m_view->empty()->addButton(tr("New deposit"), ButtonKind::primary);

    m_detail = new QWidget(this);
    auto* detail = new QVBoxLayout(m_detail);
    detail->setContentsMargins(metric::margin, 12, metric::margin, metric::margin);
    detail->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(metric::gap);
    m_title = new TextLabel({}, Type::pageTitle, Tone::ink, m_detail);
    m_title->setObjectName(QStringLiteral("depositTitle"));
    m_badge = new Badge({}, m_detail);
    head->addWidget(m_title);
    head->addWidget(m_badge);
    head->addStretch(1);
    detail->addLayout(head);
    m_rail = new StageRail(m_detail);
    detail->addWidget(m_rail);
    m_why = new TextLabel({}, Type::reading, Tone::ink, m_detail);
    m_why->setObjectName(QStringLiteral("depositWhy"));
    m_why->setWordWrap(true);
    detail->addWidget(m_why);
    auto* facts = new FactGrid(m_detail);
    m_l1Tx = facts->addHash(tr("L1 transaction"));
    m_l2Tx = facts->addHash(tr("L2 transaction"));
    m_leaf = facts->addHash(tr("Leaf"));
    detail->addWidget(facts);
    detail->addStretch(1);
    m_detail->hide();
    column->addWidget(m_detail, 5);

    m_model = makeDepositModel(
        m_context.node, [] { return chainClock()->now(); },
        [this](const Address& account) { return nameOf(m_context.signer, account); }, this);
    m_view->setModel(m_model);
    connect(m_view, &ListView::linkOpened, this, &Page::openObject);
    connect(m_view, &ListView::currentRowChanged, this, [this](int row) {
        if (const auto* deposit = m_model->rowAt(row)) choose(*deposit);
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &DepositsPage::showChosen);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &DepositsPage::showChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &DepositsPage::showChosen);
    for (HashLabel* label : {m_l1Tx, m_l2Tx, m_leaf}) {
        connect(label, &HashLabel::opened, this, &Page::openObject);
    }
    connect(m_rail, &StageRail::opened, this, &Page::openObject);
    connect(fresh, &QAbstractButton::clicked, this, &DepositsPage::newDeposit);
    connect(first, &QAbstractButton::clicked, this, &DepositsPage::newDeposit);
    m_watch->setPlaceholderText(tr("Watch an address or a hash"));
    connect(m_watch, &QLineEdit::textChanged, this, &DepositsPage::watch);

    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &DepositsPage::refresh);
    connect(&m_context.node, &api::Node::depositChanged, this,
            [this](const api::DepositView& deposit) {
                if (m_chosen && m_chosen->index == deposit.index) choose(deposit);
                if (!m_soon.isActive()) m_soon.start();
            });
    refresh();
}

void DepositsPage::activate() {
    refresh();
}

bool DepositsPage::showLink(const QString& text) {
    const Link link = linkFromText(text);
    if (link.kind != QLatin1String("deposit")) return false;
    const std::uint64_t index = link.id.toULongLong();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto* deposit = m_model->rowAt(row);
        if (deposit == nullptr || deposit->index != index) continue;
        m_view->table()->selectRow(row);
        choose(*deposit);
        break;
    }
    return true;
}

void DepositsPage::newDeposit() {
    openForm<DepositForm>(m_context, this);
}

void DepositsPage::refresh() {
    m_model->refresh();
}

// An address or an account's name narrows the list to it, a hash to the deposits of that
// transaction, leaf or claim.
void DepositsPage::watch(const QString& text) {
    const auto hash = hashFromHex(text.trimmed().toStdString());
    const auto account = hash ? std::nullopt : accountInField(m_watch, text, m_context.signer);
    const auto watched = hash ? std::optional(*hash) : std::nullopt;
    if (account == m_account && watched == m_hash) return;
    m_account = account;
    m_hash = watched;
    m_chosen.reset();
    m_model->reset([&node = m_context.node, account, watched](api::PageRequest page) {
        return watched ? depositsOf(node, *watched) : node.deposits(account, page);
    });
}

void DepositsPage::choose(const api::DepositView& deposit) {
    m_chosen = deposit;
    showChosen();
}

void DepositsPage::showChosen() {
    std::uint64_t waiting = 0;
    for (int row = 0; row < std::min(m_model->rowCount(), 100); ++row) {
        const auto* deposit = m_model->rowAt(row);
        if (deposit == nullptr) continue;
        if (deposit->stage == api::DepositStage::onL1) ++waiting;
        if (!m_chosen && row == 0) m_chosen = *deposit;
        if (m_chosen && m_chosen->index == deposit->index) m_chosen = *deposit;
    }
    const auto rows = static_cast<std::uint64_t>(m_model->rowCount());
    if (rows == 0) m_chosen.reset();
    m_head->setSum(tr("%1 · %2 on the way to L2")
                       .arg(counted(rows, tr("deposit"), tr("deposits")), grouped(waiting)));
    setRailNote({waiting == 0 ? QString() : grouped(waiting), Tone::ink3, {}});
    m_detail->setVisible(m_chosen.has_value() && rows > 0);
    if (!m_chosen) return;
    const api::DepositView& d = *m_chosen;
    m_title->setText(
        tr("%1 %2 to %3")
            .arg(amount(d.amount), d.symbol, nameOrAddress(m_context.signer, d.recipient)));
    m_badge->setBadge(badgeOf(d.stage));
    m_why->setText(d.why);
    m_why->setVisible(!d.why.isEmpty());
    m_l1Tx->setLayer(api::Layer::l1);
    m_l1Tx->setValue(hex(d.l1TxHash), txLink(api::Layer::l1, d.l1TxHash), 8, 6);
    m_l2Tx->setLayer(d.l2TxHash ? std::optional(api::Layer::l2) : std::nullopt);
    m_l2Tx->setValue(d.l2TxHash ? hex(*d.l2TxHash) : tr("not yet"),
                     d.l2TxHash ? txLink(api::Layer::l2, *d.l2TxHash) : QString(), 8, 6);
    m_leaf->setLayer(api::Layer::l1);
    m_leaf->setValue(hex(d.leaf), messageLink(api::MessageSide::inbox, d.index), 8, 6);

    const StageMarks marks = stagesOf(d.stage);
    QList<Stage> stages{
        {tr("ON L1"), marks[0],
         tr("message %1 in L1 block %2").arg(grouped(d.index), grouped(d.l1Block)),
         stageTime(d.l1Timestamp), Tone::ink3, txLink(api::Layer::l1, d.l1TxHash)},
        {tr("ACCEPTED IN L2"), marks[1],
         d.l2Block ? tr("L2 block %1").arg(grouped(*d.l2Block)) : tr("by the next L2 blocks"),
         stageTime(d.l2Timestamp.value_or(0)), Tone::ink3,
         d.l2TxHash ? txLink(api::Layer::l2, *d.l2TxHash) : QString()},
        {tr("BATCHED"), marks[2], tr("its L2 block is on L1"), {}, Tone::ink3, {}},
        {tr("FINALIZED"), marks[3], tr("after the challenge period"), {}, Tone::ink3, {}},
    };
    m_rail->setStages(stages);
}

}  // namespace rollscope::ui
