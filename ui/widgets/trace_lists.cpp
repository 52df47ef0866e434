#include "ui/widgets/trace_lists.h"

#include <QFontMetricsF>
#include <QPainter>

#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

constexpr int edge = metric::margin;
constexpr qreal gasWidth = 64, barWidth = 70, indent = 20;

qreal widthOf(const QString& text, Type type) {
    return QFontMetricsF(typeFont(type)).horizontalAdvance(text);
}

}  // namespace

CallTree::CallTree(QWidget* parent) : RowsView(tr("Call tree"), metric::treeRow, parent) {
    setObjectName(QStringLiteral("callTree"));
}

void CallTree::setRows(std::vector<CallRow> rows) {
    m_rows = std::move(rows);
    rowsChanged();
}

void CallTree::paintRow(QPainter& painter, const QRectF& box, int row) const {
    const CallRow& call = m_rows[static_cast<std::size_t>(row)];
    const bool failed = !call.failure.isEmpty();
    paintLine(painter, box.bottomLeft() - QPointF(0, 1), box.bottomRight() - QPointF(0, 1),
              color(Token::line));
    // a deep tree stays in its column: the guides crowd, the number says how deep
    const int shown = std::min(call.depth, 8);
    for (int level = 0; level < shown; ++level) {
        const qreal x = edge + 4 + level * indent;
        paintLine(painter, QPointF(x, box.top()), QPointF(x, box.bottom()), color(Token::line2));
    }
    const bool wide = box.width() > 380;
    const qreal gasAt = box.right() - edge;
    paintTextRight(painter, gasAt, box, call.gas, Type::mono,
                   failed ? textColor(Tone::trouble) : color(Token::ink));
    qreal right = gasAt - std::max(gasWidth, widthOf(call.gas, Type::mono) + 10);
    if (wide) {
        const QRectF bar(right - barWidth, box.center().y() - 2.5, barWidth, 5);
        painter.fillRect(bar, color(Token::bg3));
        painter.fillRect(
            QRectF(bar.left(), bar.top(),
                   std::max(1.0, bar.width() * std::clamp(call.part, 0.0, 1.0)), bar.height()),
            failed ? textColor(Tone::trouble) : color(Token::ink2));
        right = bar.left() - 12;
    }
    qreal x = edge + shown * indent;
    const QString kind =
        call.depth > shown ? QStringLiteral("%1 %2").arg(call.depth).arg(call.kind) : call.kind;
    x = paintText(painter, x, box, right - x, kind, Type::label, color(Token::ink3)) + 8;
    if (failed) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(textColor(Tone::trouble), 1.5));
        const QPointF c(x + 4, box.center().y());
        painter.drawLine(c + QPointF(-3, -3), c + QPointF(3, 3));
        painter.drawLine(c + QPointF(3, -3), c + QPointF(-3, 3));
        painter.restore();
        x += 14;
    }
    x = paintText(painter, x, box, right - x, call.contract, Type::mono, textColor(call.tone));
    x = paintText(painter, x, box, right - x, QLatin1Char('.') + call.function, Type::mono,
                  color(Token::ink));
    const QString tail = failed                  ? QStringLiteral(" ") + call.failure
                         : call.result.isEmpty() ? QString()
                                                 : QStringLiteral(" → ") + call.result;
    const qreal tailWidth = std::min(widthOf(tail, Type::mono), (right - x) * (failed ? 0.8 : 0.5));
    x = paintText(painter, x, box, right - x - tailWidth,
                  QLatin1Char('(') + call.arguments + QLatin1Char(')'), Type::mono,
                  color(Token::ink2));
    paintText(painter, x, box, right - x, tail, Type::mono,
              failed ? textColor(Tone::trouble) : color(Token::ink));
}

QString CallTree::textOf(int row) const {
    const CallRow& call = m_rows[static_cast<std::size_t>(row)];
    QString text =
        QStringLiteral("%1 %2.%3(%4)").arg(call.kind, call.contract, call.function, call.arguments);
    if (!call.failure.isEmpty()) {
        text += tr(", failed: %1").arg(call.failure);
    } else if (!call.result.isEmpty()) {
        text += QStringLiteral(" → ") + call.result;
    }
    return text + tr(", %1 gas, depth %2").arg(call.gas).arg(call.depth);
}

QString CallTree::tipOf(int row) const {
    return m_rows[static_cast<std::size_t>(row)].tip;
}

