// What asks before an act that spends or destroys, and what says that it worked.
#pragma once

#include <QWidget>
#include <functional>

#include "ui/text/roles.h"

namespace rollscope::ui {

/// A sheet's words.
struct ActionText {
    QString title;     ///< "Stop the batcher"
    QString sentence;  ///< what it will do
    QString cost;      ///< "0.0021 ETH at most", or empty
    QString key;       ///< "0xf39f…2266 Alice", or empty
    QString doIt;      ///< the button: "Stop it"
    bool destructive = false;
};

/// Covers its parent; Esc and Cancel close it, the default is never the destructive button.
class ActionSheet : public QWidget {
    Q_OBJECT
public:
    ActionSheet(const ActionText& text, QWidget* over);

signals:
    void accepted();
    void cancelled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();
    QWidget* m_card;
};

/// A line at the foot of `over` that leaves by itself.
class Toast : public QWidget {
    Q_OBJECT
public:
    static void show(QWidget* over, const QString& text, Tone tone = Tone::ink);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Toast(QWidget* over, QString text, Tone tone);
    QString m_text;
    Tone m_tone;
};

}  // namespace rollscope::ui
