// Cells that lists have in common: a hash, an amount, a time, a status.
#pragma once

#include "ui/models/paged_model.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

/// A word that takes the width it is given.
template <class Row>
Column<Row> textColumn(QString title, int width, std::function<QString(const Row&)> text) {
    return {std::move(title),
            [text = std::move(text)](const Row& row, int role) -> QVariant {
                if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return text(row);
                return {};
            },
            false, width};
}

/// A figure with its unit.
template <class Row>
Column<Row> numberColumn(QString title, int width, std::function<QString(const Row&)> text) {
    return {std::move(title),
            [text = std::move(text)](const Row& row, int role) -> QVariant {
                if (role == Qt::DisplayRole) return text(row);
                if (role == KindRole) return int(CellKind::number);
                return {};
            },
            true, width};
}

/// The column leaves where there is no room, the highest `order` first.
template <class Row>
Column<Row> leaving(int order, Column<Row> column) {
    column.leaves = order;
    return column;
}

/// What a hash cell shows: the layer for its mark, the whole value, and the object behind it.
struct HashCell {
    api::Layer layer = api::Layer::l2;
    QString full;
    QString link;
};

/// A hash or address; an empty one shows a dash.
template <class Row>
Column<Row> hashColumn(QString title, int width, std::function<HashCell(const Row&)> cell) {
    return {std::move(title),
            [cell = std::move(cell)](const Row& row, int role) -> QVariant {
                const HashCell shown = cell(row);
                switch (role) {
                    case Qt::DisplayRole:
                        return shown.full.isEmpty() ? QStringLiteral("–") : elided(shown.full);
                    case Qt::ToolTipRole:
                    case FullRole: return shown.full;
                    case KindRole:
                        return int(shown.full.isEmpty() ? CellKind::text : CellKind::hash);
                    case LayerRole:
                        return shown.full.isEmpty() ? QVariant()
                                                    : QVariant(layerIndex(shown.layer));
                    case LinkRole: return shown.link;
                    default: return {};
                }
            },
            false, width};
}

/// A status word in its colours.
template <class Row>
Column<Row> badgeColumn(QString title, int width, std::function<BadgeText(const Row&)> cell) {
    return {std::move(title),
            [cell = std::move(cell)](const Row& row, int role) -> QVariant {
                const BadgeText shown = cell(row);
                switch (role) {
                    case Qt::DisplayRole: return shown.word;
                    case KindRole: return int(CellKind::badge);
                    case ToneRole: return int(shown.tone);
                    case SolidityRole: return int(shown.solidity);
                    default: return {};
                }
            },
            false, width};
}

/// The dots of a deposit or withdrawal.
template <class Row>
Column<Row> stagesColumn(QString title, int width, std::function<StageMarks(const Row&)> marks,
                         std::function<QString(const Row&)> word) {
    return {
        std::move(title),
        [marks = std::move(marks), word = std::move(word)](const Row& row, int role) -> QVariant {
            switch (role) {
                case KindRole: return int(CellKind::stages);
                case StagesRole: return QVariant::fromValue(marks(row));
                case Qt::AccessibleTextRole: return word(row);
                default: return {};
            }
        },
        false, width};
}

/// The chain's time; relative times are told from it.
using Now = std::function<std::uint64_t()>;

/// A chain time: relative in the row, absolute on hover.
template <class Row>
Column<Row> timeColumn(QString title, int width, std::function<std::uint64_t(const Row&)> time,
                       Now now) {
    return {std::move(title),
            [time = std::move(time), now = std::move(now)](const Row& row, int role) -> QVariant {
                const std::uint64_t at = time(row);
                if (role == Qt::DisplayRole) {
                    return at == 0 ? QStringLiteral("–") : relativeTime(at, now());
                }
                if (role == Qt::ToolTipRole) return at == 0 ? QString() : absoluteTime(at);
                if (role == KindRole) return int(CellKind::number);
                return {};
            },
            true, width};
}

}  // namespace rollscope::ui
