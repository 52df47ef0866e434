// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IClaimErrors} from "../interfaces/Errors.sol";
import {IL2Inbox, IL2Outbox} from "../interfaces/IL2.sol";
import {L1ToL2Message} from "../interfaces/Messages.sol";
import {Bitmap} from "../lib/Bitmap.sol";
import {MerkleTree} from "../lib/MerkleTree.sol";
import {System} from "../lib/System.sol";

/// Both message trees as L2 sees them. The node reads slots 0 and 1: outbound root and count.
contract L2Outbox is IL2Outbox, IClaimErrors, System {
    using MerkleTree for MerkleTree.Tree;
    using Bitmap for mapping(uint256 => uint256);

    MerkleTree.Tree private _outbound; // slots 0 to 33
    MerkleTree.Tree private _inbound; // slots 34 to 67
    mapping(bytes32 root => bool) public isKnownInboundRoot;
    mapping(uint256 word => uint256) private _consumed;

    IL2Inbox public immutable l2Inbox;

    event OutboundAppended(uint256 count, bytes32 root);
    event InboundAppended(uint256 count, bytes32 root);
    event MessageConsumed(uint256 indexed index, address indexed recipient, bytes32 leaf);

    constructor(address l2Inbox_) {
        l2Inbox = IL2Inbox(l2Inbox_);
        _outbound.initialize();
        _inbound.initialize();
    }

    /// Moves the queued messages, in order, into the outbound tree.
    function endOfBlock() external onlySystem {
        bytes32[] memory leaves = l2Inbox.drain();
        if (leaves.length == 0) return;
        for (uint256 i = 0; i < leaves.length; ++i) {
            _outbound.append(leaves[i]);
        }
        emit OutboundAppended(_outbound.count, _outbound.updateRoot());
    }

    /// Takes the block's new L1 messages into the inbound tree.
    function appendInbound(bytes32[] calldata leaves) external onlySystem {
        for (uint256 i = 0; i < leaves.length; ++i) {
            _inbound.append(leaves[i]);
        }
        bytes32 root = _inbound.updateRoot();
        isKnownInboundRoot[root] = true;
        emit InboundAppended(_inbound.count, root);
    }

    /// @inheritdoc IL2Outbox
    function consume(L1ToL2Message calldata message, bytes32 secret, bytes32[] calldata path) external {
        if (msg.sender != message.recipient) revert OnlyRecipient(message.recipient);
        if (message.gasLimit != 0) revert NotClaimable();
        if (keccak256(abi.encode(secret)) != message.secretHash) revert WrongSecret();
        bytes32 leaf = keccak256(abi.encode(message));
        if (!isKnownInboundRoot[MerkleTree.rootFromPath(leaf, message.index, path)]) revert ForgedPath();
        if (_consumed.get(message.index)) revert AlreadyConsumed(message.index);
        _consumed.set(message.index);
        emit MessageConsumed(message.index, msg.sender, leaf);
    }

    function outboundRoot() external view returns (bytes32) {
        return _outbound.root;
    }

    function outboundCount() external view returns (uint256) {
        return _outbound.count;
    }

    function inboundRoot() external view returns (bytes32) {
        return _inbound.root;
    }

    function inboundCount() external view returns (uint256) {
        return _inbound.count;
    }

    /// True once message `index` was consumed.
    function isConsumed(uint256 index) external view returns (bool) {
        return _consumed.get(index);
    }
}
