#include "ui/window/event_log.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>

#include "ui/text/format.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

constexpr std::size_t kept = 5000;

Tone toneOf(const api::EventView& event) {
    if (event.level == api::EventLevel::alarm) return Tone::trouble;
    if (event.level == api::EventLevel::warning) return Tone::clock;
    return Tone::ink;
}

BadgeText layerBadge(const api::EventView& event) {
    if (!event.layer) return {QStringLiteral("node"), Tone::ink2, Solidity::firm};
    const bool first = *event.layer == api::Layer::l1;
    return {first ? QStringLiteral("L1") : QStringLiteral("L2"), first ? Tone::l1 : Tone::l2,
            Solidity::firm};
}

/// Time, layer, text: the same in the bar and in the list.
void paintEventLine(QPainter& painter, QRectF box, const api::EventView& event, bool source) {
    painter.setFont(typeFont(Type::mono));
    painter.setPen(color(Token::ink3));
    painter.drawText(box, Qt::AlignVCenter, timeOfDay(event.timeMs));
    box.setLeft(box.left() + 64);
    const BadgeText badge = layerBadge(event);
    const QSize size = badgeSize(badge);
    paintBadge(painter, QRectF(box.left(), qRound(box.center().y() - 9), size.width(), 18), badge);
    box.setLeft(box.left() + (source ? 46 : size.width() + 10));
    if (source) {
        painter.setFont(typeFont(Type::label));
        painter.setPen(color(Token::ink3));
        painter.drawText(box, Qt::AlignVCenter, event.source);
        box.setLeft(box.left() + 80);
    }
    const Tone tone = toneOf(event);
    if (tone == Tone::trouble) {
        paintIcon(painter, QRectF(box.left(), box.center().y() - 6, 12, 12),
                  QStringLiteral("alarm"), color(Token::rd));
        box.setLeft(box.left() + 17);
    }
    painter.setFont(typeFont(Type::body));
    painter.setPen(textColor(tone));
    painter.drawText(box, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(event.text, Qt::ElideRight,
                                                      static_cast<int>(box.width())));
}

class EventDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const auto* model = static_cast<const EventModel*>(index.model());
        painter->save();
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, color(Token::bg3));
            painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())),
                              color(Token::ink));
        } else if (option.state & QStyle::State_MouseOver) {
            painter->fillRect(option.rect, color(Token::bg2));
        }
        paintEventLine(*painter, QRectF(option.rect).adjusted(16, 0, -12, 0),
                       model->at(index.row()), true);
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {100, 24};
    }
};

}  // namespace

int EventModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant EventModel::data(const QModelIndex& index, int role) const {
    const api::EventView& event = at(index.row());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        return timeOfDay(event.timeMs) + QLatin1Char(' ') + event.source + QStringLiteral(": ") +
               event.text;
    }
    if (role == Qt::ToolTipRole) return absoluteTime(event.timeMs / 1000);
    return {};
}

bool EventModel::passes(const api::EventView& event) const {
    if (m_alarmsOnly && event.level != api::EventLevel::alarm) return false;
    if (m_words.isEmpty()) return true;
    const QString layer = event.layer ? wordOf(*event.layer) : QStringLiteral("node");
    return event.text.contains(m_words, Qt::CaseInsensitive) ||
           event.source.contains(m_words, Qt::CaseInsensitive) ||
           layer.compare(m_words, Qt::CaseInsensitive) == 0;
}

void EventModel::add(const api::EventView& event) {
    m_seen = std::max(m_seen + 1, event.sequence);
    m_all.push_front(event);
    if (m_all.size() > kept) m_all.pop_back();
    if (!passes(event)) return;
    beginInsertRows({}, 0, 0);
    m_shown.push_front(event);
    endInsertRows();
    if (m_shown.size() <= kept) return;
    beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(kept));
    m_shown.pop_back();
    endRemoveRows();
}

void EventModel::addOlder(const std::vector<api::EventView>& newestFirst) {
    for (const api::EventView& event : newestFirst) {
        if (!m_all.empty() && event.sequence >= m_all.back().sequence) continue;
        m_seen = std::max(m_seen, event.sequence);
        m_all.push_back(event);
    }
    setFilter(m_words, m_alarmsOnly);
}

void EventModel::setFilter(const QString& words, bool alarmsOnly) {
    beginResetModel();
    m_words = words.trimmed();
    m_alarmsOnly = alarmsOnly;
    m_shown.clear();
    for (const api::EventView& event : m_all) {
        if (passes(event)) m_shown.push_back(event);
    }
    endResetModel();
}

std::uint64_t EventModel::alarms() const {
    std::uint64_t count = 0;
    for (const api::EventView& event : m_all) count += event.level == api::EventLevel::alarm;
    return count;
}

