// The picture itself.
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include "ui/text/format.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/message_tree.h"
#include "ui/widgets/message_tree_layout.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

/// The tokens of the layer on which the tree's leaves are sent.
struct Inks {
    QColor solid, border, tint;
};

Inks inksOf(api::Layer layer) {
    if (layer == api::Layer::l1) return {color(Token::l1), color(Token::l1b), color(Token::l1t)};
    return {color(Token::l2), color(Token::l2b), color(Token::l2t)};
}

api::Layer ownLayer(api::MessageSide side) {
    return side == api::MessageSide::inbox ? api::Layer::l1 : api::Layer::l2;
}

api::Layer otherLayer(api::MessageSide side) {
    return side == api::MessageSide::inbox ? api::Layer::l2 : api::Layer::l1;
}

void centred(QPainter& painter, const QRectF& box, const QString& text, Type type,
             const QColor& ink) {
    painter.setFont(typeFont(type));
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignCenter, text);
}

}  // namespace

void MessageTree::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg0));
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_scene.rows.empty()) return;
    paintEdges(painter);
    paintRoot(painter);
    paintBoxes(painter);
    paintMap(painter);
    paintLegend(painter);
}

void MessageTree::paintEdges(QPainter& painter) const {
    const Inks inks = inksOf(ownLayer(m_scene.side));
    // what is on the path is drawn last, over what is not
    for (const bool marked : {false, true}) {
        for (std::size_t row = 0; row + 1 < m_scene.rows.size(); ++row) {
            for (std::size_t column = 0; column < m_scene.rows[row].size(); ++column) {
                const TreePart part = m_scene.rows[row][column].part;
                const bool own = part == TreePart::path || part == TreePart::sibling;
                if (own != marked) continue;
                const QRectF child = boxOf(row, column), parent = boxOf(row + 1, column / 2);
                const qreal middle = (child.top() + parent.bottom()) / 2;
                QPainterPath path(QPointF(parent.center().x(), parent.bottom()));
                path.lineTo(parent.center().x(), middle);
                path.lineTo(child.center().x(), middle);
                path.lineTo(child.center().x(), child.top());
                QPen pen(color(Token::line2), 1);
                if (part == TreePart::path) pen = QPen(inks.solid, 2.5);
                if (part == TreePart::sibling) {
                    pen = QPen(inks.solid, 1.25);
                    pen.setDashPattern({3, 2});
                }
                painter.strokePath(path, pen);
            }
        }
    }
}

void MessageTree::paintBoxes(QPainter& painter) const {
    const Inks inks = inksOf(ownLayer(m_scene.side));
    const QColor check =
        textColor(otherLayer(m_scene.side) == api::Layer::l1 ? Tone::l1 : Tone::l2);
    for (std::size_t row = 0; row < m_scene.rows.size(); ++row) {
        const unsigned level = m_scene.level + static_cast<unsigned>(row);
        painter.setFont(typeFont(Type::mono));
        painter.setPen(color(Token::ink3));
        painter.drawText(QRectF(8, rowY(row) - 10, 22, 20), Qt::AlignLeft | Qt::AlignVCenter,
                         QString::number(level));
        for (std::size_t column = 0; column < m_scene.rows[row].size(); ++column) {
            const TreeBox& node = m_scene.rows[row][column];
            const QRectF box = boxOf(row, column);
            const Spot spot{static_cast<int>(row), static_cast<int>(column)};
            QColor fill = color(Token::bg1), border = color(Token::line2), ink = color(Token::ink2);
            bool dashed = false;
            switch (node.part) {
                case TreePart::path:
                    fill = border = inks.solid;
                    ink = color(Token::bg1);
                    break;
                case TreePart::sibling:
                    fill = inks.tint;
                    border = inks.border;
                    ink = color(Token::ink);
                    break;
                case TreePart::empty:
                    fill = Qt::transparent;
                    border = color(Token::ctl);
                    ink = color(Token::ink3);
                    dashed = true;
                    break;
                case TreePart::plain: break;
            }
            if (spot == m_hover && node.part == TreePart::plain) fill = color(Token::bg2);
            paintBox(painter, box, fill, border, metric::radiusSmall, dashed);
            if (hasFocus() && spot == m_cursor) {
                paintBox(painter, box.adjusted(-2, -2, 2, 2), Qt::transparent, color(Token::ink));
            }
            centred(painter, box, node.text, Type::bytes, ink);
            if (row == 0) {
                const QRectF below(box.center().x() - 40, box.bottom() + 2, 80, 16);
                const bool chosen = node.part == TreePart::path;
                centred(painter, below, node.caption, Type::bytes,
                        color(chosen ? Token::ink : Token::ink3));
            }
            if (node.consumed) {
                paintIcon(painter, QRectF(box.right() - 10, box.top() - 13, 12, 12),
                          QStringLiteral("check"), check);
            }
        }
    }
}

