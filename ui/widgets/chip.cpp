#include "ui/widgets/chip.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

Chip::Chip(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (!m_chip.link.isEmpty()) emit opened(m_chip.link);
    });
}

void Chip::setChip(const ChipText& chip) {
    m_chip = chip;
    setAccessibleName(
        QStringList{wordOf(chip.layer), chip.id, chip.badge.word, chip.fact}.join(u' '));
    setToolTip(chip.tip);
    update();
}

void Chip::paintRow(QPainter& painter) {
    if (m_hovered) painter.fillRect(rect(), color(Token::bg2));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::line));
    if (hasFocus()) paintBox(painter, rect(), QColor(), color(Token::ink), metric::radiusSmall);
    paintLayerMark(painter, {8, height() / 2.0}, m_chip.layer, m_chip.solidity);
    painter.setFont(typeFont(Type::mono));
    painter.setPen(color(Token::ink));
    const qreal left = 18, middle = std::max(104.0, width() * 0.34);
    painter.drawText(
        QRectF(left, 0, middle - left - 4, height()), Qt::AlignVCenter,
        QFontMetricsF(painter.font()).elidedText(m_chip.id, Qt::ElideRight, middle - left - 3));
    const QSize badge = badgeSize(m_chip.badge);
    paintBadge(painter, QRectF(QPointF(middle, (height() - badge.height()) / 2), badge),
               m_chip.badge);
    painter.setFont(typeFont(Type::bytes));
    painter.setPen(textColor(m_chip.tone));
    const qreal right = middle + badge.width() + 8;
    painter.drawText(
        QRectF(right, 0, width() - right - 4, height()), Qt::AlignVCenter | Qt::AlignRight,
        QFontMetricsF(painter.font()).elidedText(m_chip.fact, Qt::ElideRight, width() - right - 3));
}

void Chip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (!m_chip.badge.word.isEmpty()) return paintRow(painter);
    const bool final = m_chip.solidity == Solidity::final;
    const bool soft = m_chip.solidity == Solidity::soft;
    const bool trouble = m_chip.tone == Tone::trouble;
    const Tone layerTone = m_chip.layer == api::Layer::l1 ? Tone::l1 : Tone::l2;
    QColor fill = color(m_hovered ? Token::bg2 : Token::bg1), border = color(Token::line);
    if (soft) {
        fill = m_hovered ? color(Token::bg2) : QColor();
        border = color(Token::ctl);
    }
    if (trouble) {
        fill = color(Token::rdt);
        border = color(Token::rdb);
    }
    if (final) fill = border = textColor(layerTone);
    if (hasFocus()) border = color(Token::ink);
    paintBox(painter, rect(), fill, border, metric::radiusSmall, soft && !hasFocus());
    const QColor ink = color(final ? Token::bg1 : Token::ink);
    QRectF inner = QRectF(rect()).adjusted(7, 0, -7, 0);
    if (!final) {
        paintLayerMark(painter, {inner.left() + 4, inner.center().y()}, m_chip.layer,
                       soft ? Solidity::soft : Solidity::final);
        inner.setLeft(inner.left() + 13);
    } else {
        paintIcon(painter, QRectF(inner.right() - 11, inner.center().y() - 6, 12, 12),
                  QStringLiteral("check"), ink);
    }
    painter.setFont(typeFont(Type::bytes));
    painter.setPen(ink);
    const QFontMetricsF metrics(painter.font());
    const QString id = metrics.elidedText(m_chip.id, Qt::ElideMiddle, inner.width() + 1);
    painter.drawText(inner, Qt::AlignVCenter, id);
    if (m_chip.fact.isEmpty() || final) return;
    painter.setFont(typeFont(Type::label));
    const qreal room = inner.width() - metrics.horizontalAdvance(id) - 8;
    if (room < 16) return;
    painter.setPen(textColor(m_chip.tone));
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignRight,
                     QFontMetricsF(painter.font()).elidedText(m_chip.fact, Qt::ElideRight, room));
}

void Chip::enterEvent(QEnterEvent*) {
    m_hovered = true;
    update();
}

void Chip::leaveEvent(QEvent*) {
    m_hovered = false;
    update();
}

void Chip::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter: return click();
        case Qt::Key_Down: focusNextChild(); return;
        case Qt::Key_Up: focusPreviousChild(); return;
        default: QAbstractButton::keyPressEvent(event);
    }
}

ChipColumn::ChipColumn(int most, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (int i = 0; i < most; ++i) {
        auto* chip = new Chip(this);
        chip->hide();
        column->addWidget(chip);
        connect(chip, &Chip::opened, this, &ChipColumn::opened);
        m_chips << chip;
    }
}

void ChipColumn::setChips(const QList<ChipText>& chips) {
    for (int i = 0; i < m_chips.size(); ++i) {
        const bool shown = i < chips.size();
        if (shown) m_chips[i]->setChip(chips[i]);
        m_chips[i]->setVisible(shown);
    }
}

}  // namespace rollscope::ui
