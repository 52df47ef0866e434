#include "ui/widgets/button.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/widgets/paint.h"

namespace rollscope::ui {

Button::Button(const QString& text, ButtonKind kind, QWidget* parent)
    : Button(QString(), text, kind, parent) {}

Button::Button(const QString& icon, const QString& text, ButtonKind kind, QWidget* parent)
    : QAbstractButton(parent), m_kind(kind), m_icon(icon) {
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Button::setKind(ButtonKind kind) {
    m_kind = kind;
    update();
}

void Button::setIconName(const QString& name) {
    m_icon = name;
    updateGeometry();
    update();
}

void Button::setKey(const QKeySequence& key) {
    setShortcut(key);
    m_key = key.toString(QKeySequence::NativeText)
                .replace(QStringLiteral("Shift+"), QStringLiteral("⇧"));
    updateGeometry();
}

void Button::setReason(const QString& reason) {
    if (m_reason.isEmpty()) m_tip = toolTip();
    m_reason = reason;
    setToolTip(reason.isEmpty() ? m_tip : reason);
    setAccessibleDescription(reason);
    setCursor(reason.isEmpty() ? Qt::ArrowCursor : Qt::ForbiddenCursor);
    update();
}

QSize Button::sizeHint() const {
    ButtonFace face;
    face.text = text();
    face.icon = m_icon;
    face.key = m_key;
    return buttonSize(face);
}

void Button::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool impossible = !m_reason.isEmpty() || !isEnabled();
    paintButton(painter, rect(),
                {.text = text(),
                 .icon = m_icon,
                 .key = m_key,
                 .primary = m_kind == ButtonKind::primary,
                 .destructive = m_kind == ButtonKind::destructive,
                 .impossible = impossible,
                 .checked = isChecked(),
                 .hovered = m_hovered && !impossible,
                 .pressed = isDown() && !impossible,
                 .focused = hasFocus()});
}

void Button::enterEvent(QEnterEvent*) {
    m_hovered = true;
    update();
}

void Button::leaveEvent(QEvent*) {
    m_hovered = false;
    update();
}

void Button::mousePressEvent(QMouseEvent* event) {
    if (m_reason.isEmpty()) QAbstractButton::mousePressEvent(event);
}

void Button::mouseReleaseEvent(QMouseEvent* event) {
    if (m_reason.isEmpty()) QAbstractButton::mouseReleaseEvent(event);
}

void Button::keyPressEvent(QKeyEvent* event) {
    if (!m_reason.isEmpty()) return event->ignore();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QAbstractButton::keyPressEvent(event);
}

Switch::Switch(const QString& name, QWidget* parent) : QWidget(parent), m_name(name) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setOn(false);
}

void Switch::setOn(bool on) {
    m_on = on;
    setAccessibleName(m_name + (on ? tr(", on") : tr(", off")));
    update();
}

void Switch::setReason(const QString& reason) {
    m_reason = reason;
    setToolTip(reason);
    setAccessibleDescription(reason);
    update();
}

void Switch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(2, (height() - 12) / 2.0, 24, 12);
    const bool dead = !m_reason.isEmpty() && !m_on;
    if (m_on) {
        paintBox(painter, box, color(Token::ink), color(Token::ink), 6);
    } else {
        paintBox(painter, box, QColor(), color(dead ? Token::line2 : Token::ctl), 6, dead);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(m_on ? Token::bg1 : dead ? Token::line2 : Token::ink2));
    painter.drawEllipse(QPointF(m_on ? box.right() - 6 : box.left() + 6, box.center().y()), 3, 3);
    if (hasFocus()) paintBox(painter, rect(), QColor(), color(Token::ink), 3);
}

void Switch::mouseReleaseEvent(QMouseEvent* event) {
    if (m_reason.isEmpty() && rect().contains(event->pos())) emit asked(!m_on);
}

void Switch::keyPressEvent(QKeyEvent* event) {
    const bool acts = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return;
    if (!acts) return QWidget::keyPressEvent(event);
    if (m_reason.isEmpty()) emit asked(!m_on);
}

Tabs::Tabs(const QStringList& names, QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const QString& name : names) {
        auto* button = new Button(name);
        button->setCheckable(true);
        button->setChecked(m_buttons.isEmpty());
        const int index = static_cast<int>(m_buttons.size());
        connect(button, &Button::clicked, this, [this, index] { setCurrent(index); });
        m_buttons << button;
        layout->addWidget(button);
    }
}

void Tabs::setName(int index, const QString& name) {
    m_buttons[index]->setText(name);
    m_buttons[index]->setAccessibleName(name);
    m_buttons[index]->updateGeometry();
}

void Tabs::setCurrent(int index) {
    for (int i = 0; i < m_buttons.size(); ++i) m_buttons[i]->setChecked(i == index);
    if (index == m_current) return;
    m_current = index;
    emit currentChanged(index);
}

}  // namespace rollscope::ui
