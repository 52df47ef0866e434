// The picture's frame: lanes, cards, arrows. What the cards say is in overview_flow_cards.cpp.
#include "ui/pages/overview_flow.h"

#include <QPainter>

#include "ui/text/format.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

constexpr int laneHead = 26, lanePad = 12, cardGap = 16, strip = 30;
constexpr int upperCards = 158, lowerCards = 142;

/// A thin bar of how full the batch is.
class FillBar : public QWidget {
public:
    FillBar(const double& part, QWidget* parent) : QWidget(parent), m_part(part) {
        setFixedHeight(5);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintBar(painter, QRectF(0, 0, width(), 4), m_part, Tone::l2);
    }

private:
    const double& m_part;
};

}  // namespace

FlowCard::FlowCard(const QString& title, int chips, QWidget* parent) : Panel(title, parent) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    layout()->setContentsMargins(7, 5, 7, 6);
    m_chips = new ChipColumn(chips, this);
    m_sentence = new TextLabel({}, Type::label, Tone::ink3, this);
    m_sentence->setWordWrap(true);
    m_clock = new TextLabel({}, Type::label, Tone::clock, this);
    m_clock->setWordWrap(true);
    content()->setSpacing(4);
    if (chips > 0) content()->addWidget(m_chips);
    content()->addStretch(1);
    content()->addWidget(m_sentence);
    content()->addWidget(m_clock);
    m_sentence->hide();
    m_clock->hide();
    if (chips == 0) m_chips->hide();
}

void FlowCard::say(const QString& sentence, Tone tone) {
    m_sentence->setText(sentence);
    m_sentence->setTone(tone);
    m_sentence->setVisible(!sentence.isEmpty());
}

void FlowCard::sayClock(const QString& words) {
    m_clock->setText(words);
    m_clock->setVisible(!words.isEmpty());
}

void FlowCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBox(painter, rect(), color(Token::bg0),
             m_edge == Tone::ink ? color(Token::line) : borderColor(m_edge));
}

