// The fields and the frame of ActionForm.
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

#include "ui/dialogs/action_form.h"
#include "ui/text/format.h"

namespace rollscope::ui {

namespace {
constexpr int cardWidth = 540;
constexpr int textRows = 6;
}  // namespace

void ActionForm::addRow(const QString& label, QWidget* field, const QString& name) {
    field->setObjectName(m_id + name);
    field->setAccessibleName(label);
    const int row = m_fields->rowCount();
    auto* words = new TextLabel(label, Type::label, Tone::ink3, m_card);
    m_fields->addWidget(words, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
    m_fields->addWidget(field, row, 1);
}

QComboBox* ActionForm::addAccounts(const QString& name, const QString& label) {
    auto* box = new QComboBox(m_card);
    for (const auto& account : m_context.signer.accounts()) {
        box->addItem(account.name + QStringLiteral("  ") + elided(account.address),
                     hex(account.address));
    }
    addRow(label, box, name);
    connect(box, &QComboBox::currentIndexChanged, this, [this] { changed(); });
    return box;
}

QComboBox* ActionForm::addRecipient(const QString& name, const QString& label) {
    auto* box = addAccounts(name, label);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->lineEdit()->setPlaceholderText(tr("0x… or one of your accounts"));
    box->setCurrentIndex(-1);
    connect(box, &QComboBox::editTextChanged, this, [this] { changed(); });
    return box;
}

QComboBox* ActionForm::addChoice(const QString& name, const QString& label,
                                 const QStringList& choices) {
    auto* box = new QComboBox(m_card);
    box->addItems(choices);
    addRow(label, box, name);
    connect(box, &QComboBox::currentIndexChanged, this, [this] { changed(); });
    return box;
}

QLineEdit* ActionForm::addLine(const QString& name, const QString& label, const QString& hint) {
    auto* line = new QLineEdit(m_card);
    line->setPlaceholderText(hint);
    line->setFont(ui::typeFont(Type::mono));
    addRow(label, line, name);
    connect(line, &QLineEdit::textChanged, this, [this] { changed(); });
    return line;
}

QPlainTextEdit* ActionForm::addText(const QString& name, const QString& label,
                                    const QString& hint) {
    auto* text = new QPlainTextEdit(m_card);
    text->setPlaceholderText(hint);
    text->setFont(ui::typeFont(Type::mono));
    text->setTabChangesFocus(true);
    text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    text->setWordWrapMode(QTextOption::WrapAnywhere);
    text->setFixedHeight(textRows * lineHeight(Type::mono));
    addRow(label, text, name);
    connect(text, &QPlainTextEdit::textChanged, this, [this] { changed(); });
    return text;
}

std::optional<Address> ActionForm::addressIn(const QComboBox* box) {
    const QString typed = box->currentText().trimmed();
    const int index = box->findText(box->currentText());
    const QString text = index >= 0 ? box->itemData(index).toString() : typed;
    const auto address = addressFromHex(text.toStdString());
    if (!address) return {};
    return *address;
}

Result<Bytes> ActionForm::bytesIn(const QString& text) {
    QString digits;
    for (const QChar letter : text) {
        if (!letter.isSpace()) digits += letter;
    }
    if (!digits.startsWith(QLatin1String("0x"))) digits.prepend(QLatin1String("0x"));
    return bytesFromHex(digits.toStdString());
}

void ActionForm::fit() {
    setGeometry(m_page->rect());
    const int width = std::min(cardWidth, this->width() - 2 * metric::margin);
    const int wanted = m_card->layout() != nullptr && m_card->layout()->hasHeightForWidth()
                           ? m_card->layout()->totalHeightForWidth(width)
                           : m_card->sizeHint().height();
    const int height = std::min(wanted, this->height() - 2 * metric::margin);
    const int top = std::max(metric::margin, std::min(72, (this->height() - height) / 2));
    m_card->setGeometry((this->width() - width) / 2, top, width, height);
}

void ActionForm::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QColor veil = color(Token::bg0);
    veil.setAlphaF(0.72F);
    painter.fillRect(rect(), veil);
}

void ActionForm::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape: cancel(); return;
        case Qt::Key_Return:
        case Qt::Key_Enter: submit(); return;
        default: break;
    }
    // Keys of the page below must not act while the form covers it.
    event->accept();
}

bool ActionForm::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_page && event->type() == QEvent::Resize) fit();
    return QWidget::eventFilter(watched, event);
}

// In the order one reads, not in the order they were made: the buttons come last.
QList<QWidget*> ActionForm::stops() const {
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

bool ActionForm::focusNextPrevChild(bool next) {
    const QList<QWidget*> stops = this->stops();
    if (stops.isEmpty()) return false;
    const auto here = stops.indexOf(focusWidget());
    const auto count = stops.size();
    const auto there = here < 0 ? 0 : (here + (next ? 1 : count - 1)) % count;
    stops[there]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void ActionForm::showEvent(QShowEvent* event) {
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
