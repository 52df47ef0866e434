#include "ui/widgets/chart_panel.h"

#include <QAreaSeries>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QPainter>
#include <QVBoxLayout>
#include <QValueAxis>
#include <cmath>

#include "ui/text/format.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

/// The plot: Qt Charts draws the series, we draw grid, limits and the open value over it.
class ChartPlot : public QChartView {
    Q_OBJECT
public:
    ChartPlot(ChartKind kind, Tone tone, QWidget* parent)
        : QChartView(parent), m_kind(kind), m_tone(tone) {
        setFrameShape(QFrame::NoFrame);
        setRenderHint(QPainter::Antialiasing);
        setBackgroundBrush(Qt::NoBrush);
        setAttribute(Qt::WA_TranslucentBackground);
        viewport()->setAutoFillBackground(false);
        setFocusPolicy(Qt::NoFocus);
        chart()->legend()->hide();
        chart()->setBackgroundVisible(false);
        chart()->setMargins(QMargins(0, 0, 0, 0));
        chart()->layout()->setContentsMargins(0, 0, 0, 0);
        chart()->setAnimationOptions(QChart::NoAnimation);
        m_x = new QValueAxis(chart());
        m_y = new QValueAxis(chart());
        for (QValueAxis* axis : {m_x, m_y}) axis->setVisible(false);
        if (kind == ChartKind::line) {
            m_line = new QLineSeries(chart());
            addSeries(m_line);
        } else {
            m_bars = new QBarSeries(chart());
            m_set = new QBarSet(QString());
            m_bars->append(m_set);
            m_bars->setBarWidth(0.82);
            addSeries(m_bars);
        }
        connect(theme(), &Theme::changed, this, [this] { paintSeries(); });
        paintSeries();
    }

    void setData(const ChartData& data) {
        m_data = data;
        double most = std::max(data.limit, data.least);
        for (const double value : data.values) most = std::max(most, value);
        m_top = niceTop(most);
        const auto count = static_cast<double>(data.values.size());
        m_x->setRange(m_kind == ChartKind::line ? 0 : -0.5,
                      m_kind == ChartKind::line ? std::max(count - 1, 1.0) : count - 0.5);
        m_y->setRange(0, m_top);
        if (m_line != nullptr) {
            QList<QPointF> points;
            for (std::size_t i = 0; i < data.values.size(); ++i) {
                points << QPointF(static_cast<double>(i), data.values[i]);
            }
            m_line->replace(points);
        } else {
            if (m_set->count() > 0) m_set->remove(0, m_set->count());
            QList<qreal> values(data.values.begin(), data.values.end());
            if (data.lastOpen && !values.isEmpty()) values.last() = 0;
            m_set->append(values);
        }
        viewport()->update();
    }

protected:
    void drawBackground(QPainter* painter, const QRectF&) override {
        const QRectF plot = plotArea();
        painter->setFont(typeFont(Type::axis));
        for (int i = 0; i < 3; ++i) {
            const qreal y = qRound(plot.bottom() - plot.height() * i / 2);
            paintLine(*painter, {plot.left(), y}, {plot.right(), y}, color(Token::line));
            painter->setPen(color(Token::ink3));
            painter->setFont(typeFont(Type::axis));
            painter->drawText(QRectF(0, y - 8, plot.left() - 6, 16),
                              Qt::AlignRight | Qt::AlignVCenter, compact(m_top * i / 2));
        }
        const QRectF below(plot.left() - 10, plot.bottom() + 4, plot.width() + 12, 14);
        painter->drawText(below.adjusted(10, 0, 0, 0), Qt::AlignLeft, m_data.left);
        painter->drawText(below, Qt::AlignCenter, m_data.middle);
        painter->drawText(below.adjusted(0, 0, -2, 0), Qt::AlignRight, m_data.right);
    }
    void drawForeground(QPainter* painter, const QRectF&) override {
        const QRectF plot = plotArea();
        painter->setRenderHint(QPainter::Antialiasing);
        if (m_data.limit > 0 && m_top > 0) {
            const qreal y = qRound(plot.bottom() - plot.height() * m_data.limit / m_top) + 0.5;
            QPen pen(color(Token::am), 1);
            pen.setDashPattern({3, 2});
            painter->setPen(pen);
            painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
            painter->setFont(typeFont(Type::axis));
            painter->drawText(QRectF(plot.left(), y - 15, plot.width(), 14), Qt::AlignRight,
                              m_data.limitName);
        }
        if (m_data.values.empty() || m_top <= 0) return;
        const double last = m_data.values.back();
        const qreal y = plot.bottom() - plot.height() * last / m_top;
        if (m_kind == ChartKind::line) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(textColor(m_tone));
            painter->drawEllipse(QPointF(plot.right(), y), 2.5, 2.5);
        } else if (m_data.lastOpen) {
            const qreal slot = plot.width() / static_cast<qreal>(m_data.values.size());
            QPen pen(textColor(m_tone), 1);
            pen.setDashPattern({2, 2});
            painter->setPen(pen);
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(
                QRectF(plot.right() - slot * 0.91, y, slot * 0.82, plot.bottom() - y));
        }
    }
    void resizeEvent(QResizeEvent* event) override {
        QChartView::resizeEvent(event);
        chart()->setPlotArea(plotArea());
    }

