#include "ui/pages/overview_page.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/format.h"
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
    m_sequencer = new SequencerButtons(m_node, m_head, this);
    m_submit =
        new Button(QStringLiteral("chevron-up"), tr("Submit batch now"), ButtonKind::normal, this);
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
    rows->addWidget(makeFlow());
    m_rail = new FinalityRail(body);
    rows->addWidget(m_rail);
    rows->addWidget(makeCharts(), 1);
    scroll->setWidget(body);
    column->addWidget(scroll, 1);

    m_node.config().then(this, [this](Result<api::NodeConfig> config) {
        if (!config) return;
        m_chains = tr("Chain %1 on L1 %2").arg(config->l2ChainId).arg(config->l1ChainId);
    });
    connect(m_sequencer, &SequencerButtons::changed, this,
            [this](const api::SequencerView& sequencer) {
                m_flow->takeSequencer(sequencer);
                showRail();
            });
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
    m_batcher = addCard(row, tr("Batcher’s balance"));
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

// Narrower than it can be drawn, the picture scrolls sideways by itself.
QWidget* OverviewPage::makeFlow() {
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_flow = new OverviewFlow(m_node, scroll);
    scroll->setWidget(m_flow);
    scroll->setFixedHeight(m_flow->sizeHint().height());
    scroll->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_flow, &OverviewFlow::opened, this, &Page::openObject);
    return scroll;
}

void OverviewPage::takeHeads(const api::HeadsView& heads) {
    m_heads = heads;
    m_flow->takeHeads(heads);
    showRail();
}

void OverviewPage::showRail() {
    const api::HeadsView& heads = m_heads;
    const api::SequencerView& sequencer = m_sequencer->view();
    QString next;
    if (!sequencer.running) {
        next = tr("sequencer off");
    } else if (sequencer.mode != api::SequencerMode::automatic) {
        next = sequencer.making ? tr("block held") : tr("paused");
    } else if (sequencer.policy.blockTimeMs > 0) {
        next = tr("a block every %1").arg(spanText(sequencer.policy.blockTimeMs));
    }
    m_rail->setStops({
        {tr("pending"), counted(heads.pending, tr("tx"), tr("txs")), next, 0, {}},
        stopOf(tr("unsafe"), heads.unsafe, gapText(heads.unsafe, heads.safe), 0),
        stopOf(tr("safe"), heads.safe, gapText(heads.safe, heads.asserted), 1),
        stopOf(tr("asserted"), heads.asserted, gapText(heads.asserted, heads.finalized), 1),
        stopOf(tr("finalized"), heads.finalized, {}, 2),
    });
}

void OverviewPage::takeRoles(const std::vector<api::RoleView>& roles) {
    m_known = roles;
    showBatcher();
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
    m_rolesWord = off.isEmpty() ? tr("%1 roles on").arg(on)
                                : tr("%1 off").arg(off.join(QStringLiteral(", ")));
    m_roles.panel->setFigure(tr("%1 on").arg(on), off.isEmpty() ? Tone::ink3 : Tone::trouble);
    m_roles.panel->setTone(off.isEmpty() ? Tone::ink : Tone::trouble, !off.isEmpty());
    m_roles.sentence->setText(off.isEmpty()
                                  ? tr("Everything that moves the rollup forward is running.")
                                  : tr("Off: %1").arg(off.join(QStringLiteral(", "))));
}

// Trouble is worth a colour before it costs: ten batches are about an hour of a busy chain.
void OverviewPage::showBatcher() {
    for (const auto& role : m_known) {
        if (role.role != api::Role::batcher) continue;
        m_batcher.panel->setFigure(ether(role.balance, 2, 4), Tone::ink2);
        if (m_batchCost.isZero()) {
            m_batcher.sentence->setText(tr("Pays L1 for each batch; none is posted yet."));
            m_batcher.panel->setTone(Tone::ink);
            return;
        }
        const U256 batches = role.balance / m_batchCost;
        const bool low = batches < U256{10};
        m_batcher.panel->setTone(low ? Tone::trouble : Tone::ink, low);
        m_batcher.sentence->setText(
            batches < U256{1'000'000}
                ? tr("Enough for about %1 batches like the last").arg(grouped(batches))
                : tr("Enough for more than a million batches like the last"));
        return;
    }
}

void OverviewPage::takeBatches(const api::Page<api::BatchRow>& batches) {
    m_flow->takeBatches(batches);
    m_batchCost = batches.rows.empty() ? U256{} : batches.rows.front().l1Fee;
    showBatcher();
    ChartData compression;
    ChartData cost;
    const api::BatchRow* due = nullptr;
    const std::uint64_t now = chainClock()->now();
    constexpr std::ptrdiff_t drawn = 40;
    for (auto row = batches.rows.rbegin(); row != batches.rows.rend(); ++row) {
        if (due == nullptr && row->finalAt && *row->finalAt > now) due = &*row;
        if (batches.rows.rend() - row > drawn) continue;
        compression.values.push_back(
            static_cast<double>(row->unpackedBytes) /
            static_cast<double>(std::max<std::uint64_t>(1, row->sizeBytes)));
        cost.values.push_back(static_cast<double>(row->l1GasUsed));
    }
    if (!batches.rows.empty()) {
        const auto& newest = batches.rows.front();
        compression.figure = QString::number(compression.values.back(), 'f', 2);
        compression.unit = QStringLiteral("× · ") + bytesText(newest.sizeBytes);
        cost.figure = compact(cost.values.back());
        cost.unit = tr("gas · %1").arg(ether(newest.l1Fee, 3, 6));
        compression.left = cost.left = grouped(newest.index + 1 - compression.values.size());
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
        // Each block begins with the system's own transaction.
        const auto users = std::max<std::uint32_t>(1, points[i].transactions) - 1;
        tps.values.push_back(static_cast<double>(users) / static_cast<double>(seconds));
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
    m_flow->refresh();
    m_node.syncStatus().then(this, [this](Result<api::SyncStatus> status) {
        m_error->setProblem(status ? QString() : errorText(status.error()));
        if (!status) return;
        takeHeads(status->heads);
        takeRoles(status->roles);
        const auto nowMs = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
        const auto upMs = nowMs - std::min(nowMs, status->startedAtMs);
        m_head->setSum(tr("%1 · %2 · up %3").arg(m_chains, m_rolesWord, spanText(upMs)));
    });
    m_node.openBatch().then(this, [this](Result<api::OpenBatchView> open) {
        if (open) m_flow->takeOpenBatch(*open);
    });
    m_node.batches({.offset = 0, .limit = 200})
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
