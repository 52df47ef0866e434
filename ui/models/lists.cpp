#include "ui/models/lists.h"

#include <QDateTime>

namespace rollscope::ui {

namespace {

using api::Layer;

/// Another chain behind the list, or a batch that moved its rows on: what is cached is old.
template <class Model>
Model* follow(api::Node& node, Model* model) {
    QObject::connect(&node, &api::Node::chainReorged, model, &PagedModelBase::forget);
    QObject::connect(&node, &api::Node::batchChanged, model, &PagedModelBase::forget);
    return model;
}

template <class Row>
Column<Row> accountColumn(QString title, int width, Layer layer,
                          std::function<std::optional<Address>(const Row&)> account) {
    return hashColumn<Row>(std::move(title), width,
                           [layer, account = std::move(account)](const Row& row) -> HashCell {
                               const auto found = account(row);
                               if (!found) return {layer, {}, {}};
                               return {layer, hex(*found), accountLink(layer, *found)};
                           });
}

/// An account with what the user calls it behind.
template <class Row>
Column<Row> namedColumn(QString title, int width, Layer layer, const Names& names,
                        std::function<Address(const Row&)> account) {
    Column<Row> column =
        accountColumn<Row>(std::move(title), width, layer,
                           [account](const Row& row) { return std::optional(account(row)); });
    column.cell = [plain = std::move(column.cell), names, account](const Row& row, int role) {
        return role == SuffixRole ? QVariant(names(account(row))) : plain(row, role);
    };
    return column;
}

/// Why it waits, in the colour of what it waits for.
template <class Row>
Column<Row> whyColumn(std::function<Tone(const Row&)> tone,
                      std::function<QString(const Row&)> text) {
    return {QStringLiteral("Why is it waiting"),
            [tone = std::move(tone), text = std::move(text)](const Row& row, int role) -> QVariant {
                if (role == Qt::DisplayRole) return text(row);
                if (role == Qt::ToolTipRole) return row.why;
                if (role == ToneRole) return int(tone(row));
                return {};
            },
            false, 0};
}

Tone toneOf(const api::WithdrawalView& row) {
    switch (row.stage) {
        case api::WithdrawalStage::asserted: return Tone::clock;
        case api::WithdrawalStage::ready: return Tone::l1;
        case api::WithdrawalStage::invalidated: return Tone::trouble;
        default: return Tone::ink2;
    }
}

/// As short as a row wants it; the whole sentence is on hover and in the detail.
QString shortWhy(const api::WithdrawalView& row, std::uint64_t now) {
    switch (row.stage) {
        case api::WithdrawalStage::initiated:
            return row.why.endsWith(QLatin1String("batcher is off."))
                       ? QStringLiteral("The batcher is off")
                       : QStringLiteral("Batch is not on L1 yet");
        case api::WithdrawalStage::batched:
            if (!row.why.endsWith(QLatin1String("proposer is off."))) break;
            return QStringLiteral("The proposer is off");
        case api::WithdrawalStage::asserted:
            if (!row.readyAt || *row.readyAt <= now) return row.why;
            return QStringLiteral("Challenge period, ") +
                   clockText(static_cast<std::int64_t>(*row.readyAt - now));
        case api::WithdrawalStage::ready: return QStringLiteral("Nothing: claim it on L1");
        default: break;
    }
    return row.why;
}

Tone toneOf(const api::DepositView& row) {
    return row.stage == api::DepositStage::failed ? Tone::trouble : Tone::ink2;
}

QString shortWhy(const api::DepositView& row) {
    const bool taken =
        row.stage != api::DepositStage::onL1 && row.stage != api::DepositStage::failed;
    if (taken && row.message.gasLimit == 0) return QStringLiteral("By its claim secret: see leaf");
    switch (row.stage) {
        case api::DepositStage::onL1: return QStringLiteral("Waits for the next L2 block");
        case api::DepositStage::acceptedInL2: return QStringLiteral("Waits for its batch");
        case api::DepositStage::batched: return QStringLiteral("Waits for its batch to be final");
        case api::DepositStage::finalized: return QStringLiteral("Nothing: it is final");
        case api::DepositStage::failed: break;
    }
    return row.why;
}

QVariant nextAct(const api::WithdrawalView& row, int role) {
    using Stage = api::WithdrawalStage;
    const bool ready = row.stage == Stage::ready;
    const bool proof = row.stage == Stage::asserted || row.stage == Stage::invalidated;
    switch (role) {
        case KindRole: return int(CellKind::action);
        case PrimaryRole: return ready;
        case ReasonRole:
            return ready || proof || row.stage == Stage::claimed
                       ? QString()
                       : QStringLiteral("A proof exists once its batch is asserted on L1");
        case Qt::DisplayRole:
            if (ready)
                return QStringLiteral("Claim ") + amount(row.amount, 0, 4) + u' ' + row.symbol;
            return row.stage == Stage::claimed ? QStringLiteral("Receipt")
                                               : QStringLiteral("Proof file");
        default: return {};
    }
}

std::vector<Column<api::TxRow>> txColumns(Layer layer, const Now& now) {
    using Row = api::TxRow;
    return {
        hashColumn<Row>(QStringLiteral("Transaction"), 140,
                        [](const Row& r) {
                            return HashCell{r.layer, hex(r.hash), txLink(r.layer, r.hash)};
                        }),
        badgeColumn<Row>(QStringLiteral("Status"), 132,
                         [](const Row& r) { return badgeOf(r.status); }),
        leaving(2, numberColumn<Row>(QStringLiteral("Block"), 80,
                                     [](const Row& r) {
                                         return r.block ? grouped(*r.block) : QStringLiteral("–");
                                     })),
        textColumn<Row>(QStringLiteral("What"), 0, [](const Row& r) { return r.summary; }),
        leaving(1, accountColumn<Row>(QStringLiteral("From"), 132, layer,
                                      [](const Row& r) { return std::optional(r.from); })),
        accountColumn<Row>(QStringLiteral("To"), 132, layer,
                           [](const Row& r) { return r.to ? r.to : r.created; }),
        numberColumn<Row>(QStringLiteral("Value"), 104,
                          [](const Row& r) { return etherShort(r.value); }),
        leaving(3, numberColumn<Row>(QStringLiteral("Gas"), 80,
                                     [](const Row& r) { return grouped(r.gas); })),
        timeColumn<Row>(
            QStringLiteral("Age"), 90, [](const Row& r) { return r.timestamp; }, now),
    };
}

}  // namespace

BlockModel* makeBlockModel(api::Node& node, Layer layer, const Now& now, QObject* parent) {
    using Row = api::BlockRow;
    std::vector<Column<Row>> columns{
        numberColumn<Row>(QStringLiteral("Block"), 90,
                          [](const Row& r) { return grouped(r.number); }),
        leaving(2, hashColumn<Row>(
                       QStringLiteral("Hash"), 150,
                       [](const Row& r) {
                           return HashCell{r.layer, hex(r.hash), blockLink(r.layer, r.number)};
                       })),
        badgeColumn<Row>(QStringLiteral("Status"), 132,
                         [](const Row& r) { return badgeOf(r.status); }),
        numberColumn<Row>(QStringLiteral("Txs"), 60,
                          [](const Row& r) { return grouped(r.transactions); }),
        numberColumn<Row>(QStringLiteral("Gas used"), 100,
                          [](const Row& r) { return grouped(r.gasUsed); }),
        leaving(1, numberColumn<Row>(QStringLiteral("Base fee"), 110,
                                     [](const Row& r) { return gwei(r.baseFee); })),
        leaving(3, numberColumn<Row>(QStringLiteral("Size"), 80,
                                     [](const Row& r) { return bytesText(r.sizeBytes); })),
        numberColumn<Row>(
            QStringLiteral("Batch"), 70,
            [](const Row& r) { return r.batch ? grouped(*r.batch) : QStringLiteral("–"); }),
        timeColumn<Row>(
            QStringLiteral("Age"), 0, [](const Row& r) { return r.timestamp; }, now),
    };
    if (layer == Layer::l1) columns.erase(columns.begin() + 7);  // L1 blocks are in no batch
    return follow(
        node,
        new BlockModel([&node, layer](api::PageRequest page) { return node.blocks(layer, page); },
                       std::move(columns),
                       [](const Row& r) { return blockLink(r.layer, r.number); }, parent));
}

TxModel* makeTxModel(api::Node& node, Layer layer, std::optional<Address> account, const Now& now,
                     QObject* parent) {
    auto fetch = [&node, layer, account](api::PageRequest page) {
        return account ? node.transactionsOf(layer, *account, page)
                       : node.transactions(layer, page);
    };
    return follow(node, new TxModel(
                            std::move(fetch), txColumns(layer, now),
                            [](const api::TxRow& r) { return txLink(r.layer, r.hash); }, parent));
}

BatchModel* makeBatchModel(api::Node& node, const Now& now, QObject* parent) {
    using Row = api::BatchRow;
    std::vector<Column<Row>> columns{
        numberColumn<Row>(QStringLiteral("Batch"), 58,
                          [](const Row& r) { return grouped(r.index); }),
        badgeColumn<Row>(QStringLiteral("Status"), 100,
                         [](const Row& r) { return badgeOf(r.status); }),
        textColumn<Row>(QStringLiteral("Blocks"), 0,
                        [](const Row& r) {
                            return grouped(r.firstBlock) + QStringLiteral(" – ") +
                                   grouped(r.lastBlock);
                        }),
        numberColumn<Row>(QStringLiteral("Txs"), 48,
                          [](const Row& r) { return grouped(r.transactions); }),
        leaving(1, numberColumn<Row>(QStringLiteral("Size"), 72,
                                     [](const Row& r) { return bytesText(r.sizeBytes); })),
        leaving(3, numberColumn<Row>(QStringLiteral("Ratio"), 66,
                                     [](const Row& r) {
                                         if (r.sizeBytes == 0) return QStringLiteral("–");
                                         return QString::number(
                                                    static_cast<double>(r.unpackedBytes) /
                                                        static_cast<double>(r.sizeBytes),
                                                    'f', 2) +
                                                QStringLiteral(" ×");
                                     })),
        leaving(4,
                hashColumn<Row>(
                    QStringLiteral("L1 transaction"), 122,
                    [](const Row& r) {
                        return HashCell{Layer::l1, hex(r.l1TxHash), txLink(Layer::l1, r.l1TxHash)};
                    })),
        numberColumn<Row>(QStringLiteral("L1 cost"), 106,
                          [](const Row& r) { return etherShort(r.l1Fee); }),
        leaving(2, numberColumn<Row>(QStringLiteral("Cost a tx"), 106,
                                     [](const Row& r) {
                                         if (r.transactions == 0) return QStringLiteral("–");
                                         return etherShort(r.l1Fee / U256{r.transactions});
                                     })),
        timeColumn<Row>(
            QStringLiteral("Posted"), 112, [](const Row& r) { return r.l1Timestamp; }, now),
        timeColumn<Row>(
            QStringLiteral("Final"), 112, [](const Row& r) { return r.finalAt.value_or(0); }, now),
    };
    return follow(
        node, new BatchModel([&node](api::PageRequest page) { return node.batches(page); },
                             std::move(columns), [](const Row& r) { return batchLink(r.index); },
                             parent));
}

DepositModel* makeDepositModel(api::Node& node, const Now& now, const Names& names,
                               QObject* parent) {
    using Row = api::DepositView;
    std::vector<Column<Row>> columns{
        numberColumn<Row>(QStringLiteral("Index"), 96,
                          [](const Row& r) { return u'#' + grouped(r.index); }),
        numberColumn<Row>(QStringLiteral("Amount"), 116,
                          [](const Row& r) { return amount(r.amount) + u' ' + r.symbol; }),
        badgeColumn<Row>(QStringLiteral("Stage"), 130,
                         [](const Row& r) { return badgeOf(r.stage); }),
        namedColumn<Row>(QStringLiteral("From, on L1"), 168, Layer::l1, names,
                         [](const Row& r) { return r.from; }),
        namedColumn<Row>(QStringLiteral("To, on L2"), 168, Layer::l2, names,
                         [](const Row& r) { return r.recipient; }),
        timeColumn<Row>(
            QStringLiteral("Since"), 104, [](const Row& r) { return r.l1Timestamp; }, now),
        whyColumn<Row>([](const Row& r) { return toneOf(r); },
                       [](const Row& r) { return shortWhy(r); }),
    };
    return follow(
        node, new DepositModel([&node](api::PageRequest page) { return node.deposits({}, page); },
                               std::move(columns),
                               [](const Row& r) { return depositLink(r.index); }, parent));
}

WithdrawalModel* makeWithdrawalModel(api::Node& node, const Now& now, const Names& names,
                                     QObject* parent) {
    using Row = api::WithdrawalView;
    std::vector<Column<Row>> columns{
        numberColumn<Row>(QStringLiteral("Amount"), 120,
                          [](const Row& r) { return amount(r.amount) + u' ' + r.symbol; }),
        namedColumn<Row>(QStringLiteral("To, on L1"), 164, Layer::l1, names,
                         [](const Row& r) { return r.recipient; }),
        numberColumn<Row>(
            QStringLiteral("Batch"), 56,
            [](const Row& r) { return r.batch ? grouped(*r.batch) : QStringLiteral("–"); }),
        stagesColumn<Row>(
            QStringLiteral("Stage"), 108, [](const Row& r) { return stagesOf(r.stage); },
            [](const Row& r) { return api::wordOf(r.stage); }),
        badgeColumn<Row>({}, 104, [](const Row& r) { return badgeOf(r.stage); }),
        timeColumn<Row>(
            QStringLiteral("Since"), 102, [](const Row& r) { return r.initiatedAt; }, now),
        whyColumn<Row>([](const Row& r) { return toneOf(r); },
                       [now](const Row& r) { return shortWhy(r, now()); }),
        {{}, nextAct, false, 112},
    };
    return follow(node, new WithdrawalModel(
                            [&node](api::PageRequest page) { return node.withdrawals({}, page); },
                            std::move(columns),
                            [](const Row& r) { return withdrawalLink(r.index); }, parent));
}

EventModel* makeEventModel(api::Node& node, QObject* parent) {
    using Row = api::EventView;
    std::vector<Column<Row>> columns{
        numberColumn<Row>(QStringLiteral("Time"), 84,
                          [](const Row& r) {
                              return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(r.timeMs))
                                  .toString(QStringLiteral("HH:mm:ss"));
                          }),
        badgeColumn<Row>(QStringLiteral("Where"), 96,
                         [](const Row& r) {
                             const Tone tone = r.level == api::EventLevel::alarm     ? Tone::trouble
                                               : r.level == api::EventLevel::warning ? Tone::clock
                                               : !r.layer                            ? Tone::ink2
                                               : *r.layer == Layer::l1               ? Tone::l1
                                                                                     : Tone::l2;
                             return BadgeText{r.source, tone, Solidity::firm};
                         }),
        textColumn<Row>(QStringLiteral("Event"), 0, [](const Row& r) { return r.text; }),
    };
    return new EventModel([&node](api::PageRequest page) { return node.events(page); },
                          std::move(columns), [](const Row& r) { return r.link; }, parent);
}

}  // namespace rollscope::ui
