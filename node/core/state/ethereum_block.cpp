#include "node/core/state/ethereum_block.h"

#include "node/core/codec/rlp.h"

namespace rollscope::state {

namespace {

using codec::RlpItem;

constexpr std::size_t blockParts = 4;
constexpr std::size_t withdrawalFields = 4;

Result<types::Transaction> readTransaction(const RlpItem& item) {
    auto tx = types::decodeTransaction(item.isList ? item.encoding : item.payload);
    if (!tx) return tx;
    // A legacy transaction wrapped in a string would be a second form of the same block.
    if (item.isList != (tx->type == types::TxType::legacy) || tx->isDeposit()) {
        return fail(ErrorCode::invalidRlp, "wrapped transaction");
    }
    return tx;
}

Result<Withdrawal> readWithdrawal(const RlpItem& item) {
    const auto fields = item.items(withdrawalFields);
    if (!fields) return failFrom(fields);
    const auto index = (*fields)[0].u64();
    const auto validator = (*fields)[1].u64();
    const auto address = (*fields)[2].address();
    const auto amount = (*fields)[3].u64();
    if (!index || !validator || !address || !amount) {
        return fail(ErrorCode::invalidRlp, "bad withdrawal");
    }
    return Withdrawal{*index, *validator, *address, *amount};
}

/// Reads every item of `list` by `read`.
template <class T>
Result<std::vector<T>> readAll(const RlpItem& list, Result<T> (*read)(const RlpItem&)) {
    const auto items = list.items();
    if (!items) return failFrom(items);
    std::vector<T> values;
    values.reserve(items->size());
    for (const RlpItem& item : *items) {
        auto value = read(item);
        if (!value) return failFrom(value);
        values.push_back(*std::move(value));
    }
    return values;
}

}  // namespace

Bytes encodeWithdrawal(const Withdrawal& withdrawal) {
    codec::RlpWriter fields;
    fields.uint(withdrawal.index).uint(withdrawal.validator);
    return fields.fixed(withdrawal.address).uint(withdrawal.amountGwei).asList();
}

Result<EthereumBlock> decodeEthereumBlock(BytesView bytes) {
    const auto list = codec::decodeRlp(bytes);
    if (!list) return failFrom(list);
    const auto parts = list->items(blockParts);
    if (!parts) return failFrom(parts);
    auto header = types::decodeHeader((*parts)[0].encoding);
    if (!header) return failFrom(header);
    auto transactions = readAll<types::Transaction>((*parts)[1], readTransaction);
    if (!transactions) return failFrom(transactions);
    const RlpItem& ommers = (*parts)[2];
    if (!ommers.isList || !ommers.payload.empty()) return fail(ErrorCode::invalidRlp, "ommers");
    auto withdrawals = readAll<Withdrawal>((*parts)[3], readWithdrawal);
    if (!withdrawals) return failFrom(withdrawals);
    return EthereumBlock{*std::move(header), *std::move(transactions), *std::move(withdrawals)};
}

}  // namespace rollscope::state
