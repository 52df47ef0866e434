#include "ui/pages/withdrawals_page.h"

#include <QFileDialog>
#include <QScrollArea>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

#include "ui/dialogs/claim_file.h"
#include "ui/dialogs/forms.h"
#include "ui/dialogs/portal_forms.h"
#include "ui/dialogs/proof_file.h"
#include "ui/models/bridge_lookup.h"
#include "ui/widgets/action_sheet.h"

namespace rollscope::ui {

namespace {

const auto watchSetting = [] { return QStringLiteral("watchWithdrawals"); };

}  // namespace

WithdrawalsPage::WithdrawalsPage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("withdrawals"), tr("Withdrawals"), QStringLiteral("withdrawals"), 1},
           parent),
      m_context(context) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Withdrawals"), this);
    m_watch = makeWatchField(QStringLiteral("withdrawalsWatch"), this);
    auto* fresh =
        new Button(QStringLiteral("plus"), tr("New withdrawal"), ButtonKind::normal, this);
    fresh->setObjectName(QStringLiteral("newWithdrawal"));
    auto* portal = new Button(tr("Through the portal"), ButtonKind::normal, this);
    portal->setToolTip(tr("Withdraw through the token portal"));
    portal->setObjectName(QStringLiteral("newPortalWithdrawal"));
    auto* fromFile =
        new Button(QStringLiteral("file"), tr("Claim a file"), ButtonKind::normal, this);
    fromFile->setObjectName(QStringLiteral("claimFromFile"));
    connect(fromFile, &QAbstractButton::clicked, this, &WithdrawalsPage::claimFromFile);
    fromFile->setToolTip(tr("Claim what a proof file holds"));
    m_head->addAction(m_watch);
    m_head->addAction(fromFile);
    m_head->addAction(portal);
    m_head->addAction(fresh);
    connect(portal, &QAbstractButton::clicked, this,
            [this] { openForm<PortalWithdrawForm>(m_context, this); });
    column->addWidget(m_head);
    m_fileProblem = new TextLabel({}, Type::body, Tone::trouble, this);
    m_fileProblem->setObjectName(QStringLiteral("claimFileError"));
    m_fileProblem->setWordWrap(true);
    m_fileProblem->hide();
    auto* problemLine = new QHBoxLayout;
    problemLine->setContentsMargins(metric::margin, 0, metric::margin, 0);
    problemLine->addWidget(m_fileProblem);
    column->addLayout(problemLine);
    m_view = new ListView(tr("Withdrawals"), tr("No withdrawals tracked yet."), this);
    m_view->table()->setObjectName(QStringLiteral("withdrawalsTable"));
    m_view->table()->setRowHeight(metric::buttonRow);
    column->addWidget(m_view, 2);
    auto* first = m_view->empty()->addButton(tr("New withdrawal"), ButtonKind::primary);
    auto* look = m_view->empty()->addButton(tr("Watch an address"));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_detail = new WithdrawalDetail(m_context, scroll);
    scroll->setWidget(m_detail);
    m_notice = new ReadyNotice(m_detail);
    m_detail->addAtFoot(m_notice);
    scroll->hide();
    column->addWidget(scroll, 5);

    m_model = makeWithdrawalModel(
        m_context.node, [] { return chainClock()->now(); },
        [this](const Address& account) { return nameOf(m_context.signer, account); }, this);
    m_view->setModel(m_model);
    connect(m_view, &ListView::linkOpened, this, &Page::openObject);
    connect(m_view, &ListView::currentRowChanged, this, [this](int row) {
        if (const auto* withdrawal = m_model->rowAt(row)) choose(*withdrawal);
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &WithdrawalsPage::showChosen);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &WithdrawalsPage::showChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &WithdrawalsPage::showChosen);
    connect(m_view->table(), &DataTable::actionClicked, this, &WithdrawalsPage::actOn);
    connect(m_detail, &WithdrawalDetail::opened, this, &Page::openObject);
    connect(m_detail, &WithdrawalDetail::claimAsked, this, &WithdrawalsPage::claim);
    connect(m_detail, &WithdrawalDetail::proofAsked, this, &WithdrawalsPage::saveProof);
    connect(fresh, &QAbstractButton::clicked, this, &WithdrawalsPage::newWithdrawal);
    connect(first, &QAbstractButton::clicked, this, &WithdrawalsPage::newWithdrawal);
    connect(look, &QAbstractButton::clicked, m_watch, qOverload<>(&QWidget::setFocus));
    connect(m_watch, &QLineEdit::textChanged, this, &WithdrawalsPage::watch);
    auto* key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, this, &WithdrawalsPage::claim);

    m_context.node.config().then(this, [this](Result<api::NodeConfig> config) {
        if (!config) return;
        m_period = config->challengePeriodS;
        m_detail->setAttested(config->proofMode == QLatin1String("attestation"));
        showChosen();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &WithdrawalsPage::refresh);
    connect(&m_context.node, &api::Node::withdrawalChanged, this,
            [this](const api::WithdrawalView& withdrawal) {
                if (m_chosen && m_chosen->index == withdrawal.index) choose(withdrawal);
                notify(withdrawal);
                if (!m_soon.isActive()) m_soon.start();
            });
    connect(chainClock(), &ChainClock::ticked, this, [this] {
        if (isVisible()) showChosen();
    });
    m_watch->setPlaceholderText(tr("Watch an address or a hash"));
    m_watch->setText(QSettings().value(watchSetting()).toString());
    refresh();
}

