#include "ui/widgets/fee_histogram.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/text/format.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

constexpr int countHeight = 14, axisHeight = 18;

}  // namespace

FeeHistogram::FeeHistogram(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Pending transactions by tip"));
}

QString FeeHistogram::wordsOf(const api::FeeBar& bar) const {
    const QString range =
        bar.to ? tr("%1 to %2 gwei").arg(amount(bar.from, 0, 3, 9), amount(*bar.to, 0, 3, 9))
               : tr("%1 gwei and more").arg(amount(bar.from, 0, 3, 9));
    return tr("%1: %2, %3 gas")
        .arg(range, counted(bar.transactions, tr("transaction"), tr("transactions")),
             compact(static_cast<double>(bar.gas)));
}

void FeeHistogram::setBars(std::vector<api::FeeBar> bars) {
    m_bars = std::move(bars);
    QStringList said;
    for (const api::FeeBar& bar : m_bars) {
        if (bar.transactions > 0) said << wordsOf(bar);
    }
    setAccessibleDescription(said.isEmpty() ? tr("none") : said.join(QStringLiteral("; ")));
    update();
}

qreal FeeHistogram::step() const {
    return static_cast<qreal>(width()) /
           static_cast<qreal>(std::max<std::size_t>(1, m_bars.size()));
}

void FeeHistogram::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    std::uint64_t most = 1;
    for (const api::FeeBar& bar : m_bars) most = std::max(most, bar.transactions);
    const int floor = height() - axisHeight;
    const int room = std::max(10, floor - countHeight);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const api::FeeBar& bar = m_bars[i];
        const qreal left = qRound(static_cast<qreal>(i) * step());
        const QRectF column(left, 0, step() - 4, floor);
        const int high = bar.transactions == 0
                             ? 0
                             : std::max(2, static_cast<int>(static_cast<double>(room) *
                                                            static_cast<double>(bar.transactions) /
                                                            static_cast<double>(most)));
        painter.fillRect(QRectF(left, floor - high, column.width(), high), color(Token::l2));
        painter.setFont(typeFont(Type::axis));
        if (bar.transactions > 0) {
            painter.setPen(color(Token::ink2));
            painter.drawText(QRectF(left - 4, floor - high - countHeight, step() + 4, countHeight),
                             Qt::AlignHCenter | Qt::AlignVCenter,
                             compact(static_cast<double>(bar.transactions)));
        }
        painter.setPen(color(Token::ink3));
        painter.drawText(
            QRectF(left - 4, floor + 2, step() + 4, axisHeight - 2),
            Qt::AlignHCenter | Qt::AlignVCenter,
            bar.to ? amount(bar.from, 0, 3, 9) : tr("%1 +").arg(amount(bar.from, 0, 3, 9)));
    }
    paintLine(painter, QPointF(0, floor), QPointF(width(), floor), color(Token::line2));
}

bool FeeHistogram::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const auto at = static_cast<std::size_t>(std::max(0.0, help->pos().x() / step()));
    QToolTip::showText(help->globalPos(), at < m_bars.size() ? wordsOf(m_bars[at]) : QString(),
                       this);
    return true;
}

}  // namespace rollscope::ui