private:
    QRectF plotArea() const {
        return QRectF(40, 12, std::max(width() - 50, 20), std::max(height() - 34, 20));
    }
    static double niceTop(double most) {
        if (most <= 0) return 1;
        const double scale = std::pow(10, std::floor(std::log10(most)));
        for (const double step : {1.0, 2.0, 2.5, 4.0, 5.0, 6.0, 8.0, 10.0}) {
            if (most <= step * scale * 1.0001) return step * scale;
        }
        return 10 * scale;
    }
    void addSeries(QAbstractSeries* series) {
        chart()->addSeries(series);
        chart()->addAxis(m_x, Qt::AlignBottom);
        chart()->addAxis(m_y, Qt::AlignLeft);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    }
    void paintSeries() {
        const QColor ink = textColor(m_tone);
        if (m_line != nullptr) m_line->setPen(QPen(ink, 1.5));
        if (m_set != nullptr) {
            m_set->setBrush(ink);
            m_set->setPen(Qt::NoPen);
        }
        viewport()->update();
    }

    ChartKind m_kind;
    Tone m_tone;
    ChartData m_data;
    double m_top = 1;
    QValueAxis* m_x;
    QValueAxis* m_y;
    QLineSeries* m_line = nullptr;
    QBarSeries* m_bars = nullptr;
    QBarSet* m_set = nullptr;
};

ChartPanel::ChartPanel(const QString& title, ChartKind kind, Tone tone, QWidget* parent)
    : QWidget(parent), m_title(title) {
    setAccessibleName(title);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 54, 6, 6);
    m_plot = new ChartPlot(kind, tone, this);
    layout->addWidget(m_plot);
}

void ChartPanel::setData(ChartData data) {
    m_data = std::move(data);
    m_plot->setData(m_data);
    setAccessibleDescription(m_data.figure + QLatin1Char(' ') + m_data.unit);
    update();
}

void ChartPanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBox(painter, rect(), color(Token::bg1), color(Token::line));
    painter.setFont(typeFont(Type::body));
    painter.setPen(color(Token::ink2));
    painter.drawText(QRectF(13, 9, width() - 26, 18), Qt::AlignVCenter, m_title);
    painter.setFont(typeFont(Type::figure));
    painter.setPen(color(Token::ink));
    painter.drawText(QRectF(13, 28, width() - 26, 24), Qt::AlignVCenter, m_data.figure);
    const qreal wide = painter.fontMetrics().horizontalAdvance(m_data.figure) + 6;
    painter.setFont(typeFont(Type::label));
    painter.setPen(color(Token::ink3));
    painter.drawText(QRectF(13 + wide, 30, width() - 26 - wide, 24), Qt::AlignVCenter, m_data.unit);
    painter.setPen(textColor(m_data.changeTone));
    painter.setFont(typeFont(Type::mono));
    painter.drawText(QRectF(13, 29, width() - 26, 24), Qt::AlignVCenter | Qt::AlignRight,
                     m_data.change);
}

}  // namespace rollscope::ui

#include "chart_panel.moc"
