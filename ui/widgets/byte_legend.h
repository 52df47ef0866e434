// The parts of a byte string: colour, name, length.
#pragma once

#include <vector>

#include "ui/widgets/rows_view.h"

namespace rollscope::ui {

/// One part.
struct LegendRow {
    QString name;
    QString figure;  ///< "1,229 bytes", or what stands in it
    Tone tone = Tone::ink;
};

/// The legend of a HexView; choosing a row is going there.
class ByteLegend : public RowsView {
    Q_OBJECT
public:
    ByteLegend(const QString& accessibleName, QWidget* parent);
    void setRows(std::vector<LegendRow> rows);

protected:
    int rows() const override { return static_cast<int>(m_rows.size()); }
    void paintRow(QPainter& painter, const QRectF& box, int row) const override;
    QString textOf(int row) const override;

private:
    std::vector<LegendRow> m_rows;
};

}  // namespace rollscope::ui
