#include "ui/models/steps_model.h"

#include <algorithm>

#include "ui/text/format.h"
#include "ui/text/opcode_words.h"
#include "ui/text/roles.h"

namespace rollscope::ui {

void StepsModel::setRecord(api::ExecutionPtr record) {
    beginResetModel();
    m_record = std::move(record);
    endResetModel();
}

int StepsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_record ? 0 : static_cast<int>(m_record->stepCount());
}

int StepsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant StepsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case pc: return tr("pc");
        case opcode: return tr("op");
        case gas: return tr("gas");
        default: return QString();
    }
}

bool StepsModel::failed(std::uint32_t step) const {
    const auto& marks = m_record->marks();
    auto mark = std::partition_point(marks.begin(), marks.end(),
                                     [step](const auto& each) { return each.step < step; });
    for (; mark != marks.end() && mark->step == step; ++mark) {
        if (mark->kind == api::MarkKind::revert || mark->kind == api::MarkKind::fault) return true;
    }
    return false;
}

QString StepsModel::operandOf(std::uint32_t step, std::uint8_t code) const {
    if (code < 0x60 || code > 0x7f) return {};
    const auto word = m_record->pushed(step);
    if (!word) return {};
    const QString digits = wordHex(*word).right((code - 0x5f) * 2);
    return digits.size() <= 12 ? digits : digits.left(4) + QStringLiteral("…") + digits.right(4);
}

QVariant StepsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_record) return {};
    const auto row = static_cast<std::uint32_t>(index.row());
    const api::ExecutionStep step = m_record->step(row);
    switch (role) {
        case Qt::DisplayRole:
            switch (index.column()) {
                case pc: return QStringLiteral("%1").arg(step.pc, 4, 16, QLatin1Char('0'));
                case opcode: return opcodeText(step.opcode);
                case operand: return operandOf(row, step.opcode);
                case gas:
                    return grouped(
                        static_cast<std::uint64_t>(std::max<std::int64_t>(step.gasCost, 0)));
                default: return {};
            }
        case Qt::ToolTipRole:
            return tr("step %1, depth %2, %3 gas left")
                .arg(grouped(std::uint64_t{row} + 1), grouped(step.depth), signedGrouped(step.gas));
        case Qt::TextAlignmentRole:
            return int((index.column() == gas || index.column() == operand ? Qt::AlignRight
                                                                           : Qt::AlignLeft) |
                       Qt::AlignVCenter);
        case ToneRole: return int(failed(row) ? Tone::trouble : Tone::ink);
        case FrameRole: return static_cast<int>(step.frame);
        case DepthRole: return static_cast<int>(step.depth);
        case FaultRole: return failed(row);
        default: return {};
    }
}

}  // namespace rollscope::ui
