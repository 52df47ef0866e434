// Ctrl+K: finds anything by hash, number, address or word.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

#include "node/api/node.h"

namespace rollscope::ui {

/// A field with a list of hits below it; Return opens the chosen one, Esc leaves.
class SearchBox : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchBox(api::Node& node, QWidget* parent = nullptr);
    ~SearchBox() override;

signals:
    void opened(const QString& link);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void ask();
    void showHits(const std::vector<api::SearchHit>& hits);
    void say(const QString& text);
    void openCurrent();
    void place();

    api::Node& m_node;
    QListWidget* m_hits;
    QTimer m_delay;
    std::uint64_t m_generation = 0;
};

}  // namespace rollscope::ui
