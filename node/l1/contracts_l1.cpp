#include "node/l1/contract_parts.h"
#include "node/l1/contracts.h"

namespace rollscope::l1 {

namespace {

Bytes assertionProof(const types::Claim& claim, Bytes proof) {
    return abiEncode(
        {abi(claim.outboxRoot), abi(claim.blockHash), abi(claim.txRoot), abi(std::move(proof))});
}

constexpr std::string_view submitBatchText = "submitBatch(bytes,uint64)";
constexpr std::string_view submitBothText = "submitBatchAndStateRoot(bytes,uint64,bytes32,bytes)";

}  // namespace

Contracts contractsOf(const Address& deployer, ProofMode mode) {
    const auto at = [&](std::uint64_t nonce) { return types::createAddress(deployer, nonce); };
    Contracts contracts{at(0), at(1), at(2), at(3), at(4), at(5), {}};
    if (mode == ProofMode::attestation) contracts.attestation = at(6);
    return contracts;
}

QString wordOf(ProofMode mode) {
    return mode == ProofMode::attestation ? QStringLiteral("attestation")
                                          : QStringLiteral("optimistic");
}

U256 assertionBond() {
    return U256{80'000'000'000'000'000ULL};
}

Bytes InboxContract::construction(const Address& bridge) {
    return creation("Inbox", {abi(bridge), number(1'000'000), number(8'000'000)});
}

std::optional<InboxContract::MessageSent> InboxContract::messageSent(const types::Log& log) {
    static const Hash topic = abiTopic(
        "MessageSent(uint256,address,address,uint256,uint256,uint64,bytes32,bytes,bytes32,uint64)");
    const auto data =
        eventData(log, topic, 3, "uint256,uint256,uint64,bytes32,bytes,bytes32,uint64");
    if (!data) return std::nullopt;
    MessageSent event;
    event.message.index = toU256(log.topics[1]);
    event.message.sender = topicAddress(log, 2);
    event.message.recipient = topicAddress(log, 3);
    event.message.mint = (*data)[0].word;
    event.message.value = (*data)[1].word;
    event.message.gasLimit = (*data)[2].u64();
    event.message.secretHash = (*data)[3].hash();
    event.message.data = (*data)[4].bytes;
    event.leaf = (*data)[5].hash();
    return event;
}

Bytes RollupContract::construction(const Config& config) {
    return creation(
        "Rollup",
        {abi(config.sequencer), abi(config.contracts.inbox), abi(config.contracts.outbox),
         abi(config.genesisStateRoot), abi(config.genesisBlockHash), abi(config.genesisOutboxRoot),
         abi(config.bond), number(config.parameters.challengePeriodS),
         number(config.parameters.forceInclusionDelayS),
         number(config.parameters.sequencerTimeoutS), abi(config.contracts.attestation)});
}

Bytes RollupContract::submitBatch(const Bytes& data, std::uint64_t inboxCount) {
    return abiCall(submitBatchText, {abi(data), number(inboxCount)});
}

Bytes RollupContract::submitStateRoot(const types::Claim& claim, const Hash& batchHash,
                                      Bytes proof) {
    return abiCall(
        "submitStateRoot(bytes32,bytes32,bytes)",
        {abi(claim.stateRoot), abi(batchHash), abi(assertionProof(claim, std::move(proof)))});
}

Bytes RollupContract::submitBatchAndStateRoot(const Bytes& data, std::uint64_t inboxCount,
                                              const types::Claim& claim) {
    return abiCall(submitBothText, {abi(data), number(inboxCount), abi(claim.stateRoot),
                                    abi(assertionProof(claim, {}))});
}

Bytes RollupContract::depositBond() {
    return abiCall("depositBond()", {});
}
Bytes RollupContract::finalizeBatch(std::uint64_t batch) {
    return abiCall("finalizeBatch(uint256)", {number(batch)});
}
Bytes RollupContract::bondBalance(const Address& owner) {
    return abiCall("bondBalance(address)", {abi(owner)});
}
Bytes RollupContract::requiredInboxCount() {
    return abiCall("requiredInboxCount()", {});
}

std::optional<RollupContract::BatchSubmitted> RollupContract::batchSubmitted(
    const types::Log& log) {
    static const Hash topic = abiTopic(
        "BatchSubmitted(uint256,bytes32,address,bytes32,bytes32,uint64,bytes32,uint64,uint64)");
    const auto data = eventData(log, topic, 3, "bytes32,bytes32,uint64,bytes32,uint64,uint64");
    if (!data) return std::nullopt;
    BatchSubmitted event;
    event.record.index = topicNumber(log, 1);
    event.hash = log.topics[2];
    event.submitter = topicAddress(log, 3);
    event.record.prevBatchHash = (*data)[0].hash();
    event.record.dataHash = (*data)[1].hash();
    event.record.inboxCount = (*data)[2].u64();
    event.record.inboxRoot = (*data)[3].hash();
    event.record.l1BlockNumber = (*data)[4].u64();
    event.record.l1Timestamp = (*data)[5].u64();
    return event;
}

std::optional<RollupContract::StateRootSubmitted> RollupContract::stateRootSubmitted(
    const types::Log& log) {
    static const Hash topic = abiTopic(
        "StateRootSubmitted(uint256,uint256,address,bytes32,bytes32,bytes32,bytes32,bytes32,"
        "uint64)");
    const auto data = eventData(log, topic, 3, "bytes32,bytes32,bytes32,bytes32,bytes32,uint64");
    if (!data) return std::nullopt;
    StateRootSubmitted event;
    event.batch = topicNumber(log, 1);
    event.assertion = topicNumber(log, 2);
    event.asserter = topicAddress(log, 3);
    event.claim = (*data)[0].hash();
    event.parts = {(*data)[1].hash(), (*data)[2].hash(), (*data)[3].hash(), (*data)[4].hash()};
    event.finalizableAt = (*data)[5].u64();
    return event;
}

std::optional<RollupContract::BatchFinalized> RollupContract::batchFinalized(
    const types::Log& log) {
    static const Hash topic = abiTopic("BatchFinalized(uint256,uint256,bytes32,bytes32)");
    if (!eventData(log, topic, 2, "bytes32,bytes32")) return std::nullopt;
    return BatchFinalized{topicNumber(log, 1), topicNumber(log, 2)};
}

std::optional<RollupContract::ProofVerified> RollupContract::proofVerified(const types::Log& log) {
    static const Hash topic = abiTopic("ProofVerified(uint256,uint256,address)");
    if (!eventData(log, topic, 3, "")) return std::nullopt;
    return ProofVerified{topicNumber(log, 1), topicNumber(log, 2), topicAddress(log, 3)};
}

std::optional<Bytes> RollupContract::batchDataOf(BytesView calldata) {
    const std::uint32_t selector = selectorOf(calldata);
    for (std::string_view text : {submitBatchText, submitBothText}) {
        if (selector != abiSelector(text)) continue;
        auto values = abiDecode(text, calldata.subspan(4));
        if (values) return std::move((*values)[0].bytes);
    }
    return std::nullopt;
}

Bytes OutboxContract::construction(const Contracts& contracts) {
    return creation("Outbox", {abi(contracts.rollup), abi(contracts.bridge)});
}

std::optional<OutboxContract::MessageConsumed> OutboxContract::messageConsumed(
    const types::Log& log) {
    static const Hash topic = abiTopic("MessageConsumed(uint256,address,uint256,bytes32)");
    const auto data = eventData(log, topic, 3, "bytes32");
    if (!data) return std::nullopt;
    return MessageConsumed{topicNumber(log, 1), topicAddress(log, 2), topicNumber(log, 3),
                           (*data)[0].hash()};
}

Bytes BridgeContract::construction(const Contracts& contracts, const Address& l2Bridge) {
    return creation("L1Bridge", {abi(contracts.inbox), abi(contracts.outbox), abi(l2Bridge)});
}

Bytes BridgeContract::depositEth() {
    return abiCall("deposit()", {});
}

Bytes BridgeContract::deposit(const Address& l1Token, const Address& l2Token, const U256& amount,
                              std::uint32_t gasLimit) {
    return abiCall("deposit(address,address,uint256,uint32)",
                   {abi(l1Token), abi(l2Token), abi(amount), number(gasLimit)});
}

Bytes BridgeContract::exitHatch(const Address& l1Token, const Address& l2Token,
                                const U256& amount) {
    return abiCall("withdraw(address,address,uint256)", {abi(l1Token), abi(l2Token), abi(amount)});
}

Bytes BridgeContract::withdraw(const Hash& leaf, const Bytes& proof) {
    return abiCall("withdraw(bytes32,bytes)", {abi(leaf), abi(proof)});
}

Bytes BridgeContract::withdrawalProof(const types::L2ToL1Message& message, std::uint64_t batch,
                                      const std::vector<Hash>& path) {
    return abiEncode({abiTuple({abi(message.index), abi(message.sender), abi(message.target),
                                abi(message.value), abi(message.data)}),
                      number(batch), abiPath(path)});
}

std::optional<BridgeContract::Deposit> BridgeContract::deposited(const types::Log& log) {
    static const Hash topic =
        abiTopic("Deposit(uint256,address,address,address,address,uint256,uint64)");
    const auto data = eventData(log, topic, 3, "address,address,uint256,uint64");
    if (!data) return std::nullopt;
    return Deposit{topicNumber(log, 1),  topicAddress(log, 2), (*data)[0].address(),
                   topicAddress(log, 3), (*data)[1].address(), (*data)[2].word};
}

std::optional<BridgeContract::ExitRequested> BridgeContract::exitRequested(const types::Log& log) {
    static const Hash topic = abiTopic("ExitRequested(uint256,address,address,address,uint256)");
    const auto data = eventData(log, topic, 3, "address,uint256");
    if (!data) return std::nullopt;
    return ExitRequested{topicNumber(log, 1), topicAddress(log, 2), topicAddress(log, 3),
                         (*data)[1].word};
}

std::optional<BridgeContract::WithdrawalEvent> BridgeContract::withdrawalProven(
    const types::Log& log) {
    static const Hash topic =
        abiTopic("WithdrawalProven(uint256,uint256,address,address,uint256,bytes32)");
    const auto data = eventData(log, topic, 3, "address,uint256,bytes32");
    if (!data) return std::nullopt;
    return WithdrawalEvent{topicNumber(log, 1), topicNumber(log, 2), topicAddress(log, 3),
                           (*data)[0].address(), (*data)[1].word};
}

std::optional<BridgeContract::WithdrawalEvent> BridgeContract::withdrawalFinalized(
    const types::Log& log) {
    static const Hash topic =
        abiTopic("WithdrawalFinalized(uint256,uint256,address,address,uint256)");
    const auto data = eventData(log, topic, 3, "address,uint256");
    if (!data) return std::nullopt;
    return WithdrawalEvent{topicNumber(log, 1), topicNumber(log, 2), topicAddress(log, 3),
                           (*data)[0].address(), (*data)[1].word};
}

Bytes TokenContract::construction(const std::vector<Address>& holders, const U256& amountEach) {
    std::vector<AbiValue> list;
    for (const Address& holder : holders) list.push_back(abi(holder));
    return creation("L1Token", {abiText("Test Token"), abiText("TST"), abiArray(std::move(list)),
                                abi(amountEach)});
}

Bytes TokenContract::approve(const Address& spender, const U256& amount) {
    return abiCall("approve(address,uint256)", {abi(spender), abi(amount)});
}

Bytes TokenContract::symbol() {
    return abiCall("symbol()", {});
}

}  // namespace rollscope::l1