void WithdrawalsPage::activate() {
    refresh();
}

bool WithdrawalsPage::showLink(const QString& text) {
    const Link link = linkFromText(text);
    if (link.kind != QLatin1String("withdrawal")) return false;
    const std::uint64_t index = link.id.toULongLong();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto* withdrawal = m_model->rowAt(row);
        if (withdrawal == nullptr || withdrawal->index != index) continue;
        m_view->table()->selectRow(row);
        choose(*withdrawal);
        break;
    }
    return true;
}

void WithdrawalsPage::newWithdrawal() {
    openForm<WithdrawForm>(m_context, this);
}

void WithdrawalsPage::refresh() {
    m_model->refresh();
}

// An address or an account's name narrows the list to it, a hash to the withdrawal of that L2
// transaction, leaf or claim. What is watched is watched again after the next start.
void WithdrawalsPage::watch(const QString& text) {
    const auto hash = hashFromHex(text.trimmed().toStdString());
    const auto account = hash ? std::nullopt : accountInField(m_watch, text, m_context.signer);
    const auto watched = hash ? std::optional(*hash) : std::nullopt;
    if (account == m_account && watched == m_hash) return;
    m_account = account;
    m_hash = watched;
    QSettings().setValue(watchSetting(), account || hash ? text.trimmed() : QString());
    m_chosen.reset();
    m_model->reset([&node = m_context.node, account, watched](api::PageRequest page) {
        if (!watched) return node.withdrawals(account, page);
        return withdrawalsOf(node, *watched);
    });
}

void WithdrawalsPage::choose(const api::WithdrawalView& withdrawal) {
    if (!m_chosen || m_chosen->index != withdrawal.index) m_detail->setProblem({});
    m_chosen = withdrawal;
    showChosen();
}

void WithdrawalsPage::showChosen() {
    std::uint64_t ready = 0;
    U256 onTheWay;
    for (int row = 0; row < std::min(m_model->rowCount(), 100); ++row) {
        const auto* withdrawal = m_model->rowAt(row);
        if (withdrawal == nullptr) continue;
        if (withdrawal->stage == api::WithdrawalStage::ready) ++ready;
        if (withdrawal->stage != api::WithdrawalStage::claimed && withdrawal->l1Token.isZero()) {
            onTheWay += withdrawal->amount;
        }
        if (!m_chosen && row == 0) m_chosen = *withdrawal;
        if (m_chosen && m_chosen->index == withdrawal->index) m_chosen = *withdrawal;
    }
    const auto rows = static_cast<std::uint64_t>(m_model->rowCount());
    if (rows == 0) m_chosen.reset();
    m_head->setSum(tr("%1 tracked · %2 ready to claim · %3 on the way")
                       .arg(grouped(rows), grouped(ready), ether(onTheWay)));
    setRailNote({ready == 0 ? QString() : grouped(ready), Tone::l2,
                 ready == 0 ? QString() : QStringLiteral("check")});
    m_detail->parentWidget()->parentWidget()->setVisible(m_chosen.has_value() && rows > 0);
    if (m_chosen) m_detail->show(*m_chosen, m_period);
}

void WithdrawalsPage::actOn(const QModelIndex& cell) {
    const auto* withdrawal = m_model->rowAt(cell.row());
    if (withdrawal == nullptr) return;
    choose(*withdrawal);
    switch (m_chosen->stage) {
        case api::WithdrawalStage::ready: claim(); break;
        case api::WithdrawalStage::asserted:
        case api::WithdrawalStage::invalidated: saveProof(); break;
        case api::WithdrawalStage::claimed:
            if (m_chosen->claimTxHash) {
                emit openObject(txLink(api::Layer::l1, *m_chosen->claimTxHash));
            }
            break;
        case api::WithdrawalStage::initiated:
        case api::WithdrawalStage::batched: break;
    }
}

