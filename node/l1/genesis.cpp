#include "node/l1/genesis.h"

#include "node/core/state/l1_fee.h"
#include "node/l1/artifacts.h"
#include "node/l1/contracts.h"

namespace rollscope::l1 {

namespace {

U256 ether(std::uint64_t count) {
    return U256{count} * U256{1'000'000'000'000'000'000ULL};
}

}  // namespace

U256 genesisBalance() {
    return ether(10'000);
}

U256 bridgeBacking(const GenesisAccounts& accounts) {
    return genesisBalance() * U256{accounts.users.size()};
}

state::GenesisSpec l1GenesisSpec(const GenesisAccounts& accounts, std::uint64_t timestamp) {
    state::GenesisSpec spec;
    spec.chain = {devnetChainId, false};
    spec.timestamp = timestamp;
    for (const Address& user : accounts.users) {
        spec.accounts.push_back({user, genesisBalance(), 0, {}});
    }
    spec.accounts.push_back({accounts.deployer, genesisBalance() + bridgeBacking(accounts), 0, {}});
    for (const Address& role :
         {accounts.batcher, accounts.proposer, accounts.challenger, accounts.verifier}) {
        spec.accounts.push_back({role, genesisBalance(), 0, {}});
    }
    return spec;
}

state::GenesisSpec l2GenesisSpec(const GenesisAccounts& accounts, std::uint64_t timestamp) {
    const Contracts contracts = contractsOf(accounts.deployer);
    state::GenesisSpec spec;
    spec.chain = {rollupChainId, true};
    spec.timestamp = timestamp;
    spec.beneficiary = state::l2FeeRecipient;
    for (const Address& user : accounts.users) {
        spec.accounts.push_back({user, genesisBalance(), 0, {}});
    }
    const auto predeploy = [&](const Address& address, Bytes code) {
        spec.predeploys.push_back({address, std::move(code), U256{}, state::systemSender});
    };
    predeploy(state::l1InfoAddress, artifact("L1Info").bytecode);
    predeploy(state::gasPriceOracleAddress, artifact("GasPriceOracle").bytecode);
    predeploy(state::l2InboxAddress,
              L2InboxContract::construction(state::l2OutboxAddress, state::l2BridgeAddress));
    predeploy(state::l2OutboxAddress, L2OutboxContract::construction(state::l2InboxAddress));
    predeploy(state::l2BridgeAddress,
              L2BridgeContract::construction(contracts.bridge, state::l2InboxAddress,
                                             state::l2OutboxAddress));
    predeploy(state::l2TokenAddress,
              L2TokenContract::construction(
                  {state::l2BridgeAddress, contracts.token, {}, "Test Token (L2)", "TST"}));
    predeploy(state::l2PortalTokenAddress,
              L2TokenContract::construction({state::l2BridgeAddress, contracts.token,
                                             contracts.portal, "Portal Test Token", "pTST"}));
    return spec;
}

}  // namespace rollscope::l1
