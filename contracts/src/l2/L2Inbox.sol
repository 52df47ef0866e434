// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IL2Inbox} from "../interfaces/IL2.sol";
import {L2ToL1Message} from "../interfaces/Messages.sol";

/// Queues this block's messages to L1 until the end-of-block step takes them.
contract L2Inbox is IL2Inbox {
    address public immutable l2Outbox;
    address public immutable l2Bridge;

    uint256 public nextIndex;
    bytes32[] private _queue; // leaves

    error OnlyOutbox();
    error OnlyBridge();
    error ValueMismatch(uint256 value, uint256 sent);

    constructor(address l2Outbox_, address l2Bridge_) {
        l2Outbox = l2Outbox_;
        l2Bridge = l2Bridge_;
    }

    /// @inheritdoc IL2Inbox
    function send(address target, uint256 value, bytes calldata data) external payable returns (uint256 index) {
        // ETH stays here for ever: it has left L2. Only the bridge's messages are paid out on L1.
        if (msg.value != value) revert ValueMismatch(value, msg.value);
        if (value > 0 && msg.sender != l2Bridge) revert OnlyBridge();
        index = nextIndex++;
        bytes32 leaf = keccak256(abi.encode(L2ToL1Message(index, msg.sender, target, value, data)));
        _queue.push(leaf);
        emit MessageQueued(index, msg.sender, target, value, data, leaf);
    }

    /// @inheritdoc IL2Inbox
    function drain() external returns (bytes32[] memory leaves) {
        if (msg.sender != l2Outbox) revert OnlyOutbox();
        leaves = _queue;
        delete _queue;
    }

    /// Messages that wait for the end of the block.
    function queueLength() external view returns (uint256) {
        return _queue.length;
    }
}
