#include "node/core/types/transaction.h"

#include <algorithm>

#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::types {
namespace {

using codec::RlpItem;
using codec::RlpWriter;

// EIP-155: v = 35 + 2 chainId + parity; 27 + parity without a chain id.
constexpr std::uint64_t plainV = 27;
constexpr std::uint64_t chainV = 35;

RlpWriter accessListOf(const Transaction& tx) {
    RlpWriter list;
    for (const AccessTuple& tuple : tx.accessList) {
        RlpWriter keys;
        for (const Hash& key : tuple.storageKeys) keys.fixed(key);
        list.list(RlpWriter{}.fixed(tuple.address).list(keys));
    }
    return list;
}

// The fields that are signed, in the order of each type (EIP-2930, EIP-1559, EIP-4844).
RlpWriter unsignedFields(const Transaction& tx) {
    RlpWriter fields;
    if (tx.type == TxType::deposit) {
        fields.fixed(tx.sourceHash).fixed(tx.from).optionalAddress(tx.to).uint(tx.mint);
        fields.uint(tx.value).uint(tx.gasLimit).boolean(tx.isSystem).string(tx.data);
        return fields;
    }
    const bool hasTip = tx.type == TxType::dynamicFee || tx.type == TxType::blob;
    if (tx.type != TxType::legacy) fields.uint(tx.chainId.value_or(0));
    fields.uint(tx.nonce);
    if (hasTip) fields.uint(tx.maxPriorityFeePerGas);
    fields.uint(tx.maxFeePerGas).uint(tx.gasLimit).optionalAddress(tx.to);
    fields.uint(tx.value).string(tx.data);
    if (tx.type != TxType::legacy) fields.list(accessListOf(tx));
    if (tx.type == TxType::blob) {
        RlpWriter hashes;
        for (const Hash& hash : tx.blobVersionedHashes) hashes.fixed(hash);
        fields.uint(tx.maxFeePerBlobGas).list(hashes);
    }
    return fields;
}

Bytes typed(const Transaction& tx, const RlpWriter& fields) {
    if (tx.type == TxType::legacy) return fields.asList();
    const std::uint8_t prefix[1] = {static_cast<std::uint8_t>(tx.type)};
    return fields.asList(prefix);
}

U256 vOf(const Transaction& tx) {
    const U256 parity{tx.signature.yParity};
    if (tx.type != TxType::legacy) return parity;
    if (!tx.chainId) return parity + U256{plainV};
    return U256{*tx.chainId} * U256{2} + U256{chainV} + parity;
}

}  // namespace

Bytes encodeTransaction(const Transaction& tx) {
    RlpWriter fields = unsignedFields(tx);
    if (!tx.isDeposit()) fields.uint(vOf(tx)).uint(tx.signature.r).uint(tx.signature.s);
    return typed(tx, fields);
}

Hash transactionHash(const Transaction& tx) {
    return crypto::keccak256(encodeTransaction(tx));
}

Hash signingHash(const Transaction& tx) {
    RlpWriter fields = unsignedFields(tx);
    if (tx.type == TxType::legacy && tx.chainId) {
        fields.uint(*tx.chainId).uint(std::uint64_t{0}).uint(std::uint64_t{0});
    }
    return crypto::keccak256(typed(tx, fields));
}

Result<Address> senderOf(const Transaction& tx, const crypto::PrecompileHost& host) {
    if (tx.isDeposit()) return tx.from;
    const Signature& signature = tx.signature;
    const auto sender = host.recover(signingHash(tx), signature.yParity, signature.r, signature.s);
    if (!sender) return fail(ErrorCode::invalidSignature);
    return *sender;
}

U256 effectiveGasPrice(const Transaction& tx, const U256& baseFee) {
    const U256Carry tipped = addCarry(baseFee, tx.maxPriorityFeePerGas);
    return tipped.carry ? tx.maxFeePerGas : std::min(tx.maxFeePerGas, tipped.value);
}

Address createAddress(const Address& sender, std::uint64_t nonce) {
    const Hash hash = crypto::keccak256(RlpWriter{}.fixed(sender).uint(nonce).asList());
    return addressFromBytes(hash.view().last(Address::size()));
}

}  // namespace rollscope::types
