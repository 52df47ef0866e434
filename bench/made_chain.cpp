#include "made_chain.h"

#include <unordered_map>

namespace rollscope::bench {

Address accountOf(std::uint64_t index) {
    return addressFromBytes(crypto::keccak256(toHash(U256{index}).view()).view().first(20));
}

Result<void> begin(chain::Chain& chain, std::uint64_t accounts) {
    state::GenesisSpec spec;
    spec.chain.chainId = madeChainId;
    spec.timestamp = 1'000;
    for (std::uint64_t i = 0; i < accounts; ++i) {
        spec.accounts.push_back(
            {accountOf(i), U256{1'000'000} * U256{1'000'000'000'000'000'000ULL}, 0, {}});
    }
    const auto genesis = state::buildGenesis(spec, host::nativePrecompiles());
    if (!genesis) return failFrom(genesis);
    return chain.init(*genesis);
}

/// The next block: each transfer from a random account to another, no sender twice.
state::BlockInput nextInput(const chain::ChainState& head, std::uint64_t accounts,
                            std::mt19937_64& random, std::size_t transfers) {
    state::BlockInput input;
    input.timestamp = head.head.header.timestamp + 1;
    std::unordered_map<Address, bool> seen;
    while (input.userTxs.size() < transfers) {
        const Address sender = accountOf(random() % accounts);
        if (!seen.emplace(sender, true).second) continue;
        types::Transaction tx;
        tx.type = types::TxType::dynamicFee;
        tx.chainId = madeChainId;
        tx.nonce = head.view->account(sender).value_or(state::Account{}).nonce;
        tx.to = accountOf(random() % accounts);
        tx.value = U256{1};
        tx.gasLimit = 21'000;
        tx.maxFeePerGas = U256{1'000'000'000'000};
        tx.signature = {0, U256{random() | 1}, U256{random() | 1}};  // senders are given
        input.userTxs.push_back(std::move(tx));
        input.senders.push_back(sender);
    }
    return input;
}

Result<Chained> openChain(const std::filesystem::path& folder) {
    auto database = storage::Database::open(folder);
    if (!database) return failFrom(database);
    auto chain = chain::Chain::open(**database, api::Layer::l1);
    if (!chain) return failFrom(chain);
    return Chained{*std::move(database), *std::move(chain)};
}

}  // namespace rollscope::bench
