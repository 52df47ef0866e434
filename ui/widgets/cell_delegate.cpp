#include <QFontMetricsF>
#include <QPainter>

#include "ui/widgets/data_table.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

CellKind kindOf(const QModelIndex& index) {
    return static_cast<CellKind>(index.data(KindRole).toInt());
}

Solidity solidityAt(const QModelIndex& index, Solidity fallback) {
    const QVariant value = index.data(SolidityRole);
    return value.isValid() ? static_cast<Solidity>(value.toInt()) : fallback;
}

ButtonFace faceOf(const QModelIndex& index) {
    ButtonFace face;
    face.text = index.data().toString();
    face.primary = index.data(PrimaryRole).toBool();
    face.impossible = !index.data(ReasonRole).toString().isEmpty();
    return face;
}

/// The row behind the cells: state, selection bar, line below.
void paintGround(QPainter& painter, const QRect& box, const QModelIndex& index, bool selected,
                 bool hovered) {
    if (selected) {
        painter.fillRect(box, color(Token::bg3));
    } else if (hovered) {
        painter.fillRect(box, color(Token::bg2));
    }
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), color(Token::line));
    if (selected && index.column() == 0) {
        painter.fillRect(QRect(box.left(), box.top(), 2, box.height() - 1), color(Token::ink));
    }
}

/// One ink frame around the whole row that has the keyboard.
void paintFocus(QPainter& painter, const QRect& box, const QModelIndex& index) {
    const QColor ink = color(Token::ink);
    painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), ink);
    painter.fillRect(QRect(box.left(), box.bottom() - 1, box.width(), 1), ink);
    if (index.column() == 0)
        painter.fillRect(QRect(box.left(), box.top(), 1, box.height() - 1), ink);
    if (index.column() == index.model()->columnCount() - 1) {
        painter.fillRect(QRect(box.right(), box.top(), 1, box.height() - 1), ink);
    }
}

void paintText(QPainter& painter, QRectF inner, const QModelIndex& index, CellKind kind) {
    const QVariant layer = index.data(LayerRole);
    const QVariant align = index.data(Qt::TextAlignmentRole);
    const bool right =
        kind == CellKind::number || (align.isValid() && (align.toInt() & Qt::AlignRight));
    const QFont textFont = typeFont(kind == CellKind::text ? Type::body : Type::mono);
    const QFontMetricsF metrics(textFont), suffixMetrics(typeFont(Type::body));
    const QString suffix = index.data(SuffixRole).toString();
    const qreal markWidth = layer.isValid() ? 13 : 0;
    const qreal crossWidth = index.data(FailedRole).toBool() ? 16 : 0;
    const qreal suffixWidth = suffix.isEmpty() ? 0 : suffixMetrics.horizontalAdvance(suffix) + 6;
    qreal room = inner.width() - markWidth - crossWidth;
    QString text = index.data().toString();
    // The name after a hash goes first when the room is narrow; the hash itself last.
    const bool showSuffix =
        suffixWidth > 0 && metrics.horizontalAdvance(text) + suffixWidth <= room;
    if (showSuffix) room -= suffixWidth;
    text = metrics.elidedText(text, kind == CellKind::hash ? Qt::ElideMiddle : Qt::ElideRight,
                              room + 0.5);
    const qreal used =
        metrics.horizontalAdvance(text) + markWidth + crossWidth + (showSuffix ? suffixWidth : 0);
    qreal x = right ? inner.right() - used : inner.left();
    if (layer.isValid()) {
        paintLayerMark(painter, {x + 4, inner.center().y()},
                       layer.toInt() == 0 ? api::Layer::l1 : api::Layer::l2,
                       solidityAt(index, Solidity::final));
        x += markWidth;
    }
    if (crossWidth > 0) {
        paintIcon(painter, QRectF(x, inner.center().y() - 6, 12, 12), QStringLiteral("cross"),
                  color(Token::rd));
        x += crossWidth;
    }
    Tone tone = index.data(ToneRole).isValid() ? static_cast<Tone>(index.data(ToneRole).toInt())
                                               : Tone::ink;
    if (index.data(StaleRole).toBool()) tone = Tone::ink3;
    painter.setFont(textFont);
    painter.setPen(textColor(tone));
    painter.drawText(QRectF(x, inner.top(), metrics.horizontalAdvance(text) + 2, inner.height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, text);
    if (!showSuffix) return;
    x += metrics.horizontalAdvance(text) + 6;
    painter.setFont(typeFont(Type::body));
    painter.setPen(color(Token::ink3));
    painter.drawText(QRectF(x, inner.top(), suffixWidth, inner.height()), Qt::AlignVCenter, suffix);
}

}  // namespace

QRect CellDelegate::actionBox(const QRect& cell, const QModelIndex& index) {
    const QSize size = buttonSize(faceOf(index));
    const int width = std::min(size.width(), cell.width() - 8);
    return {cell.right() - metric::cellPadding - width, cell.center().y() - size.height() / 2,
            width, size.height()};
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {option.rect.width(), metric::tableRow};
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const auto* table = qobject_cast<const DataTable*>(option.widget);
    const bool hovered = table != nullptr && table->m_hoverRow == index.row();
    painter->save();
    painter->setClipRect(option.rect);
    paintGround(*painter, option.rect, index, option.state & QStyle::State_Selected, hovered);
    const int left = index.column() == 0 ? metric::firstCell : metric::cellPadding;
    const QRectF inner = QRectF(option.rect).adjusted(left, 0, -metric::cellPadding, -1);
    const CellKind kind = kindOf(index);
    if (kind == CellKind::badge) {
        const BadgeText badge{index.data().toString(),
                              static_cast<Tone>(index.data(ToneRole).toInt()),
                              solidityAt(index, Solidity::firm)};
        const QSize size = badgeSize(badge);
        paintBadge(*painter,
                   QRectF(inner.left(), qRound(inner.center().y() - size.height() / 2.0),
                          std::min<qreal>(size.width(), inner.width()), size.height()),
                   badge);
    } else if (kind == CellKind::stages) {
        paintStageDots(*painter, inner, index.data(StagesRole).value<StageMarks>());
    } else if (kind == CellKind::action) {
        if (!index.data().toString().isEmpty()) {
            ButtonFace face = faceOf(index);
            face.hovered = hovered && !face.impossible && !face.primary;
            paintButton(*painter, actionBox(option.rect, index), face);
        }
    } else {
        paintText(*painter, inner, index, kind);
    }
    if (table != nullptr && table->hasFocus() && table->currentIndex().row() == index.row()) {
        paintFocus(*painter, option.rect, index);
    }
    painter->restore();
}

}  // namespace rollscope::ui