void WithdrawalsPage::claim() {
    if (!m_chosen) return;
    const api::WithdrawalView withdrawal = *m_chosen;
    api::Intent intent;
    intent.kind = api::IntentKind::claimWithdrawal;
    intent.from = payerOf(m_context.signer, withdrawal.recipient);
    intent.withdrawal = withdrawal.index;
    m_detail->setProblem({});
    m_context.node.prepare(intent).then(
        this, [this, withdrawal, payer = intent.from](Result<api::PreparedTx> prepared) {
            if (prepared) {
                ask(*prepared, withdrawal, payer);
            } else {
                m_detail->setProblem(errorText(prepared.error()));
            }
        });
}

void WithdrawalsPage::ask(const api::PreparedTx& prepared, const api::WithdrawalView& withdrawal,
                          const Address& payer) {
    ActionText text;
    text.title = tr("Claim %1 %2 on L1").arg(amount(withdrawal.amount), withdrawal.symbol);
    text.sentence = prepared.sentence;
    text.cost = tr("%1 at most").arg(ether(prepared.maxCost));
    text.key = keyText(m_context.signer, payer);
    text.doIt = tr("Claim");
    Page::ask(text, [this, prepared, withdrawal, payer] {
        m_detail->setBusy(true);
        showChosen();
        signAndSubmit(m_context, this, prepared, payer, [this, withdrawal](Result<Sent> sent) {
            m_detail->setBusy(false);
            showChosen();
            if (!sent) {
                m_detail->setProblem(errorText(sent.error()));
                return;
            }
            toast(tr("Claim of %1 %2 is on its way · %3")
                      .arg(amount(withdrawal.amount), withdrawal.symbol, elided(sent->hash)));
            emit openObject(txLink(sent->layer, sent->hash));
            refresh();
        });
    });
}

void WithdrawalsPage::notify(const api::WithdrawalView& withdrawal) {
    const bool ours = !nameOf(m_context.signer, withdrawal.recipient).isEmpty();
    if (withdrawal.stage != api::WithdrawalStage::ready) return;
    if (!ours && m_account != withdrawal.recipient && m_account != withdrawal.from) return;
    m_notice->tell(
        tr("%1 %2 can be claimed on L1").arg(amount(withdrawal.amount), withdrawal.symbol),
        tr("Withdrawal %1 to %2 is READY.")
            .arg(grouped(withdrawal.index), nameOrAddress(m_context.signer, withdrawal.recipient)));
}

void WithdrawalsPage::sayOfFile(const QString& problem) {
    m_fileProblem->setText(problem);
    m_fileProblem->setVisible(!problem.isEmpty());
}

void WithdrawalsPage::claimFromFile() {
    auto* dialog = new QFileDialog(this, tr("Claim from a proof file"));
    dialog->setObjectName(QStringLiteral("claimFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Proof (*.json);;All files (*)"));
    connect(dialog, &QFileDialog::fileSelected, this, &WithdrawalsPage::claimFile);
    dialog->open();
}

void WithdrawalsPage::claimFile(const QString& path) {
    sayOfFile({});
    const auto file = readClaimFile(path);
    if (!file) return sayOfFile(errorText(file.error()));
    m_context.node.config().then(this, [this, file = *file](Result<api::NodeConfig> config) {
        if (!config) return sayOfFile(errorText(config.error()));
        const bool known =
            file.to == contractNamed(*config, QStringLiteral("L1Bridge"), api::Layer::l1) ||
            file.to == contractNamed(*config, QStringLiteral("TokenPortal"), api::Layer::l1);
        if (!known) {
            return sayOfFile(tr("The file claims from %1, which is no bridge of this rollup.")
                                 .arg(elided(file.to)));
        }
        api::Intent intent;
        intent.kind = api::IntentKind::callL1;
        intent.from = payerOf(m_context.signer, {});
        intent.to = file.to;
        intent.data = file.data;
        askAndSend(m_context, this, intent,
                   {tr("Claim withdrawal %1 from its file").arg(grouped(file.message.index)),
                    tr("Claim"), [this](const QString& problem) { sayOfFile(problem); },
                    [this](const Sent&) { refresh(); }});
    });
}

void WithdrawalsPage::saveProof() {
    if (!m_chosen) return;
    m_detail->setProblem({});
    m_context.node.withdrawalProofAt(m_chosen->index)
        .then(this, [this](Result<api::WithdrawalProof> proof) {
            if (!proof) {
                m_detail->setProblem(errorText(proof.error()));
                return;
            }
            saveProofFile(*proof, this, [this](const QString& path, const QString& problem) {
                if (problem.isEmpty()) {
                    toast(tr("Proof saved: %1").arg(path));
                } else {
                    m_detail->setProblem(problem);
                }
            });
        });
}

}  // namespace rollscope::ui
