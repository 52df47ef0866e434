// Batches, deposits and withdrawals as the inspector shows them.
#include "ui/widgets/object_fields.h"
#include "ui/window/object_reader.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("object", text);
}

QString amountOf(const U256& value, const QString& symbol) {
    return amount(value, 3) + QLatin1Char(' ') +
           (symbol.isEmpty() ? QStringLiteral("ETH") : symbol);
}

}  // namespace

ObjectView describe(const api::BatchView& batch) {
    const api::BatchRow& row = batch.row;
    ObjectView view;
    view.kind = tr("Batch");
    view.title = grouped(row.index);
    view.badge = badgeOf(row.status);
    const std::uint64_t blocks = row.lastBlock + 1 - std::min(row.firstBlock, row.lastBlock + 1);
    ObjectSection facts = titled(tr("Fields"));
    facts.fields << plain(tr("Blocks"),
                          grouped(row.firstBlock) + QStringLiteral(" − ") + grouped(row.lastBlock),
                          grouped(blocks))
                 << plain(tr("Transactions"), grouped(row.transactions))
                 << plain(tr("Size"), bytesText(row.sizeBytes), tr("of 120 KB"));
    if (row.sizeBytes > 0) {
        const double ratio =
            static_cast<double>(row.unpackedBytes) / static_cast<double>(row.sizeBytes);
        facts.fields << plain(tr("Unpacked"), bytesText(row.unpackedBytes),
                              QString::number(ratio, 'f', 2) + QStringLiteral(" ×"));
    }
    facts.fields << plain(tr("Inbox taken"), grouped(row.inboxCount), tr("messages"))
                 << blockSince(tr("L1 block"), api::Layer::l1, row.l1Block, row.l1Timestamp)
                 << plain(tr("L1 cost"), tr("%1 gas").arg(grouped(row.l1GasUsed)),
                          ether(row.l1Fee, 4, 6));
    if (row.transactions > 0) {
        facts.fields << plain(tr("A transaction"), etherShort(row.l1Fee / U256{row.transactions}),
                              tr("%1 gas").arg(grouped(row.l1GasUsed / row.transactions)));
    }
    facts.fields << addressField(tr("Sent by"), api::Layer::l1, batch.postedBy);
    if (row.finalAt) {
        facts.fields << timeField(tr("Final"), *row.finalAt,
                                  row.status == api::TxStatus::finalized ? Tone::l1 : Tone::clock);
    }
    ObjectSection hashes = titled(tr("Hashes"));
    hashes.fields << hashField(tr("batchHash"), row.hash, 0)
                  << hashField(tr("prevBatch"), batch.record.prevBatchHash, 0)
                  << hashField(tr("keccak(data)"), batch.record.dataHash)
                  << hashField(tr("inboxRoot"), batch.record.inboxRoot, 0)
                  << txField(tr("L1 tx"), api::Layer::l1, row.l1TxHash);
    if (row.index > 1) hashes.fields[1].link = batchLink(row.index - 1);
    view.sections << facts << hashes;
    QJsonArray assertions;
    for (const api::AssertionView& assertion : batch.assertions) {
        ObjectSection section = titled(tr("Assertion"));
        section.fields << hashField(tr("claim"), assertion.claim, 0)
                       << hashField(tr("stateRoot"), assertion.parts.stateRoot)
                       << hashField(tr("outboxRoot"), assertion.parts.outboxRoot)
                       << addressField(tr("By"), api::Layer::l1, assertion.asserter)
                       << worded(tr("Ours"), assertion.matches ? tr("matches") : tr("wrong root"),
                                 assertion.matches ? Tone::ink : Tone::trouble)
                       << timeField(tr("Asserted"), assertion.assertedAt)
                       << txField(tr("L1 tx"), api::Layer::l1, assertion.l1TxHash);
        view.sections << section;
        assertions << hex(assertion.claim);
    }
    ObjectSection raw;
    raw.bytesTitle = tr("Data, %1 bytes").arg(grouped(batch.data.size()));
    raw.bytes = batch.data;
    if (!batch.data.empty()) {
        raw.decoded.push_back({0, 1, tr("version"), {}, Tone::clock});
        raw.decoded.push_back(
            {1, batch.data.size() - 1, tr("DEFLATE of %1 blocks").arg(blocks), {}, Tone::l1});
    }
    view.sections << raw;
    ObjectSection links = titled(tr("Links"));
    links.fields << blockField(tr("First block"), api::Layer::l2, row.firstBlock)
                 << blockField(tr("Last block"), api::Layer::l2, row.lastBlock);
    view.sections << links;
    view.json = {{QStringLiteral("index"), json(row.index)},
                 {QStringLiteral("batchHash"), hex(row.hash)},
                 {QStringLiteral("firstBlock"), json(row.firstBlock)},
                 {QStringLiteral("lastBlock"), json(row.lastBlock)},
                 {QStringLiteral("sizeBytes"), json(row.sizeBytes)},
                 {QStringLiteral("l1TxHash"), hex(row.l1TxHash)},
                 {QStringLiteral("l1Block"), json(row.l1Block)},
                 {QStringLiteral("l1GasUsed"), json(row.l1GasUsed)},
                 {QStringLiteral("l1FeeWei"), json(row.l1Fee)},
                 {QStringLiteral("status"), api::wordOf(row.status)},
                 {QStringLiteral("assertions"), assertions},
                 {QStringLiteral("data"), hex(BytesView(batch.data))}};
    return view;
}

