// Blocks, transactions and accounts as the inspector shows them.
#include "ui/widgets/object_fields.h"
#include "ui/window/object_reader.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("object", text);
}

constexpr int maxListed = 40;

}  // namespace

ObjectView describe(const api::BlockView& block) {
    const api::BlockRow& row = block.row;
    const types::Header& header = block.header;
    const api::Layer layer = row.layer;
    ObjectView view;
    view.kind = wordOf(layer) + QLatin1Char(' ') + tr("block");
    view.title = grouped(row.number);
    view.badge = layer == api::Layer::l2 ? badgeOf(row.status) : BadgeText{};
    ObjectSection facts = titled(tr("Fields"));
    facts.fields << timeField(tr("Time"), row.timestamp)
                 << plain(tr("Transactions"), grouped(row.transactions))
                 << plain(tr("Gas used"), grouped(row.gasUsed),
                          tr("of %1").arg(grouped(row.gasLimit)))
                 << plain(tr("Base fee"), gwei(row.baseFee))
                 << plain(tr("Size"), bytesText(row.sizeBytes));
    if (row.batch) {
        facts.fields << linked(tr("Batch"), grouped(*row.batch), batchLink(*row.batch),
                               api::Layer::l1);
    }
    facts.fields << addressField(tr("Beneficiary"), layer, header.beneficiary);
    ObjectSection hashes = titled(tr("Hashes"));
    hashes.fields << hashField(tr("hash"), row.hash, layerIndex(layer));
    if (row.number > 0) {
        ObjectField parent = hashField(tr("parent"), header.parentHash, layerIndex(layer));
        parent.link = blockLink(layer, row.number - 1);
        hashes.fields << parent;
    }
    hashes.fields << hashField(tr("stateRoot"), header.stateRoot)
                  << hashField(tr("txRoot"), header.transactionsRoot)
                  << hashField(tr("receiptsRoot"), header.receiptsRoot)
                  << hashField(tr("prevRandao"), header.prevRandao);
    ObjectSection raw;
    raw.bytes = types::encodeHeader(header);
    raw.bytesTitle = tr("Header, RLP");
    ObjectSection txs = titled(tr("Transactions"));
    QJsonArray list;
    for (std::size_t i = 0; i < block.hashes.size(); ++i) {
        list << hex(block.hashes[i]);
        if (i < maxListed) {
            txs.fields << txField(QString::number(i), layer, block.hashes[i]);
        }
    }
    if (block.hashes.size() > maxListed) {
        txs.fields << worded(
            QString(),
            tr("%1 more, in Blocks and txs").arg(grouped(block.hashes.size() - maxListed)));
    }
    view.sections << facts << hashes << raw;
    if (!txs.fields.isEmpty()) view.sections << txs;
    view.json = {{QStringLiteral("layer"), wordOf(layer)},
                 {QStringLiteral("number"), json(row.number)},
                 {QStringLiteral("hash"), hex(row.hash)},
                 {QStringLiteral("parentHash"), hex(header.parentHash)},
                 {QStringLiteral("stateRoot"), hex(header.stateRoot)},
                 {QStringLiteral("timestamp"), json(row.timestamp)},
                 {QStringLiteral("gasUsed"), json(row.gasUsed)},
                 {QStringLiteral("gasLimit"), json(row.gasLimit)},
                 {QStringLiteral("baseFeeWei"), json(row.baseFee)},
                 {QStringLiteral("status"), api::wordOf(row.status)},
                 {QStringLiteral("transactions"), list},
                 {QStringLiteral("headerRlp"), hex(BytesView(raw.bytes))}};
    return view;
}

namespace {

ObjectSection decodedSection(const QString& title, const api::DecodedCall& call) {
    ObjectSection section = titled(title);
    section.fields << plain(tr("Function"), call.contract + QLatin1Char('.') + call.function);
    for (const api::NamedValue& argument : call.arguments) {
        section.fields << plain(argument.name, argument.value, argument.type);
    }
    return section;
}

/// Selector amber, then words of 32 bytes in turns of blue and green.
std::vector<HexField> callFields(const Bytes& data) {
    std::vector<HexField> fields;
    if (data.size() < 4 || data.size() % 32 != 4) return fields;
    fields.push_back({0, 4, tr("selector"), {}, Tone::clock});
    for (std::size_t at = 4; at < data.size() && fields.size() < 9; at += 32) {
        fields.push_back({at,
                          32,
                          tr("word %1").arg((at - 4) / 32),
                          {},
                          (at / 32) % 2 == 0 ? Tone::l1 : Tone::l2});
    }
    return fields;
}

}  // namespace

