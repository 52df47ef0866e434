#include "ui/widgets/clock.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPointer>

#include "ui/text/format.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

ChainClock::ChainClock(QObject* parent) : QObject(parent) {
    m_since.start();
    m_timer.setInterval(1000);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { emit ticked(now()); });
    m_timer.start();
}

void ChainClock::set(std::uint64_t nowS, bool paused) {
    const bool jumped = nowS > now() + 2 || nowS + 2 < now() || paused != m_paused;
    m_base = nowS;
    m_paused = paused;
    m_since.restart();
    if (jumped) emit ticked(nowS);
}

std::uint64_t ChainClock::now() const {
    return m_paused ? m_base : m_base + static_cast<std::uint64_t>(m_since.elapsed()) / 1000;
}

ChainClock* chainClock() {
    static QPointer<ChainClock> clock;
    if (clock.isNull()) clock = new ChainClock(QCoreApplication::instance());
    return clock;
}

ClockLabel::ClockLabel(QWidget* parent) : QWidget(parent) {
    connect(chainClock(), &ChainClock::ticked, this, [this] {
        if (!m_running) return;
        setAccessibleDescription(clockText(left()));
        update();
        if (left() > 0) return;
        m_running = false;
        m_left = 0;
        emit expired();
    });
}

std::int64_t ClockLabel::left() const {
    const auto now = static_cast<std::int64_t>(chainClock()->now());
    return m_running ? std::max<std::int64_t>(static_cast<std::int64_t>(m_until) - now, 0)
                     : static_cast<std::int64_t>(m_left);
}

void ClockLabel::run(std::uint64_t untilS, std::uint64_t spanS) {
    m_until = untilS;
    m_span = spanS;
    m_running = true;
    m_words.clear();
    update();
}

void ClockLabel::stop(std::uint64_t leftS, std::uint64_t spanS) {
    m_left = leftS;
    m_span = spanS;
    m_running = false;
    m_words.clear();
    update();
}

void ClockLabel::setWords(const QString& words) {
    m_words = words;
    m_running = false;
    setAccessibleDescription(words);
    update();
}

void ClockLabel::setTitle(const QString& title, const QString& right) {
    m_title = title;
    m_right = right;
    setAccessibleName(title);
    update();
}

void ClockLabel::setNote(const QString& note) {
    m_note = note;
    update();
}

void ClockLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor ink = color(m_running ? Token::am : Token::ink);
    paintBox(painter, rect(), color(m_running ? Token::amt : Token::bg1),
             color(m_running ? Token::amb : Token::line));
    const QRectF inner = QRectF(rect()).adjusted(14, 8, -14, -8);
    painter.setFont(typeFont(Type::section));
    painter.setPen(color(Token::ink));
    painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), 18), Qt::AlignVCenter,
                     m_title);
    const QString right = m_running && m_right.isEmpty() ? tr("runs") : m_right;
    if (!right.isEmpty()) {
        painter.setFont(typeFont(Type::body));
        painter.setPen(m_running ? ink : color(Token::ink3));
        const QRectF box(inner.left(), inner.top(), inner.width(), 18);
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight, right);
        if (m_running) {
            const qreal wide = painter.fontMetrics().horizontalAdvance(right);
            paintIcon(painter, QRectF(inner.right() - wide - 18, inner.top() + 2, 14, 14),
                      QStringLiteral("clock"), ink);
        }
    }
    painter.setFont(typeFont(Type::clock));
    painter.setPen(ink);
    painter.drawText(QRectF(inner.left(), inner.top() + 22, inner.width(), 28), Qt::AlignVCenter,
                     m_words.isEmpty() ? clockText(left()) : m_words);
    if (m_words.isEmpty() && m_span > 0) {
        paintBar(painter, QRectF(inner.left(), inner.top() + 54, inner.width(), 4),
                 static_cast<double>(left()) / static_cast<double>(m_span),
                 m_running ? Tone::clock : Tone::ink2);
    }
    painter.setFont(typeFont(Type::label));
    painter.setPen(color(Token::ink2));
    painter.drawText(QRectF(inner.left(), inner.bottom() - 16, inner.width(), 16), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_note, Qt::ElideRight, int(inner.width())));
}

}  // namespace rollscope::ui
