// A chart in the design: panel, figure with unit and change, three grid lines (Qt Charts inside).
#pragma once

#include <QWidget>
#include <vector>

#include "ui/text/roles.h"

class QChart;
class QChartView;

namespace rollscope::ui {

/// One series of values, oldest first.
struct ChartData {
    std::vector<double> values;
    QString figure;  ///< "2.4"
    QString unit;    ///< "tx/s"
    QString change;  ///< "+0.3"
    Tone changeTone = Tone::ink3;
    QString left, middle, right;  ///< axis texts below
    double limit = 0;             ///< dashed amber line, above 0
    QString limitName;
    bool lastOpen = false;  ///< the newest value still grows: drawn hollow
    double least = 0;       ///< the axis reaches at least up to here
};

enum class ChartKind : std::uint8_t { line, bars };

class ChartPlot;

/// Title, figure and plot; values are also its accessible description.
class ChartPanel : public QWidget {
    Q_OBJECT
public:
    ChartPanel(const QString& title, ChartKind kind, Tone tone, QWidget* parent = nullptr);
    void setData(ChartData data);
    QSize sizeHint() const override { return {220, 206}; }
    QSize minimumSizeHint() const override { return {180, 150}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_title;
    ChartData m_data;
    ChartPlot* m_plot;
};

}  // namespace rollscope::ui
