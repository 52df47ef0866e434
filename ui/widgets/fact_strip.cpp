#include "ui/widgets/fact_strip.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/widgets/paint.h"
#include "ui/widgets/rows_view.h"

namespace rollscope::ui {

FactStrip::FactStrip(QWidget* parent) : QWidget(parent) {
    setFixedHeight(56);
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(metric::margin, 0, 0, 0);
    m_row->setSpacing(0);
    setAccessibleName(tr("Facts"));
}

void FactStrip::setFacts(const QList<Fact>& facts) {
    if (facts == m_facts) return;
    m_facts = facts;
    while (QLayoutItem* item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Fact& fact : facts) {
        auto* cell = new QWidget(this);
        auto* column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 8, 12, 8);
        column->setSpacing(2);
        column->addWidget(new TextLabel(fact.label, Type::label, Tone::ink2, cell));
        auto* line = new QHBoxLayout;
        line->setSpacing(6);
        if (!fact.link.isEmpty() || fact.value.startsWith(QLatin1String("0x"))) {
            auto* value = new HashLabel(cell);
            value->setValue(fact.value, fact.link, 4, 4);
            value->setLayer(fact.layer);
            value->setTone(fact.tone);
            value->setSuffix(fact.note);
            connect(value, &HashLabel::opened, this, &FactStrip::opened);
            line->addWidget(value);
        } else {
            auto* value = new TextLabel(fact.value, Type::mono, fact.tone, cell);
            value->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
            line->addWidget(value);
            if (!fact.note.isEmpty()) {
                auto* note = new TextLabel(fact.note, Type::body, Tone::ink3, cell);
                note->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
                line->addWidget(note);
            }
        }
        line->addStretch(1);
        column->addLayout(line);
        cell->setAccessibleName(fact.label + QLatin1Char(' ') + fact.value);
        cell->setToolTip(fact.tip);
        m_row->addWidget(cell);
        if (&fact != &facts.last()) m_row->addSpacing(13);
    }
    m_row->addStretch(1);
    update();
}

void FactStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg1));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::line));
    const QList<QWidget*> cells = findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (qsizetype i = 0; i + 1 < cells.size(); ++i) {
        painter.fillRect(QRect(cells[i]->geometry().right() + 1, 0, 1, height()),
                         color(Token::line));
    }
}

TabStrip::TabStrip(const QStringList& names, QWidget* parent)
    : QWidget(parent), m_names(names), m_counts(names.size()) {
    setFocusPolicy(Qt::StrongFocus);
    setFixedHeight(34);
    setMouseTracking(true);
    setAccessibleName(names.join(QStringLiteral(", ")));
    setAccessibleDescription(names.value(0));
}

void TabStrip::setCount(int index, const QString& count) {
    m_counts[index] = count;
    update();
}

void TabStrip::setNote(const QString& note, const QString& tip) {
    m_note = note;
    setToolTip(tip);
    update();
}

void TabStrip::setCurrent(int index) {
    if (index < 0 || index >= m_names.size() || index == m_current) return;
    m_current = index;
    setAccessibleDescription(m_names[index]);
    update();
    emit currentChanged(index);
}

QList<QRectF> TabStrip::boxes() const {
    QList<QRectF> list;
    const QFontMetricsF metrics(typeFont(Type::button));
    qreal x = 8;
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        qreal width = metrics.horizontalAdvance(m_names[i]) + 16;
        if (!m_counts[i].isEmpty()) width += 5 + metrics.horizontalAdvance(m_counts[i]);
        list << QRectF(x, 0, width, height());
        x += width + 6;
    }
    return list;
}

void TabStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg1));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::line));
    const auto all = boxes();
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        const QRectF& box = all[i];
        const bool here = i == m_current;
        const QColor ink = color(here || i == m_hovered ? Token::ink : Token::ink2);
        const qreal x =
            paintText(painter, box.left() + 8, box, box.width(), m_names[i], Type::button, ink);
        paintText(painter, x + 5, box, box.width(), m_counts[i], Type::body,
                  color(here ? Token::ink2 : Token::ink3));
        if (here) {
            painter.fillRect(QRectF(box.left(), height() - 2, box.width(), 2), color(Token::ink));
            if (hasFocus()) paintBox(painter, box.adjusted(1, 5, -1, -5), QColor(), ink, 3);
        }
    }
    const qreal room = width() - all.last().right() - 2.0 * metric::margin;
    const QFontMetricsF metrics(typeFont(Type::body));
    paintTextRight(painter, width() - metric::margin, rect(),
                   metrics.elidedText(m_note, Qt::ElideRight, room), Type::body,
                   color(Token::ink2));
}

int TabStrip::tabAt(const QPointF& at) const {
    const auto all = boxes();
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        if (all[i].contains(at)) return i;
    }
    return -1;
}

void TabStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) setCurrent(tabAt(event->position()));
}

void TabStrip::mouseMoveEvent(QMouseEvent* event) {
    m_hovered = tabAt(event->position());
    update();
}

void TabStrip::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

void TabStrip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Left) return setCurrent(m_current - 1);
    if (event->key() == Qt::Key_Right) return setCurrent(m_current + 1);
    QWidget::keyPressEvent(event);
}

SectionHead::SectionHead(const QString& title, QWidget* parent) : QWidget(parent), m_title(title) {
    setFixedHeight(30);
    setAccessibleName(title);
}

void SectionHead::setNote(const QString& note, Tone tone) {
    m_note = note;
    m_tone = tone;
    setAccessibleDescription(note);
    update();
}

void SectionHead::setPlain() {
    m_plain = true;
    setFixedHeight(26);
}

void SectionHead::setTitle(const QString& title) {
    m_title = title;
    setAccessibleName(title);
    update();
}

void SectionHead::setCursorNote(const QString& note) {
    m_right = note;
    update();
}

void SectionHead::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (!m_plain) painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::line));
    qreal right = width() - metric::margin;
    if (!m_right.isEmpty()) {
        right =
            paintTextRight(painter, right, rect(), m_right, Type::body, textColor(Tone::clock)) - 8;
    }
    const qreal x =
        paintText(painter, metric::margin, rect(), right - metric::margin, m_title,
                  m_plain ? Type::label : Type::section, color(m_plain ? Token::ink2 : Token::ink));
    paintText(painter, x + 8, rect(), right - x - 8, m_note, Type::body, textColor(m_tone));
}

}  // namespace rollscope::ui
