// The chain's clock in the window, and clocks that count down to it. One timer for all.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "ui/text/roles.h"

namespace rollscope::ui {

/// The chain's time, carried on between two pushes of the node. ticked() once a second.
class ChainClock : public QObject {
    Q_OBJECT
public:
    explicit ChainClock(QObject* parent);
    /// From HeadsView::now and clockPaused.
    void set(std::uint64_t nowS, bool paused);
    std::uint64_t now() const;
    bool paused() const { return m_paused; }

signals:
    void ticked(std::uint64_t nowS);

private:
    std::uint64_t m_base = 0;
    bool m_paused = false;
    QElapsedTimer m_since;
    QTimer m_timer;
};

/// The application's chain clock.
ChainClock* chainClock();

/// Counts down to a chain time: amber with glyph while it runs, ink when it stopped.
class ClockLabel : public QWidget {
    Q_OBJECT
public:
    explicit ClockLabel(QWidget* parent = nullptr);
    /// Runs until `untilS`, having started `spanS` before it.
    void run(std::uint64_t untilS, std::uint64_t spanS);
    /// Shows a fixed span.
    void stop(std::uint64_t leftS, std::uint64_t spanS);
    /// Words instead of a clock: "in 6 d 01 h", "now".
    void setWords(const QString& words);
    void setTitle(const QString& title, const QString& right = {});
    void setNote(const QString& note);
    QSize sizeHint() const override { return {260, 98}; }
    QSize minimumSizeHint() const override { return {200, 98}; }

signals:
    void expired();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::int64_t left() const;
    std::uint64_t m_until = 0, m_span = 0, m_left = 0;
    bool m_running = false;
    QString m_words, m_title, m_right, m_note;
};

}  // namespace rollscope::ui
