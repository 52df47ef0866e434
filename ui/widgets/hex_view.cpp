#include "ui/widgets/hex_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include "ui/text/format.h"
#include "ui/widgets/theme.h"

namespace rollscope::ui {

namespace {
constexpr int fieldLine = 18;
}

HexView::HexView(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Bytes"));
    viewport()->setAutoFillBackground(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void HexView::setBytes(Bytes bytes, std::vector<HexField> fields) {
    QStringList said;
    for (const HexField& field : fields) said << field.name + QLatin1Char(' ') + field.value;
    setAccessibleDescription(
        tr("%1 bytes. %2").arg(grouped(bytes.size()), said.join(QStringLiteral(", "))));
    m_total = bytes.size();
    m_current.reset();
    m_marks.clear();
    verticalScrollBar()->setValue(0);
    setWindow(0, std::move(bytes), std::move(fields));
}

void HexView::setTotal(std::size_t total) {
    setBytes({});
    m_total = total;
    layOut();
    wantWindow();
}

void HexView::setWindow(std::size_t from, Bytes bytes, std::vector<HexField> fields) {
    m_base = from;
    m_bytes = std::move(bytes);
    m_fields = std::move(fields);
    layOut();
}

void HexView::setChoosable(bool choosable) {
    m_choosable = choosable;
}

void HexView::setMarks(std::vector<HexMark> marks) {
    m_marks = std::move(marks);
    viewport()->update();
}

void HexView::setCurrent(std::optional<std::size_t> offset) {
    m_current = offset;
    if (offset) {
        const int row = static_cast<int>(*offset) / m_rowBytes;
        const int first = verticalScrollBar()->value();
        if (row < first || row >= first + roomRows()) {
            verticalScrollBar()->setValue(row - roomRows() / 3);
        }
    }
    viewport()->update();
}

void HexView::setRowBytes(int bytes) {
    m_rowBytes = bytes;
    layOut();
}

void HexView::setVisibleRows(int rows) {
    m_visibleRows = rows;
    layOut();
}

void HexView::setFieldsListed(bool listed) {
    m_listed = listed;
    layOut();
}

int HexView::fieldsHeight() const {
    return m_listed ? static_cast<int>(m_fields.size()) * fieldLine : 0;
}

int HexView::rows() const {
    return (static_cast<int>(m_total) + m_rowBytes - 1) / m_rowBytes;
}

int HexView::roomRows() const {
    return std::max(1, (viewport()->height() - fieldsHeight()) / lineHeight(Type::bytes));
}

std::size_t HexView::firstByte() const {
    return static_cast<std::size_t>(verticalScrollBar()->value()) *
           static_cast<std::size_t>(m_rowBytes);
}

bool HexView::holds(std::size_t offset) const {
    return offset >= m_base && offset - m_base < m_bytes.size();
}

void HexView::layOut() {
    m_digit = QFontMetricsF(typeFont(Type::bytes)).horizontalAdvance(QLatin1Char('0'));
    verticalScrollBar()->setRange(0, std::max(0, rows() - roomRows()));
    verticalScrollBar()->setPageStep(roomRows());
    updateGeometry();
    viewport()->update();
}

void HexView::wantWindow() {
    if (m_total == 0) return;
    const std::size_t first = std::min(firstByte(), m_total - 1);
    const std::size_t room = static_cast<std::size_t>(roomRows() * m_rowBytes);
    const std::size_t last = std::min(m_total - 1, first + room - 1);
    if (holds(first) && holds(last)) return;
    // as much before and behind, so that a turn of the wheel finds it there
    const std::size_t from = first > room ? first - room : 0;
    emit windowWanted(from, 3 * room);
}

QSize HexView::sizeHint() const {
    const int shown = std::min(std::max(rows(), 1), m_visibleRows);
    return {40 + m_rowBytes * 21, shown * lineHeight(Type::bytes) + fieldsHeight() + 4};
}

QSize HexView::minimumSizeHint() const {
    return {160, sizeHint().height()};
}

Tone HexView::toneAt(std::size_t offset) const {
    for (const HexField& field : m_fields) {
        if (offset >= field.from && offset < field.from + field.length) return field.tone;
    }
    return Tone::ink2;
}

QRectF HexView::byteBox(std::size_t offset) const {
    const int row = static_cast<int>(offset) / m_rowBytes - verticalScrollBar()->value();
    if (row < 0 || row >= roomRows() || offset >= m_total) return {};
    const int column = static_cast<int>(offset) % m_rowBytes;
    const int line = lineHeight(Type::bytes);
    const qreal digit = m_digit;
    const int groups = m_rowBytes > 8 ? column / 4 : 0;
    const qreal x = (offsetDigits() + 1) * digit + 2 + column * digit * 2.75 + groups * digit * 0.6;
    return {x, static_cast<qreal>(row * line), 2 * digit + 2, static_cast<qreal>(line)};
}

void HexView::paintRow(QPainter& painter, int row) const {
    const std::size_t from = firstByte() + static_cast<std::size_t>(row * m_rowBytes);
    const int line = lineHeight(Type::bytes);
    painter.setPen(color(Token::ink3));
    painter.drawText(QRectF(0, row * line, 60, line), Qt::AlignVCenter,
                     QStringLiteral("%1").arg(from, offsetDigits(), 16, QLatin1Char('0')));
    const std::size_t end = std::min(m_total, from + static_cast<std::size_t>(m_rowBytes));
    for (std::size_t at = from; at < end; ++at) {
        const QRectF box = byteBox(at);
        for (const HexMark& mark : m_marks) {
            if (at < mark.from || at >= mark.from + mark.length) continue;
            const QRectF ground = box.adjusted(-2, 1, 1, -1);
            if (mark.strong) painter.fillRect(ground, color(Token::bg3));
            painter.fillRect(QRectF(ground.left(), ground.bottom() - 1, ground.width(), 1),
                             mark.strong ? color(Token::ink) : color(Token::ctl));
        }
        if (at == m_current) {
            painter.setPen(color(Token::ink));
            painter.drawRect(box.adjusted(-2.5, 0.5, 1.5, -1.5));
        }
        const Tone tone = holds(at) ? toneAt(at) : Tone::ink3;
        const bool dim = holds(at) && m_bytes[at - m_base] == 0 && tone == Tone::ink2;
        painter.setPen(dim ? color(Token::ink3) : textColor(tone));
        painter.drawText(
            box, Qt::AlignVCenter,
            holds(at) ? QStringLiteral("%1").arg(m_bytes[at - m_base], 2, 16, QLatin1Char('0'))
                      : QStringLiteral("··"));
    }
}

void HexView::paintFields(QPainter& painter, int y) const {
    for (const HexField& field : m_fields) {
        painter.fillRect(QRectF(0, y + 5, 8, 8), textColor(field.tone));
        painter.setFont(typeFont(Type::label));
        painter.setPen(color(Token::ink2));
        painter.drawText(QRectF(14, y, viewport()->width() - 14, fieldLine), Qt::AlignVCenter,
                         field.name + QStringLiteral("  ") + field.value);
        y += fieldLine;
    }
}

void HexView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.setFont(typeFont(Type::bytes));
    const int line = lineHeight(Type::bytes);
    const int shown = std::min((viewport()->height() - fieldsHeight()) / line,
                               rows() - verticalScrollBar()->value());
    for (int row = 0; row < shown; ++row) paintRow(painter, row);
    if (m_listed) paintFields(painter, std::max(shown, 0) * line + 4);
    if (hasFocus()) {
        painter.fillRect(QRect(0, 0, 1, viewport()->height()), color(Token::ink));
    }
}

void HexView::choose(std::size_t offset) {
    setCurrent(offset);
    emit byteChosen(offset);
}

void HexView::mousePressEvent(QMouseEvent* event) {
    QAbstractScrollArea::mousePressEvent(event);
    if (!m_choosable || event->button() != Qt::LeftButton) return;
    const int row = static_cast<int>(event->position().y()) / lineHeight(Type::bytes);
    const std::size_t from = firstByte() + static_cast<std::size_t>(row * m_rowBytes);
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_rowBytes); ++i) {
        const QRectF box = byteBox(from + i);
        if (box.adjusted(-3, 0, 3, 0).contains(event->position())) return choose(from + i);
    }
}

