// Where one stands in a long walk, with marks below the line.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/text/roles.h"

namespace rollscope::ui {

struct StepMark {
    std::uint32_t step = 0;
    Tone tone = Tone::clock;
};

/// A line of `count` steps; drag or arrow keys move.
class StepSlider : public QWidget {
    Q_OBJECT
public:
    explicit StepSlider(QWidget* parent = nullptr);
    void setSteps(std::uint32_t count, std::vector<StepMark> marks);
    void setValue(std::uint32_t step);
    std::uint32_t value() const { return m_value; }
    QSize sizeHint() const override { return {170, 26}; }
    QSize minimumSizeHint() const override { return {60, 26}; }

signals:
    void moved(std::uint32_t step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    qreal xOf(std::uint32_t step) const;
    void ask(qreal x);

    std::uint32_t m_count = 0, m_value = 0;
    std::vector<StepMark> m_marks;
};

}  // namespace rollscope::ui
