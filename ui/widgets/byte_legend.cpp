#include "ui/widgets/byte_legend.h"

#include <QPainter>

namespace rollscope::ui {

namespace {
constexpr int legendRow = 20;
}

ByteLegend::ByteLegend(const QString& accessibleName, QWidget* parent)
    : RowsView(accessibleName, legendRow, parent) {}

void ByteLegend::setRows(std::vector<LegendRow> rows) {
    m_rows = std::move(rows);
    rowsChanged();
}

void ByteLegend::paintRow(QPainter& painter, const QRectF& box, int row) const {
    const LegendRow& each = m_rows[static_cast<std::size_t>(row)];
    painter.fillRect(QRectF(box.left() + 8, box.center().y() - 4, 8, 8), textColor(each.tone));
    const qreal right =
        paintTextRight(painter, box.right() - 8, box, each.figure, Type::mono, color(Token::ink3));
    paintText(painter, box.left() + 24, box, right - box.left() - 32, each.name, Type::body,
              color(Token::ink));
}

QString ByteLegend::textOf(int row) const {
    const LegendRow& each = m_rows[static_cast<std::size_t>(row)];
    return each.name + QStringLiteral(", ") + each.figure;
}

}  // namespace rollscope::ui
