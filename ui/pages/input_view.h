// A call's input: the function, its arguments with whole values, the bytes below.
#pragma once

#include <QBoxLayout>
#include <QScrollArea>

#include "ui/pages/page_parts.h"
#include "ui/pages/tx_rows.h"
#include "ui/widgets/hex_view.h"

namespace rollscope::ui {

/// Rebuilt when the input changes; `wide` shows 32 bytes a row and names the fields.
class InputView : public QScrollArea {
    Q_OBJECT
public:
    InputView(TxNames names, bool wide, QWidget* parent);
    /// `execution` tells what the call returned; null before it has run.
    void showInput(const api::TxView& tx, const api::ExecutionPtr& execution);

signals:
    void opened(const QString& link);

private:
    void addArgument(FactGrid& grid, const api::NamedValue& value);
    void addOutcome(QBoxLayout* column, const api::ExecutionFrame& frame);

    TxNames m_names;
    bool m_wide;
    QString m_shown;
};

/// "100 bytes, ABI of L2Bridge"; "no input".
QString inputNote(const api::TxView& tx, const TxNames& names);
/// Selector amber, then words of 32 bytes in turns of blue and green.
std::vector<HexField> inputFields(const api::TxView& tx);

}  // namespace rollscope::ui
