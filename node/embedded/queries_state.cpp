#include <algorithm>
#include <numeric>

#include "node/crypto/native_precompiles.h"
#include "node/embedded/queries.h"
#include "node/embedded/replay.h"
#include "node/l1/gas_estimate.h"

namespace rollscope::embedded {

namespace {

constexpr std::uint64_t callGas = 30'000'000;
const U256 minimumTip{1'000'000'000ULL};

bool isTag(const api::BlockId& at, api::BlockTag tag) {
    const auto* named = std::get_if<api::BlockTag>(&at);
    return named != nullptr && *named == tag;
}

}  // namespace

state::CallMessage Queries::messageOf(const api::CallRequest& request) {
    state::CallMessage message;
    message.from = request.from.value_or(Address{});
    message.to = request.to;
    message.value = request.value;
    message.gasPrice = request.maxFeePerGas.value_or(U256{});
    message.gas = std::min(request.gas.value_or(callGas), callGas);
    message.data = request.data;
    message.accessList = request.accessList;
    return message;
}

Result<Queries::StateAt> Queries::stateAt(api::Layer layer, const api::BlockId& at) const {
    const chain::Chain& chain = m.chainOf(layer);
    const bool newest = isTag(at, api::BlockTag::latest) || isTag(at, api::BlockTag::pending);
    Result<chain::ChainState> state = chain.latestState();
    if (!newest) {
        const auto number = chain.resolve(at);
        if (!number) return failFrom(number);
        state = chain.stateAt(*number);
        if (!state) return failFrom(state);
    }
    if (newest && layer == api::Layer::l1) return StateAt{*state, m.devnet->pendingEnv()};
    return StateAt{*state, state::envOf(state->head.header, specOf(m, layer), chain.blockHashes())};
}

Result<api::AccountView> Queries::account(api::Layer layer, const Address& address,
                                          const api::BlockId& at) const {
    const auto found = stateAt(layer, at);
    if (!found) return failFrom(found);
    const state::StateView& view = *found->state.view;
    api::AccountView result;
    result.address = address;
    result.codeHash = crypto::emptyKeccak;
    if (const auto account = view.account(address)) {
        result.balance = account->balance;
        result.nonce = account->nonce;
        result.codeHash = account->codeHash;
        result.code = *view.code(account->codeHash);
    }
    result.pendingNonce = std::max(result.nonce, nextNonce(layer, address));
    return result;
}

std::uint64_t Queries::nextNonce(api::Layer layer, const Address& account) const {
    if (layer == api::Layer::l2) return m.pool->nextNonce(account);
    return m.devnet->nonce(account).value_or(0);
}

U256 Queries::nextBaseFee(api::Layer layer) const {
    return types::nextBaseFee(m.chainOf(layer).head().header);
}

Result<U256> Queries::storageAt(api::Layer layer, const Address& address, const U256& slot,
                                const api::BlockId& at) const {
    const auto found = stateAt(layer, at);
    if (!found) return failFrom(found);
    return found->state.view->storage(address, slot);
}

Result<Bytes> Queries::call(api::Layer layer, const api::CallRequest& request,
                            const api::BlockId& at) const {
    const auto found = stateAt(layer, at);
    if (!found) return failFrom(found);
    auto outcome = state::callMessage(*found->state.view, found->env, messageOf(request),
                                      host::nativePrecompiles());
    if (!outcome.success) return tl::make_unexpected(outcome.error);
    return std::move(outcome.output);
}

Result<std::uint64_t> Queries::estimateGas(api::Layer layer, const api::CallRequest& request,
                                           const api::BlockId& at) const {
    const auto found = stateAt(layer, at);
    if (!found) return failFrom(found);
    state::CallMessage message = messageOf(request);
    message.checkBalance = request.from.has_value();
    if (message.checkBalance && !message.gasPrice.isZero()) {
        // gas that the account cannot pay is not to be tried
        const auto account = found->state.view->account(message.from);
        const U256 balance = account ? account->balance : U256{};
        if (balance < message.value) return fail(ErrorCode::insufficientFunds);
        const U256 affordable = (balance - message.value) / message.gasPrice;
        message.gas = std::min(message.gas, affordable.saturated());
    }
    return l1::estimateGas(*found->state.view, found->env, message, host::nativePrecompiles());
}

U256 Queries::suggestTip(api::Layer layer) const {
    if (layer == api::Layer::l1) return minimumTip;
    return m.pool->suggestTip(nextBaseFee(layer));
}

Result<api::FeeHistoryView> Queries::feeHistory(api::Layer layer, std::uint32_t blocks,
                                                const api::BlockId& newest,
                                                const std::vector<double>& percentiles) const {
    if (percentiles.size() > 100 || !std::is_sorted(percentiles.begin(), percentiles.end()) ||
        (!percentiles.empty() && (percentiles.front() < 0 || percentiles.back() > 100))) {
        return fail(ErrorCode::invalidParams, "percentiles must rise from 0 to 100");
    }
    const chain::Chain& chain = m.chainOf(layer);
    const auto last = chain.resolve(newest);
    if (!last) return failFrom(last);
    const std::uint64_t count =
        std::min<std::uint64_t>(std::clamp<std::uint32_t>(blocks, 1, 1024), *last + 1);
    api::FeeHistoryView view;
    view.oldestBlock = *last + 1 - count;
    for (std::uint64_t number = view.oldestBlock; number <= *last; ++number) {
        const auto record = chain.record(number);
        if (!record) return failFrom(record);
        if (!*record) return fail(ErrorCode::unknownBlock, std::to_string(number));
        const types::Header& header = (*record)->header;
        const U256 baseFee = header.baseFeePerGas.value_or(U256{});
        view.baseFees.push_back(baseFee);
        view.gasUsedRatio.push_back(static_cast<double>(header.gasUsed) /
                                    static_cast<double>(header.gasLimit));
        if (number == *last) view.baseFees.push_back(types::nextBaseFee(header));
        if (percentiles.empty()) continue;
        const auto receipts = chain.receipts(number);
        if (!receipts) return failFrom(receipts);
        std::vector<std::pair<U256, std::uint64_t>> tips;  // tip, gas
        for (const auto& each : *receipts) {
            if (each.receipt.type == types::TxType::deposit) continue;
            const U256 price = each.receipt.effectiveGasPrice;
            tips.emplace_back(price > baseFee ? price - baseFee : U256{}, each.receipt.gasUsed);
        }
        std::sort(tips.begin(), tips.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        const double total = std::accumulate(
            tips.begin(), tips.end(), 0.0,
            [](double sum, const auto& tip) { return sum + static_cast<double>(tip.second); });
        std::vector<U256> rewards;
        for (double percentile : percentiles) {
            U256 reward;
            double sum = 0;
            for (const auto& [tip, gas] : tips) {
                reward = tip;
                sum += static_cast<double>(gas);
                if (sum >= total * percentile / 100) break;
            }
            rewards.push_back(reward);
        }
        view.rewards.push_back(std::move(rewards));
    }
    return view;
}

Result<api::ProofView> Queries::proof(api::Layer layer, const Address& address,
                                      const std::vector<U256>& keys, const api::BlockId& at) const {
    if (keys.size() > 1024) return fail(ErrorCode::invalidParams, "at most 1024 keys");
    const chain::Chain& chain = m.chainOf(layer);
    const auto record = chain.record(at);
    if (!record) return failFrom(record);
    const merkle::NodeReader& nodes = chain.nodeReader();
    const Hash& root = record->header.stateRoot;
    const auto account = merkle::readAccount(nodes, root, address);
    if (!account) return failFrom(account);
    auto path = merkle::proofNodes(nodes, root, address.view());
    if (!path) return failFrom(path);
    api::ProofView view;
    view.address = address;
    view.nodes = std::move(*path);
    view.codeHash = crypto::emptyKeccak;
    view.storageHash = types::emptyTrieRoot;
    if (*account) {
        view.balance = (*account)->balance;
        view.nonce = (*account)->nonce;
        view.codeHash = (*account)->codeHash;
        view.storageHash = (*account)->storageRoot;
    }
    for (const U256& slot : keys) {
        const auto value = merkle::readStorage(nodes, view.storageHash, slot);
        if (!value) return failFrom(value);
        auto slotPath = merkle::proofNodes(nodes, view.storageHash, toHash(slot).view());
        if (!slotPath) return failFrom(slotPath);
        view.storage.push_back({slot, *value, std::move(*slotPath)});
    }
    return view;
}

}  // namespace rollscope::embedded
