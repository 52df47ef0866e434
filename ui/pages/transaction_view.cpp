#include "ui/pages/transaction_view.h"

#include <QPainter>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <set>

#include "ui/dialogs/abi_form.h"
#include "ui/dialogs/act.h"
#include "ui/dialogs/json_file.h"
#include "ui/models/bridge_lookup.h"
#include "ui/text/format.h"
#include "ui/text/words.h"
#include "ui/widgets/clock.h"

namespace rollscope::ui {

TransactionView::TransactionView(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {
    setObjectName(QStringLiteral("transactionView"));
    setAccessibleName(tr("Transaction"));
    m_model = new TransactionModel(m_context.node, this);
    m_cursor = new StepCursor(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_facts = new FactStrip(this);
    column->addWidget(m_facts);
    m_error = new ErrorBar(this);
    column->addWidget(m_error);
    makeTabs(column);
    connect(m_facts, &FactStrip::opened, this, &TransactionView::openObject);
    connect(m_error, &ErrorBar::retry, m_model, &TransactionModel::retry);
    connect(m_model, &TransactionModel::transactionChanged, this,
            &TransactionView::showTransaction);
    connect(m_model, &TransactionModel::executionChanged, this, &TransactionView::showExecution);
    connect(m_model, &TransactionModel::changesChanged, this, [this] {
        m_execution->showChanges();
        m_changes->showChanges(*m_model);
        m_tabs->setCount(3, m_model->changes() ? grouped(m_model->changes()->size()) : QString());
    });
    connect(m_model, &TransactionModel::loadingChanged, this, &TransactionView::showLoading);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &TransactionView::backAsked);
}

PageHead* TransactionView::makeHead() {
    m_head = new PageHead(tr("Transaction"), this);
    auto* back = new Button(QStringLiteral("chevron-left"), QString(), ButtonKind::normal, this);
    back->setObjectName(QStringLiteral("txBack"));
    back->setAccessibleName(tr("Back to the list"));
    back->setToolTip(tr("Back to the list, Esc"));
    m_head->addLeading(back);
    m_hash = new HashLabel(this);
    m_hash->setObjectName(QStringLiteral("txHash"));
    m_badge = new Badge({}, this);
    m_head->addMiddle(m_hash);
    m_head->addMiddle(m_badge);
    auto* receipt = new Button(tr("Receipt"), ButtonKind::normal, this);
    m_trace = new Button(tr("Trace as JSON"), ButtonKind::normal, this);
    m_trace->setObjectName(QStringLiteral("txTrace"));
    m_head->addAction(receipt);
    m_head->addAction(m_trace);
    auto* abi = new Button(tr("Load ABI"), ButtonKind::normal, this);
    abi->setObjectName(QStringLiteral("txAbi"));
    m_head->addAction(abi);
    connect(abi, &QAbstractButton::clicked, this, &TransactionView::openAbiForm);
    connect(back, &QAbstractButton::clicked, this, &TransactionView::backAsked);
    connect(receipt, &QAbstractButton::clicked, this, [this] { m_tabs->setCurrent(4); });
    connect(m_trace, &QAbstractButton::clicked, this, &TransactionView::saveTrace);
    connect(m_hash, &HashLabel::opened, this, &TransactionView::openObject);
    return m_head;
}

void TransactionView::makeTabs(QBoxLayout* column) {
    m_tabs = new TabStrip({tr("Execution"), tr("Decoded input"), tr("Logs"), tr("State changes"),
                           tr("Receipt"), tr("Raw bytes")},
                          this);
    m_tabs->setObjectName(QStringLiteral("txTabs"));
    column->addWidget(m_tabs);
    m_stack = new QStackedWidget(this);
    m_execution = new ExecutionTab(*m_model, *m_cursor, names(), m_stack);
    m_input = new InputView(names(), true, m_stack);
    m_logs = new LogsTab(names(), m_stack);
    m_changes = new ChangesTab(names(), m_stack);
    m_receipt = new ReceiptTab(m_stack);
    m_raw = new RawTab(m_stack);
    for (QWidget* tab : std::initializer_list<QWidget*>{m_execution, m_input, m_logs, m_changes,
                                                        m_receipt, m_raw}) {
        m_stack->addWidget(tab);
    }
    column->addWidget(m_stack, 1);
    connect(m_tabs, &TabStrip::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_execution, &ExecutionTab::opened, this, &TransactionView::openObject);
    connect(m_input, &InputView::opened, this, &TransactionView::openObject);
    connect(m_logs, &LogsTab::opened, this, &TransactionView::openObject);
    connect(m_changes, &ChangesTab::opened, this, &TransactionView::openObject);
    connect(m_receipt, &ReceiptTab::opened, this, &TransactionView::openObject);
    connect(m_receipt, &ReceiptTab::saveAsked, this, &TransactionView::saveReceipt);
}

QString TransactionView::addressName(const Address& address) const {
    if (const auto* contract = m_model->contractAt(address)) return contract->name;
    const api::AbiView* abi = m_model->abiAt(address);
    return abi != nullptr && !abi->name.isEmpty() ? abi->name : nameOf(m_context.signer, address);
}

TxNames TransactionView::names() {
    TxNames made;
    made.address = [this](const Address& address) { return addressName(address); };
    made.slot = [this](const Address& owner, const U256& slot) {
        if (m_model->changes()) {
            for (const api::StateChange& change : *m_model->changes()) {
                if (change.field == api::StateField::slot && change.slot == slot &&
                    change.address == owner) {
                    return change.name;
                }
            }
        }
        return QString();
    };
    made.layer = [this] { return m_model->layer(); };
    made.layerOf = [this](const Address& address) {
        const api::ContractView* contract = m_model->contractAt(address);
        return contract == nullptr ? m_model->layer() : contract->layer;
    };
    return made;
}

void TransactionView::open(api::Layer layer, const Hash& hash, std::optional<std::uint32_t> frame) {
    ++m_generation;
    m_wanted = frame;
    const bool same = m_model->isOpen() && layer == m_model->layer() && hash == m_model->hash();
    if (!same) {
        m_tabs->setCurrent(0);
        m_hash->setValue(hex(hash), txLink(layer, hash), 12, 12);
        m_hash->setLayer(layer);
        m_badge->setBadge({});
        m_head->setSum({});
        m_facts->setFacts({});
        m_error->setProblem({});
        for (int tab = 0; tab < 6; ++tab) m_tabs->setCount(tab, {});
    }
    m_model->open(layer, hash);
    if (!same) m_execution->showExecution();
    if (same && frame && m_model->execution()) m_execution->chooseCall(static_cast<int>(*frame));
}

void TransactionView::openWithdrawal(std::uint64_t index) {
    const std::uint64_t generation = ++m_generation;
    withdrawalAt(m_context.node, index)
        .then(this, [this, index, generation](Result<api::Page<api::WithdrawalView>> page) {
            if (generation != m_generation) return;
            if (!page) return m_error->setProblem(errorText(page.error()));
            for (const api::WithdrawalView& withdrawal : page->rows) {
                if (withdrawal.index != index) continue;
                open(api::Layer::l2, withdrawal.l2TxHash);
                m_wantQueued = true;
                if (m_model->execution()) showExecution();
            }
        });
}

void TransactionView::close() {
    ++m_generation;
    m_wantQueued = false;
    m_model->close();
    m_cursor->setRecord(nullptr);
}

void TransactionView::showTransaction() {
    m_error->setProblem(m_model->problem());
    const auto& tx = m_model->transaction();
    if (!tx) return;
    const bool l1 = tx->row.layer == api::Layer::l1;
    BadgeText badge = badgeOf(tx->status.status);
    if (tx->receipt && (l1 || !tx->receipt->success)) {
        badge = tx->receipt->success ? BadgeText{tr("success"), Tone::l1, Solidity::firm}
                                     : BadgeText{tr("failed"), Tone::trouble, Solidity::firm};
    }
    m_badge->setBadge(badge);
    QString sum = tx->failure;
    if (sum.isEmpty() && tx->status.status == api::TxStatus::acceptedInL2) {
        sum = tr("soft: not on L1 yet");
    }
    m_head->setSum(sum);
    m_facts->setFacts(facts(*tx));
    m_tabs->setCount(2, grouped(tx->logs.size()));
    m_tabs->setCount(5, grouped(types::encodeTransaction(tx->tx).size()));
    QString note = tx->tx.isDeposit() ? tr("deposit, no signature")
                                      : tr("nonce %1 · type %2")
                                            .arg(grouped(tx->row.nonce))
                                            .arg(static_cast<int>(tx->row.type));
    if (tx->row.timestamp > 0) {
        note += QStringLiteral(" · ") + relativeTime(tx->row.timestamp, chainClock()->now());
    }
    m_tabs->setNote(note, tx->row.timestamp > 0 ? absoluteTime(tx->row.timestamp) : QString());
    m_trace->setReason(tx->receipt ? QString() : tr("It has not been executed yet"));
    m_execution->showTransaction();
    m_input->showInput(*tx, m_model->execution());
    m_logs->showLogs(*m_model);
    m_changes->showChanges(*m_model);
    m_receipt->showReceipt(*tx);
    m_raw->showBytes(*tx);
}

void TransactionView::showExecution() {
    m_execution->showExecution();
    m_logs->showLogs(*m_model);
    if (m_model->transaction()) {
        m_input->showInput(*m_model->transaction(), m_model->execution());
    }
    if (!m_model->execution()) return;
    const api::ExecutionRecord& record = *m_model->execution();
    m_tabs->setCount(2, grouped(record.logs().size()));
    std::optional<std::uint32_t> queuedAt;
    if (m_wantQueued) {
        for (const api::ExecutionLog& log : record.logs()) {
            if (log.decoded && log.decoded->function == QLatin1String("MessageQueued")) {
                m_wanted = log.frame;
                queuedAt = log.step;
            }
        }
    }
    if (m_wanted) m_execution->chooseCall(static_cast<int>(*m_wanted));
    if (queuedAt) m_cursor->moveTo(*queuedAt);
    m_wanted.reset();
    m_wantQueued = false;
}

void TransactionView::showLoading() {
    QString step;
    if (m_model->recording() && m_model->transaction()) {
        step = tr("Running block %1 again")
                   .arg(grouped(m_model->transaction()->row.block.value_or(0)));
    }
    m_head->setLoading(m_model->loading(), step, [this] { m_model->cancel(); });
}

void TransactionView::saveTrace() {
    m_trace->setReason(tr("The trace is being made"));
    m_model->trace([this, generation = m_generation,
                    hash = m_model->hash()](Result<api::TraceView> trace) {
        m_trace->setReason({});
        if (generation != m_generation) return;
        const auto* call = trace ? std::get_if<api::CallTrace>(&*trace) : nullptr;
        if (call == nullptr) {
            emit said(trace ? tr("No call trace came back") : errorText(trace.error()),
                      Tone::trouble);
            return;
        }
        saveJsonFile(callTraceJson(*call), tr("Save the trace"),
                     QStringLiteral("trace-%1.json").arg(hex(hash).mid(2, 8)), this,
                     [this](const QString& path, const QString& problem) {
                         emit said(problem.isEmpty() ? tr("Trace saved: %1").arg(path) : problem,
                                   problem.isEmpty() ? Tone::ink : Tone::trouble);
                     });
    });
}

void TransactionView::saveReceipt() {
    if (!m_model->mined()) return;
    saveJsonFile(receiptJson(*m_model->transaction()), tr("Save the receipt"),
                 QStringLiteral("receipt-%1.json").arg(hex(m_model->hash()).mid(2, 8)), this,
                 [this](const QString& path, const QString& problem) {
                     emit said(problem.isEmpty() ? tr("Receipt saved: %1").arg(path) : problem,
                               problem.isEmpty() ? Tone::ink : Tone::trouble);
                 });
}

void TransactionView::openAbiForm() {
    if (!m_model->transaction()) return;
    const api::TxRow& row = m_model->transaction()->row;
    // strangers before the rollup's own, whose ABIs are known, in the order of their calls
    std::vector<NamedContract> strangers;
    std::vector<NamedContract> known;
    std::set<Address> seen;
    const auto add = [&](const Address& address) {
        if (!seen.insert(address).second) return;
        auto& list = m_model->contractAt(address) == nullptr ? strangers : known;
        list.push_back({address, addressName(address)});
    };
    if (row.created) add(*row.created);
    if (row.to && !m_model->transaction()->tx.data.empty()) add(*row.to);
    if (m_model->execution()) {
        for (const api::ExecutionFrame& frame : m_model->execution()->frames()) {
            if (frame.ownSteps > 0) add(frame.codeAddress);
        }
    }
    strangers.insert(strangers.end(), known.begin(), known.end());
    auto* form = new AbiForm(m_context.node, m_model->layer(), strangers, parentWidget());
    connect(form, &AbiForm::said, this,
            [this](const QString& text) { emit said(text, Tone::ink); });
}

QList<Fact> TransactionView::facts(const api::TxView& tx) const {
    const api::TxRow& row = tx.row;
    const api::Layer layer = row.layer;
    const Tone tone = layer == api::Layer::l1 ? Tone::l1 : Tone::l2;
    QList<Fact> list;
    const auto account = [&](const QString& label, const Address& address) {
        list << Fact{label,
                     hex(address),
                     addressName(address),
                     accountLink(layer, address),
                     layer,
                     Tone::ink,
                     {}};
    };
    const auto plain = [&](const QString& label, const QString& value, const QString& note = {},
                           const QString& tip = {}) {
        list << Fact{label, value, note, {}, {}, Tone::ink, tip};
    };
    account(tr("From"), row.from);
    if (row.to) account(tr("To"), *row.to);
    if (row.created) account(tr("Creates"), *row.created);
    plain(tr("Value"), row.value.isZero() ? tr("0 ETH") : etherShort(row.value), {},
          ether(row.value));
    if (tx.tx.isDeposit() && !tx.tx.mint.isZero()) {
        plain(tr("Minted"), etherShort(tx.tx.mint), {}, ether(tx.tx.mint));
    }
    if (row.block) {
        list << Fact{tr("Block, index"),
                     grouped(*row.block),
                     QStringLiteral("#%1").arg(row.index),
                     blockLink(layer, *row.block),
                     layer,
                     tone,
                     {}};
    } else {
        plain(tr("Block"), tr("pending"));
    }
    if (layer == api::Layer::l2 && row.block) {
        if (tx.status.batch) {
            list << Fact{tr("Batch"),
                         grouped(*tx.status.batch),
                         {},
                         batchLink(*tx.status.batch),
                         api::Layer::l1,
                         Tone::l1,
                         {}};
        } else {
            list << Fact{tr("Batch"), tr("the next one"), {}, {}, {}, Tone::clock, {}};
        }
    }
    if (tx.receipt) {
        plain(tr("Gas"), grouped(tx.receipt->gasUsed), tr("of %1").arg(grouped(tx.tx.gasLimit)));
        const U256 fee = tx.receipt->effectiveGasPrice * U256{tx.receipt->gasUsed};
        const U256 l1Fee = tx.receipt->l1Fee;
        QString parts = tr("%1 a gas").arg(gwei(tx.receipt->effectiveGasPrice));
        if (tx.receipt->l1GasUsed > 0) {
            parts = tr("%1 for gas, %2; %3 for its bytes on L1: %4 gas there at %5")
                        .arg(ether(fee, 1, 18), parts, ether(l1Fee, 1, 18),
                             grouped(tx.receipt->l1GasUsed), gwei(tx.receipt->l1GasPrice));
        }
        plain(tr("Fee paid"), tx.tx.isDeposit() ? tr("none, paid on L1") : ether(fee + l1Fee, 1, 9),
              tx.receipt->l1GasUsed > 0 ? tr("L1 %1").arg(etherShort(l1Fee)) : QString(), parts);
    } else {
        plain(tr("Gas limit"), grouped(tx.tx.gasLimit));
        plain(tr("Fee cap"), gwei(tx.tx.maxFeePerGas));
    }
    return list;
}

void TransactionView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg0));
}

}  // namespace rollscope::ui