void MessageTree::paintRoot(QPainter& painter) const {
    const auto top = boxOf(m_scene.rows.size() - 1, 0);
    const api::Layer layer = otherLayer(m_scene.side);
    const Inks inks = inksOf(layer);
    const QRectF box(
        top.center().x() - tree::rootWidth / 2,
        m_scene.reachesRoot ? rowY(m_scene.rows.size() - 1) - tree::rootHeight - 18 : 8,
        tree::rootWidth, tree::rootHeight);
    const Inks own = inksOf(ownLayer(m_scene.side));
    QPen pen(m_scene.pathToRoot ? own.solid : color(Token::line2), m_scene.pathToRoot ? 2.5 : 1);
    painter.setPen(pen);
    painter.drawLine(QPointF(box.center().x(), box.bottom()), QPointF(top.center().x(), top.top()));
    paintBox(painter, box, inks.tint, inks.border);
    painter.setPen(color(Token::ink3));
    painter.setFont(typeFont(Type::mono));
    if (!m_scene.reachesRoot) {
        painter.drawText(QRectF(8, box.top(), 22, box.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         QStringLiteral("32"));
    }
    const QRectF first(box.left() + 8, box.top() + 2, box.width() - 16, 17);
    paintLayerMark(painter, QPointF(first.left() + 4, first.center().y()), layer);
    painter.setFont(typeFont(Type::section));
    painter.setPen(inks.solid);
    painter.drawText(first.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(painter.font())
                         .elidedText(m_scene.rootTitle, Qt::ElideRight, first.width() - 14));
    painter.setFont(typeFont(Type::mono));
    painter.setPen(color(Token::ink));
    painter.drawText(first.translated(0, 17), Qt::AlignLeft | Qt::AlignVCenter,
                     elided(m_scene.root, 12, 10));
    if (m_scene.reachesRoot) return;
    const unsigned folded = m_scene.level + static_cast<unsigned>(m_scene.rows.size());
    const QRectF fold(top.center().x() - tree::rootWidth / 2,
                      (box.bottom() + top.top()) / 2 - tree::nodeHeight / 2, tree::rootWidth,
                      tree::nodeHeight);
    if (folded > 31 || fold.top() < box.bottom() + 3) return;
    paintBox(painter, fold, color(Token::bg1), color(Token::ctl), metric::radiusSmall);
    centred(painter, fold, tr("levels %1 – 31 folded").arg(folded), Type::label, color(Token::ink));
}

// Where the window stands among all leaves.
void MessageTree::paintMap(QPainter& painter) const {
    const QRectF box(width() - 216 - tree::right, 8, 216, 50);
    if (box.left() < boxOf(m_scene.rows.size() - 1, 0).center().x() + tree::rootWidth / 2 + 8)
        return;
    paintBox(painter, box, color(Token::bg1), color(Token::line));
    painter.setFont(typeFont(Type::label));
    painter.setPen(color(Token::ink2));
    painter.drawText(box.adjusted(9, 4, -9, 0), Qt::AlignLeft | Qt::AlignTop,
                     tr("%1 of 2³²").arg(counted(m_scene.count, tr("leaf"), tr("leaves"))));
    const QRectF line(box.left() + 10, box.bottom() - 14, box.width() - 20, 6);
    painter.fillRect(line, color(Token::bg3));
    const auto all = static_cast<double>(std::max<std::uint64_t>(m_scene.count, 16));
    const double from = static_cast<double>(m_scene.first << m_scene.level) / all;
    const double wide = static_cast<double>(16ULL << m_scene.level) / all;
    const QRectF window(line.left() + line.width() * std::min(from, 1.0), line.top() - 3,
                        std::max(5.0, line.width() * std::min(wide, 1.0 - std::min(from, 1.0))),
                        12);
    painter.fillRect(line, inksOf(ownLayer(m_scene.side)).tint);
    paintBox(painter, window, Qt::transparent, color(Token::ink), 1);
}

void MessageTree::paintLegend(QPainter& painter) const {
    const Inks inks = inksOf(ownLayer(m_scene.side));
    const bool inbox = m_scene.side == api::MessageSide::inbox;
    struct Key {
        QString words;
        QColor fill, border;
        bool dashed, check;
    };
    const Key keys[] = {
        {tr("path to the root"), inks.solid, inks.solid, false, false},
        {tr("sibling, in the proof"), inks.tint, inks.border, false, false},
        {inbox ? tr("consumed on L2") : tr("consumed on L1"), {}, {}, false, true},
        {tr("later than this root, or zero subtree"), Qt::transparent, color(Token::ctl), true,
         false},
    };
    qreal x = tree::left;
    const QRectF line(0, height() - 22, width(), 16);
    painter.setFont(typeFont(Type::label));
    for (const Key& key : keys) {
        const QRectF mark(x, line.center().y() - 5, 14, 10);
        if (key.check) {
            paintIcon(painter, QRectF(x, line.center().y() - 6, 12, 12), QStringLiteral("check"),
                      textColor(inbox ? Tone::l2 : Tone::l1));
        } else {
            paintBox(painter, mark, key.fill, key.border, 2, key.dashed);
        }
        painter.setFont(typeFont(Type::label));
        painter.setPen(color(Token::ink2));
        const qreal wide = QFontMetricsF(painter.font()).horizontalAdvance(key.words);
        painter.drawText(QRectF(x + 20, line.top(), wide + 2, line.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, key.words);
        x += wide + 44;
    }
}

}  // namespace rollscope::ui
