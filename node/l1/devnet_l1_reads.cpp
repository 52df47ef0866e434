// The part of DevnetL1 that only reads its chain.
#include "node/chain/chain.h"
#include "node/crypto/native_precompiles.h"
#include "node/l1/devnet_l1.h"
#include "node/l1/gas_estimate.h"

namespace rollscope::l1 {

namespace {

Head headOf(const chain::BlockRecord& record) {
    return {record.header.number, record.hash, record.header.timestamp,
            record.header.baseFeePerGas.value_or(U256{})};
}

}  // namespace

Head DevnetL1::head() const {
    return headOf(reads().head());
}

Result<Head> DevnetL1::headAt(std::uint64_t number) const {
    const auto record = reads().record(number);
    if (!record) return failFrom(record);
    if (!*record) return fail(ErrorCode::unknownBlock, std::to_string(number));
    return headOf(**record);
}

Result<L1Block> DevnetL1::block(std::uint64_t number) const {
    auto stored = reads().block(number);
    if (!stored) return failFrom(stored);
    auto receipts = reads().receipts(number);
    if (!receipts) return failFrom(receipts);
    L1Block result;
    result.hash = stored->record.hash;
    result.txHashes = std::move(stored->hashes);
    result.senders = std::move(stored->senders);
    result.block = {stored->record.header, std::move(stored->transactions)};
    for (auto& each : *receipts) result.receipts.push_back(std::move(each.receipt));
    return result;
}

Result<std::optional<MinedTx>> DevnetL1::receipt(const Hash& txHash) const {
    auto mined = reads().mined(txHash);
    if (!mined) return failFrom(mined);
    if (!*mined) return std::optional<MinedTx>{};
    const chain::StoredTransaction& place = (*mined)->transaction;
    return std::optional<MinedTx>(
        {std::move((*mined)->receipt.receipt), place.block, place.blockHash, place.index});
}

Result<Bytes> DevnetL1::call(const state::CallMessage& message) const {
    const chain::ChainState latest = reads().latestState();
    auto outcome =
        state::callMessage(*latest.view, pendingEnv(), message, host::nativePrecompiles());
    if (!outcome.success) return tl::make_unexpected(outcome.error);
    return std::move(outcome.output);
}

Result<std::uint64_t> DevnetL1::estimateGas(const state::CallMessage& message) const {
    const chain::ChainState latest = reads().latestState();
    return l1::estimateGas(*latest.view, pendingEnv(), message, host::nativePrecompiles());
}

Result<U256> DevnetL1::balance(const Address& account) const {
    const auto known = reads().latestState().view->account(account);
    return known ? known->balance : U256{};
}

U256 DevnetL1::nextBaseFee() const {
    return types::nextBaseFee(reads().head().header);
}

}  // namespace rollscope::l1