EventLog::EventLog(api::Node& node, QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Event log"));
    m_model = new EventModel(this);
    m_list = new QListView(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EventDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Events, newest first"));
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter: word, source, L1 or L2"));
    m_filter->setAccessibleName(tr("Filter events"));
    m_filter->setStyleSheet(QStringLiteral("padding: 1px 8px;"));  // 22 high, as the button
    m_alarms = new Button(QStringLiteral("alarm"), tr("Alarms"), ButtonKind::normal, this);
    m_alarms->setCheckable(true);
    m_alarms->setFixedHeight(22);
    setOpen(false);
    const auto filter = [this] { m_model->setFilter(m_filter->text(), m_alarms->isChecked()); };
    connect(m_filter, &QLineEdit::textChanged, this, filter);
    connect(m_alarms, &Button::toggled, this, filter);
    const auto openRow = [this](const QModelIndex& index) {
        const QString link = m_model->at(index.row()).link;
        if (!link.isEmpty()) emit opened(link);
    };
    connect(m_list, &QListView::clicked, this, openRow);
    connect(m_list, &QListView::activated, this, openRow);
    connect(&node, &api::Node::eventLogged, this, [this](const api::EventView& event) {
        m_model->add(event);
        update();
    });
    node.events({.offset = 0, .limit = 500})
        .then(this, [this](Result<api::Page<api::EventView>> page) {
            if (page) m_model->addOlder(page->rows);
            update();
        });
}

void EventLog::setOpen(bool open) {
    m_open = open;
    setFixedHeight(open ? m_openHeight : metric::logFolded);
    for (QWidget* part : {static_cast<QWidget*>(m_list), static_cast<QWidget*>(m_filter),
                          static_cast<QWidget*>(m_alarms)}) {
        part->setVisible(open);
    }
    if (open && isVisible()) m_filter->setFocus();
    update();
}

void EventLog::resizeEvent(QResizeEvent*) {
    m_list->setGeometry(0, metric::logFolded, width(), std::max(0, height() - metric::logFolded));
    m_filter->setGeometry(250, 3, 240, 22);
    m_alarms->move(498, 3);
}

QRectF EventLog::alarmsBox() const {
    const std::uint64_t alarms = m_model->alarms();
    if (alarms == 0) return {};
    const BadgeText badge{tr("%1 alarms").arg(grouped(alarms)), Tone::trouble, Solidity::firm};
    const QSize size = badgeSize(badge);
    return QRectF(width() - size.width() - 14, 5, size.width(), 18);
}

void EventLog::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg1));
    painter.fillRect(QRect(0, 0, width(), 1), color(Token::line));
    if (m_open) painter.fillRect(QRect(0, metric::logFolded - 1, width(), 1), color(Token::line));
    const QRectF bar(0, 0, width(), metric::logFolded);
    paintIcon(painter, QRectF(14, 8, 12, 12),
              m_open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-up"),
              color(Token::ink2));
    painter.setFont(typeFont(Type::section));
    painter.setPen(color(Token::ink));
    painter.drawText(bar.adjusted(34, 0, 0, 0), Qt::AlignVCenter, tr("Event log"));
    painter.setFont(typeFont(Type::body));
    painter.setPen(color(Token::ink2));
    const QString count = counted(m_model->seen(), tr("event"), tr("events"));
    painter.drawText(bar.adjusted(97, 0, 0, 0), Qt::AlignVCenter, count);
    const QRectF alarms = alarmsBox();
    if (!alarms.isNull()) {
        paintBadge(
            painter, alarms,
            {tr("%1 alarms").arg(grouped(m_model->alarms())), Tone::trouble, Solidity::firm});
    }
    const api::EventView* newest = m_model->newest();
    if (m_open || newest == nullptr) return;
    const qreal left = 97 + painter.fontMetrics().horizontalAdvance(count) + 12;
    painter.fillRect(QRectF(left, 6, 1, 16), color(Token::line));
    const qreal right = alarms.isNull() ? width() - 14 : alarms.left() - 10;
    paintEventLine(painter, QRectF(left + 12, 0, right - left - 12, metric::logFolded), *newest,
                   false);
}

void EventLog::mousePressEvent(QMouseEvent* event) {
    m_dragging = m_open && event->position().y() < 5;
}

void EventLog::mouseMoveEvent(QMouseEvent* event) {
    if (!m_dragging) return;
    m_openHeight = std::clamp(height() - qRound(event->position().y()), 120, 600);
    setFixedHeight(m_openHeight);
}

void EventLog::mouseReleaseEvent(QMouseEvent* event) {
    if (m_dragging) {
        m_dragging = false;
        return;
    }
    if (event->position().y() < metric::logFolded) {
        if (alarmsBox().contains(event->position())) m_alarms->setChecked(true);
        emit foldAsked(!m_open || alarmsBox().contains(event->position()));
    }
}

}  // namespace rollscope::ui
