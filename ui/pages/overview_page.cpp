#include "ui/pages/overview_page.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/widgets/action_sheet.h"
#include "ui/widgets/clock.h"

namespace rollscope::ui {

namespace {

constexpr std::uint32_t chartBlocks = 60;

QString gapText(const api::HeadView& ahead, const api::HeadView& behind) {
    if (ahead.number == behind.number) return {};
    const auto blocks = static_cast<std::int64_t>(ahead.number - behind.number);
    return signedGrouped(-blocks) + QStringLiteral(" · ") +
           spanText((ahead.timestamp - behind.timestamp) * 1000);
}

FinalityStop stopOf(const QString& word, const api::HeadView& head, const QString& gap,
                    int strength) {
    return {word, grouped(head.number), gap, strength, blockLink(api::Layer::l2, head.number)};
}

}  // namespace

OverviewPage::OverviewPage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("overview"), tr("Overview"), QStringLiteral("overview"), 0}, parent),
      m_node(context.node) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Overview"), this);
    m_submit = new Button(QStringLiteral("up"), tr("Submit batch now"), ButtonKind::normal, this);
    m_head->addAction(m_submit);
    column->addWidget(m_head);
    m_error = new ErrorBar(this);
    column->addWidget(m_error);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* body = new QWidget(scroll);
    auto* rows = new QVBoxLayout(body);
    rows->setContentsMargins(metric::margin, metric::gap, metric::margin, metric::margin);
    rows->setSpacing(metric::gap);
    rows->addWidget(makeCards());
    m_rail = new FinalityRail(body);
    rows->addWidget(m_rail);
    rows->addWidget(makeCharts());
    rows->addWidget(makeLists(), 1);
    scroll->setWidget(body);
    column->addWidget(scroll, 1);

    connect(m_submit, &QAbstractButton::clicked, this, &OverviewPage::submitBatch);
    connect(m_rail, &FinalityRail::opened, this, &Page::openObject);
    connect(m_error, &ErrorBar::retry, this, &OverviewPage::refresh);
    connect(&m_node, &api::Node::headsChanged, this, [this](const api::HeadsView& heads) {
        takeHeads(heads);
        if (isVisible()) refresh();
    });
    connect(&m_node, &api::Node::rolesChanged, this, &OverviewPage::takeRoles);
}

void OverviewPage::activate() {
    refresh();
}

OverviewPage::Card OverviewPage::addCard(QLayout* row, const QString& title) {
    Card card;
    card.panel = new Panel(title, this);
    card.sentence = new TextLabel({}, Type::body, Tone::ink2, card.panel);
    card.panel->content()->addWidget(card.sentence);
    row->addWidget(card.panel);
    return card;
}

QWidget* OverviewPage::makeCards() {
    auto* cards = new QWidget(this);
    auto* row = new QHBoxLayout(cards);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metric::gap);
    m_deadline = addCard(row, tr("Next deadline"));
    m_filling = addCard(row, tr("Batch filling"));
    m_roles = addCard(row, tr("Roles"));
    return cards;
}

QWidget* OverviewPage::makeCharts() {
    auto* charts = new QWidget(this);
    auto* row = new QHBoxLayout(charts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metric::gap);
    m_tps = new ChartPanel(tr("Transactions per second"), ChartKind::line, Tone::l2, charts);
    m_gas = new ChartPanel(tr("Gas per block"), ChartKind::bars, Tone::l2, charts);
    m_compression = new ChartPanel(tr("Batch compression"), ChartKind::bars, Tone::l2, charts);
    m_cost = new ChartPanel(tr("L1 gas per batch"), ChartKind::line, Tone::l1, charts);
    for (auto* chart : {m_tps, m_gas, m_compression, m_cost}) row->addWidget(chart, 1);
    return charts;
}

QWidget* OverviewPage::makeLists() {
    auto* lists = new QWidget(this);
    auto* row = new QHBoxLayout(lists);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metric::gap);
    const Now now = [] { return chainClock()->now(); };
    m_blocks = makeBlockModel(m_node, api::Layer::l2, now, this);
    m_txs = makeTxModel(m_node, api::Layer::l2, {}, now, this);
    const auto add = [&](const QString& title, PagedModelBase* model, const QList<int>& widths,
                         const QList<int>& hidden) {
        auto* panel = new Panel(title, lists);
        auto* view = new ListView(title, tr("Nothing yet: the first block is on its way."), panel);
        view->setMinimumHeight(metric::tableHeader + 6 * metric::tableRow);
        view->setModel(model, widths);
        for (int columnIndex : hidden) view->table()->setColumnHidden(columnIndex, true);
        connect(view, &ListView::linkOpened, this, &Page::openObject);
        panel->content()->addWidget(view, 1);
        row->addWidget(panel, 1);
    };
    add(tr("Latest L2 blocks"), m_blocks, {70, 132, 0, 44, 84, 0, 0, 0, 72}, {5, 6, 7});
    add(tr("Latest L2 transactions"), m_txs, {132, 132, 0, 0, 0, 0, 0, 0, 72}, {2, 4, 5, 6, 7});
    return lists;
}

void OverviewPage::takeHeads(const api::HeadsView& heads) {
    m_rail->setStops({
        {tr("pending"), counted(heads.pending, tr("tx"), tr("txs")), {}, 0, {}},
        stopOf(tr("unsafe"), heads.unsafe, gapText(heads.unsafe, heads.safe), 0),
        stopOf(tr("safe"), heads.safe, gapText(heads.safe, heads.asserted), 1),
        stopOf(tr("asserted"), heads.asserted, gapText(heads.asserted, heads.finalized), 1),
        stopOf(tr("finalized"), heads.finalized, {}, 2),
    });
}

