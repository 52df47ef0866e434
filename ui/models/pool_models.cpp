#include "ui/models/pool_models.h"

#include <QDateTime>

namespace rollscope::ui {

namespace {

using api::Layer;
using Row = api::MempoolRow;
using Sender = api::PoolSenderRow;

/// Of a wall clock in milliseconds.
QString ageText(std::uint64_t sinceMs) {
    const auto now = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    return sinceMs == 0 ? QStringLiteral("–") : spanText(now - std::min(now, sinceMs));
}

BadgeText placeOf(const Row& row) {
    if (row.queued) return {QStringLiteral("QUEUED"), Tone::clock, Solidity::soft};
    return badgeOf(api::TxStatus::pending);
}

QString whyOf(const Row& row) {
    QStringList parts;
    if (!row.why.isEmpty()) parts << row.why;
    if (row.replaced) parts << QObject::tr("took the place of %1").arg(elided(*row.replaced));
    if (row.local) parts << QObject::tr("ours: kept when the pool is full");
    return parts.isEmpty() ? QObject::tr("waits for the next block")
                           : parts.join(QStringLiteral(" · "));
}

QVariant dropCell(const Row&, int role) {
    if (role == KindRole) return int(CellKind::action);
    if (role == Qt::DisplayRole) return QObject::tr("Drop…");
    return {};
}

}  // namespace

MempoolModel* makeMempoolModel(api::Node& node, PoolChoice choice, QObject* parent) {
    std::vector<Column<Row>> columns{
        hashColumn<Row>(
            QObject::tr("Transaction"), 130,
            [](const Row& r) {
                return HashCell{Layer::l2, hex(r.tx.hash), txLink(Layer::l2, r.tx.hash)};
            }),
        badgeColumn<Row>(QObject::tr("Place"), 84, placeOf),
        hashColumn<Row>(
            QObject::tr("From"), 124,
            [](const Row& r) {
                return HashCell{Layer::l2, hex(r.tx.from), accountLink(Layer::l2, r.tx.from)};
            }),
        numberColumn<Row>(QObject::tr("Nonce"), 58,
                          [](const Row& r) { return grouped(r.tx.nonce); }),
        numberColumn<Row>(QObject::tr("Value"), 106,
                          [](const Row& r) { return etherShort(r.tx.value); }),
        numberColumn<Row>(QObject::tr("Tip"), 92, [](const Row& r) { return gwei(r.tx.tip); }),
        leaving(1, numberColumn<Row>(QObject::tr("Fee cap"), 92,
                                     [](const Row& r) { return gwei(r.tx.maxFeePerGas); })),
        numberColumn<Row>(QObject::tr("Age"), 78,
                          [](const Row& r) { return ageText(r.receivedMs); }),
        textColumn<Row>(QObject::tr("Why not included yet"), 0, whyOf),
        {{}, dropCell, false, 76},
    };
    auto* model = new MempoolModel(
        [&node, choice = std::move(choice)](api::PageRequest page) {
            return node.mempool(choice(page));
        },
        std::move(columns), [](const Row& r) { return txLink(Layer::l2, r.tx.hash); }, parent);
    QObject::connect(&node, &api::Node::chainReorged, model, &PagedModelBase::forget);
    return model;
}

PoolSenderModel* makePoolSenderModel(api::Node& node, QObject* parent) {
    std::vector<Column<Sender>> columns{
        hashColumn<Sender>(
            QObject::tr("Sender"), 150,
            [](const Sender& r) {
                return HashCell{Layer::l2, hex(r.sender), accountLink(Layer::l2, r.sender)};
            }),
        numberColumn<Sender>(QObject::tr("Pending"), 84,
                             [](const Sender& r) { return grouped(r.pending); }),
        numberColumn<Sender>(QObject::tr("Queued"), 84,
                             [](const Sender& r) { return grouped(r.queued); }),
        numberColumn<Sender>(QObject::tr("Next nonce"), 96,
                             [](const Sender& r) { return grouped(r.nextNonce); }),
        numberColumn<Sender>(QObject::tr("Highest tip"), 110,
                             [](const Sender& r) { return gwei(r.highestTip); }),
        numberColumn<Sender>(QObject::tr("Cost at most"), 130,
                             [](const Sender& r) { return etherShort(r.cost); }),
        numberColumn<Sender>(QObject::tr("Memory"), 92,
                             [](const Sender& r) { return bytesText(r.bytes); }),
        numberColumn<Sender>(QObject::tr("Oldest"), 92,
                             [](const Sender& r) { return ageText(r.oldestMs); }),
        textColumn<Sender>(
            {}, 0,
            [](const Sender& r) { return r.local ? QObject::tr("some are ours") : QString(); }),
    };
    return new PoolSenderModel(
        [&node](api::PageRequest page) { return node.poolSenders(page); }, std::move(columns),
        [](const Sender& r) { return accountLink(Layer::l2, r.sender); }, parent);
}

}  // namespace rollscope::ui
