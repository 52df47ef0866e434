// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IFinalityErrors} from "../interfaces/Errors.sol";
import {IOutbox} from "../interfaces/IOutbox.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {L2ToL1Message} from "../interfaces/Messages.sol";
import {Bitmap} from "../lib/Bitmap.sol";
import {MerkleTree} from "../lib/MerkleTree.sol";

/// Outbound roots of every asserted batch; messages are consumed from final ones, each once.
contract Outbox is IOutbox, IFinalityErrors {
    using Bitmap for mapping(uint256 => uint256);

    IRollup public immutable rollup;
    address public immutable bridge;

    mapping(uint256 batchIndex => mapping(bytes32 root => bool)) public isAsserted;
    mapping(uint256 batchIndex => bytes32) public finalRoot;
    mapping(uint256 word => uint256) private _consumed;

    error OnlyRollup();
    error OnlyBridge();
    error OnlyTarget(address target);

    constructor(address rollup_, address bridge_) {
        rollup = IRollup(rollup_);
        bridge = bridge_;
    }

    /// @inheritdoc IOutbox
    function insertRoot(uint256 batchIndex, bytes32 root) external {
        if (msg.sender != address(rollup)) revert OnlyRollup();
        if (isAsserted[batchIndex][root]) return;
        isAsserted[batchIndex][root] = true;
        emit RootAsserted(batchIndex, root);
    }

    /// @inheritdoc IOutbox
    function finalizeRoot(uint256 batchIndex, bytes32 root) external {
        if (msg.sender != address(rollup)) revert OnlyRollup();
        finalRoot[batchIndex] = root;
        emit RootFinalized(batchIndex, root);
    }

    /// @inheritdoc IOutbox
    function consume(L2ToL1Message calldata message, uint256 batchIndex, bytes32[] calldata path)
        external
        returns (bytes32 leaf)
    {
        if (msg.sender != message.target) revert OnlyTarget(message.target);
        leaf = keccak256(abi.encode(message));
        bytes32 root = _assertedRoot(leaf, message.index, batchIndex, path);
        _consume(message.index, leaf, message.target, batchIndex, root);
    }

    /// @inheritdoc IOutbox
    function consumeProven(uint256 index, bytes32 leaf, uint256 batchIndex, bytes32 root) external {
        if (msg.sender != bridge) revert OnlyBridge();
        _consume(index, leaf, bridge, batchIndex, root);
    }

    /// @inheritdoc IOutbox
    function provenRoot(L2ToL1Message calldata message, uint256 batchIndex, bytes32[] calldata path)
        external
        view
        returns (bytes32)
    {
        return _assertedRoot(keccak256(abi.encode(message)), message.index, batchIndex, path);
    }

    /// @inheritdoc IOutbox
    function tryFinalRoot(uint256 batchIndex, bytes32 root) external returns (bool) {
        return rollup.tryFinalize(batchIndex) && finalRoot[batchIndex] == root;
    }

    /// @inheritdoc IOutbox
    function isConsumed(uint256 index) external view returns (bool) {
        return _consumed.get(index);
    }

    function _assertedRoot(bytes32 leaf, uint256 index, uint256 batchIndex, bytes32[] calldata path)
        private
        view
        returns (bytes32 root)
    {
        root = MerkleTree.rootFromPath(leaf, index, path);
        if (root == 0 || !isAsserted[batchIndex][root]) revert ForgedPath();
    }

    function _consume(uint256 index, bytes32 leaf, address target, uint256 batchIndex, bytes32 root) private {
        rollup.finalizeBatch(batchIndex);
        if (finalRoot[batchIndex] != root) revert AssertionReplaced(batchIndex);
        if (_consumed.get(index)) revert AlreadyConsumed(index);
        _consumed.set(index);
        emit MessageConsumed(index, target, batchIndex, leaf);
    }
}
