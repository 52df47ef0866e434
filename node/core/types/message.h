// Messages between the layers and what L1 records of a batch (PROTOCOL sections 2 to 4).
#pragma once

#include "node/core/types/transaction.h"

namespace rollscope::types {

/// Height of both message trees.
inline constexpr unsigned messageTreeHeight = 32;

/// A message from L1 to L2, as `Inbox` stores it.
struct L1ToL2Message {
    U256 index;                  ///< position in the inbox tree
    Address sender;              ///< L1 sender; a contract's address is aliased
    Address recipient;           ///< L2 address
    U256 mint;                   ///< wei locked on L1 and minted to the sender on L2
    U256 value;                  ///< wei the sender passes on, out of its L2 balance
    std::uint64_t gasLimit = 0;  ///< above 0: executed. 0: waits to be claimed
    Hash secretHash;             ///< keccak(secret) for claimable messages
    Bytes data;
    bool operator==(const L1ToL2Message&) const = default;
};

/// A message from L2 to L1, as `L2Inbox` queues it.
struct L2ToL1Message {
    U256 index;  ///< position in the outbound tree
    Address sender;
    Address target;
    U256 value;
    Bytes data;
    bool operator==(const L2ToL1Message&) const = default;
};

/// keccak(abi.encode(message)), a leaf of the inbox tree.
Hash leafOf(const L1ToL2Message& message);
/// keccak(abi.encode(message)), a leaf of the outbound tree.
Hash leafOf(const L2ToL1Message& message);
/// abi.encode(message), the struct as one tuple argument.
Bytes abiEncode(const L1ToL2Message& message);
Bytes abiEncode(const L2ToL1Message& message);

/// +0x1111000000000000000000000000000000001111, modulo 2^160.
Address aliasedL1Address(const Address& contract);

/// The deposit transaction (0x7E) that an executed message becomes.
/// sourceHash = keccak(bytes32(0) ‖ leaf).
Transaction depositTransaction(const L1ToL2Message& message);

/// What `Rollup` records of a batch.
struct BatchRecord {
    std::uint64_t index = 0;  ///< 1 is the first posted batch; 0 is genesis
    Hash prevBatchHash;
    Hash dataHash;  ///< keccak(data)
    std::uint64_t inboxCount = 0;
    Hash inboxRoot;  ///< inboxRootAt(inboxCount)
    std::uint64_t l1BlockNumber = 0;
    std::uint64_t l1Timestamp = 0;
    bool operator==(const BatchRecord&) const = default;
};

/// keccak(abi.encode(prevBatchHash, keccak(data), inboxCount, inboxRoot, l1BlockNumber,
/// l1Timestamp)).
Hash batchHash(const BatchRecord& record);

/// The claim after a block (PROTOCOL section 4).
struct Claim {
    Hash stateRoot;
    Hash outboxRoot;
    Hash blockHash;
    Hash txRoot;
    bool operator==(const Claim&) const = default;
};

/// keccak(abi.encode(uint256(0), stateRoot, outboxRoot, blockHash, txRoot)).
Hash claimHash(const Claim& claim);

}  // namespace rollscope::types
