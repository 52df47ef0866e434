#include "node/core/types/message.h"

#include "node/core/codec/abi.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::types {
namespace {

using codec::AbiEncoder;

constexpr U256 aliasOffset{0x0000000000001111, 0x0000000000000000, 0x0000000011110000, 0};

AbiEncoder fieldsOf(const L1ToL2Message& m) {
    AbiEncoder fields;
    fields.uint(m.index).address(m.sender).address(m.recipient).uint(m.mint).uint(m.value);
    return fields.uint(m.gasLimit).word(m.secretHash).bytes(m.data);
}

AbiEncoder fieldsOf(const L2ToL1Message& m) {
    AbiEncoder fields;
    return fields.uint(m.index).address(m.sender).address(m.target).uint(m.value).bytes(m.data);
}

}  // namespace

Bytes abiEncode(const L1ToL2Message& message) {
    return AbiEncoder{}.tuple(fieldsOf(message)).encode();
}

Bytes abiEncode(const L2ToL1Message& message) {
    return AbiEncoder{}.tuple(fieldsOf(message)).encode();
}

Hash leafOf(const L1ToL2Message& message) {
    return crypto::keccak256(abiEncode(message));
}

Hash leafOf(const L2ToL1Message& message) {
    return crypto::keccak256(abiEncode(message));
}

Address aliasedL1Address(const Address& contract) {
    return toAddress(toU256(contract) + aliasOffset);
}

Transaction depositTransaction(const L1ToL2Message& message) {
    Transaction tx;
    tx.type = TxType::deposit;
    tx.sourceHash = crypto::keccak256Pair(Hash{}, leafOf(message));
    tx.from = message.sender;
    tx.to = message.recipient;
    tx.mint = message.mint;
    tx.value = message.value;
    tx.gasLimit = message.gasLimit;
    tx.data = message.data;
    return tx;
}

Hash batchHash(const BatchRecord& record) {
    AbiEncoder fields;
    fields.word(record.prevBatchHash).word(record.dataHash).uint(record.inboxCount);
    fields.word(record.inboxRoot).uint(record.l1BlockNumber).uint(record.l1Timestamp);
    return crypto::keccak256(fields.encode());
}

Hash claimHash(const Claim& claim) {
    AbiEncoder fields;
    fields.uint(U256{}).word(claim.stateRoot).word(claim.outboxRoot);
    fields.word(claim.blockHash).word(claim.txRoot);
    return crypto::keccak256(fields.encode());
}

}  // namespace rollscope::types