void OverviewPage::takeRoles(const std::vector<api::RoleView>& roles) {
    QStringList off;
    std::size_t on = 0;
    for (const auto& role : roles) {
        if (!role.available) continue;
        if (role.running) {
            ++on;
        } else {
            off.append(titleOf(role.role));
        }
    }
    m_roles.panel->setFigure(tr("%1 on").arg(on), off.isEmpty() ? Tone::ink3 : Tone::trouble);
    m_roles.panel->setTone(off.isEmpty() ? Tone::ink : Tone::trouble, !off.isEmpty());
    m_roles.sentence->setText(off.isEmpty()
                                  ? tr("Everything that moves the rollup forward is running.")
                                  : tr("Off: %1").arg(off.join(QStringLiteral(", "))));
}

void OverviewPage::takeOpenBatch(const api::OpenBatchView& open) {
    m_filling.panel->setTitle(tr("Batch %1 filling").arg(grouped(open.nextIndex)));
    m_filling.panel->setFigure(tr("%1 of 256 blocks").arg(grouped(open.blocks)));
    QString when = open.note;
    if (open.postsAt) {
        when = tr("posts %1").arg(relativeTime(*open.postsAt, chainClock()->now()));
    }
    m_filling.sentence->setText(
        QStringList{counted(open.transactions, tr("transaction"), tr("transactions")),
                    tr("%1 of 120 KB").arg(bytesText(open.sizeBytes)), when}
            .join(QStringLiteral(" · ")));
}

void OverviewPage::takeBatches(const api::Page<api::BatchRow>& batches) {
    ChartData compression;
    ChartData cost;
    const api::BatchRow* due = nullptr;
    const std::uint64_t now = chainClock()->now();
    for (auto row = batches.rows.rbegin(); row != batches.rows.rend(); ++row) {
        compression.values.push_back(
            static_cast<double>(row->unpackedBytes) /
            static_cast<double>(std::max<std::uint64_t>(1, row->sizeBytes)));
        cost.values.push_back(static_cast<double>(row->l1GasUsed));
        if (due == nullptr && row->finalAt && *row->finalAt > now) due = &*row;
    }
    if (!batches.rows.empty()) {
        const auto& newest = batches.rows.front();
        compression.figure = QString::number(compression.values.back(), 'f', 2);
        compression.unit = QStringLiteral("× · ") + bytesText(newest.sizeBytes);
        cost.figure = compact(cost.values.back());
        cost.unit = tr("gas · %1").arg(ether(newest.l1Fee, 3, 6));
        compression.left = cost.left = grouped(batches.rows.back().index);
        compression.right = cost.right = grouped(newest.index);
    } else {
        compression.figure = cost.figure = QStringLiteral("–");
        compression.unit = cost.unit = tr("no batch yet");
    }
    m_compression->setData(std::move(compression));
    m_cost->setData(std::move(cost));

    m_deadline.panel->setTone(due == nullptr ? Tone::ink : Tone::clock, due != nullptr);
    if (due == nullptr) {
        m_deadline.panel->setFigure({});
        m_deadline.sentence->setText(tr("No challenge period is running."));
    } else {
        m_deadline.panel->setFigure(clockText(static_cast<std::int64_t>(*due->finalAt - now)),
                                    Tone::clock);
        m_deadline.sentence->setText(tr("Batch %1 becomes final then").arg(grouped(due->index)));
    }
}

void OverviewPage::takeChart(const std::vector<api::ChartPoint>& points) {
    ChartData tps;
    ChartData gas;
    for (std::size_t i = 0; i < points.size(); ++i) {
        gas.values.push_back(static_cast<double>(points[i].gasUsed));
        if (i == 0) continue;
        const auto seconds =
            std::max<std::uint64_t>(1, points[i].timestamp - points[i - 1].timestamp);
        tps.values.push_back(static_cast<double>(points[i].transactions) /
                             static_cast<double>(seconds));
    }
    tps.least = 1;
    gas.least = 1000;
    if (!points.empty()) {
        tps.figure = QString::number(tps.values.empty() ? 0 : tps.values.back(), 'f', 1);
        tps.unit = tr("tx/s");
        gas.figure = compact(gas.values.back());
        gas.unit = tr("of 30 M");
        tps.left = gas.left = grouped(points.front().block);
        tps.right = gas.right = grouped(points.back().block);
    }
    m_tps->setData(std::move(tps));
    m_gas->setData(std::move(gas));
}

void OverviewPage::refresh() {
    if (m_reading) return;
    m_reading = true;
    m_blocks->refresh();
    m_txs->refresh();
    m_node.syncStatus().then(this, [this](Result<api::SyncStatus> status) {
        m_error->setProblem(status ? QString() : errorText(status.error()));
        if (!status) return;
        takeHeads(status->heads);
        takeRoles(status->roles);
    });
    m_node.openBatch().then(this, [this](Result<api::OpenBatchView> open) {
        if (open) takeOpenBatch(*open);
    });
    m_node.batches({.offset = 0, .limit = 40})
        .then(this, [this](Result<api::Page<api::BatchRow>> batches) {
            if (batches) takeBatches(*batches);
        });
    m_node.chart(api::Layer::l2, chartBlocks)
        .then(this, [this](Result<std::vector<api::ChartPoint>> points) {
            m_reading = false;
            if (points) takeChart(*points);
        });
}

void OverviewPage::submitBatch() {
    m_submit->setReason(tr("The batch is on its way to L1"));
    m_node.flush().then(this, [this](Result<std::uint64_t> index) {
        m_submit->setReason({});
        if (index) {
            toast(tr("Batch %1 is on L1").arg(grouped(*index)));
            emit openObject(batchLink(*index));
        } else {
            toast(errorText(index.error()), Tone::trouble);
        }
    });
}

}  // namespace rollscope::ui
