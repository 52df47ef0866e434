// What several pages have in common: a grid of facts, a watch field, times of stages.
#pragma once

#include <QGridLayout>
#include <QLineEdit>

#include "ui/widgets/labels.h"
#include "ui/widgets/page.h"

namespace rollscope::ui {

/// Rows of a label and a value (DESIGN, inspector: row 22, label column 96).
class FactGrid : public QWidget {
    Q_OBJECT
public:
    explicit FactGrid(QWidget* parent = nullptr);
    HashLabel* addHash(const QString& label);
    TextLabel* addText(const QString& label, Type type = Type::body);
    void addWidget(const QString& label, QWidget* value);
    void clear();

private:
    QGridLayout* m_grid;
};

/// A field that narrows a list to one account: an address or the name of one of ours.
QLineEdit* makeWatchField(const QString& objectName, QWidget* parent);
/// The account that the field names; none while it is empty or no account yet.
std::optional<Address> accountInField(QLineEdit* field, const QString& text,
                                      const api::Signer& signer);

/// "11 Mar, 13:20:12" of a chain time; empty for 0.
QString stageTime(std::uint64_t unixSeconds);
/// The same with a word before it: "expected 18 Mar 2026, 16:00".
QString expectedTime(std::uint64_t unixSeconds);

}  // namespace rollscope::ui
