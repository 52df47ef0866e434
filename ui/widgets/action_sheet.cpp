#include "ui/widgets/action_sheet.h"

#include <QKeyEvent>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/widgets/icons.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

void addFact(QVBoxLayout* layout, const QString& name, const QString& value) {
    if (value.isEmpty()) return;
    auto* row = new QHBoxLayout;
    auto* label = new TextLabel(name, Type::body, Tone::ink3);
    label->setFixedWidth(metric::fieldLabel);
    row->addWidget(label);
    row->addWidget(new TextLabel(value, Type::mono), 1);
    layout->addLayout(row);
}

}  // namespace

ActionSheet::ActionSheet(const ActionText& text, QWidget* over) : QWidget(over) {
    setAccessibleName(text.title);
    setAccessibleDescription(text.sentence);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* card = new Panel(text.title);
    m_card = card;
    card->setParent(this);
    card->setTone(text.destructive ? Tone::trouble : Tone::ink);
    auto* sentence = new TextLabel(text.sentence, Type::reading, Tone::ink);
    sentence->setWordWrap(true);
    card->content()->setSpacing(8);
    card->content()->addWidget(sentence);
    addFact(card->content(), tr("Costs"), text.cost);
    addFact(card->content(), tr("Signed by"), text.key);
    auto* buttons = new QHBoxLayout;
    auto* doIt = new Button(text.doIt.isEmpty() ? tr("Do it") : text.doIt,
                            text.destructive ? ButtonKind::destructive : ButtonKind::primary);
    auto* cancel = new Button(tr("Cancel"));
    buttons->addWidget(doIt);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    card->content()->addSpacing(4);
    card->content()->addLayout(buttons);
    connect(doIt, &Button::clicked, this, [this] {
        emit accepted();
        close();
    });
    connect(cancel, &Button::clicked, this, [this] {
        emit cancelled();
        close();
    });
    over->installEventFilter(this);
    QWidget::show();
    raise();
    fit();
    (text.destructive ? cancel : doIt)->setFocus(Qt::TabFocusReason);
}

void ActionSheet::fit() {
    setGeometry(parentWidget()->rect());
    const int width = std::min(460, this->width() - 32);
    m_card->setFixedWidth(width);
    const int height = m_card->layout()->hasHeightForWidth()
                           ? m_card->layout()->totalHeightForWidth(width)
                           : m_card->sizeHint().height();
    m_card->setGeometry((this->width() - width) / 2, std::max(16, (this->height() - height) / 3),
                        width, height);
}

void ActionSheet::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QColor veil = color(Token::bg0);
    veil.setAlpha(200);
    painter.fillRect(rect(), veil);
}

void ActionSheet::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
    emit cancelled();
    close();
}

bool ActionSheet::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == parentWidget()) fit();
    return QWidget::eventFilter(watched, event);
}

Toast::Toast(QWidget* over, QString text, Tone tone)
    : QWidget(over), m_text(std::move(text)), m_tone(tone) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(m_text);
    const QFontMetricsF metrics(typeFont(Type::body));
    const int wide = std::min(qCeil(metrics.horizontalAdvance(m_text)) + 46, over->width() - 24);
    setGeometry((over->width() - wide) / 2, over->height() - 48, wide, 32);
    QWidget::show();
    raise();
    QTimer::singleShot(tone == Tone::trouble ? 8000 : 4000, this, &QObject::deleteLater);
}

void Toast::show(QWidget* over, const QString& text, Tone tone) {
    for (Toast* old : over->findChildren<Toast*>(QString(), Qt::FindDirectChildrenOnly)) {
        old->deleteLater();
        old->hide();
    }
    new Toast(over, text, tone);
}

void Toast::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool trouble = m_tone == Tone::trouble;
    paintBox(painter, rect(), trouble ? color(Token::rdt) : color(Token::bg1),
             trouble ? color(Token::rdb) : color(Token::ctl));
    const QColor ink = trouble ? color(Token::rd) : textColor(m_tone);
    paintIcon(painter, QRectF(12, 9, 14, 14),
              trouble ? QStringLiteral("alarm") : QStringLiteral("check"), ink);
    painter.setFont(typeFont(Type::body));
    painter.setPen(color(Token::ink));
    const QRectF box = QRectF(rect()).adjusted(34, 0, -10, 0);
    painter.drawText(box, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_text, Qt::ElideRight, int(box.width())));
}

}  // namespace rollscope::ui
