// The head of a page, panels, and what an empty or failing page says.
#pragma once

#include <QBoxLayout>
#include <QTimer>
#include <QWidget>
#include <functional>

#include "ui/widgets/button.h"
#include "ui/widgets/labels.h"

namespace rollscope::ui {

/// 44 px: title, a one-line sum, actions at the right; a 2 px ink bar below while loading.
class PageHead : public QWidget {
    Q_OBJECT
public:
    explicit PageHead(const QString& title, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setSum(const QString& sum);
    /// Before the title: the way back.
    void addLeading(QWidget* widget);
    /// Between the sum and the actions: tabs or the like.
    void addMiddle(QWidget* widget);
    /// At the right, in order.
    void addAction(QWidget* widget);
    /// Shows the bar after 200 ms; after 2 s `step` and a Cancel button if `cancel` is given.
    void setLoading(bool loading, const QString& step = {}, std::function<void()> cancel = {});

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_title;
    TextLabel* m_sum;
    TextLabel* m_step;
    Button* m_cancel;
    QHBoxLayout* m_middle;
    QHBoxLayout* m_actions;
    QTimer m_barDelay, m_stepDelay;
    bool m_bar = false;
    std::function<void()> m_onCancel;
};

/// A bordered box with an optional head: title, a figure at the right.
class Panel : public QWidget {
    Q_OBJECT
public:
    explicit Panel(const QString& title = {}, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setFigure(const QString& figure, Tone tone = Tone::ink3);
    /// Border and tint in a tone: an alarm card, a lane.
    void setTone(Tone tone, bool tinted = false);
    /// The layout for content, below the head.
    QVBoxLayout* content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* m_head;
    TextLabel* m_title;
    TextLabel* m_figure;
    QVBoxLayout* m_content;
    Tone m_tone = Tone::ink;
    bool m_toned = false, m_tinted = false;
};

/// "No withdrawals tracked yet." and the buttons that fill the page.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const QString& sentence, QWidget* parent = nullptr);
    void setSentence(const QString& sentence);
    /// Adds a button; the caller connects clicked().
    Button* addButton(const QString& text, ButtonKind kind = ButtonKind::normal);

private:
    TextLabel* m_sentence;
    QHBoxLayout* m_buttons;
};

/// Red triangle, what failed, since when, Retry. Hidden while there is nothing to say.
class ErrorBar : public QWidget {
    Q_OBJECT
public:
    explicit ErrorBar(QWidget* parent = nullptr);
    /// Empty hides it.
    void setProblem(const QString& text);

signals:
    void retry();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_text;
    QString m_problem;
};

}  // namespace rollscope::ui
