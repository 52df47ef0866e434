// The explanation below a diagram for a room: large texts, one line of evidence, nothing to click.
#pragma once

#include <QWidget>

#include "ui/diagram/player.h"

namespace rollscope::ui {

class PresenterNotes : public QWidget {
    Q_OBJECT
public:
    PresenterNotes(const Player& player, QWidget* parent);
    void showItem(int item);
    QSize sizeHint() const override { return {960, 220}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Player& m_player;
    QString m_title, m_what, m_without, m_line;
};

}  // namespace rollscope::ui
