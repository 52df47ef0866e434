// One row of facts under a page's head, tabs under a line, and the head of a section.
#pragma once

#include <QHBoxLayout>
#include <QWidget>

#include "ui/widgets/labels.h"

namespace rollscope::ui {

/// A label over a value; with a link or hash the value is a HashLabel.
struct Fact {
    QString label;
    QString value;
    QString note;  ///< ink3 after the value
    QString link;
    std::optional<api::Layer> layer;
    Tone tone = Tone::ink;
    QString tip;
    bool operator==(const Fact&) const = default;
};

/// Facts side by side, 56 high, separated by lines; rebuilt only when a fact changed.
class FactStrip : public QWidget {
    Q_OBJECT
public:
    explicit FactStrip(QWidget* parent = nullptr);
    void setFacts(const QList<Fact>& facts);

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<Fact> m_facts;
    QHBoxLayout* m_row;
};

/// Words over a line; the current one is underlined in ink. Left and right keys walk.
class TabStrip : public QWidget {
    Q_OBJECT
public:
    explicit TabStrip(const QStringList& names, QWidget* parent = nullptr);
    /// A count after a tab's name; empty: none.
    void setCount(int index, const QString& count);
    /// Ink2 text at the right end.
    void setNote(const QString& note, const QString& tip = {});
    int current() const { return m_current; }
    void setCurrent(int index);
    QSize sizeHint() const override { return {400, 34}; }
    QSize minimumSizeHint() const override { return {200, 34}; }

signals:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QList<QRectF> boxes() const;
    int tabAt(const QPointF& at) const;

    QStringList m_names, m_counts;
    QString m_note;
    int m_current = 0, m_hovered = -1;
};

/// A section's title with a note beside it, 32 high, a line below.
class SectionHead : public QWidget {
    Q_OBJECT
public:
    explicit SectionHead(const QString& title, QWidget* parent = nullptr);
    void setNote(const QString& note, Tone tone = Tone::ink2);
    /// At the right, named amber: "takes 2".
    void setCursorNote(const QString& note);
    /// A column's head: smaller, without the line.
    void setPlain();
    void setTitle(const QString& title);
    QSize sizeHint() const override { return {200, 30}; }
    QSize minimumSizeHint() const override { return {60, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_title, m_note, m_right;
    Tone m_tone = Tone::ink2;
    bool m_plain = false;
};

}  // namespace rollscope::ui
