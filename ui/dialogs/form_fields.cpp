// The fields of ActionForm.
#include "ui/dialogs/action_form.h"
#include "ui/text/format.h"

namespace rollscope::ui {

namespace {
constexpr int textRows = 6;
}  // namespace

QComboBox* ActionForm::addAccounts(const QString& name, const QString& label) {
    auto* box = new QComboBox(card());
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
    auto* box = new QComboBox(card());
    box->addItems(choices);
    addRow(label, box, name);
    connect(box, &QComboBox::currentIndexChanged, this, [this] { changed(); });
    return box;
}

QLineEdit* ActionForm::addLine(const QString& name, const QString& label, const QString& hint) {
    auto* line = new QLineEdit(card());
    line->setPlaceholderText(hint);
    line->setFont(ui::typeFont(Type::mono));
    addRow(label, line, name);
    connect(line, &QLineEdit::textChanged, this, [this] { changed(); });
    return line;
}

QPlainTextEdit* ActionForm::addText(const QString& name, const QString& label,
                                    const QString& hint) {
    auto* text = new QPlainTextEdit(card());
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

Result<Bytes> ActionForm::bytesIn(const QString& text) {
    QString digits;
    for (const QChar letter : text) {
        if (!letter.isSpace()) digits += letter;
    }
    if (!digits.startsWith(QLatin1String("0x"))) digits.prepend(QLatin1String("0x"));
    return bytesFromHex(digits.toStdString());
}

}  // namespace rollscope::ui
