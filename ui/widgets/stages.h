// How far something has come: dots in a row, the rail of stages, the finality rail.
#pragma once

#include <QWidget>

#include "ui/text/roles.h"

namespace rollscope::ui {

/// The dots of one deposit or withdrawal.
class StageDots : public QWidget {
    Q_OBJECT
public:
    explicit StageDots(QWidget* parent = nullptr);
    void setMarks(const StageMarks& marks);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StageMarks m_marks;
};

/// A stage: its mark, its word, two lines of facts.
struct Stage {
    QString word;
    StageMark mark = StageMark::ahead;
    QString fact;
    QString time;
    Tone tone = Tone::ink3;  ///< of the fact
    QString link;
};

/// Stages side by side on one line: solid so far, dashed ahead. A click opens a stage's link.
class StageRail : public QWidget {
    Q_OBJECT
public:
    explicit StageRail(QWidget* parent = nullptr);
    void setStages(const QList<Stage>& stages);
    QSize sizeHint() const override { return {600, 96}; }
    QSize minimumSizeHint() const override { return {420, 96}; }

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QList<Stage> m_stages;
    int m_current = 0;
};

/// A stop of the finality rail.
struct FinalityStop {
    QString word;      ///< "unsafe"
    QString value;     ///< "918,442"
    QString gap;       ///< between this stop and the next: "−46 · 1 m 32 s"
    int strength = 0;  ///< 0 dashed, 1 solid 1.5, 2 solid 5
    QString link;
};

/// pending, unsafe, safe, asserted, finalized along one line (DESIGN, finality rail).
class FinalityRail : public QWidget {
    Q_OBJECT
public:
    explicit FinalityRail(QWidget* parent = nullptr);
    void setStops(const QList<FinalityStop>& stops);
    QSize sizeHint() const override { return {880, 46}; }
    QSize minimumSizeHint() const override { return {480, 46}; }

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    qreal stopX(int index) const;
    QList<FinalityStop> m_stops;
};

}  // namespace rollscope::ui
