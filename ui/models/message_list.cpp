// The messages of one tree as a list.
#include "ui/models/lists.h"

namespace rollscope::ui {

namespace {

using Row = api::MessageView;

Tone toneOf(const Row& row) {
    using Stage = api::MessageStage;
    switch (row.stage) {
        case Stage::asserted: return Tone::clock;
        case Stage::consumable: return row.side == api::MessageSide::inbox ? Tone::l2 : Tone::l1;
        case Stage::failed:
        case Stage::invalidated: return Tone::trouble;
        default: return Tone::ink2;
    }
}

/// The role that is off, when that is the reason: " The batcher is off." ends the sentence.
QString offIn(const QString& why) {
    const qsizetype at = why.lastIndexOf(QLatin1String(" The "));
    return why.endsWith(QLatin1String(" is off.")) && at >= 0
               ? QStringLiteral("the") + why.mid(at + 4).chopped(1)
               : QString();
}

/// As short as a row wants it; the whole sentence is on hover and above the list.
QString shortWhy(const Row& row, std::uint64_t now) {
    using Stage = api::MessageStage;
    const QString off = offIn(row.why);
    const bool inbox = row.side == api::MessageSide::inbox;
    switch (row.stage) {
        case Stage::asserted:
            if (!row.readyAt || *row.readyAt <= now) break;
            return QStringLiteral("not yet: ") +
                   clockText(static_cast<std::int64_t>(*row.readyAt - now)) +
                   QStringLiteral(" left");
        case Stage::consumable:
            return inbox ? QStringLiteral("yes, with its secret")
                         : QStringLiteral("yes, unclaimed");
        case Stage::sent:
            if (!off.isEmpty()) return QStringLiteral("not yet: ") + off;
            return inbox ? QStringLiteral("not yet: in no L2 block")
                         : QStringLiteral("not yet: batch is not on L1");
        case Stage::batched:
            return QStringLiteral("not yet: ") +
                   (off.isEmpty() ? QStringLiteral("not asserted") : off);
        default: break;
    }
    return row.why;
}

HashCell accountCell(api::Layer layer, const Address& address) {
    return {layer, hex(address), accountLink(layer, address)};
}

Column<Row> namedAccount(const QString& title, api::Layer layer, const Names& names,
                         std::function<Address(const Row&)> account) {
    auto column = hashColumn<Row>(title, 150,
                                  [=](const Row& row) { return accountCell(layer, account(row)); });
    column.cell = [plain = std::move(column.cell), names, account](const Row& row, int role) {
        if (role == Qt::DisplayRole) return QVariant(elided(account(row)));
        return role == SuffixRole ? QVariant(names(account(row))) : plain(row, role);
    };
    return column;
}

}  // namespace

MessageModel* makeMessageModel(api::Node& node, api::MessageSide side, const Now& now,
                               const Names& names, QObject* parent) {
    const bool inbox = side == api::MessageSide::inbox;
    const api::Layer own = inbox ? api::Layer::l1 : api::Layer::l2;
    const api::Layer other = inbox ? api::Layer::l2 : api::Layer::l1;
    std::vector<Column<Row>> columns{
        numberColumn<Row>(QStringLiteral("Index"), 88,
                          [](const Row& r) { return grouped(r.index); }),
        hashColumn<Row>(QStringLiteral("Leaf"), 128,
                        [own](const Row& r) {
                            return HashCell{own, hex(r.leaf), messageLink(r.side, r.index)};
                        }),
        badgeColumn<Row>(QStringLiteral("Stage"), 104, [](const Row& r) { return badgeOf(r); }),
        namedAccount(inbox ? QStringLiteral("From, on L1") : QStringLiteral("From, on L2"), own,
                     names, [](const Row& r) { return r.from; }),
        namedAccount(inbox ? QStringLiteral("To, on L2") : QStringLiteral("To, on L1"), other,
                     names, [](const Row& r) { return r.recipient; }),
        numberColumn<Row>(QStringLiteral("Value"), 110,
                          [](const Row& r) { return amount(r.amount) + u' ' + r.symbol; }),
        numberColumn<Row>(inbox ? QStringLiteral("L1 block") : QStringLiteral("L2 block"), 70,
                          [](const Row& r) { return grouped(r.block); }),
        {QStringLiteral("Consumable"),
         [now](const Row& row, int role) -> QVariant {
             if (role == Qt::DisplayRole) return shortWhy(row, now());
             if (role == Qt::ToolTipRole) return row.why;
             if (role == ToneRole) return int(toneOf(row));
             return {};
         },
         false, 0},
    };
    auto* model = new MessageModel(
        [&node, side](api::PageRequest page) { return node.messages(side, {}, page); },
        std::move(columns), [](const Row& r) { return messageLink(r.side, r.index); }, parent);
    QObject::connect(&node, &api::Node::chainReorged, model, &PagedModelBase::forget);
    QObject::connect(&node, &api::Node::batchChanged, model, &PagedModelBase::forget);
    return model;
}

}  // namespace rollscope::ui
