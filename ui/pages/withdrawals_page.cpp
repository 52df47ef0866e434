#include "ui/pages/withdrawals_page.h"

#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include "ui/dialogs/forms.h"
#include "ui/dialogs/proof_file.h"
#include "ui/widgets/action_sheet.h"

namespace rollscope::ui {

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
    m_head->addAction(m_watch);
    m_head->addAction(fresh);
    column->addWidget(m_head);
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
    scroll->hide();
    column->addWidget(scroll, 5);

    m_model = makeWithdrawalModel(
        m_context.node, [] { return chainClock()->now(); },
        [this](const Address& account) { return nameOf(m_context.signer, account); }, this);
    m_view->setModel(m_model, widthsOf(*m_model));
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
        showChosen();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &WithdrawalsPage::refresh);
    connect(&m_context.node, &api::Node::withdrawalChanged, this,
            [this](const api::WithdrawalView& withdrawal) {
                if (m_chosen && m_chosen->index == withdrawal.index) choose(withdrawal);
                if (!m_soon.isActive()) m_soon.start();
            });
    connect(chainClock(), &ChainClock::ticked, this, [this] {
        if (isVisible()) showChosen();
    });
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

void WithdrawalsPage::watch(const QString& text) {
    const auto account = accountInField(m_watch, text, m_context.signer);
    if (account == m_account) return;
    m_account = account;
    m_chosen.reset();
    m_model->reset([&node = m_context.node, account](api::PageRequest page) {
        return node.withdrawals(account, page);
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

Address WithdrawalsPage::payerFor(const api::WithdrawalView& withdrawal) const {
    const auto accounts = m_context.signer.accounts();
    for (const auto& account : accounts) {
        if (account.address == withdrawal.recipient) return account.address;
    }
    return accounts.empty() ? Address{} : accounts.front().address;
}

void WithdrawalsPage::claim() {
    if (!m_chosen) return;
    const api::WithdrawalView withdrawal = *m_chosen;
    api::Intent intent;
    intent.kind = api::IntentKind::claimWithdrawal;
    intent.from = payerFor(withdrawal);
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
