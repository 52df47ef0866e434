#include <algorithm>

#include "node/embedded/queries.h"
#include "node/l1/abi_book.h"

namespace rollscope::embedded {

std::vector<api::LogView> Queries::decoded(api::Layer layer, std::vector<api::LogView> logs) const {
    for (api::LogView& view : logs) {
        view.decoded = l1::decodeLog(view.log, abiOf(layer, view.log.address).get());
    }
    return logs;
}

Queries::AbiPtr Queries::abiOf(api::Layer layer, const std::optional<Address>& address) const {
    return address ? m.abis->of(layer, *address) : nullptr;
}

QString Queries::summaryOf(api::Layer layer, const types::Transaction& tx) const {
    if (tx.isDeposit() && tx.isSystem) return QStringLiteral("system");
    if (!tx.to) return QStringLiteral("deploy");
    if (tx.data.empty()) {
        return tx.isDeposit() ? QStringLiteral("deposit") : QStringLiteral("transfer");
    }
    if (const auto call = l1::decodeCall(tx.data, abiOf(layer, tx.to).get())) {
        return call->function;
    }
    return tx.isDeposit() ? QStringLiteral("deposit") : QStringLiteral("call");
}

api::TxStatus Queries::statusOfBlock(api::Layer layer, std::uint64_t number) const {
    // the devnet never takes a block back on its own
    if (layer == api::Layer::l1) return api::TxStatus::finalized;
    if (number <= m.l2->label(chain::Label::finalized)) return api::TxStatus::finalized;
    if (number <= m.l2->label(chain::Label::asserted)) return api::TxStatus::asserted;
    if (number <= m.l2->label(chain::Label::safe)) return api::TxStatus::batched;
    return api::TxStatus::acceptedInL2;
}

api::BlockRow Queries::rowOf(api::Layer layer, const chain::BlockRecord& record) const {
    api::BlockRow row;
    row.layer = layer;
    row.number = record.header.number;
    row.hash = record.hash;
    row.timestamp = record.header.timestamp;
    row.transactions = record.transactions;
    row.gasUsed = record.header.gasUsed;
    row.gasLimit = record.header.gasLimit;
    row.baseFee = record.header.baseFeePerGas.value_or(U256{});
    row.sizeBytes = record.sizeBytes;
    row.status = statusOfBlock(layer, row.number);
    if (layer == api::Layer::l2) row.batch = m.spans->batchOf(row.number);
    return row;
}

api::TxRow Queries::rowOf(api::Layer layer, const chain::MinedTransaction& mined) const {
    const chain::StoredTransaction& at = mined.transaction;
    api::TxRow row;
    row.layer = layer;
    row.hash = at.hash;
    row.type = at.tx.type;
    row.from = at.sender;
    row.to = at.tx.to;
    row.created = mined.receipt.receipt.contractAddress;
    row.value = at.tx.value;
    row.maxFeePerGas = at.tx.maxFeePerGas;
    row.tip = at.tx.maxPriorityFeePerGas;
    row.nonce = at.tx.nonce;
    row.gas = mined.receipt.receipt.gasUsed;
    row.block = at.block;
    row.index = at.index;
    row.timestamp = at.timestamp;
    row.status =
        mined.receipt.receipt.success ? statusOfBlock(layer, at.block) : api::TxStatus::failed;
    row.summary = summaryOf(layer, at.tx);
    return row;
}

Result<api::Page<api::BlockRow>> Queries::blocks(api::Layer layer, api::PageRequest page) const {
    const auto records = m.chainOf(layer).blocks(page);
    if (!records) return failFrom(records);
    api::Page<api::BlockRow> rows;
    rows.offset = records->offset;
    rows.total = records->total;
    for (const auto& record : records->rows) rows.rows.push_back(rowOf(layer, record));
    return rows;
}

Result<api::BlockView> Queries::block(api::Layer layer, const api::BlockId& id) const {
    const chain::Chain& chain = m.chainOf(layer);
    const auto number = chain.resolve(id);
    if (!number) return failFrom(number);
    auto stored = chain.block(*number);
    if (!stored) return failFrom(stored);
    api::BlockView view;
    view.row = rowOf(layer, stored->record);
    view.header = stored->record.header;
    view.transactions = std::move(stored->transactions);
    view.hashes = std::move(stored->hashes);
    view.senders = std::move(stored->senders);
    return view;
}

api::Page<api::TxRow> Queries::rowsOf(api::Layer layer,
                                      const api::Page<chain::MinedTransaction>& page) const {
    api::Page<api::TxRow> rows;
    rows.offset = page.offset;
    rows.total = page.total;
    for (const auto& mined : page.rows) rows.rows.push_back(rowOf(layer, mined));
    return rows;
}

Result<api::Page<api::TxRow>> Queries::transactions(api::Layer layer, api::PageRequest page) const {
    const auto mined = m.chainOf(layer).transactions(page);
    if (!mined) return failFrom(mined);
    return rowsOf(layer, *mined);
}

Result<api::Page<api::TxRow>> Queries::transactionsOf(api::Layer layer, const Address& account,
                                                      api::PageRequest page) const {
    const auto mined = m.chainOf(layer).transactionsOf(account, page);
    if (!mined) return failFrom(mined);
    return rowsOf(layer, *mined);
}

Result<std::vector<types::Receipt>> Queries::receipts(api::Layer layer,
                                                      const api::BlockId& id) const {
    const chain::Chain& chain = m.chainOf(layer);
    const auto number = chain.resolve(id);
    if (!number) return failFrom(number);
    auto stored = chain.receipts(*number);
    if (!stored) return failFrom(stored);
    std::vector<types::Receipt> receipts;
    for (auto& each : *stored) receipts.push_back(std::move(each.receipt));
    return receipts;
}

Result<std::vector<std::optional<api::MinedReceipt>>> Queries::receiptsOf(
    api::Layer layer, const std::vector<Hash>& hashes) const {
    std::vector<std::optional<api::MinedReceipt>> receipts;
    receipts.reserve(hashes.size());
    for (const Hash& hash : hashes) {
        auto mined = m.chainOf(layer).mined(hash);
        if (!mined) return failFrom(mined);
        auto& row = receipts.emplace_back();
        if (!*mined) continue;
        chain::StoredTransaction& at = (*mined)->transaction;
        chain::StoredReceipt& stored = (*mined)->receipt;
        row = api::MinedReceipt{
            std::move(stored.receipt), hash,      at.blockHash, at.block, at.timestamp, at.index,
            stored.firstLogIndex,      at.sender, at.tx.to};
    }
    return receipts;
}

Result<std::vector<api::LogView>> Queries::logs(api::Layer layer,
                                                const api::LogFilter& filter) const {
    const chain::Chain& chain = m.chainOf(layer);
    chain::LogQuery query;
    if (filter.blockHash) {
        const auto number = chain.numberOf(*filter.blockHash);
        if (!number) return failFrom(number);
        if (!*number) return fail(ErrorCode::unknownBlock, toHex(filter.blockHash->view()));
        query.from = query.to = **number;
    } else {
        // numbers above the head are an empty range, not an error
        const auto resolved = [&](const api::BlockId& id) -> Result<std::uint64_t> {
            if (const auto* number = std::get_if<std::uint64_t>(&id)) return *number;
            return chain.resolve(id);
        };
        const auto from = resolved(filter.from);
        if (!from) return failFrom(from);
        const auto to = resolved(filter.to);
        if (!to) return failFrom(to);
        if (*from > *to) return fail(ErrorCode::invalidParams, "fromBlock is above toBlock");
        query.from = *from;
        query.to = *to;
        if (query.from > chain.headNumber()) return std::vector<api::LogView>{};
    }
    query.addresses = filter.addresses;
    query.topics = filter.topics;
    auto found = chain.logs(query);
    if (!found) return failFrom(found);
    return decoded(layer, std::move(*found));
}

Result<std::vector<api::LogView>> Queries::logsOf(api::Layer layer, std::uint64_t number) const {
    auto found = m.chainOf(layer).logsOf(number);
    if (!found) return failFrom(found);
    return decoded(layer, std::move(*found));
}

}  // namespace rollscope::embedded