EventList::EventList(QWidget* parent) : RowsView(tr("Logs"), metric::treeRow, parent) {
    setObjectName(QStringLiteral("logs"));
}

void EventList::setRows(std::vector<EventRow> rows) {
    m_rows = std::move(rows);
    rowsChanged();
}

void EventList::paintRow(QPainter& painter, const QRectF& box, int row) const {
    const EventRow& event = m_rows[static_cast<std::size_t>(row)];
    paintLine(painter, box.bottomLeft() - QPointF(0, 1), box.bottomRight() - QPointF(0, 1),
              color(Token::line));
    const qreal right = box.right() - edge;
    paintText(painter, edge, box, 24, event.number, Type::mono, color(Token::ink2));
    const qreal owner = edge + 28;
    paintText(painter, owner, box, 80, event.contract, Type::mono,
              event.undone ? color(Token::ink3) : textColor(event.tone));
    qreal x = owner + 88;
    qreal room = right - x;
    if (event.undone) {
        room -= widthOf(tr("undone"), Type::label) + 8;
        paintTextRight(painter, right, box, tr("undone"), Type::label, textColor(Tone::trouble));
    }
    const qreal end = x + room;
    x = paintText(painter, x, box, room, event.event, Type::mono,
                  color(event.undone ? Token::ink3 : Token::ink));
    paintText(painter, x, box, end - x, QLatin1Char('(') + event.arguments + QLatin1Char(')'),
              Type::mono, color(event.undone ? Token::ink3 : Token::ink2));
}

QString EventList::textOf(int row) const {
    const EventRow& event = m_rows[static_cast<std::size_t>(row)];
    const QString text = QStringLiteral("%1 %2 %3(%4)")
                             .arg(event.number, event.contract, event.event, event.arguments);
    return event.undone ? text + tr(", undone") : text;
}

QString EventList::tipOf(int row) const {
    return m_rows[static_cast<std::size_t>(row)].tip;
}

ChangeList::ChangeList(QWidget* parent) : RowsView(tr("State changes"), 22, parent) {
    setObjectName(QStringLiteral("changes"));
}

void ChangeList::setRows(std::vector<ChangeRow> rows) {
    m_rows = std::move(rows);
    m_owner = m_before = m_after = 0;
    for (const ChangeRow& row : m_rows) {
        m_owner = std::max(m_owner, widthOf(row.owner, Type::mono));
        m_before = std::max(m_before, widthOf(row.before, Type::mono));
        m_after = std::max(m_after, widthOf(row.after, Type::mono));
    }
    rowsChanged();
}

void ChangeList::paintRow(QPainter& painter, const QRectF& box, int row) const {
    const ChangeRow& change = m_rows[static_cast<std::size_t>(row)];
    const qreal right = box.right() - edge, left = edge;
    const qreal all = right - left;
    const qreal owner = std::min(m_owner, all * 0.2) + 8;
    const qreal after = std::min(m_after, all * 0.28), before = std::min(m_before, all * 0.28);
    const qreal afterLeft = all > 640 ? left + all / 2 + before + 40 : right - after - 2;
    const qreal beforeRight = afterLeft - 19;
    paintText(painter, left, box, owner - 8, change.owner, Type::mono, textColor(change.tone));
    const qreal what = left + owner;
    // a name has the room that the value of its own row leaves
    const qreal own = std::min(before, widthOf(change.before, Type::mono));
    paintText(painter, what, box, beforeRight - own - 6 - what, change.what, Type::mono,
              color(Token::ink), Qt::ElideMiddle);
    const auto fit = [](const QString& text, qreal width) {
        return QFontMetricsF(typeFont(Type::mono)).elidedText(text, Qt::ElideMiddle, width + 1);
    };
    paintTextRight(painter, beforeRight, box, fit(change.before, before), Type::mono,
                   color(Token::ink2));
    paintText(painter, beforeRight + 5, box, 14, QStringLiteral("→"), Type::mono,
              color(Token::ink3));
    paintTextRight(painter, afterLeft + after, box, fit(change.after, after), Type::mono,
                   color(Token::ink));
}

QString ChangeList::textOf(int row) const {
    const ChangeRow& change = m_rows[static_cast<std::size_t>(row)];
    return change.tip.isEmpty() ? QStringLiteral("%1 %2: %3 → %4")
                                      .arg(change.owner, change.what, change.before, change.after)
                                : change.tip;
}

QString ChangeList::tipOf(int row) const {
    return m_rows[static_cast<std::size_t>(row)].tip;
}

}  // namespace rollscope::ui
