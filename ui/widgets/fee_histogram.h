// Pending transactions by the tip they pay: a bar a range, narrow ranges first.
#pragma once

#include <QWidget>
#include <vector>

#include "node/api/pool_views.h"

namespace rollscope::ui {

/// Hover tells a bar's range, count and gas; the whole is its accessible description.
class FeeHistogram : public QWidget {
    Q_OBJECT
public:
    explicit FeeHistogram(QWidget* parent = nullptr);
    void setBars(std::vector<api::FeeBar> bars);
    QSize sizeHint() const override { return {420, 104}; }
    QSize minimumSizeHint() const override { return {280, 90}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString wordsOf(const api::FeeBar& bar) const;
    qreal step() const;
    std::vector<api::FeeBar> m_bars;
};

}  // namespace rollscope::ui
