// The token portal and what belongs to it on L2, and the attestations of verifiers.
#include "node/core/crypto/keccak.h"
#include "node/l1/contract_parts.h"
#include "node/l1/contracts.h"

namespace rollscope::l1 {

namespace {

constexpr std::string_view releaseText = "withdraw(address,uint256,address)";

AbiValue tupleOf(const types::L1ToL2Message& message) {
    return abiTuple({abi(message.index), abi(message.sender), abi(message.recipient),
                     abi(message.mint), abi(message.value), number(message.gasLimit),
                     abi(message.secretHash), abi(message.data)});
}

AbiValue tupleOf(const types::L2ToL1Message& message) {
    return abiTuple({abi(message.index), abi(message.sender), abi(message.target),
                     abi(message.value), abi(message.data)});
}

Hash hashOf(const std::vector<AbiValue>& values) {
    return crypto::keccak256(abiEncode(values));
}

}  // namespace

// --- TokenPortal

Bytes TokenPortalContract::construction(const Contracts& contracts, const Address& l2Token,
                                        const Address& l2Bridge) {
    return creation("TokenPortal", {abi(contracts.token), abi(l2Token), abi(l2Bridge),
                                    abi(contracts.inbox), abi(contracts.outbox)});
}

Bytes TokenPortalContract::deposit(const U256& amount, const Hash& redeemHash,
                                   const Hash& secretHash) {
    return abiCall("deposit(uint256,bytes32,bytes32)",
                   {abi(amount), abi(redeemHash), abi(secretHash)});
}

Bytes TokenPortalContract::withdraw(const Release& release, std::uint64_t batch,
                                    const types::L2ToL1Message& message,
                                    const std::vector<Hash>& path) {
    return abiCall(
        "withdraw(uint256,address,uint256,(uint256,address,address,uint256,bytes),bytes32[])",
        {abi(release.amount), abi(release.recipient), number(batch), tupleOf(message),
         abiPath(path)});
}

std::optional<TokenPortalContract::Deposited> TokenPortalContract::deposited(
    const types::Log& log) {
    static const Hash topic =
        abiTopic("Deposited(uint256,address,uint256,bytes32,bytes32,bytes32)");
    const auto data = eventData(log, topic, 2, "uint256,bytes32,bytes32,bytes32");
    if (!data) return std::nullopt;
    return Deposited{topicNumber(log, 1), topicAddress(log, 2), (*data)[0].word,
                     (*data)[1].hash(),   (*data)[2].hash(),    (*data)[3].hash()};
}

std::optional<TokenPortalContract::Withdrawn> TokenPortalContract::withdrawn(
    const types::Log& log) {
    static const Hash topic = abiTopic("Withdrawn(uint256,uint256,address,uint256)");
    const auto data = eventData(log, topic, 3, "uint256");
    if (!data) return std::nullopt;
    return Withdrawn{topicNumber(log, 1), topicNumber(log, 2), topicAddress(log, 3),
                     (*data)[0].word};
}

std::optional<TokenPortalContract::Release> TokenPortalContract::releaseOf(
    const types::L2ToL1Message& message) {
    // as strict as the contract, which takes no bytes behind the arguments
    if (message.data.size() != 100 || selectorOf(message.data) != abiSelector(releaseText)) {
        return std::nullopt;
    }
    const auto values = abiDecode(releaseText, BytesView(message.data).subspan(4));
    if (!values) return std::nullopt;
    return Release{(*values)[0].address(), (*values)[1].word, (*values)[2].address()};
}

Hash TokenPortalContract::secretHash(const Hash& claimSecret) {
    return hashOf({abi(claimSecret)});
}

Hash TokenPortalContract::redeemHash(const Hash& redeemSecret, const Address& recipient) {
    return hashOf({abi(redeemSecret), abi(recipient)});
}

// --- L2Bridge's part

Bytes L2BridgeContract::claim(const types::L1ToL2Message& message, const Hash& claimSecret,
                              const std::vector<Hash>& path) {
    return abiCall(
        "claim((uint256,address,address,uint256,uint256,uint64,bytes32,bytes),bytes32,bytes32[])",
        {tupleOf(message), abi(claimSecret), abiPath(path)});
}

Bytes L2BridgeContract::exitToL1(const Burn& burn, const Bytes& signature) {
    return abiCall("exitToL1(address,address,address,uint256,uint256,uint256,bytes)",
                   {abi(burn.token), abi(burn.from), abi(burn.recipient), abi(burn.amount),
                    abi(burn.nonce), abi(burn.deadline), abi(signature)});
}

Bytes L2BridgeContract::burnDigest(const Burn& burn) {
    return abiCall("burnDigest(address,address,address,uint256,uint256,uint256)",
                   {abi(burn.token), abi(burn.from), abi(burn.recipient), abi(burn.amount),
                    abi(burn.nonce), abi(burn.deadline)});
}

Bytes L2BridgeContract::isWitnessSpent(const Address& from, const U256& nonce) {
    return abiCall("isWitnessSpent(address,uint256)", {abi(from), abi(nonce)});
}

std::optional<L2BridgeContract::Claimed> L2BridgeContract::claimed(const types::Log& log) {
    static const Hash topic = abiTopic("Claimed(uint256,address,bytes32,uint256)");
    const auto data = eventData(log, topic, 3, "uint256");
    if (!data) return std::nullopt;
    return Claimed{topicNumber(log, 1), topicAddress(log, 2), log.topics[3], (*data)[0].word};
}

std::optional<L2BridgeContract::WitnessSpent> L2BridgeContract::witnessSpent(
    const types::Log& log) {
    static const Hash topic = abiTopic("WitnessSpent(address,uint256,bytes32)");
    const auto data = eventData(log, topic, 2, "bytes32");
    if (!data) return std::nullopt;
    return WitnessSpent{topicAddress(log, 1), toU256(log.topics[2]), (*data)[0].hash()};
}

// --- L2Token's pool

Bytes L2TokenContract::redeem(const U256& amount, const Hash& redeemSecret) {
    return abiCall("redeem(uint256,bytes32)", {abi(amount), abi(redeemSecret)});
}

Bytes L2TokenContract::pendingOf(const Hash& redeemHash) {
    return abiCall("pendingOf(bytes32)", {abi(redeemHash)});
}

std::optional<L2TokenContract::PendingMinted> L2TokenContract::pendingMinted(
    const types::Log& log) {
    static const Hash topic = abiTopic("PendingMinted(bytes32,uint256)");
    const auto data = eventData(log, topic, 1, "uint256");
    if (!data) return std::nullopt;
    return PendingMinted{log.topics[1], (*data)[0].word};
}

std::optional<L2TokenContract::Redeemed> L2TokenContract::redeemed(const types::Log& log) {
    static const Hash topic = abiTopic("Redeemed(bytes32,address,uint256)");
    const auto data = eventData(log, topic, 2, "uint256");
    if (!data) return std::nullopt;
    return Redeemed{log.topics[1], topicAddress(log, 2), (*data)[0].word};
}

// --- AttestationVerifier

Bytes AttestationContract::construction(const Address& rollup,
                                        const std::vector<Address>& verifiers,
                                        std::uint64_t threshold) {
    std::vector<AbiValue> list;
    for (const Address& verifier : verifiers) list.push_back(abi(verifier));
    return creation("AttestationVerifier",
                    {abi(rollup), abiArray(std::move(list)), number(threshold)});
}

Hash AttestationContract::digest(std::uint64_t l1ChainId, const Address& verifier,
                                 const Address& rollup, const Hash& batchHash, const Hash& claim) {
    const Hash domain =
        hashOf({abi(abiTopic("EIP712Domain(string name,string version,uint256 chainId,"
                             "address verifyingContract)")),
                abi(crypto::keccak256(asBytes("Rollscope Attestation"))),
                abi(crypto::keccak256(asBytes("1"))), number(l1ChainId), abi(verifier)});
    const Hash body =
        hashOf({abi(abiTopic("Attestation(address rollup,bytes32 batchHash,bytes32 claim)")),
                abi(rollup), abi(batchHash), abi(claim)});
    Bytes text{0x19, 0x01};
    append(text, domain.view());
    append(text, body.view());
    return crypto::keccak256(text);
}

}  // namespace rollscope::l1
