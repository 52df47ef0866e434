// The rail of pages at the left, and the devnet clock at its foot.
#pragma once

#include <QList>
#include <QWidget>

#include "ui/widgets/page.h"

namespace rollscope::ui {

class Button;

/// Rows of 32 px, painted; arrow keys walk them. Narrow it is icons only.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    void addRow(const PageInfo& info);
    void setNote(int row, const RailNote& note);
    void setCurrent(int row);
    void setNarrow(bool narrow);
    bool narrow() const { return m_narrow; }
    /// The clock is shown on a devnet alone.
    void setClock(bool shown, bool paused);

signals:
    void chosen(int row);
    void pauseAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Row {
        PageInfo info;
        RailNote note;
        int top = 0;
    };
    int rowAt(QPoint at) const;
    void layOut();
    void paintRow(QPainter& painter, const Row& row, bool current, bool hovered) const;
    void paintFoot(QPainter& painter) const;
    QRect pauseBox() const;

    QList<Row> m_rows;
    QList<int> m_separators;
    int m_current = 0;
    int m_hovered = -1;
    bool m_narrow = false;
    bool m_clockShown = false;
    bool m_clockPaused = false;
};

}  // namespace rollscope::ui
