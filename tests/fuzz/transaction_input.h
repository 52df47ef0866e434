// A transaction out of a fuzzer's bytes.
#pragma once

#include "node/core/types/transaction.h"
#include "tests/fuzz/input.h"

namespace rollscope::fuzz {

/// Of any type; unsigned.
inline types::Transaction anyTransaction(Input& input) {
    using types::TxType;
    constexpr std::array kinds{TxType::legacy, TxType::accessList, TxType::dynamicFee, TxType::blob,
                               TxType::deposit};
    types::Transaction tx;
    tx.type = input.oneOf(kinds);
    tx.to = input.flag() || tx.type == TxType::blob ? std::optional(input.address()) : std::nullopt;
    tx.value = input.word();
    tx.data = input.bytes();
    tx.gasLimit = input.u64();
    if (tx.isDeposit()) {
        tx.sourceHash = input.hash();
        tx.from = input.address();
        tx.mint = input.word();
        tx.isSystem = input.flag();
        return tx;
    }
    tx.nonce = input.u64();
    tx.maxFeePerGas = input.word();
    tx.maxPriorityFeePerGas = tx.maxFeePerGas;
    if (tx.type != TxType::legacy || input.flag()) tx.chainId = input.u64();
    if (tx.type == TxType::legacy) return tx;
    for (std::size_t n = input.below(3); n > 0; --n) {
        types::AccessTuple tuple{input.address(), {}};
        for (std::size_t k = input.below(3); k > 0; --k) tuple.storageKeys.push_back(input.hash());
        tx.accessList.push_back(std::move(tuple));
    }
    if (tx.type == TxType::accessList) return tx;
    tx.maxPriorityFeePerGas = input.word();
    if (tx.type == TxType::dynamicFee) return tx;
    tx.maxFeePerBlobGas = input.word();
    for (std::size_t n = input.below(3); n > 0; --n) tx.blobVersionedHashes.push_back(input.hash());
    return tx;
}

}  // namespace rollscope::fuzz
