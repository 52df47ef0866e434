#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/text/format.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/paint.h"
#include "ui/window/top_bar.h"

namespace rollscope::ui {

namespace {

constexpr int padding = 12, labelTop = 9, labelHeight = 14, valueTop = 24, valueHeight = 18;

qreal wide(Type type, const QString& text) {
    return QFontMetricsF(typeFont(type)).horizontalAdvance(text);
}

void put(QPainter* painter, qreal x, int top, int height, Type type, const QColor& ink,
         const QString& text) {
    if (painter == nullptr) return;
    painter->setFont(typeFont(type));
    painter->setPen(ink);
    painter->drawText(QRectF(x, top, wide(type, text) + 4, height),
                      Qt::AlignVCenter | Qt::TextDontClip, text);
}

}  // namespace

HeadCells::HeadCells(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFixedHeight(metric::topBar);
    setMouseTracking(true);
    setAccessibleName(tr("Heads"));
    connect(chainClock(), &ChainClock::ticked, this, [this] { update(); });
}

void HeadCells::setHeads(const api::HeadsView& heads) {
    m_heads = heads;
    setAccessibleDescription(tr("L1 %1, L2 unsafe %2, safe %3, finalized %4, mempool %5")
                                 .arg(grouped(heads.l1.number), grouped(heads.unsafe.number),
                                      grouped(heads.safe.number), grouped(heads.finalized.number),
                                      grouped(heads.pending)));
    updateGeometry();
    update();
}

void HeadCells::setGapsShown(bool shown) {
    m_gaps = shown;
    updateGeometry();
    update();
}

QSize HeadCells::sizeHint() const {
    return {qCeil(const_cast<HeadCells*>(this)->paintCells(nullptr)), metric::topBar};
}

qreal HeadCells::paintGap(QPainter* painter, qreal x, const api::HeadView& high,
                          const api::HeadView& low, bool soft) {
    const std::uint64_t blocks = high.number - std::min(low.number, high.number);
    const std::uint64_t seconds = high.timestamp - std::min(low.timestamp, high.timestamp);
    const QString time = seconds == 0 ? tr("0 s") : spanText(seconds * 1000),
                  count = signedGrouped(-std::int64_t(blocks));
    const qreal room = std::max({wide(Type::label, time), wide(Type::mono, count), 44.0}) + 8;
    if (painter == nullptr) return room;
    const QRectF box(x, labelTop, room, labelHeight);
    painter->setFont(typeFont(Type::label));
    painter->setPen(color(Token::ink2));
    painter->drawText(box, Qt::AlignCenter, time);
    painter->setFont(typeFont(Type::bytes));
    painter->drawText(box.translated(0, 17), Qt::AlignCenter, count);
    QPen pen(color(Token::ctl), 1);
    if (soft) pen.setDashPattern({3, 2});
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(pen);
    painter->drawLine(QPointF(x, 25), QPointF(x + room, 25));
    return room;
}

/// With a painter it paints and notes what can be clicked; without one it measures.
qreal HeadCells::paintCells(QPainter* painter) {
    m_spots.clear();
    const QColor ink2 = color(Token::ink2), line = color(Token::line);
    const auto separator = [&](qreal x) {
        if (painter != nullptr) painter->fillRect(QRectF(x, 0, 1, height() - 1), line);
    };
    const auto tip = [](const api::HeadView& head) {
        return grouped(head.number) + QStringLiteral(" · ") + absoluteTime(head.timestamp) +
               QLatin1Char('\n') + hex(head.hash);
    };
    qreal x = 0;
    separator(x);
    x += padding;
    const QString age =
        tr("L1 head · %1").arg(relativeTime(m_heads.l1.timestamp, chainClock()->now()));
    const qreal l1Width =
        std::max(wide(Type::label, age) + 12, wide(Type::label, tr("L1 head · 59 s ago")) + 12);
    if (painter != nullptr) paintLayerMark(*painter, {x + 3.5, 16}, api::Layer::l1);
    put(painter, x + 12, labelTop, labelHeight, Type::label, ink2, age);
    put(painter, x, valueTop, valueHeight, Type::headValue, color(Token::l1),
        grouped(m_heads.l1.number));
    m_spots << Spot{
        {x, 0, l1Width, 52.0}, blockLink(api::Layer::l1, m_heads.l1.number), tip(m_heads.l1)};
    x += l1Width + padding;
    separator(x);
    x += padding;
    struct Stop {
        QString word;
        const api::HeadView& head;
        Solidity solidity;
    };
    const Stop stops[] = {{tr("L2 unsafe"), m_heads.unsafe, Solidity::soft},
                          {tr("safe"), m_heads.safe, Solidity::firm},
                          {tr("finalized"), m_heads.finalized, Solidity::final}};
    for (int i = 0; i < 3; ++i) {
        const Stop& stop = stops[i];
        const QString value = grouped(stop.head.number);
        const qreal mark = i == 0 ? 12 : 0;
        const qreal cell =
            std::max(wide(Type::label, stop.word) + mark, wide(Type::headValue, value) + 13);
        if (painter != nullptr) {
            if (i == 0) paintLayerMark(*painter, {x + 3.5, 16}, api::Layer::l2);
            paintLayerMark(*painter, {x + 4.5, 33.5}, api::Layer::l2, stop.solidity, 8);
        }
        put(painter, x + mark, labelTop, labelHeight, Type::label, ink2, stop.word);
        put(painter, x + 13, valueTop, valueHeight, Type::headValue,
            color(i == 2 ? Token::l2 : Token::ink), value);
        QString words = tip(stop.head);
        if (i > 0) {
            const std::uint64_t behind =
                stops[i - 1].head.number - std::min(stops[i - 1].head.number, stop.head.number);
            words += QLatin1Char('\n') +
                     tr("%1 blocks behind %2").arg(grouped(behind), stops[i - 1].word);
        }
        m_spots << Spot{{x, 0, cell, 52.0}, blockLink(api::Layer::l2, stop.head.number), words};
        x += cell + 8;
        if (i < 2) x += m_gaps ? paintGap(painter, x, stop.head, stops[i + 1].head, i == 0) + 8 : 8;
    }
    x += padding - 8;
    separator(x);
    x += padding;
    const QString pending = grouped(m_heads.pending),
                  queued = tr("+%1 q").arg(grouped(m_heads.queued));
    put(painter, x, labelTop, labelHeight, Type::label, ink2, tr("Mempool"));
    put(painter, x, valueTop, valueHeight, Type::headValue, color(Token::ink), pending);
    const qreal after = wide(Type::headValue, pending) + 6;
    put(painter, x + after, valueTop, valueHeight, Type::mono, ink2, queued);
    const qreal cell = std::max(wide(Type::label, tr("Mempool")), after + wide(Type::mono, queued));
    m_spots << Spot{
        {x, 0, cell, 52.0},
        QStringLiteral("mempool"),
        tr("%1 pending, %2 wait for a nonce before them").arg(pending, grouped(m_heads.queued))};
    x += cell + padding;
    separator(x);
    return x + 1;
}

void HeadCells::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintCells(&painter);
}

void HeadCells::mouseReleaseEvent(QMouseEvent* event) {
    for (const Spot& spot : m_spots) {
        if (!spot.box.contains(event->position())) continue;
        if (spot.link == QLatin1String("mempool")) return emit mempoolAsked();
        return emit opened(spot.link);
    }
}

bool HeadCells::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    for (const Spot& spot : m_spots) {
        if (spot.box.contains(help->pos())) QToolTip::showText(help->globalPos(), spot.tip, this);
    }
    return true;
}

}  // namespace rollscope::ui
