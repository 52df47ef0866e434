#include "ui/pages/mempool_page.h"

#include <QVBoxLayout>

#include "ui/widgets/action_sheet.h"

namespace rollscope::ui {

namespace {

enum Tab : int { newest, byTip, senders };

}  // namespace

MempoolPage::MempoolPage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("mempool"), tr("Mempool"), QStringLiteral("mempool"), 0}, parent),
      m_context(context) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Mempool"), this);
    auto* buttons = new SequencerButtons(m_context.node, m_head, this);
    column->addWidget(m_head);
    column->addWidget(makeSummary());
    column->addWidget(makeChoice());

    auto* body = new QWidget(this);
    column->addWidget(body, 1);
    m_lists = new QStackedLayout(body);
    const QString empty = tr("The mempool is empty: every transaction is in a block.");
    m_view = new ListView(tr("Mempool"), empty, body);
    m_view->table()->setObjectName(QStringLiteral("mempoolTable"));
    m_view->table()->setRowHeight(metric::buttonRow);
    m_bySender = new ListView(tr("Senders"), empty, body);
    m_bySender->table()->setObjectName(QStringLiteral("poolSendersTable"));
    m_lists->addWidget(m_view);
    m_lists->addWidget(m_bySender);
    for (ListView* list : {m_view, m_bySender}) {
        auto* send = list->empty()->addButton(tr("Send a transaction"));
        connect(send, &QAbstractButton::clicked, this,
                [this] { emit goTo(QStringLiteral("node"), {}); });
        connect(list, &ListView::linkOpened, this, &Page::openObject);
    }
    m_model = makeMempoolModel(
        m_context.node,
        [this](api::PageRequest page) {
            api::PoolRequest request = m_request;
            request.page = page;
            return request;
        },
        this);
    m_view->setModel(m_model);
    m_senders = makePoolSenderModel(m_context.node, this);
    m_bySender->setModel(m_senders);
    connect(m_view->table(), &DataTable::actionClicked, this, &MempoolPage::askDrop);
    connect(buttons, &SequencerButtons::changed, this, &MempoolPage::showSequencer);
    connect(&m_context.node, &api::Node::pendingChanged, this, &MempoolPage::take);
    connect(&m_context.node, &api::Node::headsChanged, this,
            [this](const api::HeadsView& heads) { take(heads.pending, heads.queued); });
    take(0, 0);
}

QWidget* MempoolPage::makeSummary() {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(metric::margin, metric::gap, metric::margin, 0);
    row->setSpacing(metric::gap);
    m_feesPanel = new Panel(tr("Pending by tip, gwei"), box);
    m_fees = new FeeHistogram(m_feesPanel);
    m_fees->setObjectName(QStringLiteral("feeHistogram"));
    m_feesPanel->content()->addWidget(m_fees);
    row->addWidget(m_feesPanel, 3);
    auto* facts = new Panel(tr("Room"), box);
    auto* grid = new FactGrid(facts);
    m_state = grid->addText(tr("Sequencer"));
    m_state->setObjectName(QStringLiteral("poolState"));
    m_memory = grid->addText(tr("Memory"), Type::mono);
    m_places = grid->addText(tr("Places"), Type::mono);
    m_oldest = grid->addText(tr("Oldest"));
    facts->content()->addWidget(grid);
    facts->content()->addStretch(1);
    row->addWidget(facts, 2);
    return box;
}

QWidget* MempoolPage::makeChoice() {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(metric::margin, metric::gap, metric::margin, 6);
    m_tabs = new Tabs({tr("Newest"), tr("By tip"), tr("Senders")}, box);
    m_tabs->setObjectName(QStringLiteral("poolTabs"));
    m_sender = makeWatchField(QStringLiteral("poolSender"), box);
    m_sender->setPlaceholderText(tr("Only this sender’s"));
    m_sender->setAccessibleName(tr("Only this sender’s transactions"));
    row->addWidget(m_tabs);
    row->addStretch(1);
    row->addWidget(m_sender);
    connect(m_tabs, &Tabs::currentChanged, this, &MempoolPage::choose);
    connect(m_sender, &QLineEdit::textChanged, this, &MempoolPage::watch);
    return box;
}

void MempoolPage::activate() {
    m_model->forget();
    m_model->refresh();
    m_senders->refresh();
    readPool();
}

