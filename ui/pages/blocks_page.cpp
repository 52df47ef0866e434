#include "ui/pages/blocks_page.h"

#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/widgets/clock.h"

namespace rollscope::ui {

BlocksPage::BlocksPage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("blocks"), tr("Blocks and txs"), QStringLiteral("blocks"), 0}, parent),
      m_node(context.node) {
    m_stack = new QStackedLayout(this);
    auto* lists = new QWidget(this);
    m_stack->addWidget(lists);
    m_transaction = new TransactionView(context, this);
    m_stack->addWidget(m_transaction);
    auto* column = new QVBoxLayout(lists);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Blocks and transactions"), this);
    m_layer = new Tabs({tr("L2"), tr("L1")}, this);
    m_kind = new Tabs({tr("Blocks"), tr("Transactions")}, this);
    m_layer->setObjectName(QStringLiteral("blocksLayer"));
    m_kind->setObjectName(QStringLiteral("blocksKind"));
    m_head->addAction(m_layer);
    m_head->addAction(m_kind);
    column->addWidget(m_head);
    m_view = new ListView(tr("Blocks and transactions"),
                          tr("No transaction yet. Send one from the Node page or from a wallet on "
                             "the RPC port."),
                          this);
    column->addWidget(m_view, 1);

    const Now now = [] { return chainClock()->now(); };
    for (int i = 0; i < 2; ++i) {
        const auto layer = i == 0 ? api::Layer::l2 : api::Layer::l1;
        m_blocks[i] = makeBlockModel(m_node, layer, now, this);
        m_txs[i] = makeTxModel(m_node, layer, {}, now, this);
        connect(m_blocks[i], &PagedModelBase::totalChanged, this, &BlocksPage::say);
        connect(m_txs[i], &PagedModelBase::totalChanged, this, &BlocksPage::say);
    }
    connect(m_layer, &Tabs::currentChanged, this, &BlocksPage::choose);
    connect(m_kind, &Tabs::currentChanged, this, &BlocksPage::choose);
    connect(m_view, &ListView::linkOpened, this, &Page::openObject);
    connect(m_view->table(), &DataTable::rowEntered, this, [this](int row) {
        const Link link = linkFromText(m_view->model()->linkAt(row));
        if (link.kind == QLatin1String("tx")) openTransaction(link);
    });
    connect(m_transaction, &TransactionView::backAsked, this, &BlocksPage::showList);
    connect(m_transaction, &TransactionView::openObject, this, &Page::openObject);
    connect(m_transaction, &TransactionView::said, this, &Page::toast);
    connect(&m_node, &api::Node::headsChanged, this, [this] {
        if (isVisible()) refresh();
    });
    choose();
}

void BlocksPage::activate() {
    m_transaction->retry();
    refresh();
}

void BlocksPage::deactivate() {
    if (m_transaction->loading()) m_transaction->cancel();
}

bool BlocksPage::showLink(const QString& text) {
    const Link link = linkFromText(text);
    if (link.kind == QLatin1String("tx") || link.kind == QLatin1String("call")) {
        openTransaction(link);
        return true;
    }
    if (link.kind == QLatin1String("withdrawal")) {
        m_stack->setCurrentWidget(m_transaction);
        m_transaction->openWithdrawal(link.id.toULongLong());
        return true;
    }
    if (link.kind != QLatin1String("block")) return false;
    m_layer->setCurrent(link.layer == api::Layer::l2 ? 0 : 1);
    m_kind->setCurrent(0);
    showList();
    choose();
    return true;
}

void BlocksPage::openTransaction(const Link& link) {
    const auto hash = hashFromHex(link.id.section(QLatin1Char('/'), 0, 0).toStdString());
    if (!hash) return toast(errorText(hash.error()), Tone::trouble);
    m_layer->setCurrent(link.layer == api::Layer::l2 ? 0 : 1);
    m_kind->setCurrent(1);
    m_stack->setCurrentWidget(m_transaction);
    bool numbered = false;
    const std::uint32_t frame = link.id.section(QLatin1Char('/'), 1).toUInt(&numbered);
    m_transaction->open(link.layer, *hash, numbered ? std::optional(frame) : std::nullopt);
}

void BlocksPage::showList() {
    m_transaction->close();
    m_stack->setCurrentIndex(0);
    m_view->table()->setFocus();
}

void BlocksPage::choose() {
    const int layer = m_layer->current();
    if (m_kind->current() == 0) {
        m_view->setModel(m_blocks[layer]);
    } else {
        m_view->setModel(m_txs[layer]);
    }
    refresh();
    say();
}

void BlocksPage::refresh() {
    m_view->model()->refresh();
}

void BlocksPage::say() {
    const auto rows = static_cast<std::uint64_t>(m_view->model()->rowCount());
    m_head->setSum(m_kind->current() == 0 ? counted(rows, tr("block"), tr("blocks"))
                                          : counted(rows, tr("transaction"), tr("transactions")));
}

}  // namespace rollscope::ui
