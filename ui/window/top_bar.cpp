#include "ui/window/top_bar.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/text/format.h"
#include "ui/text/words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/paint.h"
#include "ui/window/search_box.h"

namespace rollscope::ui {

namespace {

/// Where the node runs, at the right end.
class Place : public QWidget {
public:
    explicit Place(QWidget* parent) : QWidget(parent) {
        setFixedHeight(metric::topBar);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setAccessibleName(QObject::tr("Connection"));
    }
    void set(const QString& place, const QString& state, bool good) {
        m_place = place;
        m_state = state;
        m_good = good;
        setAccessibleDescription(place + QLatin1Char(' ') + state);
        updateGeometry();
        update();
    }
    QSize sizeHint() const override {
        const QFontMetricsF label(typeFont(Type::label)), body(typeFont(Type::body));
        const qreal wide =
            std::max(label.horizontalAdvance(m_place), body.horizontalAdvance(m_state) + 13);
        return {qCeil(wide) + 26, metric::topBar};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        if (!m_good) painter.fillRect(rect().adjusted(0, 0, 0, -1), color(Token::rdt));
        painter.fillRect(QRect(0, 0, 1, height() - 1), color(Token::line));
        painter.setFont(typeFont(Type::label));
        painter.setPen(color(Token::ink2));
        painter.drawText(QRect(12, 9, width(), 14), Qt::AlignVCenter, m_place);
        painter.setFont(typeFont(Type::body));
        painter.setPen(color(m_good ? Token::ink : Token::rd));
        painter.drawText(QRect(25, 24, width(), 18), Qt::AlignVCenter, m_state);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(m_good ? Token::l2 : Token::rd));
        const QPointF at(16, 33.5);
        if (m_good) {
            painter.drawEllipse(at, 3.5, 3.5);
        } else {
            const QPointF up[] = {at + QPointF(0, -4), at + QPointF(4.5, 4), at + QPointF(-4.5, 4)};
            painter.drawPolygon(up, 3);
        }
    }

private:
    QString m_place, m_state;
    bool m_good = true;
};

const api::Role shownRoles[] = {api::Role::sequencer, api::Role::batcher,    api::Role::proposer,
                                api::Role::verifier,  api::Role::challenger, api::Role::l1Devnet};

}  // namespace

TopBar::TopBar(api::Node& node, QWidget* parent) : QWidget(parent) {
    setFixedHeight(metric::topBar);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 0, 0);
    layout->setSpacing(0);
    m_search = new SearchBox(node, this);
    m_search->setMaximumWidth(metric::searchWidth);
    m_search->setMinimumWidth(64);
    layout->addWidget(m_search, 2);
    layout->addSpacing(12);
    m_heads = new HeadCells(this);
    layout->addWidget(m_heads);
    m_roles = new QWidget(this);
    auto* roles = new QHBoxLayout(m_roles);
    roles->setContentsMargins(12, 0, 12, 0);
    roles->setSpacing(12);
    for (const api::Role role : shownRoles) {
        auto* cell = new QVBoxLayout;
        cell->setContentsMargins(0, 8, 0, 8);
        cell->setSpacing(2);
        auto* label = new TextLabel(titleOf(role), Type::label, Tone::ink2);
        label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        auto* knob = new Switch(titleOf(role));
        knob->setObjectName(QStringLiteral("role.") + api::wordOf(role));
        cell->addStretch(1);
        cell->addWidget(label);
        cell->addWidget(knob);
        cell->addStretch(1);
        roles->addLayout(cell);
        m_cells[role] = {label, knob};
        connect(knob, &Switch::asked, this, [this, role](bool on) { emit roleAsked(role, on); });
    }
    layout->addWidget(m_roles);
    layout->addStretch(1);
    m_place = new Place(this);
    layout->addWidget(m_place);
    connect(m_search, &SearchBox::opened, this, &TopBar::opened);
    connect(m_heads, &HeadCells::opened, this, &TopBar::opened);
    connect(m_heads, &HeadCells::mempoolAsked, this, &TopBar::mempoolAsked);
}

void TopBar::setHeads(const api::HeadsView& heads) {
    m_heads->setHeads(heads);
}

void TopBar::setRoles(const std::vector<api::RoleView>& roles) {
    for (const api::RoleView& role : roles) {
        const auto cell = m_cells.find(role.role);
        if (cell == m_cells.end()) continue;
        Switch* knob = cell->second.knob;
        knob->setOn(role.running);
        knob->setReason(role.available        ? QString()
                        : role.note.isEmpty() ? tr("Not in this version")
                                              : role.note);
        QString tip = titleOf(role.role);
        if (!role.note.isEmpty()) tip += QStringLiteral(": ") + role.note;
        if (role.account) {
            tip += QLatin1Char('\n') + elided(*role.account) + QStringLiteral(" · ") +
                   ether(role.balance, 3, 4);
        }
        knob->setToolTip(tip);
        cell->second.label->setToolTip(tip);
    }
}

void TopBar::setConnection(const QString& place, const QString& state, bool good) {
    static_cast<Place*>(m_place)->set(place, state, good);
}

void TopBar::setWidthClass(int windowWidth) {
    // Names leave below 1280, gaps go to tooltips below 1100 (DESIGN, top bar).
    for (auto& [role, cell] : m_cells)
        cell.label->setVisible(windowWidth >= metric::roleNamesBelow);
    m_roles->layout()->setSpacing(windowWidth >= metric::roleNamesBelow ? 12 : 4);
    m_heads->setGapsShown(windowWidth >= metric::gapsBelow);
}

void TopBar::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void TopBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg1));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::line));
}

}  // namespace rollscope::ui
