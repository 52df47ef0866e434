// The opcodes of an execution as a list of any length: a row costs nothing until it is asked for.
#pragma once

#include <QAbstractTableModel>

#include "node/api/execution_record.h"

namespace rollscope::ui {

/// One row a step: pc, opcode, operand, gas. Answers from the record; keeps no row.
class StepsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { pc, opcode, operand, gas, columns };
    enum Role : int {
        FrameRole = Qt::UserRole + 300,  ///< int: index of the row's frame
        DepthRole,                       ///< int: 0 in the transaction's own frame
        FaultRole,                       ///< bool: its frame failed at this step
    };

    using QAbstractTableModel::QAbstractTableModel;
    void setRecord(api::ExecutionPtr record);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    bool failed(std::uint32_t step) const;
    QString operandOf(std::uint32_t step, std::uint8_t opcode) const;

    api::ExecutionPtr m_record;
};

}  // namespace rollscope::ui
