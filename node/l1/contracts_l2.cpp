#include "node/l1/contract_parts.h"
#include "node/l1/contracts.h"

namespace rollscope::l1 {

Bytes L2InboxContract::construction(const Address& l2Outbox, const Address& l2Bridge) {
    return creation("L2Inbox", {abi(l2Outbox), abi(l2Bridge)});
}

std::optional<L2InboxContract::MessageQueued> L2InboxContract::messageQueued(
    const types::Log& log) {
    static const Hash topic =
        abiTopic("MessageQueued(uint256,address,address,uint256,bytes,bytes32)");
    if (log.topics.size() != 4 || log.topics[0] != topic) return std::nullopt;
    const auto data = abiDecode("uint256,bytes,bytes32", log.data);
    if (!data) return std::nullopt;
    MessageQueued event;
    event.message.index = toU256(log.topics[1]);
    event.message.sender = toAddress(toU256(log.topics[2]));
    event.message.target = toAddress(toU256(log.topics[3]));
    event.message.value = (*data)[0].word;
    event.message.data = (*data)[1].bytes;
    event.leaf = (*data)[2].hash();
    return event;
}

Bytes L2BridgeContract::construction(const Address& l1Bridge, const Address& l2Inbox,
                                     const Address& l2Outbox) {
    return creation("L2Bridge", {abi(l1Bridge), abi(l2Inbox), abi(l2Outbox)});
}

Bytes L2BridgeContract::withdraw(const Address& l1Token, const Address& l2Token,
                                 const U256& amount) {
    return abiCall("withdraw(address,address,uint256)", {abi(l1Token), abi(l2Token), abi(amount)});
}

Bytes L2BridgeContract::withdrawTo(const Address& l1Token, const Address& l2Token,
                                   const Address& recipient, const U256& amount) {
    return abiCall("withdrawTo(address,address,address,uint256)",
                   {abi(l1Token), abi(l2Token), abi(recipient), abi(amount)});
}

std::optional<L2BridgeContract::WithdrawalInitiated> L2BridgeContract::withdrawalInitiated(
    const types::Log& log) {
    static const Hash topic =
        abiTopic("WithdrawalInitiated(uint256,address,address,address,address,uint256)");
    if (log.topics.size() != 4 || log.topics[0] != topic) return std::nullopt;
    const auto data = abiDecode("address,address,uint256", log.data);
    if (!data) return std::nullopt;
    return WithdrawalInitiated{toU256(log.topics[1]).saturated(),
                               toAddress(toU256(log.topics[2])),
                               toAddress(toU256(log.topics[3])),
                               (*data)[0].address(),
                               (*data)[1].address(),
                               (*data)[2].word};
}

Bytes L2TokenContract::construction(const Pair& pair) {
    return creation("L2Token", {abi(pair.bridge), abi(pair.l1Token), abi(pair.portal),
                                abiText(pair.name), abiText(pair.symbol), abi(U256{18})});
}

Bytes L2OutboxContract::construction(const Address& l2Inbox) {
    return creation("L2Outbox", {abi(l2Inbox)});
}

std::optional<L2OutboxContract::MessageConsumed> L2OutboxContract::messageConsumed(
    const types::Log& log) {
    static const Hash topic = abiTopic("MessageConsumed(uint256,address,bytes32)");
    if (!eventData(log, topic, 2, "bytes32")) return std::nullopt;
    return MessageConsumed{topicNumber(log, 1), topicAddress(log, 2)};
}

}  // namespace rollscope::l1
