// Cells that lists have in common: a hash, an amount, a time, a status.
#pragma once

#include "ui/models/paged_model.h"
#include "ui/text/format.h"
#include "ui/text/roles.h"

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
                    case LayerRole: return int(shown.layer);
                    case LinkRole: return shown.link;
                    default: return {};
                }
            },
            false, width};
}

/// A status word in its colours.
struct BadgeCell {
    QString word;
    Tone tone = Tone::neutral;
    Firmness firmness = Firmness::solid;
};

template <class Row>
Column<Row> badgeColumn(QString title, int width, std::function<BadgeCell(const Row&)> cell) {
    return {std::move(title),
            [cell = std::move(cell)](const Row& row, int role) -> QVariant {
                const BadgeCell shown = cell(row);
                switch (role) {
                    case Qt::DisplayRole: return shown.word;
                    case KindRole: return int(CellKind::badge);
                    case ToneRole: return int(shown.tone);
                    case FirmnessRole: return int(shown.firmness);
                    default: return {};
                }
            },
            false, width};
}

/// A chain time: relative in the row, absolute on hover.
template <class Row>
Column<Row> timeColumn(QString title, int width, std::function<std::uint64_t(const Row&)> time,
                       std::function<std::uint64_t()> now) {
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

BadgeCell badgeOf(api::TxStatus status);
BadgeCell badgeOf(api::WithdrawalStage stage);
BadgeCell badgeOf(api::DepositStage stage);

/// Links as in EventView::link.
QString blockLink(api::Layer layer, std::uint64_t number);
QString txLink(api::Layer layer, const Hash& hash);
QString accountLink(api::Layer layer, const Address& address);
QString batchLink(std::uint64_t index);
QString depositLink(std::uint64_t index);
QString withdrawalLink(std::uint64_t index);

}  // namespace rollscope::ui
