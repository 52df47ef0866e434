// The two pictures inside the pipeline: a batch as a grid of blocks, the challenge period as an
// axis.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/text/roles.h"

namespace rollscope::ui {

/// A cell a block, 32 a row. A click opens the block; arrow keys walk, Return opens.
class BatchGrid : public QWidget {
    Q_OBJECT
public:
    explicit BatchGrid(QWidget* parent = nullptr);
    void setBlocks(std::uint64_t firstBlock, std::uint32_t filled, std::uint32_t most);
    QSize sizeHint() const override { return {190, 56}; }
    QSize minimumSizeHint() const override { return {150, 56}; }

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    int cellAt(QPointF at) const;
    QString linkOf(int cell) const;
    std::uint64_t m_first = 0;
    int m_filled = 0, m_most = 256, m_current = -1;
};

/// An assertion on the axis.
struct AgeMark {
    double part = 0;  ///< of the period that is over, 0 to 1
    bool disputed = false;
    QString link;
    QString tip;
};

/// The challenge period from 0 at the left to its end at the right, a mark an assertion.
class AgeAxis : public QWidget {
    Q_OBJECT
public:
    explicit AgeAxis(QWidget* parent = nullptr);
    void setMarks(std::vector<AgeMark> marks, std::uint64_t periodS);
    QSize sizeHint() const override { return {200, 44}; }
    QSize minimumSizeHint() const override { return {150, 44}; }

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF track() const;
    int markAt(QPointF at) const;
    std::vector<AgeMark> m_marks;
    std::uint64_t m_period = 0;
    int m_current = -1;
};

}  // namespace rollscope::ui
