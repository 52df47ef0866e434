// An item in the pipeline: layer mark, id, one fact at the right. A click opens it.
#pragma once

#include <QAbstractButton>

#include "ui/text/words.h"
#include "ui/widgets/theme.h"

namespace rollscope::ui {

/// What a chip says. Soft is dashed, final is filled, trouble is red.
struct ChipText {
    api::Layer layer = api::Layer::l2;
    QString id;    ///< "#2,216", "153,074", "0xa67f…eaa6"
    QString fact;  ///< "0.5 ETH", "batch 3,588"
    Solidity solidity = Solidity::firm;
    Tone tone = Tone::ink3;  ///< of the fact
    QString link;            ///< as in EventView::link
    QString tip;
    BadgeText badge = {};  ///< with a word: a row without a box, the badge in its middle
};

/// 22 px high; the fact leaves first when the room is narrow.
class Chip : public QAbstractButton {
    Q_OBJECT
public:
    explicit Chip(QWidget* parent = nullptr);
    void setChip(const ChipText& chip);
    QSize sizeHint() const override { return {120, metric::chip}; }
    QSize minimumSizeHint() const override { return {56, metric::chip}; }

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintRow(QPainter& painter);

    ChipText m_chip;
    bool m_hovered = false;
};

/// Chips below each other; shows as many as it is given and keeps their places.
class ChipColumn : public QWidget {
    Q_OBJECT
public:
    explicit ChipColumn(int most, QWidget* parent = nullptr);
    void setChips(const QList<ChipText>& chips);

signals:
    void opened(const QString& link);

private:
    QList<Chip*> m_chips;
};

}  // namespace rollscope::ui