void MempoolPage::take(std::uint64_t pending, std::uint64_t queued) {
    m_head->setSum(tr("%1 pending · %2 queued behind a gap in their nonces")
                       .arg(grouped(pending), grouped(queued)));
    setRailNote({pending + queued == 0 ? QString() : grouped(pending + queued), Tone::ink3, {}});
    if (!isVisible()) return;
    // rows leave in the middle and come in anywhere: none keeps its place
    const int tab = m_tabs->current();
    PagedModelBase* shown = tab == senders ? static_cast<PagedModelBase*>(m_senders) : m_model;
    shown->forget();
    shown->refresh();
    readPool();
}

void MempoolPage::readPool() {
    if (m_reading) return;
    m_reading = true;
    m_context.node.pool().then(this, [this](const Result<api::PoolView>& pool) {
        m_reading = false;
        if (pool) showPool(*pool);
    });
}

void MempoolPage::showPool(const api::PoolView& pool) {
    m_fees->setBars(pool.fees);
    m_feesPanel->setFigure(
        pool.underpriced == 0
            ? tr("base fee %1").arg(gwei(pool.baseFee))
            : tr("%1 below the base fee, %2").arg(grouped(pool.underpriced), gwei(pool.baseFee)));
    m_memory->setText(tr("%1 of %2").arg(bytesText(pool.bytes), bytesText(pool.limits.bytes)));
    m_places->setText(
        tr("%1 of %2").arg(grouped(pool.pending + pool.queued), grouped(pool.limits.transactions)));
    m_places->setToolTip(tr("At most %1 of a sender, %2 behind a gap; %3 senders now, %4 of ours")
                             .arg(grouped(pool.limits.perSender), grouped(pool.limits.queued),
                                  grouped(pool.senders), grouped(pool.local)));
    const auto now = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    m_oldest->setText(pool.oldestMs == 0
                          ? tr("nothing waits")
                          : tr("waits %1").arg(spanText(now - std::min(now, pool.oldestMs))));
    m_oldest->setToolTip(tr("What has no way into a block is forgotten after %1")
                             .arg(spanText(pool.limits.lifetimeS * 1000)));
    m_tabs->setName(senders, tr("Senders %1").arg(grouped(pool.senders)));
}

void MempoolPage::showSequencer(const api::SequencerView& sequencer) {
    const bool automatic = sequencer.mode == api::SequencerMode::automatic;
    QString words;
    if (!sequencer.running) {
        words = tr("off: nothing is taken from here");
    } else if (automatic) {
        words = tr("takes from here every %1, %2")
                    .arg(spanText(sequencer.policy.blockTimeMs),
                         sequencer.policy.ordering == api::TxOrdering::byTip
                             ? tr("highest tip first")
                             : tr("first come first served"));
    } else if (sequencer.making) {
        words = tr("block %1 is held, next: %2")
                    .arg(grouped(sequencer.making->number), shortWordOf(sequencer.next));
    } else {
        words = tr("paused: transactions wait");
    }
    m_state->setText(words);
    m_state->setTone(automatic && sequencer.running ? Tone::ink : Tone::clock);
}

void MempoolPage::choose(int tab) {
    m_request.order = tab == byTip ? api::PoolOrder::byTip : api::PoolOrder::newest;
    m_lists->setCurrentWidget(tab == senders ? m_bySender : m_view);
    m_sender->setVisible(tab != senders);
    activate();
}

void MempoolPage::watch(const QString& text) {
    m_request.sender = accountInField(m_sender, text, m_context.signer);
    activate();
}

void MempoolPage::askDrop(const QModelIndex& cell) {
    const api::MempoolRow* row = m_model->rowAt(cell.row());
    if (row == nullptr) return;
    const Hash hash = row->tx.hash;
    ActionText text;
    text.title = tr("Drop %1").arg(elided(hash));
    text.sentence =
        tr("It leaves this node’s pool and is in no block unless it is sent again. "
           "Later ones of its sender wait behind the gap.");
    text.doIt = tr("Drop it");
    text.destructive = true;
    ask(text, [this, hash] {
        m_context.node.dropTransaction(hash).then(this, [this](const Result<api::Done>& done) {
            if (done) {
                toast(tr("Dropped"));
                activate();
            } else {
                toast(errorText(done.error()), Tone::trouble);
            }
        });
    });
}

}  // namespace rollscope::ui
