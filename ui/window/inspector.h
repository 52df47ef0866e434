// The inspector at the right: one object with every field, its bytes, its links; a history.
#pragma once

#include <QScrollArea>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/window/object_reader.h"

namespace rollscope::ui {

class Button;
class TextLabel;
class Badge;

/// Shows objects by their links. Ask it with open(); Alt+left and Alt+right walk its history.
class Inspector : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(api::Node& node, QWidget* parent = nullptr);
    void open(const QString& link);
    /// Shows what somebody else made of an object; it is kept for the history.
    void present(const ObjectView& view);
    /// Takes what was presented under links that begin so out of the history.
    void forget(const QString& prefix);
    void back();
    void forward();
    /// Reads the same object again, if something about it may have changed.
    void refresh();
    QString current() const;

signals:
    /// The object has a page of its own, and it is asked for.
    void pageAsked(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void read(const QString& link);
    void show(const ObjectView& view);
    void say(const QString& kind, const QString& sentence, Tone tone);
    void sayNothingYet();
    void clearSections();
    void addSection(const ObjectSection& section, bool first);
    QWidget* makeField(const ObjectField& field);
    void updateHistory();
    void step(int by);
    void enter(const QString& link);

    api::Node& m_node;
    QStringList m_history;
    QHash<QString, ObjectView> m_presented;
    int m_at = -1;
    std::uint64_t m_generation = 0;
    ObjectView m_view;
    Button* m_back;
    Button* m_forward;
    TextLabel* m_kind;
    TextLabel* m_place;
    TextLabel* m_title;
    Badge* m_badge;
    QScrollArea* m_scroll;
    QWidget* m_sections = nullptr;
    Button* m_copy;
    Button* m_open;
};

}  // namespace rollscope::ui
