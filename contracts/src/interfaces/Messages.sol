// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// A message from L1 to L2. Its leaf is keccak256(abi.encode(message)).
struct L1ToL2Message {
    uint256 index; // position in the inbox tree
    address sender; // L1 sender; a contract's address is aliased
    address recipient; // L2 address
    uint256 mint; // wei locked on L1 and minted to the sender on L2
    uint256 value; // wei the sender passes to the recipient out of its L2 balance
    uint64 gasLimit; // > 0: executed on L2. 0: waits to be claimed
    bytes32 secretHash; // keccak256(abi.encode(secret)) for claimable messages, else 0
    bytes data;
}

/// A message from L2 to L1. Its leaf is keccak256(abi.encode(message)).
struct L2ToL1Message {
    uint256 index; // position in the outbound tree
    address sender;
    address target;
    uint256 value; // wei that left L2 with it; only ever to L1Bridge
    bytes data;
}
