#include "ui/pages/tx_tabs.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

QVBoxLayout* columnIn(QWidget* widget) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

QScrollArea* scrollIn(QWidget* parent) {
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

void fill(QScrollArea* scroll, QWidget* body) {
    scroll->setWidget(body);
    body->setAutoFillBackground(false);  // setWidget() turns it on
}

}  // namespace

LogsTab::LogsTab(TxNames names, QWidget* parent) : QWidget(parent), m_names(std::move(names)) {
    m_stack = new QStackedLayout(this);
    auto* body = new QWidget(this);
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_list = new EventList(body);
    m_list->setObjectName(QStringLiteral("logsTabList"));
    m_detail = scrollIn(body);
    row->addWidget(m_list, 3);
    row->addWidget(m_detail, 2);
    m_stack->addWidget(body);
    m_empty = new EmptyState(tr("It wrote no log."), this);
    m_stack->addWidget(m_empty);
    connect(m_list, &RowsView::chosen, this, &LogsTab::showOne);
}

void LogsTab::showLogs(const TransactionModel& model) {
    const int before = m_list->current();
    m_entries.clear();
    if (model.execution()) {
        for (const auto& entry : model.execution()->logs()) {
            m_entries.push_back(
                {entry.log.address, entry.log.topics, entry.log.data, entry.decoded});
        }
        m_list->setRows(eventRows(*model.execution(), m_names));
    } else if (model.transaction()) {
        for (const auto& log : model.transaction()->logs) {
            m_entries.push_back({log.log.address, log.log.topics, log.log.data, log.decoded});
        }
        m_list->setRows(eventRows(model.transaction()->logs, m_names));
    }
    m_empty->setSentence(model.mined() ? tr("It wrote no log.")
                                       : tr("Logs come with its execution."));
    m_stack->setCurrentIndex(m_entries.empty() ? 1 : 0);
    if (m_entries.empty()) return;
    m_list->setCurrent(std::clamp(before, 0, static_cast<int>(m_entries.size()) - 1));
    showOne(m_list->current());
}

void LogsTab::showOne(int row) {
    const Entry& entry = m_entries[static_cast<std::size_t>(row)];
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metric::margin, 10, metric::margin, 10);
    column->setSpacing(6);
    column->addWidget(new TextLabel(
        entry.decoded ? entry.decoded->contract + QLatin1Char('.') + entry.decoded->function
                      : tr("No ABI is known for this log"),
        Type::objectTitle, Tone::ink, body));
    auto* grid = new FactGrid(body);
    const auto add = [&](const QString& name, const QString& value, const QString& link) {
        HashLabel* label = grid->addHash(name);
        label->setValue(value.size() > 80 && !value.startsWith(QLatin1String("0x"))
                            ? value.left(70) + QStringLiteral("…")
                            : value,
                        link, 10, 8);
        connect(label, &HashLabel::opened, this, &LogsTab::opened);
        return label;
    };
    HashLabel* by =
        add(tr("Contract"), hex(entry.address), accountLink(m_names.layer(), entry.address));
    by->setLayer(m_names.layer());
    by->setSuffix(m_names.address(entry.address));
    for (const auto& value :
         entry.decoded ? entry.decoded->arguments : std::vector<api::NamedValue>{}) {
        const auto address = addressFromHex(value.value.toStdString());
        const bool account = value.type == QLatin1String("address") && address;
        HashLabel* label =
            add(value.name.isEmpty() ? value.type : value.name, value.value,
                account ? accountLink(m_names.layerOf(*address), *address) : QString());
        label->setSuffix(account ? m_names.address(*address) : value.type);
    }
    for (std::size_t i = 0; i < entry.topics.size(); ++i) {
        add(tr("topic %1").arg(i), hex(entry.topics[i]), {});
    }
    column->addWidget(grid);
    if (!entry.data.empty()) {
        column->addWidget(
            new TextLabel(tr("Data, %1").arg(counted(entry.data.size(), tr("byte"), tr("bytes"))),
                          Type::sectionSmall, Tone::ink2, body));
        auto* bytes = new HexView(body);
        bytes->setRowBytes(16);
        bytes->setVisibleRows(16);
        bytes->setBytes(entry.data);
        bytes->setFixedHeight(bytes->sizeHint().height());
        column->addWidget(bytes);
    }
    column->addStretch(1);
    fill(m_detail, body);
}

ChangesTab::ChangesTab(TxNames names, QWidget* parent)
    : QWidget(parent), m_names(std::move(names)) {
    m_stack = new QStackedLayout(this);
    auto* body = new QWidget(this);
    auto* column = columnIn(body);
    m_head = new SectionHead(tr("State changes"), body);
    m_head->setNote(tr("fees included; hover shows whole values, Ctrl+C copies them"));
    m_list = new ChangeList(body);
    m_list->setObjectName(QStringLiteral("changesTabList"));
    column->addWidget(m_head);
    column->addWidget(m_list, 1);
    m_stack->addWidget(body);
    m_empty = new EmptyState({}, this);
    m_stack->addWidget(m_empty);
    connect(m_list, &RowsView::entered, this, [this](int row) {
        emit opened(accountLink(m_names.layer(), m_owners[static_cast<std::size_t>(row)]));
    });
}

void ChangesTab::showChanges(const TransactionModel& model) {
    m_owners.clear();
    if (model.changes()) {
        for (const auto& change : *model.changes()) m_owners.push_back(change.address);
        m_list->setRows(changeRows(*model.changes(), m_names));
    }
    QString sentence = tr("It changed nothing.");
    if (!model.mined()) sentence = tr("Not executed yet: it has changed nothing.");
    if (model.mined() && !model.changes()) {
        sentence = model.changesProblem().isEmpty() ? tr("Comparing the state before and after …")
                                                    : model.changesProblem();
    }
    m_empty->setSentence(sentence);
    m_stack->setCurrentIndex(m_owners.empty() ? 1 : 0);
}

