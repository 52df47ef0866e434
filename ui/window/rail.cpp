#include "ui/window/rail.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/text/format.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {
constexpr int headHeight = metric::topBar;
constexpr int footHeight = 52;
}  // namespace

Rail::Rail(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Pages"));
    setFixedWidth(metric::rail);
    connect(chainClock(), &ChainClock::ticked, this, [this] {
        if (m_clockShown) update(0, height() - footHeight, width(), footHeight);
    });
}

void Rail::addRow(const PageInfo& info) {
    m_rows << Row{info, {}, 0};
    layOut();
}

void Rail::setNote(int row, const RailNote& note) {
    m_rows[row].note = note;
    update();
}

void Rail::setCurrent(int row) {
    m_current = row;
    setAccessibleDescription(m_rows[row].info.title);
    update();
}

void Rail::setNarrow(bool narrow) {
    m_narrow = narrow;
    setFixedWidth(narrow ? metric::railNarrow : metric::rail);
    update();
}

void Rail::setClock(bool shown, bool paused) {
    m_clockShown = shown;
    m_clockPaused = paused;
    update();
}

void Rail::layOut() {
    m_separators.clear();
    int y = headHeight + 8;
    for (int i = 0; i < m_rows.size(); ++i) {
        if (i > 0 && m_rows[i].info.group != m_rows[i - 1].info.group) {
            m_separators << y + 8;
            y += 17;
        }
        m_rows[i].top = y;
        y += metric::railRow;
    }
    update();
}

int Rail::rowAt(QPoint at) const {
    for (int i = 0; i < m_rows.size(); ++i) {
        if (at.y() >= m_rows[i].top && at.y() < m_rows[i].top + metric::railRow) return i;
    }
    return -1;
}

QRect Rail::pauseBox() const {
    return m_narrow ? QRect(12, height() - footHeight + 14, 24, 24)
                    : QRect(90, height() - footHeight + 6, 22, 20);
}

void Rail::paintRow(QPainter& painter, const Row& row, bool current, bool hovered) const {
    const QRect box(0, row.top, width() - 1, metric::railRow);
    if (current) {
        painter.fillRect(box, color(Token::bg3));
        painter.fillRect(QRect(0, row.top, 2, metric::railRow), color(Token::ink));
    } else if (hovered) {
        painter.fillRect(box, color(Token::bg2));
    }
    const QColor ink = color(current ? Token::ink : Token::ink2);
    paintIcon(painter, QRectF(16, row.top + 8, 16, 16), row.info.icon, ink);
    const bool noted = !row.note.text.isEmpty();
    if (m_narrow) {
        if (noted && row.note.tone != Tone::ink3) {
            painter.fillRect(QRect(34, row.top + 6, 5, 5), textColor(row.note.tone));
        }
        return;
    }
    painter.setFont(typeFont(current ? Type::button : Type::body));
    painter.setPen(ink);
    painter.drawText(QRect(42, row.top, width() - 52, metric::railRow), Qt::AlignVCenter,
                     row.info.title);
    if (!noted) return;
    painter.setFont(typeFont(Type::mono));
    painter.setPen(textColor(row.note.tone));
    const QRect right(42, row.top, width() - 54, metric::railRow);
    painter.drawText(right, Qt::AlignVCenter | Qt::AlignRight, row.note.text);
    const int wide = painter.fontMetrics().horizontalAdvance(row.note.text);
    paintIcon(painter, QRectF(right.right() - wide - 20, row.top + 10, 12, 12), row.note.icon,
              textColor(row.note.tone));
}

void Rail::paintFoot(QPainter& painter) const {
    const int top = height() - footHeight;
    painter.fillRect(QRect(0, top, width(), 1), color(Token::line));
    const QString icon = m_clockPaused ? QStringLiteral("play") : QStringLiteral("pause");
    const QColor ink = color(m_clockPaused ? Token::am : Token::ink2);
    paintIcon(painter, QRectF(pauseBox()).adjusted(5, 4, -5, -4), icon, ink);
    if (m_narrow) return;
    painter.setFont(typeFont(Type::label));
    painter.setPen(color(Token::ink2));
    painter.drawText(QRect(14, top + 8, 80, 16), Qt::AlignVCenter, tr("Devnet clock"));
    if (m_clockPaused) {
        painter.setPen(color(Token::am));
        painter.drawText(QRect(114, top + 8, 50, 16), Qt::AlignVCenter, tr("paused"));
    }
    painter.setFont(typeFont(Type::mono));
    painter.setPen(color(Token::ink));
    painter.drawText(QRect(14, top + 25, width() - 20, 18), Qt::AlignVCenter,
                     shortTime(chainClock()->now()));
}

void Rail::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg1));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), color(Token::line));
    painter.fillRect(QRect(0, headHeight - 1, width(), 1), color(Token::line));
    painter.fillRect(QRect(15, 17, 10, 10), color(Token::l1));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::bg1), 1.5));
    painter.setBrush(color(Token::l2));
    painter.drawEllipse(QPointF(26, 28), 6.5, 6.5);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!m_narrow) {
        painter.setFont(typeFont(Type::objectTitle));
        painter.setPen(color(Token::ink));
        painter.drawText(QRect(44, 0, width() - 44, headHeight), Qt::AlignVCenter,
                         QStringLiteral("Rollscope"));
    }
    for (const int y : m_separators) {
        painter.fillRect(QRect(0, y, width() - 1, 1), color(Token::line));
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        paintRow(painter, m_rows[i], i == m_current, i == m_hovered);
        if (hasFocus() && i == m_current) {
            paintBox(painter, QRectF(0, m_rows[i].top, width() - 1, metric::railRow), QColor(),
                     color(Token::ink), 0);
        }
    }
    if (m_clockShown) paintFoot(painter);
}

void Rail::mouseMoveEvent(QMouseEvent* event) {
    m_hovered = rowAt(event->pos());
    update();
}

void Rail::mouseReleaseEvent(QMouseEvent* event) {
    if (m_clockShown && pauseBox().contains(event->pos())) {
        emit pauseAsked();
        return;
    }
    const int row = rowAt(event->pos());
    if (row >= 0) emit chosen(row);
}

void Rail::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

void Rail::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_rows.size()) - 1;
    if (event->key() == Qt::Key_Down) {
        emit chosen(std::min(last, m_current + 1));
    } else if (event->key() == Qt::Key_Up) {
        emit chosen(std::max(0, m_current - 1));
    } else {
        QWidget::keyPressEvent(event);
    }
}

void Rail::resizeEvent(QResizeEvent*) {
    layOut();
}

bool Rail::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        QString text;
        if (row >= 0 && m_narrow)
            text = m_rows[row].info.title + QLatin1Char(' ') + m_rows[row].note.text;
        if (m_clockShown && help->pos().y() > height() - footHeight) {
            text = pauseBox().contains(help->pos())
                       ? (m_clockPaused ? tr("Let the devnet clock run")
                                        : tr("Pause the devnet clock"))
                       : absoluteTime(chainClock()->now());
        }
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

}  // namespace rollscope::ui
