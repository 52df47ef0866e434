#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QDrag>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>
#include <QTimer>

#include "ui/text/format.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

LayerMark::LayerMark(api::Layer layer, Solidity solidity, QWidget* parent)
    : QWidget(parent), m_layer(layer), m_solidity(solidity) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(wordOf(layer));
}

void LayerMark::setSolidity(Solidity solidity) {
    m_solidity = solidity;
    update();
}

void LayerMark::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintLayerMark(painter, QRectF(rect()).center(), m_layer, m_solidity);
}

Badge::Badge(BadgeText text, QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setBadge(std::move(text));
}

void Badge::setBadge(BadgeText text) {
    m_text = std::move(text);
    setAccessibleName(m_text.word);
    setVisible(!m_text.word.isEmpty());
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const {
    return badgeSize(m_text);
}

void Badge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBadge(painter, rect(), m_text);
}

HashLabel::HashLabel(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void HashLabel::setValue(const QString& full, const QString& link, int head, int tail) {
    m_full = full;
    m_link = link;
    m_short = full.startsWith(QLatin1String("0x")) ? elided(full, head, tail) : full;
    setToolTip(full);
    setAccessibleName(full);
    setAccessibleDescription(tr("Click copies, Return opens"));
    updateGeometry();
    update();
}

void HashLabel::setLayer(std::optional<api::Layer> layer, Solidity solidity) {
    m_layer = layer;
    m_solidity = solidity;
    updateGeometry();
    update();
}

void HashLabel::setTone(Tone tone) {
    m_tone = tone;
    update();
}

void HashLabel::setSuffix(const QString& suffix) {
    m_suffix = suffix;
    updateGeometry();
    update();
}

QSize HashLabel::sizeHint() const {
    qreal width = QFontMetricsF(typeFont(Type::mono)).horizontalAdvance(m_short) + 2;
    if (m_layer) width += 13;
    if (!m_suffix.isEmpty()) {
        width += 6 + QFontMetricsF(typeFont(Type::body)).horizontalAdvance(m_suffix);
    }
    return {qCeil(width), 20};
}

QSize HashLabel::minimumSizeHint() const {
    return {40, 20};
}

void HashLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    qreal x = 0;
    if (m_layer) {
        paintLayerMark(painter, {4, height() / 2.0}, *m_layer, m_solidity);
        x = 13;
    }
    const QFontMetricsF metrics(typeFont(Type::mono));
    painter.setFont(typeFont(Type::mono));
    painter.setPen(textColor(m_tone));
    const QString shown =
        m_copied ? tr("copied") : metrics.elidedText(m_short, Qt::ElideMiddle, width() - x);
    if (m_copied) {
        paintIcon(painter, QRectF(x, height() / 2.0 - 6, 12, 12), QStringLiteral("check"),
                  color(Token::ink));
        x += 16;
    }
    painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, shown);
    if (underMouse() && !m_copied) {
        const qreal y = height() / 2.0 + 7;
        paintLine(painter, {x, y}, {x + metrics.horizontalAdvance(shown), y}, color(Token::ink3));
    }
    x += metrics.horizontalAdvance(shown) + 6;
    if (!m_suffix.isEmpty()) {
        painter.setFont(typeFont(Type::body));
        painter.setPen(color(Token::ink3));
        painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, m_suffix);
    }
    if (hasFocus()) paintBox(painter, rect(), QColor(), color(Token::ink), 2);
}

void HashLabel::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) m_pressedAt = event->pos();
}

void HashLabel::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton)) return;
    if ((event->pos() - m_pressedAt).manhattanLength() < 8) return;
    auto* drag = new QDrag(this);
    auto* mime = new QMimeData;
    mime->setText(m_full);
    drag->setMimeData(mime);
    drag->exec(Qt::CopyAction);
}

void HashLabel::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) copy();
}

void HashLabel::mouseDoubleClickEvent(QMouseEvent*) {
    if (!m_link.isEmpty()) emit opened(m_link);
}

void HashLabel::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy) || event->key() == Qt::Key_Space) {
        copy();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               !m_link.isEmpty()) {
        emit opened(m_link);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void HashLabel::copy() {
    QGuiApplication::clipboard()->setText(m_full);
    m_copied = true;
    update();
    QTimer::singleShot(1000, this, [this] {
        m_copied = false;
        update();
    });
}

TextLabel::TextLabel(const QString& text, Type type, Tone tone, QWidget* parent)
    : QWidget(parent), m_type(type), m_tone(tone) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void TextLabel::setText(const QString& text) {
    if (text == m_text && !text.isEmpty()) return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void TextLabel::setTone(Tone tone) {
    m_tone = tone;
    update();
}

void TextLabel::setAlignment(Qt::Alignment alignment) {
    m_alignment = alignment;
    update();
}

void TextLabel::setWordWrap(bool wrap) {
    m_wrap = wrap;
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(wrap);
    setSizePolicy(policy);
    updateGeometry();
}

QSize TextLabel::sizeHint() const {
    const int wide = qCeil(QFontMetricsF(typeFont(m_type)).horizontalAdvance(m_text)) + 2;
    if (m_wrap) return {std::min(wide, 420), heightForWidth(std::min(wide, 420))};
    return {wide, lineHeight(m_type)};
}

QSize TextLabel::minimumSizeHint() const {
    const int wide = qCeil(QFontMetricsF(typeFont(m_type)).horizontalAdvance(m_text)) + 2;
    return {std::min(wide, m_wrap ? 80 : 28), lineHeight(m_type)};
}

int TextLabel::heightForWidth(int width) const {
    if (!m_wrap) return lineHeight(m_type);
    const QRectF box = QFontMetricsF(typeFont(m_type))
                           .boundingRect(QRectF(0, 0, width, 10000), Qt::TextWordWrap, m_text);
    const qreal one = QFontMetricsF(typeFont(m_type)).lineSpacing();
    return static_cast<int>(std::max(1.0, std::round(box.height() / one))) * lineHeight(m_type);
}

void TextLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(typeFont(m_type));
    painter.setPen(textColor(m_tone));
    if (!m_wrap) {
        const QString shown =
            QFontMetricsF(painter.font()).elidedText(m_text, Qt::ElideRight, width() + 1);
        setToolTip(shown == m_text ? QString() : m_text);
        painter.drawText(rect(), static_cast<int>(m_alignment), shown);
        return;
    }
    QTextLayout layout(m_text, typeFont(m_type));
    layout.beginLayout();
    qreal y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width());
        line.setPosition({0, y + (lineHeight(m_type) - line.height()) / 2});
        y += lineHeight(m_type);
    }
    layout.endLayout();
    layout.draw(&painter, {0, 0});
}

}  // namespace rollscope::ui
