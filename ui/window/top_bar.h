// The bar above everything: search, heads with their gaps, mempool, roles, connection.
#pragma once

#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QWidget>
#include <map>

#include "node/api/node.h"
#include "ui/widgets/button.h"

namespace rollscope::ui {

class SearchBox;

/// L1's and L2's heads as painted cells; a click on a number opens its block.
class HeadCells : public QWidget {
    Q_OBJECT
public:
    explicit HeadCells(QWidget* parent = nullptr);
    void setHeads(const api::HeadsView& heads);
    void setGapsShown(bool shown);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void opened(const QString& link);
    void mempoolAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Spot {
        QRectF box;
        QString link;
        QString tip;
    };
    qreal paintCells(QPainter* painter);
    qreal paintGap(QPainter* painter, qreal x, const api::HeadView& high, const api::HeadView& low,
                   bool soft);

    api::HeadsView m_heads;
    bool m_gaps = true;
    QList<Spot> m_spots;
};

/// The whole bar, 52 px.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(api::Node& node, QWidget* parent = nullptr);
    void setHeads(const api::HeadsView& heads);
    void setRoles(const std::vector<api::RoleView>& roles);
    void setConnection(const QString& place, const QString& state, bool good);
    void setWidthClass(int windowWidth);
    void focusSearch();

signals:
    void opened(const QString& link);
    void mempoolAsked();
    void roleAsked(rollscope::api::Role role, bool on);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct RoleCell {
        QWidget* label;
        Switch* knob;
    };
    SearchBox* m_search;
    HeadCells* m_heads;
    QWidget* m_roles;
    std::map<api::Role, RoleCell> m_cells;
    QWidget* m_place;
    QString m_placeText, m_stateText;
    bool m_good = true;
    bool m_roleNames = true;
};

}  // namespace rollscope::ui