ObjectView describe(const api::TxView& tx) {
    const api::TxRow& row = tx.row;
    const api::Layer layer = row.layer;
    ObjectView view;
    view.kind = wordOf(layer) + QLatin1Char(' ') + tr("transaction");
    view.title = elided(row.hash, 8, 6);
    view.badge = badgeOf(tx.status.status);
    if (layer == api::Layer::l1 && tx.receipt) {
        view.badge = tx.receipt->success ? BadgeText{tr("success"), Tone::l1, Solidity::firm}
                                         : BadgeText{tr("failed"), Tone::trouble, Solidity::firm};
    }
    ObjectSection facts = titled(tr("Fields"));
    facts.fields << hashField(tr("Hash"), row.hash, layerIndex(layer))
                 << addressField(tr("From"), layer, row.from);
    if (row.to) facts.fields << addressField(tr("To"), layer, *row.to);
    if (row.created) facts.fields << addressField(tr("Creates"), layer, *row.created);
    facts.fields << worded(tr("Value"), ether(row.value, 1)) << worded(tr("Type"), wordOf(row.type))
                 << plain(tr("Nonce"), grouped(row.nonce));
    if (row.block) {
        facts.fields << blockField(tr("Block"), layer, *row.block, tr("index %1").arg(row.index));
    }
    if (row.timestamp > 0) facts.fields << timeField(tr("Time"), row.timestamp);
    if (tx.receipt) {
        facts.fields << plain(tr("Gas used"), grouped(tx.receipt->gasUsed),
                              tr("of %1").arg(grouped(tx.tx.gasLimit)))
                     << plain(tr("Gas price"), gwei(tx.receipt->effectiveGasPrice))
                     << plain(
                            tr("Fee"),
                            ether(tx.receipt->effectiveGasPrice * U256{tx.receipt->gasUsed}, 6, 9));
        if (tx.receipt->l1GasUsed > 0) {
            facts.fields << plain(
                tr("L1 data fee"), ether(tx.receipt->l1Fee, 6, 9),
                tr("%1 gas at %2")
                    .arg(grouped(tx.receipt->l1GasUsed), gwei(tx.receipt->l1GasPrice)));
        }
    } else {
        facts.fields << plain(tr("Gas limit"), grouped(tx.tx.gasLimit))
                     << plain(tr("Fee cap"), gwei(tx.tx.maxFeePerGas));
    }
    if (!tx.failure.isEmpty()) facts.fields << worded(tr("Failed"), tx.failure, Tone::trouble);
    if (!tx.status.reason.isEmpty()) facts.fields << worded(tr("Why"), tx.status.reason);
    if (tx.status.batch) {
        facts.fields << linked(tr("Batch"), grouped(*tx.status.batch), batchLink(*tx.status.batch),
                               api::Layer::l1);
    }
    view.sections << facts;
    if (tx.input) view.sections << decodedSection(tr("Decoded input"), *tx.input);
    for (std::size_t i = 0; i < tx.logs.size() && i < 8; ++i) {
        const api::LogView& log = tx.logs[i];
        ObjectSection section;
        if (log.decoded) {
            section = decodedSection(tr("Log %1").arg(log.logIndex), *log.decoded);
        } else {
            section.title = tr("Log %1").arg(log.logIndex);
            section.fields << addressField(tr("Contract"), layer, log.log.address);
            for (std::size_t t = 0; t < log.log.topics.size(); ++t) {
                section.fields << hashField(tr("topic %1").arg(t), log.log.topics[t]);
            }
        }
        view.sections << section;
    }
    if (!tx.tx.data.empty()) {
        ObjectSection input;
        input.bytesTitle = tr("Input, %1 bytes").arg(grouped(tx.tx.data.size()));
        input.bytes = tx.tx.data;
        input.decoded = callFields(tx.tx.data);
        view.sections << input;
    }
    ObjectSection raw;
    raw.bytes = types::encodeTransaction(tx.tx);
    raw.bytesTitle = tr("Transaction, %1 bytes").arg(grouped(raw.bytes.size()));
    view.sections << raw;
    view.json = {{QStringLiteral("layer"), wordOf(layer)},
                 {QStringLiteral("hash"), hex(row.hash)},
                 {QStringLiteral("from"), hex(row.from)},
                 {QStringLiteral("to"), row.to ? QJsonValue(hex(*row.to)) : QJsonValue()},
                 {QStringLiteral("valueWei"), json(row.value)},
                 {QStringLiteral("nonce"), json(row.nonce)},
                 {QStringLiteral("type"), static_cast<int>(row.type)},
                 {QStringLiteral("block"), row.block ? QJsonValue(json(*row.block)) : QJsonValue()},
                 {QStringLiteral("status"), api::wordOf(tx.status.status)},
                 {QStringLiteral("input"), hex(BytesView(tx.tx.data))},
                 {QStringLiteral("raw"), hex(BytesView(raw.bytes))}};
    if (tx.receipt) view.json[QStringLiteral("gasUsed")] = json(tx.receipt->gasUsed);
    return view;
}

ObjectView describe(const api::AccountView& account, api::Layer layer, const QString& name) {
    ObjectView view;
    view.kind =
        wordOf(layer) + QLatin1Char(' ') + (account.code.empty() ? tr("account") : tr("contract"));
    view.title = name.isEmpty() ? elided(account.address, 8, 6) : name;
    ObjectSection facts = titled(tr("Fields"));
    facts.fields << addressField(tr("Address"), layer, account.address)
                 << worded(tr("Balance"), ether(account.balance, 3, 18))
                 << plain(tr("Nonce"), grouped(account.nonce));
    if (account.pendingNonce != account.nonce) {
        facts.fields << plain(tr("Pending nonce"), grouped(account.pendingNonce));
    }
    if (!account.code.empty()) facts.fields << hashField(tr("codeHash"), account.codeHash);
    view.sections << facts;
    const api::Layer other = layer == api::Layer::l1 ? api::Layer::l2 : api::Layer::l1;
    ObjectSection links = titled(tr("Links"));
    links.fields << linked(tr("The same on %1").arg(wordOf(other)), hex(account.address),
                           accountLink(other, account.address), other);
    if (!account.code.empty()) {
        ObjectSection code;
        code.bytesTitle = tr("Code, %1 bytes").arg(grouped(account.code.size()));
        code.bytes = account.code;
        view.sections << code;
    }
    view.sections << links;
    view.json = {{QStringLiteral("layer"), wordOf(layer)},
                 {QStringLiteral("address"), hex(account.address)},
                 {QStringLiteral("name"), name},
                 {QStringLiteral("balanceWei"), json(account.balance)},
                 {QStringLiteral("nonce"), json(account.nonce)},
                 {QStringLiteral("codeHash"), hex(account.codeHash)},
                 {QStringLiteral("code"), hex(BytesView(account.code))}};
    return view;
}

}  // namespace rollscope::ui
