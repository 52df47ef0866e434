#include "ui/dialogs/form_frame.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <algorithm>

namespace rollscope::ui {

namespace {
constexpr int cardWidth = 540;
}  // namespace

FormFrame::FormFrame(QWidget* over, const QString& id, const QString& title)
    : QWidget(over), m_over(over), m_id(id) {
    setObjectName(id + QStringLiteral("Form"));
    setAccessibleName(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_card = new Panel(title, this);
    m_fields = new QGridLayout;
    m_fields->setHorizontalSpacing(12);
    m_fields->setVerticalSpacing(8);
    m_fields->setColumnMinimumWidth(0, metric::fieldLabel);
    m_fields->setColumnStretch(1, 1);
    m_card->content()->addLayout(m_fields);
    m_over->installEventFilter(this);
}

void FormFrame::cancel() {
    close();
}

void FormFrame::addRow(const QString& label, QWidget* field, const QString& name) {
    field->setObjectName(m_id + name);
    field->setAccessibleName(label);
    const int row = m_fields->rowCount();
    auto* words = new TextLabel(label, Type::label, Tone::ink3, m_card);
    m_fields->addWidget(words, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
    m_fields->addWidget(field, row, 1);
}

QHBoxLayout* FormFrame::addFoot(const QString& doIt, const QString& sentence) {
    auto* column = m_card->content();
    m_sentence = new TextLabel(sentence, Type::reading, Tone::ink3, m_card);
    m_error = new TextLabel({}, Type::body, Tone::trouble, m_card);
    m_sentence->setObjectName(nameOfPart("Sentence"));
    m_error->setObjectName(nameOfPart("Error"));
    column->addSpacing(4);
    for (auto* label : {m_sentence, m_error}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_error->hide();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_doIt = new Button(doIt, ButtonKind::primary, m_card);
    auto* cancelled = new Button(tr("Cancel"), ButtonKind::normal, m_card);
    m_doIt->setObjectName(nameOfPart("DoIt"));
    cancelled->setObjectName(nameOfPart("Cancel"));
    buttons->addWidget(m_doIt);
    buttons->addWidget(cancelled);
    buttons->addStretch(1);
    column->addSpacing(4);
    column->addLayout(buttons);
    connect(m_doIt, &QAbstractButton::clicked, this, &FormFrame::submit);
    connect(cancelled, &QAbstractButton::clicked, this, &FormFrame::cancel);
    return buttons;
}

void FormFrame::setError(const QString& text) {
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    fit();
}

std::optional<Address> FormFrame::addressIn(const QComboBox* box) {
    const QString typed = box->currentText().trimmed();
    const int index = box->findText(box->currentText());
    const QString text = index >= 0 ? box->itemData(index).toString() : typed;
    const auto address = addressFromHex(text.toStdString());
    if (!address) return {};
    return *address;
}

void FormFrame::fit() {
    m_card->layout()->activate();  // nested layouts remember what labels said before
    setGeometry(m_over->rect());
    const int width = std::min(cardWidth, this->width() - 2 * metric::margin);
    const int wanted = m_card->layout() != nullptr && m_card->layout()->hasHeightForWidth()
                           ? m_card->layout()->totalHeightForWidth(width)
                           : m_card->sizeHint().height();
    const int height = std::min(wanted, this->height() - 2 * metric::margin);
    const int top = std::max(metric::margin, std::min(72, (this->height() - height) / 2));
    m_card->setGeometry((this->width() - width) / 2, top, width, height);
}

void FormFrame::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QColor veil = color(Token::bg0);
    veil.setAlphaF(0.72F);
    painter.fillRect(rect(), veil);
}

void FormFrame::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape: cancel(); return;
        case Qt::Key_Return:
        case Qt::Key_Enter: submit(); return;
        default: break;
    }
    // Keys of the page below must not act while the form covers it.
    event->accept();
}

bool FormFrame::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_over && event->type() == QEvent::Resize) fit();
    return QWidget::eventFilter(watched, event);
}

// In the order one reads, not in the order they were made: the buttons come last.
QList<QWidget*> FormFrame::stops() const {
    QList<QWidget*> stops;
    for (auto* child : m_card->findChildren<QWidget*>()) {
        const bool stop = (child->focusPolicy() & Qt::TabFocus) != 0 && child->isVisible() &&
                          child->isEnabled() && child->focusProxy() == nullptr &&
                          qobject_cast<QComboBox*>(child->parentWidget()) == nullptr;
        if (stop) stops.append(child);
    }
    const auto place = [this](const QWidget* widget) {
        const QPoint at = widget->mapTo(m_card, QPoint());
        return std::pair(at.y() + widget->height() / 2, at.x());
    };
    std::stable_sort(stops.begin(), stops.end(),
                     [&](const QWidget* a, const QWidget* b) { return place(a) < place(b); });
    return stops;
}

bool FormFrame::focusNextPrevChild(bool next) {
    const QList<QWidget*> stops = this->stops();
    if (stops.isEmpty()) return false;
    const auto here = stops.indexOf(focusWidget());
    const auto count = stops.size();
    const auto there = here < 0 ? 0 : (here + (next ? 1 : count - 1)) % count;
    stops[there]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void FormFrame::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    raise();
    fit();
    m_card->layout()->activate();
    // Where something has to be typed first.
    for (QWidget* stop : stops()) {
        const auto* box = qobject_cast<QComboBox*>(stop);
        const auto* line = qobject_cast<QLineEdit*>(stop);
        const auto* text = qobject_cast<QPlainTextEdit*>(stop);
        const bool empty = (box != nullptr && box->isEditable() && box->currentText().isEmpty()) ||
                           (line != nullptr && line->text().isEmpty()) ||
                           (text != nullptr && text->toPlainText().isEmpty());
        if (!empty) continue;
        stop->setFocus(Qt::TabFocusReason);
        return;
    }
    focusNextPrevChild(true);
}

}  // namespace rollscope::ui