ReceiptTab::ReceiptTab(QWidget* parent) : QWidget(parent) {
    m_stack = new QStackedLayout(this);
    auto* body = new QWidget(this);
    auto* column = columnIn(body);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(metric::margin, 10, metric::margin, 6);
    bar->setSpacing(8);
    auto* copy = new Button(QStringLiteral("copy"), tr("Copy as JSON"), ButtonKind::normal, body);
    auto* save = new Button(QStringLiteral("file"), tr("Save as JSON"), ButtonKind::normal, body);
    copy->setObjectName(QStringLiteral("receiptCopy"));
    save->setObjectName(QStringLiteral("receiptSave"));
    bar->addWidget(copy);
    bar->addWidget(save);
    bar->addStretch(1);
    column->addLayout(bar);
    auto* scroll = scrollIn(body);
    auto* inside = new QWidget;
    auto* rows = new QVBoxLayout(inside);
    rows->setContentsMargins(metric::margin, 4, metric::margin, 10);
    m_grid = new FactGrid(inside);
    rows->addWidget(m_grid);
    rows->addStretch(1);
    fill(scroll, inside);
    column->addWidget(scroll, 1);
    m_stack->addWidget(body);
    m_empty = new EmptyState(tr("Its receipt comes with its block."), this);
    m_stack->addWidget(m_empty);
    connect(save, &QAbstractButton::clicked, this, &ReceiptTab::saveAsked);
    connect(copy, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(QJsonDocument(m_json).toJson()));
    });
}

void ReceiptTab::showReceipt(const api::TxView& tx) {
    m_stack->setCurrentIndex(tx.receipt ? 0 : 1);
    if (!tx.receipt) return;
    const QJsonObject json = receiptJson(tx);
    if (json == m_json) return;
    m_json = json;
    m_grid->clear();
    const types::Receipt& receipt = *tx.receipt;
    const api::Layer layer = tx.row.layer;
    const auto hash = [&](const QString& name, const QString& value, const QString& link = {}) {
        HashLabel* label = m_grid->addHash(name);
        label->setValue(value, link, 32, 32);
        connect(label, &HashLabel::opened, this, &ReceiptTab::opened);
    };
    const auto text = [&](const QString& name, const QString& value, Tone tone = Tone::ink) {
        TextLabel* label = m_grid->addText(name, Type::mono);
        label->setTone(tone);
        label->setText(value);
    };
    text(tr("Status"), receipt.success ? tr("1, success") : tr("0, failed"),
         receipt.success ? Tone::ink : Tone::trouble);
    if (!tx.failure.isEmpty()) text(tr("Reason"), tx.failure, Tone::trouble);
    hash(tr("Transaction"), hex(tx.row.hash));
    text(tr("Type"),
         QStringLiteral("%1, %2").arg(hexNumber(static_cast<std::uint64_t>(receipt.type)),
                                      wordOf(receipt.type)));
    if (tx.row.block) {
        hash(tr("Block"), grouped(*tx.row.block), blockLink(layer, *tx.row.block));
        hash(tr("Block hash"), hex(tx.blockHash), blockLink(layer, *tx.row.block));
        text(tr("Index"), grouped(tx.row.index));
    }
    hash(tr("From"), hex(tx.row.from), accountLink(layer, tx.row.from));
    if (tx.row.to) hash(tr("To"), hex(*tx.row.to), accountLink(layer, *tx.row.to));
    if (receipt.contractAddress) {
        hash(tr("Created"), hex(*receipt.contractAddress),
             accountLink(layer, *receipt.contractAddress));
    }
    text(tr("Gas used"), grouped(receipt.gasUsed));
    text(tr("Cumulative gas"), grouped(receipt.cumulativeGasUsed));
    text(tr("Gas price"), gwei(receipt.effectiveGasPrice));
    if (receipt.l1GasUsed > 0) {
        text(tr("L1 gas of its bytes"), grouped(receipt.l1GasUsed));
        text(tr("L1 gas price"), gwei(receipt.l1GasPrice));
        text(tr("L1 data fee"), ether(receipt.l1Fee, 1, 18));
    }
    text(tr("Logs"), grouped(receipt.logs.size()));
    hash(tr("Logs bloom"), hex(receipt.bloom.view()));
    hash(tr("Consensus bytes"), hex(BytesView(types::encodeReceipt(receipt))));
}

RawTab::RawTab(QWidget* parent) : QWidget(parent) {
    auto* column = columnIn(this);
    m_head = new SectionHead(tr("Transaction as it travels"), this);
    column->addWidget(m_head);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(metric::margin, 8, metric::margin, 8);
    m_bytes = new HexView(this);
    m_bytes->setObjectName(QStringLiteral("rawBytes"));
    m_bytes->setRowBytes(32);
    m_bytes->setVisibleRows(200);
    body->addWidget(m_bytes);
    column->addLayout(body, 1);
}

void RawTab::showBytes(const api::TxView& tx) {
    Bytes raw = types::encodeTransaction(tx.tx);
    if (raw == m_raw) return;
    m_raw = raw;
    m_head->setNote(tr("%1, %2; Ctrl+C copies")
                        .arg(counted(raw.size(), tr("byte"), tr("bytes")), wordOf(tx.row.type)));
    std::vector<HexField> fields;
    if (tx.row.type != types::TxType::legacy && !raw.empty()) {
        fields.push_back(
            {0, 1, tr("EIP-2718 type"), hexNumber(std::uint64_t{raw[0]}), Tone::clock});
    }
    m_bytes->setBytes(std::move(raw), std::move(fields));
}

}  // namespace rollscope::ui
