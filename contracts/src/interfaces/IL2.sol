// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {L1ToL2Message} from "./Messages.sol";

/// The queue of messages to L1.
interface IL2Inbox {
    event MessageQueued(
        uint256 indexed index,
        address indexed sender,
        address indexed target,
        uint256 value,
        bytes data,
        bytes32 leaf
    );

    /// Queues a message in the caller's name; `value` must be sent along, and only L2Bridge may send any.
    function send(address target, uint256 value, bytes calldata data) external payable returns (uint256);

    /// Hands the queue's leaves to L2Outbox and empties it.
    function drain() external returns (bytes32[] memory);
}

/// An L2 token whose supply L2Bridge mints and burns.
interface IL2Token {
    function bridge() external view returns (address);
    function l1Token() external view returns (address);
    function portal() external view returns (address);
    function mint(address to, uint256 amount) external;
    function mintPending(bytes32 redeemHash, uint256 amount) external;
    function burn(address from, uint256 amount) external;
}

/// Where claimable messages from L1 are consumed.
interface IL2Outbox {
    /// Consumes a claimable message, once, for its recipient, who shows the secret.
    function consume(L1ToL2Message calldata message, bytes32 secret, bytes32[] calldata path) external;
}

/// What L1Bridge asks L2Bridge for, through an executed message.
interface IL2Bridge {
    /// Mints a token deposit, or sends it back when `l2Token` is no pair of `l1Token`.
    function finalizeDeposit(address l1Token, address l2Token, address l1From, address to, uint256 amount) external;

    /// Withdraws to `recipient` on L1; `l1Token` 0 is ETH.
    function withdrawTo(address l1Token, address l2Token, address recipient, uint256 amount) external payable;
}
