// Small painted labels: layer mark, badge, hash.
#pragma once

#include <QWidget>

#include "ui/text/words.h"
#include "ui/widgets/theme.h"

namespace rollscope::ui {

/// L1 square or L2 disc.
class LayerMark : public QWidget {
    Q_OBJECT
public:
    explicit LayerMark(api::Layer layer, Solidity solidity = Solidity::final,
                       QWidget* parent = nullptr);
    void setSolidity(Solidity solidity);
    QSize sizeHint() const override { return {9, 14}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    api::Layer m_layer;
    Solidity m_solidity;
};

/// A status word in its tone and solidity.
class Badge : public QWidget {
    Q_OBJECT
public:
    explicit Badge(BadgeText text = {}, QWidget* parent = nullptr);
    void setBadge(BadgeText text);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    BadgeText m_text;
};

/// A hash, address or number that is a link: layer mark, elided text. A click copies (a tick for
/// 1 s), a double click or Return opens, dragging carries the whole value, hover shows it.
class HashLabel : public QWidget {
    Q_OBJECT
public:
    explicit HashLabel(QWidget* parent = nullptr);
    /// `full` is elided to `head` + `tail` digits; a text that is not hex is shown whole.
    void setValue(const QString& full, const QString& link = {}, int head = 6, int tail = 4);
    void setLayer(std::optional<api::Layer> layer, Solidity solidity = Solidity::final);
    void setTone(Tone tone);
    /// Ink3 text after the hash: a name.
    void setSuffix(const QString& suffix);
    QString value() const { return m_full; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void copy();

    QString m_full, m_short, m_link, m_suffix;
    std::optional<api::Layer> m_layer;
    Solidity m_solidity = Solidity::final;
    Tone m_tone = Tone::ink;
    bool m_copied = false;
    QPoint m_pressedAt;
};

/// Text of the type table in a token's colour, that follows the theme.
class TextLabel : public QWidget {
    Q_OBJECT
public:
    explicit TextLabel(const QString& text = {}, Type type = Type::body, Tone tone = Tone::ink,
                       QWidget* parent = nullptr);
    void setText(const QString& text);
    void setTone(Tone tone);
    void setAlignment(Qt::Alignment alignment);
    /// Breaks lines instead of eliding.
    void setWordWrap(bool wrap);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return m_wrap; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Type m_type;
    Tone m_tone;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool m_wrap = false;
};

}  // namespace rollscope::ui
