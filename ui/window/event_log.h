// The event log at the foot: folded one line, open a filterable list; the events of --json-log.
#pragma once

#include <QAbstractListModel>
#include <QLineEdit>
#include <QListView>
#include <QWidget>
#include <deque>

#include "node/api/node.h"

namespace rollscope::ui {

class Button;

/// The last 5,000 events, newest first, filtered by words and layer.
class EventModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    void add(const api::EventView& event);
    void addOlder(const std::vector<api::EventView>& newestFirst);
    void setFilter(const QString& words, bool alarmsOnly);
    const api::EventView* newest() const { return m_all.empty() ? nullptr : &m_all.front(); }
    const api::EventView& at(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    std::uint64_t seen() const { return m_seen; }
    std::uint64_t alarms() const;

private:
    bool passes(const api::EventView& event) const;

    std::deque<api::EventView> m_all;
    std::deque<api::EventView> m_shown;
    QString m_words;
    bool m_alarmsOnly = false;
    std::uint64_t m_seen = 0;
};

/// The log's bar and list.
class EventLog : public QWidget {
    Q_OBJECT
public:
    explicit EventLog(api::Node& node, QWidget* parent = nullptr);
    bool isOpen() const { return m_open; }
    void setOpen(bool open);

signals:
    void opened(const QString& link);
    void foldAsked(bool open);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QRectF alarmsBox() const;

    EventModel* m_model;
    QListView* m_list;
    QLineEdit* m_filter;
    Button* m_alarms;
    bool m_open = false;
    bool m_dragging = false;
    int m_openHeight = 220;
};

}  // namespace rollscope::ui
