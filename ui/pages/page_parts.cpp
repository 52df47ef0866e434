#include "ui/pages/page_parts.h"

#include <QDateTime>
#include <QLocale>

#include "ui/text/format.h"
#include "ui/widgets/icons.h"

namespace rollscope::ui {

FactGrid::FactGrid(QWidget* parent) : QWidget(parent) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnMinimumWidth(0, metric::fieldLabel);
    m_grid->setColumnStretch(2, 1);  // values take what they need, an empty column the rest
}

HashLabel* FactGrid::addHash(const QString& label) {
    auto* value = new HashLabel(this);
    addWidget(label, value);
    return value;
}

TextLabel* FactGrid::addText(const QString& label, Type type) {
    auto* value = new TextLabel({}, type, Tone::ink, this);
    addWidget(label, value);
    return value;
}

void FactGrid::addWidget(const QString& label, QWidget* value) {
    const int row = m_grid->rowCount();
    auto* words = new TextLabel(label, Type::label, Tone::ink3, this);
    value->setAccessibleName(label);
    m_grid->setRowMinimumHeight(row, metric::fieldRow);
    m_grid->addWidget(words, row, 0);
    m_grid->addWidget(value, row, 1);
}

void FactGrid::clear() {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < m_grid->rowCount(); ++row) m_grid->setRowMinimumHeight(row, 0);
}

QLineEdit* makeWatchField(const QString& objectName, QWidget* parent) {
    auto* field = new QLineEdit(parent);
    field->setObjectName(objectName);
    field->setPlaceholderText(QObject::tr("Watch an address"));
    field->setAccessibleName(QObject::tr("Watch an address"));
    field->setClearButtonEnabled(true);
    field->setFixedWidth(226);
    field->addAction(themedIcon(QStringLiteral("eye")), QLineEdit::LeadingPosition);
    return field;
}

std::optional<Address> accountInField(QLineEdit* field, const QString& text,
                                      const api::Signer& signer) {
    const QString typed = text.trimmed();
    field->setToolTip({});
    if (typed.isEmpty()) return {};
    if (const auto address = addressFromHex(typed.toStdString())) return *address;
    for (const auto& account : signer.accounts()) {
        if (account.name.compare(typed, Qt::CaseInsensitive) == 0) return account.address;
    }
    field->setToolTip(
        QObject::tr("Neither an address (0x and 40 hex digits) nor an account's "
                    "name: all are shown"));
    return {};
}

QString stageTime(std::uint64_t unixSeconds) {
    if (unixSeconds == 0) return {};
    const auto time = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(unixSeconds));
    return QLocale::c().toString(time, QStringLiteral("d MMM, HH:mm:ss"));
}

QString expectedTime(std::uint64_t unixSeconds) {
    return QObject::tr("expected %1").arg(dateText(unixSeconds));
}

}  // namespace rollscope::ui
