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
    m_bytes = std::move(bytes);
    m_fields = std::move(fields);
    QStringList said;
    for (const HexField& field : m_fields) said << field.name + QLatin1Char(' ') + field.value;
    setAccessibleDescription(
        tr("%1 bytes. %2").arg(grouped(m_bytes.size()), said.join(QStringLiteral(", "))));
    verticalScrollBar()->setValue(0);
    layOut();
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
    return (static_cast<int>(m_bytes.size()) + m_rowBytes - 1) / m_rowBytes;
}

void HexView::layOut() {
    const int room = std::max(1, (viewport()->height() - fieldsHeight()) / lineHeight(Type::bytes));
    verticalScrollBar()->setRange(0, std::max(0, rows() - room));
    verticalScrollBar()->setPageStep(room);
    updateGeometry();
    viewport()->update();
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

void HexView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    const QFont bytesFont = typeFont(Type::bytes);
    const int line = lineHeight(Type::bytes);
    painter.setFont(bytesFont);
    const qreal digit = QFontMetricsF(bytesFont).horizontalAdvance(QLatin1Char('0'));
    const int shown = std::min((viewport()->height() - fieldsHeight()) / line, rows());
    const int width = m_bytes.size() > 0x10000 ? 6 : 4;
    for (int row = 0; row < shown; ++row) {
        const auto from = static_cast<std::size_t>(row + verticalScrollBar()->value()) *
                          static_cast<std::size_t>(m_rowBytes);
        painter.setPen(color(Token::ink3));
        painter.drawText(QRectF(0, row * line, 60, line), Qt::AlignVCenter,
                         QStringLiteral("%1").arg(from, width, 16, QLatin1Char('0')));
        qreal x = (width + 1) * digit + 2;
        for (int i = 0; i < m_rowBytes && from + static_cast<std::size_t>(i) < m_bytes.size();
             ++i) {
            const std::size_t at = from + static_cast<std::size_t>(i);
            if (i > 0 && i % 4 == 0 && m_rowBytes > 8) x += digit * 0.6;
            painter.setPen(m_bytes[at] == 0 && toneAt(at) == Tone::ink2 ? color(Token::ink3)
                                                                        : textColor(toneAt(at)));
            painter.drawText(QRectF(x, row * line, 2 * digit + 2, line), Qt::AlignVCenter,
                             QStringLiteral("%1").arg(m_bytes[at], 2, 16, QLatin1Char('0')));
            x += digit * 2.75;
        }
    }
    int y = std::max(shown, 0) * line + 4;
    for (const HexField& field : m_fields) {
        if (!m_listed) break;
        painter.fillRect(QRectF(0, y + 5, 8, 8), textColor(field.tone));
        painter.setFont(typeFont(Type::label));
        painter.setPen(color(Token::ink2));
        painter.drawText(QRectF(14, y, viewport()->width() - 14, fieldLine), Qt::AlignVCenter,
                         field.name + QStringLiteral("  ") + field.value);
        y += fieldLine;
    }
    if (hasFocus()) {
        painter.fillRect(QRect(0, 0, 1, viewport()->height()), color(Token::ink));
    }
}

void HexView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void HexView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(hex(BytesView(m_bytes)));
        return;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void HexView::scrollContentsBy(int, int) {
    viewport()->update();
}

}  // namespace rollscope::ui
