#include "node/rpc/json_eth.h"

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

QJsonObject logJson(const api::LogView& view) {
    QJsonArray topics;
    for (const Hash& topic : view.log.topics) topics.append(data(topic));
    return {{QStringLiteral("address"), data(view.log.address)},
            {QStringLiteral("topics"), topics},
            {QStringLiteral("data"), data(view.log.data)},
            {QStringLiteral("blockNumber"), quantity(view.blockNumber)},
            {QStringLiteral("blockHash"), data(view.blockHash)},
            {QStringLiteral("blockTimestamp"), quantity(view.blockTimestamp)},
            {QStringLiteral("transactionHash"), data(view.txHash)},
            {QStringLiteral("transactionIndex"), quantity(view.txIndex)},
            {QStringLiteral("logIndex"), quantity(view.logIndex)},
            {QStringLiteral("removed"), false}};
}

QJsonObject receiptJson(const types::Receipt& receipt, const ReceiptPlace& where) {
    QJsonArray logs;
    for (std::size_t i = 0; i < receipt.logs.size(); ++i) {
        logs.append(
            logJson({receipt.logs[i], where.place.blockNumber, where.place.blockHash, where.hash,
                     where.place.index, where.firstLog + static_cast<std::uint32_t>(i),
                     where.place.blockTimestamp, std::nullopt}));
    }
    QJsonObject object{{QStringLiteral("type"), quantity(static_cast<std::uint64_t>(receipt.type))},
                       {QStringLiteral("transactionHash"), data(where.hash)},
                       {QStringLiteral("transactionIndex"), quantity(where.place.index)},
                       {QStringLiteral("blockHash"), data(where.place.blockHash)},
                       {QStringLiteral("blockNumber"), quantity(where.place.blockNumber)},
                       {QStringLiteral("from"), data(where.from)},
                       {QStringLiteral("to"), dataOrNull(where.to)},
                       {QStringLiteral("contractAddress"), dataOrNull(receipt.contractAddress)},
                       {QStringLiteral("status"), quantity(receipt.success ? 1 : 0)},
                       {QStringLiteral("gasUsed"), quantity(receipt.gasUsed)},
                       {QStringLiteral("cumulativeGasUsed"), quantity(receipt.cumulativeGasUsed)},
                       {QStringLiteral("effectiveGasPrice"), quantity(receipt.effectiveGasPrice)},
                       {QStringLiteral("logs"), logs},
                       {QStringLiteral("logsBloom"), data(receipt.bloom)}};
    if (receipt.l1GasUsed != 0) {
        object[u"l1GasUsed"] = quantity(receipt.l1GasUsed);
        object[u"l1GasPrice"] = quantity(receipt.l1GasPrice);
        object[u"l1Fee"] = quantity(receipt.l1Fee);
    }
    return object;
}

QJsonValue receiptJson(const api::TxView& view) {
    if (!view.receipt || !view.row.block) return null;
    const std::uint32_t firstLog = view.logs.empty() ? 0 : view.logs.front().logIndex;
    return receiptJson(
        *view.receipt,
        ReceiptPlace{{view.blockHash, *view.row.block, view.row.timestamp, view.row.index, {}},
                     view.row.hash,
                     view.row.from,
                     view.tx.to,
                     firstLog});
}

QJsonArray receiptsJson(const api::BlockView& block, const std::vector<types::Receipt>& receipts) {
    QJsonArray result;
    std::uint32_t firstLog = 0;
    const std::size_t count = std::min(receipts.size(), block.transactions.size());
    for (std::size_t i = 0; i < count; ++i) {
        result.append(receiptJson(receipts[i],
                                  ReceiptPlace{placeIn(block, i), block.hashes[i], block.senders[i],
                                               block.transactions[i].to, firstLog}));
        firstLog += static_cast<std::uint32_t>(receipts[i].logs.size());
    }
    return result;
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
