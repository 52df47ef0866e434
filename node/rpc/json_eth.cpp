#include "node/rpc/json_eth.h"

#include <QJsonDocument>

namespace rollscope::rpc {
namespace {

const QJsonValue null{QJsonValue::Null};

QJsonArray accessListJson(const std::vector<types::AccessTuple>& list) {
    QJsonArray result;
    for (const types::AccessTuple& tuple : list) {
        QJsonArray keys;
        for (const Hash& key : tuple.storageKeys) keys.append(data(key));
        result.append(QJsonObject{{QStringLiteral("address"), data(tuple.address)},
                                  {QStringLiteral("storageKeys"), keys}});
    }
    return result;
}

/// EIP-155's v for legacy transactions, the parity for the others.
U256 signatureV(const types::Transaction& tx) {
    const std::uint64_t parity = tx.signature.yParity;
    if (tx.type != types::TxType::legacy) return parity;
    if (!tx.chainId) return 27 + parity;
    return U256{*tx.chainId} * U256{2} + U256{35 + parity};
}

void addFees(QJsonObject& object, const types::Transaction& tx,
             const std::optional<TxPlace>& place) {
    const bool dynamic = tx.type == types::TxType::dynamicFee || tx.type == types::TxType::blob;
    if (!dynamic) {
        object[u"gasPrice"] = quantity(tx.isDeposit() ? U256{} : tx.maxFeePerGas);
        return;
    }
    object[u"maxFeePerGas"] = quantity(tx.maxFeePerGas);
    object[u"maxPriorityFeePerGas"] = quantity(tx.maxPriorityFeePerGas);
    object[u"gasPrice"] =
        quantity(place ? types::effectiveGasPrice(tx, place->baseFee) : tx.maxFeePerGas);
}

TxPlace placeIn(const api::BlockView& block, std::size_t index) {
    return {block.row.hash, block.header.number, block.header.timestamp,
            static_cast<std::uint32_t>(index), block.header.baseFeePerGas.value_or(U256{})};
}

}  // namespace

QJsonValue quantity(const U256& value) {
    return QString::fromStdString(toQuantity(value));
}

QJsonValue data(BytesView bytes) {
    return QString::fromStdString(toHex(bytes));
}

QJsonObject transactionJson(const types::Transaction& tx, const Hash& hash, const Address& from,
                            const std::optional<TxPlace>& place) {
    QJsonObject object{
        {QStringLiteral("type"), quantity(static_cast<std::uint64_t>(tx.type))},
        {QStringLiteral("hash"), data(hash)},
        {QStringLiteral("from"), data(from)},
        {QStringLiteral("to"), dataOrNull(tx.to)},
        {QStringLiteral("nonce"), quantity(tx.nonce)},
        {QStringLiteral("gas"), quantity(tx.gasLimit)},
        {QStringLiteral("value"), quantity(tx.value)},
        {QStringLiteral("input"), data(tx.data)},
        {QStringLiteral("blockHash"), place ? data(place->blockHash) : null},
        {QStringLiteral("blockNumber"), place ? quantity(place->blockNumber) : null},
        {QStringLiteral("transactionIndex"), place ? quantity(place->index) : null},
        {QStringLiteral("v"), quantity(signatureV(tx))},
        {QStringLiteral("r"), quantity(tx.signature.r)},
        {QStringLiteral("s"), quantity(tx.signature.s)},
    };
    if (place) object[u"blockTimestamp"] = quantity(place->blockTimestamp);
    addFees(object, tx, place);
    if (tx.chainId) object[u"chainId"] = quantity(*tx.chainId);
    if (tx.isDeposit()) {
        object[u"sourceHash"] = data(tx.sourceHash);
        object[u"mint"] = quantity(tx.mint);
        object[u"isSystemTx"] = tx.isSystem;
        return object;
    }
    if (tx.type != types::TxType::legacy) {
        object[u"yParity"] = quantity(tx.signature.yParity);
        object[u"accessList"] = accessListJson(tx.accessList);
    }
    if (tx.type == types::TxType::blob) {
        QJsonArray hashes;
        for (const Hash& blob : tx.blobVersionedHashes) hashes.append(data(blob));
        object[u"maxFeePerBlobGas"] = quantity(tx.maxFeePerBlobGas);
        object[u"blobVersionedHashes"] = hashes;
    }
    return object;
}

QJsonObject transactionJson(const api::TxView& view) {
    std::optional<TxPlace> place;
    if (view.row.block) {
        place = TxPlace{view.blockHash, *view.row.block, view.row.timestamp, view.row.index, {}};
    }
    QJsonObject object = transactionJson(view.tx, view.row.hash, view.row.from, place);
    // The view has no base fee, but its receipt says what was paid.
    if (view.receipt && !view.tx.isDeposit()) {
        object[u"gasPrice"] = quantity(view.receipt->effectiveGasPrice);
    }
    return object;
}

QJsonObject headerJson(const types::Header& header, const Hash& hash) {
    QJsonObject object{
        {QStringLiteral("number"), quantity(header.number)},
        {QStringLiteral("hash"), data(hash)},
        {QStringLiteral("parentHash"), data(header.parentHash)},
        {QStringLiteral("sha3Uncles"), data(header.ommersHash)},
        {QStringLiteral("miner"), data(header.beneficiary)},
        {QStringLiteral("stateRoot"), data(header.stateRoot)},
        {QStringLiteral("transactionsRoot"), data(header.transactionsRoot)},
        {QStringLiteral("receiptsRoot"), data(header.receiptsRoot)},
        {QStringLiteral("logsBloom"), data(header.logsBloom)},
        {QStringLiteral("difficulty"), quantity(header.difficulty)},
        {QStringLiteral("gasLimit"), quantity(header.gasLimit)},
        {QStringLiteral("gasUsed"), quantity(header.gasUsed)},
        {QStringLiteral("timestamp"), quantity(header.timestamp)},
        {QStringLiteral("extraData"), data(header.extraData)},
        {QStringLiteral("mixHash"), data(header.prevRandao)},
        {QStringLiteral("nonce"), data(header.nonce)},
    };
    if (header.baseFeePerGas) object[u"baseFeePerGas"] = quantity(*header.baseFeePerGas);
    if (header.withdrawalsRoot) object[u"withdrawalsRoot"] = data(*header.withdrawalsRoot);
    if (header.blobGasUsed) object[u"blobGasUsed"] = quantity(*header.blobGasUsed);
    if (header.excessBlobGas) object[u"excessBlobGas"] = quantity(*header.excessBlobGas);
    if (header.parentBeaconBlockRoot) {
        object[u"parentBeaconBlockRoot"] = data(*header.parentBeaconBlockRoot);
    }
    return object;
}

QJsonObject blockJson(const api::BlockView& block, bool whole) {
    QJsonObject object = headerJson(block.header, block.row.hash);
    QJsonArray transactions;
    for (std::size_t i = 0; i < block.transactions.size(); ++i) {
        if (whole) {
            transactions.append(transactionJson(block.transactions[i], block.hashes[i],
                                                block.senders[i], placeIn(block, i)));
        } else {
            transactions.append(data(block.hashes[i]));
        }
    }
    object[u"transactions"] = transactions;
    object[u"uncles"] = QJsonArray{};
    object[u"size"] = quantity(block.row.sizeBytes);
    if (block.header.withdrawalsRoot) object[u"withdrawals"] = QJsonArray{};
    return object;
}

JsonText logText(const api::LogView& view) {
    JsonWriter topics(JsonWriter::Kind::list);
    for (const Hash& topic : view.log.topics) topics.data(topic.view());
    JsonWriter log(JsonWriter::Kind::object);
    log.data("address", view.log.address)
        .raw("topics", topics.take())
        .data("data", view.log.data)
        .quantity("blockNumber", view.blockNumber)
        .data("blockHash", view.blockHash)
        .quantity("blockTimestamp", view.blockTimestamp)
        .data("transactionHash", view.txHash)
        .quantity("transactionIndex", view.txIndex)
        .quantity("logIndex", view.logIndex)
        .raw("removed", "false");
    return JsonText::written(log.take());
}

QJsonObject logJson(const api::LogView& view) {
    return QJsonDocument::fromJson(logText(view).text).object();
}

JsonText receiptText(const types::Receipt& receipt, const ReceiptPlace& where) {
    JsonWriter logs(JsonWriter::Kind::list);
    for (std::size_t i = 0; i < receipt.logs.size(); ++i) {
        logs.raw(
            logText({receipt.logs[i], where.place.blockNumber, where.place.blockHash, where.hash,
                     where.place.index, where.firstLog + static_cast<std::uint32_t>(i),
                     where.place.blockTimestamp, std::nullopt})
                .text);
    }
    JsonWriter object(JsonWriter::Kind::object);
    object.quantity("type", static_cast<std::uint64_t>(receipt.type))
        .data("transactionHash", where.hash)
        .quantity("transactionIndex", where.place.index)
        .data("blockHash", where.place.blockHash)
        .quantity("blockNumber", where.place.blockNumber)
        .data("from", where.from)
        .data("to", where.to)
        .data("contractAddress", receipt.contractAddress)
        .quantity("status", receipt.success ? 1 : 0)
        .quantity("gasUsed", receipt.gasUsed)
        .quantity("cumulativeGasUsed", receipt.cumulativeGasUsed)
        .quantity("effectiveGasPrice", receipt.effectiveGasPrice)
        .raw("logs", logs.take())
        .data("logsBloom", receipt.bloom);
    if (receipt.l1GasUsed != 0) {
        object.quantity("l1GasUsed", receipt.l1GasUsed)
            .quantity("l1GasPrice", receipt.l1GasPrice)
            .quantity("l1Fee", receipt.l1Fee);
    }
    return JsonText::written(object.take());
}

JsonText receiptText(const std::optional<api::MinedReceipt>& mined) {
    if (!mined) return {};
    return receiptText(
        mined->receipt,
        ReceiptPlace{{mined->blockHash, mined->block, mined->timestamp, mined->index, {}},
                     mined->hash,
                     mined->from,
                     mined->to,
                     mined->firstLog});
}

JsonText receiptsText(const api::BlockView& block, const std::vector<types::Receipt>& receipts) {
    JsonWriter result(JsonWriter::Kind::list);
    std::uint32_t firstLog = 0;
    const std::size_t count = std::min(receipts.size(), block.transactions.size());
    for (std::size_t i = 0; i < count; ++i) {
        result.raw(receiptText(receipts[i],
                               ReceiptPlace{placeIn(block, i), block.hashes[i], block.senders[i],
                                            block.transactions[i].to, firstLog})
                       .text);
        firstLog += static_cast<std::uint32_t>(receipts[i].logs.size());
    }
    return JsonText::written(result.take());
}

QJsonObject proofJson(const api::ProofView& proof, const QJsonArray& keys) {
    const auto nodesJson = [](const std::vector<Bytes>& nodes) {
        QJsonArray result;
        for (const Bytes& node : nodes) result.append(data(node));
        return result;
    };
    QJsonArray storage;
    for (std::size_t i = 0; i < proof.storage.size(); ++i) {
        const auto at = static_cast<qsizetype>(i);
        storage.append(QJsonObject{
            {QStringLiteral("key"), at < keys.size() ? keys[at] : quantity(proof.storage[i].key)},
            {QStringLiteral("value"), quantity(proof.storage[i].value)},
            {QStringLiteral("proof"), nodesJson(proof.storage[i].nodes)}});
    }
    return {{QStringLiteral("address"), data(proof.address)},
            {QStringLiteral("balance"), quantity(proof.balance)},
            {QStringLiteral("nonce"), quantity(proof.nonce)},
            {QStringLiteral("codeHash"), data(proof.codeHash)},
            {QStringLiteral("storageHash"), data(proof.storageHash)},
            {QStringLiteral("accountProof"), nodesJson(proof.nodes)},
            {QStringLiteral("storageProof"), storage}};
}

QJsonObject feeHistoryJson(const api::FeeHistoryView& history, bool rewards) {
    QJsonArray baseFees;
    QJsonArray ratios;
    QJsonArray reward;
    for (const U256& fee : history.baseFees) baseFees.append(quantity(fee));
    for (const double ratio : history.gasUsedRatio) ratios.append(ratio);
    for (const std::vector<U256>& row : history.rewards) {
        QJsonArray tips;
        for (const U256& tip : row) tips.append(quantity(tip));
        reward.append(tips);
    }
    QJsonObject object{{QStringLiteral("oldestBlock"), quantity(history.oldestBlock)},
                       {QStringLiteral("baseFeePerGas"), baseFees},
                       {QStringLiteral("gasUsedRatio"), ratios}};
    if (rewards) object[u"reward"] = reward;
    return object;
}

}  // namespace rollscope::rpc