OverviewFlow::OverviewFlow(api::Node& node, QWidget* parent) : QWidget(parent), m_node(node) {
    setAccessibleName(tr("Pipeline"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(lanePad, laneHead, lanePad, lanePad);
    m_grid->setHorizontalSpacing(cardGap);
    m_grid->setVerticalSpacing(0);
    const int shares[] = {146, 158, 96, 112, 210, 80};
    for (int i = 0; i < 6; ++i) m_grid->setColumnStretch(i, shares[i]);
    m_inbox = add(tr("L1 inbox"), 3, 0, 0);
    m_l1Blocks = add(tr("L1 blocks"), 4, 0, 1);
    m_posted = add(tr("On L1"), 2, 0, 2);
    m_assertion = add(tr("Assertion"), 2, 0, 3);
    m_period = add(tr("Challenge period"), 0, 0, 4);
    m_final = add(tr("Final"), 3, 0, 5);
    m_grid->setRowMinimumHeight(1, lanePad + strip + laneHead);
    m_mempool = add(tr("Mempool"), 3, 2, 0);
    m_block = add(tr("Block"), 0, 2, 1);
    m_filling = add(tr("Batch filling"), 0, 2, 2, 2);
    m_leaving = add(tr("Withdrawals leaving"), 4, 2, 4, 2);

    m_period->setEdge(Tone::clock);
    m_final->setEdge(Tone::l1);
    m_axis = new AgeAxis(m_period);
    m_period->content()->insertWidget(0, m_axis);
    connect(m_axis, &AgeAxis::opened, this, &OverviewFlow::opened);
    m_stages = new StageList(m_block);
    m_stages->setObjectName(QStringLiteral("blockStages"));
    m_stages->setAccessibleName(tr("Stages of the block in the making"));
    m_block->content()->insertWidget(0, m_stages);
    connect(m_stages, &StageList::opened, this, &OverviewFlow::opened);
    m_cells = new BatchGrid(m_filling);
    auto* size = new QHBoxLayout;
    size->setSpacing(8);
    size->addWidget(new TextLabel(tr("size"), Type::label, Tone::ink3, m_filling));
    m_size = new TextLabel({}, Type::bytes, Tone::ink2, m_filling);
    m_size->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    size->addWidget(m_size, 1);
    m_bar = new FillBar(m_full, m_filling);
    m_filling->content()->insertWidget(0, m_cells);
    m_filling->content()->insertLayout(1, size);
    m_filling->content()->insertWidget(2, m_bar);
    connect(m_cells, &BatchGrid::opened, this, &OverviewFlow::opened);

    m_node.config().then(this, [this](Result<api::NodeConfig> config) {
        if (!config) return;
        m_periodS = config->challengePeriodS;
        m_maxBytes = config->maxBatchBytes;
        m_maxBlocks = config->maxBatchBlocks;
        m_l1Blocks->setFigure(spanText(config->l1BlockTimeMs));
        showBatches();
    });
}

FlowCard* OverviewFlow::add(const QString& title, int chips, int row, int column, int span) {
    auto* card = new FlowCard(title, chips, this);
    card->setFixedHeight(row == 0 ? upperCards : lowerCards);
    m_grid->addWidget(card, row, column, 1, span);
    connect(card->chips(), &ChipColumn::opened, this, &OverviewFlow::opened);
    return card;
}

void OverviewFlow::paintLane(QPainter& painter, const QRect& box, api::Layer layer) const {
    const Tone tone = layer == api::Layer::l1 ? Tone::l1 : Tone::l2;
    paintBox(painter, box, tintColor(tone), borderColor(tone));
    paintLayerMark(painter, {box.left() + 16.0, box.top() + 14.0}, layer);
    painter.setFont(typeFont(Type::sectionSmall));
    painter.setPen(textColor(tone));
    painter.drawText(QRect(box.left() + 25, box.top() + 4, 200, 20), Qt::AlignVCenter,
                     layer == api::Layer::l1 ? tr("Layer 1") : tr("Layer 2"));
}

namespace {

/// A line with an open head of 6x9 at `to`.
void paintArrow(QPainter& painter, QPointF from, QPointF to, const QColor& ink, bool dashed) {
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(ink, 1.5);
    pen.setCapStyle(Qt::FlatCap);
    const QPen solid = pen;
    if (dashed) pen.setDashPattern({2, 1.33});
    painter.setPen(pen);
    painter.drawLine(from, to);
    painter.setPen(solid);
    const bool across = std::abs(to.x() - from.x()) > std::abs(to.y() - from.y());
    const qreal along = across ? (to.x() > from.x() ? -5 : 5) : (to.y() > from.y() ? -5 : 5);
    const QPointF one = across ? QPointF(along, -4) : QPointF(-4, along);
    const QPointF two = across ? QPointF(along, 4) : QPointF(4, along);
    painter.drawLine(to + one, to);
    painter.drawLine(to + two, to);
}

}  // namespace

void OverviewFlow::paintArrows(QPainter& painter) const {
    const QColor blue = color(Token::l1), green = color(Token::l2);
    const auto across = [&](const QWidget* from, const QWidget* to, const QColor& ink, bool soft) {
        const qreal y = from->geometry().center().y();
        paintArrow(painter, {from->geometry().right() + 2.0, y}, {to->geometry().left() - 1.0, y},
                   ink, soft);
    };
    across(m_posted, m_assertion, blue, false);
    across(m_assertion, m_period, blue, false);
    across(m_period, m_final, blue, false);
    across(m_mempool, m_block, green, true);
    across(m_block, m_filling, green, true);
    const auto words = [&](qreal x, qreal right, const QString& text) {
        painter.setFont(typeFont(Type::label));
        painter.setPen(color(Token::ink2));
        const QRectF box(x, m_inbox->geometry().bottom() + lanePad, right - x, strip);
        painter.drawText(
            box, Qt::AlignVCenter,
            QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, box.width()));
    };
    const qreal top = m_inbox->geometry().bottom() + 2, low = m_mempool->geometry().top() - 1;
    const qreal in = m_inbox->geometry().center().x(), out = m_final->geometry().center().x();
    const qreal up = m_posted->geometry().center().x();
    paintArrow(painter, {in, top}, {in, low}, blue, false);
    words(in + 12, up - 12, m_goesIn);
    paintArrow(painter, {up, low}, {up, top}, green, false);
    words(up + 12, out - 130, m_goesUp);
    paintArrow(painter, {out, top}, {out, low}, blue, false);
    painter.setFont(typeFont(Type::label));
    const qreal wide = painter.fontMetrics().horizontalAdvance(m_goesOut);
    words(out - 12 - wide, out - 10, m_goesOut);
}

void OverviewFlow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const int upperEnd = m_inbox->geometry().bottom() + lanePad;
    const int lowerTop = m_mempool->geometry().top() - laneHead;
    paintLane(painter, QRect(0, 0, width(), upperEnd), api::Layer::l1);
    paintLane(painter, QRect(0, lowerTop, width(), height() - lowerTop), api::Layer::l2);
    painter.setFont(typeFont(Type::label));
    painter.setPen(color(Token::ink2));
    painter.drawText(QRect(0, 4, width() - 14, 20), Qt::AlignVCenter | Qt::AlignRight,
                     m_waiting + m_open == 0
                         ? tr("nothing on its way · click any item")
                         : tr("%1 on their way · click any").arg(grouped(m_waiting + m_open)));
    paintArrows(painter);
}

}  // namespace rollscope::ui
