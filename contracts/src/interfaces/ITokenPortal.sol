// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {L2ToL1Message} from "./Messages.sol";

/// The bridge of one pair of tokens, on messages that wait to be claimed.
interface ITokenPortal {
    event Deposited(
        uint256 indexed messageIndex,
        address indexed from,
        uint256 amount,
        bytes32 redeemHash,
        bytes32 secretHash,
        bytes32 leaf
    );
    event Withdrawn(
        uint256 indexed messageIndex, uint256 indexed batchIndex, address indexed recipient, uint256 amount
    );

    /// Takes `amount` of the caller's tokens and sends the message that mints as much on L2 to whoever shows
    /// both secrets: keccak256(abi.encode(claimSecret)) is `secretHash`,
    /// keccak256(abi.encode(redeemSecret, l2Recipient)) is `redeemHash`. Returns the message's index.
    function deposit(uint256 amount, bytes32 redeemHash, bytes32 secretHash) external returns (uint256);

    /// Pays what the message says was burned on L2, once its batch is final.
    function withdraw(
        uint256 amount,
        address recipient,
        uint256 batchIndex,
        L2ToL1Message calldata message,
        bytes32[] calldata path
    ) external;
}
