// A block's way through the sequencer: a line a stage, with its mark and how long it took.
#pragma once

#include <QAbstractButton>

#include "ui/text/roles.h"

namespace rollscope::ui {

/// A stage as it stands.
struct StageLine {
    enum State : std::uint8_t { ahead, doing, done };
    QString word;
    QString fact;  ///< "2 ms", "3 / 5"
    State state = ahead;
};

/// The line that is at hand stands on a ground of its own. A click, or Return, opens the block.
class StageList : public QAbstractButton {
    Q_OBJECT
public:
    explicit StageList(QWidget* parent = nullptr);
    void setLines(const QList<StageLine>& lines);
    void setLink(const QString& link) { m_link = link; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {90, sizeHint().height()}; }

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QList<StageLine> m_lines;
    QString m_link;
};

}  // namespace rollscope::ui