ObjectView describe(const api::DepositView& deposit) {
    ObjectView view;
    view.kind = tr("Deposit");
    view.title = QLatin1Char('#') + grouped(deposit.index);
    view.badge = badgeOf(deposit.stage);
    ObjectSection message = titled(tr("Message"));
    message.fields << plain(tr("Amount"), amountOf(deposit.amount, deposit.symbol))
                   << addressField(tr("from"), api::Layer::l1, deposit.from)
                   << addressField(tr("recipient"), api::Layer::l2, deposit.recipient)
                   << plain(tr("mint"), ether(deposit.message.mint, 1))
                   << plain(tr("gas limit"), grouped(deposit.message.gasLimit))
                   << hashField(tr("leaf"), deposit.leaf, 0);
    if (!deposit.l1Token.isZero()) {
        message.fields << addressField(tr("L1 token"), api::Layer::l1, deposit.l1Token)
                       << addressField(tr("L2 token"), api::Layer::l2, deposit.l2Token);
    }
    ObjectSection where = titled(tr("Where it stands"));
    where.fields << txField(tr("L1 tx"), api::Layer::l1, deposit.l1TxHash)
                 << blockSince(tr("L1 block"), api::Layer::l1, deposit.l1Block,
                               deposit.l1Timestamp);
    if (deposit.l2TxHash) where.fields << txField(tr("L2 tx"), api::Layer::l2, *deposit.l2TxHash);
    if (deposit.l2Block)
        where.fields << blockField(tr("L2 block"), api::Layer::l2, *deposit.l2Block);
    if (!deposit.why.isEmpty()) where.fields << worded(tr("Why"), deposit.why);
    ObjectSection raw;
    raw.bytes = deposit.message.data;
    raw.bytesTitle = tr("data, %1 bytes").arg(grouped(raw.bytes.size()));
    view.sections << message << where;
    if (!raw.bytes.empty()) view.sections << raw;
    view.json = {{QStringLiteral("index"), json(deposit.index)},
                 {QStringLiteral("from"), hex(deposit.from)},
                 {QStringLiteral("recipient"), hex(deposit.recipient)},
                 {QStringLiteral("amount"), json(deposit.amount)},
                 {QStringLiteral("stage"), api::wordOf(deposit.stage)},
                 {QStringLiteral("l1TxHash"), hex(deposit.l1TxHash)},
                 {QStringLiteral("leaf"), hex(deposit.leaf)},
                 {QStringLiteral("data"), hex(BytesView(deposit.message.data))}};
    return view;
}

ObjectView describe(const api::WithdrawalView& withdrawal) {
    ObjectView view;
    view.kind = tr("Withdrawal");
    view.title = grouped(withdrawal.index);
    view.badge = badgeOf(withdrawal.stage);
    ObjectSection message = titled(tr("Message"));
    message.fields << plain(tr("Id, index"), grouped(withdrawal.index))
                   << addressField(tr("sender"), api::Layer::l2, withdrawal.message.sender)
                   << addressField(tr("target"), api::Layer::l1, withdrawal.message.target)
                   << addressField(tr("recipient"), api::Layer::l1, withdrawal.recipient)
                   << plain(tr("Amount"), amountOf(withdrawal.amount, withdrawal.symbol))
                   << hashField(tr("leaf"), withdrawal.leaf, 1);
    ObjectSection where = titled(tr("Where it stands"));
    where.fields << txField(tr("L2 tx"), api::Layer::l2, withdrawal.l2TxHash)
                 << blockSince(tr("L2 block"), api::Layer::l2, withdrawal.l2Block,
                               withdrawal.initiatedAt);
    if (withdrawal.batch) {
        where.fields << linked(tr("Batch"), grouped(*withdrawal.batch),
                               batchLink(*withdrawal.batch), api::Layer::l1);
    }
    if (withdrawal.assertedAt) where.fields << timeField(tr("Asserted"), *withdrawal.assertedAt);
    if (withdrawal.readyAt) {
        where.fields << timeField(
            tr("Claimable"), *withdrawal.readyAt,
            withdrawal.stage == api::WithdrawalStage::asserted ? Tone::clock : Tone::l1);
    }
    if (withdrawal.claimedAt) where.fields << timeField(tr("Claimed"), *withdrawal.claimedAt);
    if (withdrawal.claimTxHash) {
        where.fields << txField(tr("Claim tx"), api::Layer::l1, *withdrawal.claimTxHash);
    }
    if (!withdrawal.why.isEmpty()) where.fields << worded(tr("Why"), withdrawal.why);
    view.sections << message << where;
    if (!withdrawal.message.data.empty()) {
        ObjectSection raw;
        raw.bytes = withdrawal.message.data;
        raw.bytesTitle = tr("data, %1 bytes").arg(grouped(raw.bytes.size()));
        if (raw.bytes.size() > 4) {
            raw.decoded.push_back({0, 4, tr("selector"), {}, Tone::clock});
            raw.decoded.push_back({4, 32, tr("word 0"), {}, Tone::l1});
            raw.decoded.push_back({36, 32, tr("word 1"), {}, Tone::l2});
        }
        view.sections << raw;
    }
    view.json = {{QStringLiteral("index"), json(withdrawal.index)},
                 {QStringLiteral("sender"), hex(withdrawal.message.sender)},
                 {QStringLiteral("target"), hex(withdrawal.message.target)},
                 {QStringLiteral("recipient"), hex(withdrawal.recipient)},
                 {QStringLiteral("amount"), json(withdrawal.amount)},
                 {QStringLiteral("stage"), api::wordOf(withdrawal.stage)},
                 {QStringLiteral("l2TxHash"), hex(withdrawal.l2TxHash)},
                 {QStringLiteral("leaf"), hex(withdrawal.leaf)},
                 {QStringLiteral("data"), hex(BytesView(withdrawal.message.data))}};
    return view;
}

}  // namespace rollscope::ui
