#include "ui/window/search_box.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/text/words.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {
constexpr int linkRole = Qt::UserRole;
}

SearchBox::SearchBox(api::Node& node, QWidget* parent) : QLineEdit(parent), m_node(node) {
    setPlaceholderText(tr("Find anything"));
    setAccessibleName(tr("Search by hash, number, address or word"));
    setFixedHeight(metric::searchHeight);
    setTextMargins(20, 0, 0, 0);
    m_hits = new QListWidget(window());
    m_hits->setObjectName(QStringLiteral("popup"));
    m_hits->setAccessibleName(tr("Search results"));
    m_hits->setFocusPolicy(Qt::NoFocus);
    m_hits->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hits->hide();
    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    connect(&m_delay, &QTimer::timeout, this, [this] { ask(); });
    connect(this, &QLineEdit::textChanged, this, [this] {
        ++m_generation;
        if (text().trimmed().isEmpty()) return m_hits->hide();
        m_delay.start();
    });
    connect(m_hits, &QListWidget::itemClicked, this, [this] { openCurrent(); });
}

SearchBox::~SearchBox() = default;

void SearchBox::ask() {
    const std::uint64_t generation = m_generation;
    m_node.search(text().trimmed())
        .then(this, [this, generation](Result<std::vector<api::SearchHit>> hits) {
            if (generation != m_generation) return;
            if (!hits) return say(errorText(hits.error()));
            showHits(*hits);
        });
}

void SearchBox::say(const QString& text) {
    m_hits->clear();
    auto* item = new QListWidgetItem(text, m_hits);
    item->setFlags(Qt::NoItemFlags);
    place();
}

void SearchBox::showHits(const std::vector<api::SearchHit>& hits) {
    if (hits.empty()) return say(tr("Nothing has that hash, number, address or name"));
    m_hits->clear();
    for (const api::SearchHit& hit : hits) {
        auto* item = new QListWidgetItem(hit.title + QStringLiteral("   ") + hit.detail, m_hits);
        item->setData(linkRole, hit.link);
    }
    m_hits->setCurrentRow(0);
    place();
}

void SearchBox::place() {
    if (!hasFocus()) return;
    // The window is not known yet when the bar is built.
    if (m_hits->parentWidget() != window()) m_hits->setParent(window());
    const int rows = std::min(m_hits->count(), 10);
    const QPoint at = mapTo(window(), QPoint(0, height() + 2));
    m_hits->setGeometry(at.x(), at.y(), 460, rows * std::max(22, m_hits->sizeHintForRow(0)) + 12);
    m_hits->show();
    m_hits->raise();
}

void SearchBox::openCurrent() {
    const QListWidgetItem* item = m_hits->currentItem();
    if (item == nullptr) return;
    const QString link = item->data(linkRole).toString();
    m_hits->hide();
    clear();
    if (!link.isEmpty()) emit opened(link);
}

void SearchBox::keyPressEvent(QKeyEvent* event) {
    const int rows = m_hits->count();
    switch (event->key()) {
        case Qt::Key_Down:
            m_hits->setCurrentRow(std::min(rows - 1, m_hits->currentRow() + 1));
            return;
        case Qt::Key_Up: m_hits->setCurrentRow(std::max(0, m_hits->currentRow() - 1)); return;
        case Qt::Key_Return:
        case Qt::Key_Enter: return openCurrent();
        case Qt::Key_Escape:
            clear();
            m_hits->hide();
            return clearFocus();
        default: return QLineEdit::keyPressEvent(event);
    }
}

void SearchBox::focusOutEvent(QFocusEvent* event) {
    m_hits->hide();
    QLineEdit::focusOutEvent(event);
    update();
}

void SearchBox::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    paintIcon(painter, QRectF(9, (height() - 14) / 2.0, 14, 14), QStringLiteral("search"),
              color(Token::ink2));
    constexpr int hintRoom = 156;  // narrower, the words need the place of the key hint
    if (hasFocus() || !text().isEmpty() || width() < hintRoom) return;
    const QString hint = QStringLiteral("Ctrl K");
    painter.setFont(typeFont(Type::bytes));
    const qreal wide = painter.fontMetrics().horizontalAdvance(hint) + 12;
    const QRectF box(width() - wide - 6, 6, wide, height() - 12);
    paintBox(painter, box, QColor(), color(Token::line2), metric::radiusSmall);
    painter.setPen(color(Token::ink3));
    painter.drawText(box, Qt::AlignCenter, hint);
}

}  // namespace rollscope::ui
