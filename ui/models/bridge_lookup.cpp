#include "ui/models/bridge_lookup.h"

#include <algorithm>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

constexpr std::uint64_t mostOfOneTransaction = 16;
/// As many may come in between a list's count and the question for its rows.
constexpr std::uint64_t slack = 8;

template <class View>
using Rows = Result<api::Page<View>>;

template <class View>
QFuture<Rows<View>> ready(Rows<View> rows) {
    return QtFuture::makeReadyFuture(std::move(rows));
}

/// The `count` rows from `index` on, out of a list that is given newest first.
template <class View, class Ask>
QFuture<Rows<View>> rowsFrom(Ask ask, std::uint64_t index, std::uint64_t count) {
    return ask(api::PageRequest{0, 1})
        .then([ask, index, count](Rows<View> newest) -> QFuture<Rows<View>> {
            if (!newest) return ready<View>(std::move(newest));
            if (newest->total <= index) return ready<View>(api::Page<View>{});
            const std::uint64_t newer = newest->total - 1 - index;
            const std::uint64_t offset = newer - std::min(newer, count - 1);
            const auto limit = static_cast<std::uint32_t>(newer - offset + 1 + slack);
            return ask(api::PageRequest{offset, limit}).then([index, count](Rows<View> rows) {
                if (!rows) return rows;
                std::erase_if(rows->rows, [&](const View& row) {
                    return row.index < index || row.index >= index + count;
                });
                rows->offset = 0;
                rows->total = rows->rows.size();
                return rows;
            });
        })
        .unwrap();
}

/// The index that the event of a consumption names.
std::optional<std::uint64_t> consumedIn(const api::TxView& tx, const QString& outbox) {
    for (const api::LogView& log : tx.logs) {
        if (!log.decoded || log.decoded->contract != outbox) continue;
        if (log.decoded->function != QLatin1String("MessageConsumed")) continue;
        for (const api::NamedValue& value : log.decoded->arguments) {
            if (value.name == QLatin1String("index")) return value.value.toULongLong();
        }
    }
    return {};
}

/// The first message of a side that a hash stands for.
QFuture<std::optional<std::uint64_t>> indexOf(api::Node& node, api::MessageSide side,
                                              const Hash& hash) {
    using Index = std::optional<std::uint64_t>;
    return node.search(hex(hash))
        .then([&node, side, hash](Result<std::vector<api::SearchHit>> hits) -> QFuture<Index> {
            if (!hits) return QtFuture::makeReadyFuture(Index{});
            const QString start = QStringLiteral("message:%1:").arg(api::wordOf(side));
            for (const api::SearchHit& hit : *hits) {
                if (!hit.link.startsWith(start)) continue;
                return QtFuture::makeReadyFuture(Index{hit.link.mid(start.size()).toULongLong()});
            }
            const bool inbox = side == api::MessageSide::inbox;
            return node.transaction(inbox ? api::Layer::l2 : api::Layer::l1, hash)
                .then([inbox](Result<api::TxView> tx) {
                    const QString outbox =
                        inbox ? QStringLiteral("L2Outbox") : QStringLiteral("Outbox");
                    return tx ? consumedIn(*tx, outbox) : Index{};
                });
        })
        .unwrap();
}

template <class View, class Ask, class Belongs>
QFuture<Rows<View>> rowsOf(api::Node& node, api::MessageSide side, const Hash& hash, Ask ask,
                           Belongs belongs) {
    return indexOf(node, side, hash)
        .then([ask, belongs](std::optional<std::uint64_t> index) -> QFuture<Rows<View>> {
            if (!index) return ready<View>(api::Page<View>{});
            return rowsFrom<View>(ask, *index, mostOfOneTransaction)
                .then([belongs, index](Rows<View> rows) {
                    if (!rows) return rows;
                    std::erase_if(rows->rows, [&](const View& row) {
                        return row.index != *index && !belongs(row);
                    });
                    rows->total = rows->rows.size();
                    return rows;
                });
        })
        .unwrap();
}

auto deposits(api::Node& node) {
    return [&node](api::PageRequest page) { return node.deposits({}, page); };
}

auto withdrawals(api::Node& node) {
    return [&node](api::PageRequest page) { return node.withdrawals({}, page); };
}

}  // namespace

QFuture<Result<api::Page<api::DepositView>>> depositAt(api::Node& node, std::uint64_t index) {
    return rowsFrom<api::DepositView>(deposits(node), index, 1);
}

QFuture<Result<api::Page<api::WithdrawalView>>> withdrawalAt(api::Node& node, std::uint64_t index) {
    return rowsFrom<api::WithdrawalView>(withdrawals(node), index, 1);
}

QFuture<Result<api::Page<api::DepositView>>> depositsOf(api::Node& node, const Hash& hash) {
    return rowsOf<api::DepositView>(
        node, api::MessageSide::inbox, hash, deposits(node),
        [hash](const api::DepositView& row) { return row.l1TxHash == hash; });
}

QFuture<Result<api::Page<api::WithdrawalView>>> withdrawalsOf(api::Node& node, const Hash& hash) {
    return rowsOf<api::WithdrawalView>(node, api::MessageSide::outbox, hash, withdrawals(node),
                                       [hash](const api::WithdrawalView& row) {
                                           return row.l2TxHash == hash || row.claimTxHash == hash;
                                       });
}

}  // namespace rollscope::ui