bool HexView::walk(const QKeyEvent* event) {
    if (!m_choosable || m_total == 0) return false;
    const auto at = static_cast<std::int64_t>(m_current.value_or(firstByte()));
    const std::int64_t page = std::int64_t{roomRows()} * m_rowBytes;
    std::int64_t to = at;
    switch (event->key()) {
        case Qt::Key_Left: to = at - 1; break;
        case Qt::Key_Right: to = at + 1; break;
        case Qt::Key_Up: to = at - m_rowBytes; break;
        case Qt::Key_Down: to = at + m_rowBytes; break;
        case Qt::Key_PageUp: to = at - page; break;
        case Qt::Key_PageDown: to = at + page; break;
        case Qt::Key_Home: to = 0; break;
        case Qt::Key_End: to = static_cast<std::int64_t>(m_total) - 1; break;
        default: return false;
    }
    if (!m_current) to = at;
    to = std::clamp<std::int64_t>(to, 0, static_cast<std::int64_t>(m_total) - 1);
    choose(static_cast<std::size_t>(to));
    return true;
}

void HexView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    wantWindow();
}

void HexView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(hex(BytesView(m_bytes)));
        return;
    }
    if (walk(event)) return;
    QAbstractScrollArea::keyPressEvent(event);
}

void HexView::scrollContentsBy(int, int) {
    wantWindow();
    viewport()->update();
}

}  // namespace rollscope::ui
