// Transactions of both layers: legacy, EIP-2930, EIP-1559, EIP-4844 (form only) and deposits
// (0x7E).
//
// In: RLP bytes as they travel. Out: values, their canonical encoding, hashes and sender.
// Pure; the sender's recovery goes through crypto::PrecompileHost.
#pragma once

#include <optional>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"
#include "node/core/crypto/precompile_host.h"

namespace rollscope::types {

/// EIP-2718 type byte. `deposit` is OP Stack's 0x7E (PROTOCOL section 2).
enum class TxType : std::uint8_t {
    legacy = 0,
    accessList = 1,
    dynamicFee = 2,
    blob = 3,
    deposit = 0x7e,
};

/// EIP-2930: one address and its storage keys.
struct AccessTuple {
    Address address;
    std::vector<Hash> storageKeys;
    bool operator==(const AccessTuple&) const = default;
};

/// secp256k1 signature of a transaction.
struct Signature {
    std::uint8_t yParity = 0;  ///< 0 or 1
    U256 r;
    U256 s;
    bool operator==(const Signature&) const = default;
};

/// One transaction of any type; fields that its type lacks stay at their defaults.
struct Transaction {
    TxType type = TxType::legacy;
    std::optional<std::uint64_t> chainId;  ///< none: a legacy transaction before EIP-155
    std::uint64_t nonce = 0;
    U256 maxPriorityFeePerGas;  ///< wei; equals maxFeePerGas for types 0 and 1
    U256 maxFeePerGas;          ///< wei; the gas price for types 0 and 1
    std::uint64_t gasLimit = 0;
    std::optional<Address> to;  ///< none: contract creation
    U256 value;                 ///< wei
    Bytes data;
    std::vector<AccessTuple> accessList;
    U256 maxFeePerBlobGas;                  ///< type 3
    std::vector<Hash> blobVersionedHashes;  ///< type 3
    Signature signature;                    ///< types 0 to 3
    // deposits (0x7E)
    Hash sourceHash;
    Address from;           ///< the sender of a deposit, which carries no signature
    U256 mint;              ///< wei minted to `from`, kept even when the call fails
    bool isSystem = false;  ///< the block's first transaction

    bool isDeposit() const { return type == TxType::deposit; }
    bool operator==(const Transaction&) const = default;
};

/// Canonical EIP-2718 bytes, signature included.
Bytes encodeTransaction(const Transaction& tx);

/// Strict inverse of encodeTransaction; ErrorCode::invalidTransaction or invalidRlp.
/// High s (EIP-2), zero r or s, and bad v are invalidSignature.
Result<Transaction> decodeTransaction(BytesView bytes);

/// keccak256 of the canonical bytes.
Hash transactionHash(const Transaction& tx);

/// What the sender signs (EIP-155, EIP-2718).
Hash signingHash(const Transaction& tx);

/// `from` of a deposit, else recovered; ErrorCode::invalidSignature.
Result<Address> senderOf(const Transaction& tx, const crypto::PrecompileHost& host);

/// min(maxFee, baseFee + tip); for a transaction whose maxFee is at least baseFee (EIP-1559).
U256 effectiveGasPrice(const Transaction& tx, const U256& baseFee);

/// Address of a contract that `sender` creates with `nonce` (yellow paper, equation 88).
Address createAddress(const Address& sender, std::uint64_t nonce);

}  // namespace rollscope::types
