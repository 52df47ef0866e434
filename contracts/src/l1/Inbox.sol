// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IMessageErrors} from "../interfaces/Errors.sol";
import {IInbox} from "../interfaces/IInbox.sol";
import {L1ToL2Message} from "../interfaces/Messages.sol";
import {Alias} from "../lib/Alias.sol";
import {MerkleTree} from "../lib/MerkleTree.sol";

/// Messages from L1 to L2: an append-only tree, its leaves, and when each came in.
contract Inbox is IInbox, IMessageErrors {
    using MerkleTree for MerkleTree.Tree;

    struct Entry {
        bytes32 leaf;
        bytes32 root; // of the tree with this leaf as its last
        uint64 timestamp;
    }

    uint256 public constant MAX_DATA_BYTES = 32_768;

    address public immutable bridge;
    uint64 public immutable maxMessageGas;
    uint64 public immutable maxBlockGas;

    MerkleTree.Tree private _tree;
    Entry[] private _entries;
    uint64 private _gasBlock;
    uint64 private _gasUsed;

    error OnlyBridge();
    error SecretOnExecutedMessage();
    error SecretMissing();
    error ValueOnClaimableMessage();
    error UnknownMessage(uint256 index);

    constructor(address bridge_, uint64 maxMessageGas_, uint64 maxBlockGas_) {
        bridge = bridge_;
        maxMessageGas = maxMessageGas_;
        maxBlockGas = maxBlockGas_;
        _tree.initialize();
    }

    /// @inheritdoc IInbox
    function send(address recipient, uint256 value, uint64 gasLimit, bytes32 secretHash, bytes calldata data)
        external
        returns (uint256)
    {
        if (gasLimit > 0) {
            if (secretHash != 0) revert SecretOnExecutedMessage();
        } else {
            if (secretHash == 0) revert SecretMissing();
            if (value != 0) revert ValueOnClaimableMessage();
        }
        return _send(Alias.ofCaller(), recipient, 0, value, gasLimit, secretHash, data);
    }

    /// @inheritdoc IInbox
    function sendFor(
        address sender,
        address recipient,
        uint256 mint,
        uint256 value,
        uint64 gasLimit,
        bytes calldata data
    ) external returns (uint256) {
        if (msg.sender != bridge) revert OnlyBridge();
        if (gasLimit == 0) revert GasLimitTooLow(0, minimumGas(data.length));
        return _send(sender, recipient, mint, value, gasLimit, 0, data);
    }

    /// @inheritdoc IInbox
    function count() external view returns (uint64) {
        return uint64(_entries.length);
    }

    /// @inheritdoc IInbox
    function rootAt(uint64 messageCount) external view returns (bytes32) {
        return messageCount == 0 ? MerkleTree.emptyRoot() : _entry(messageCount - 1).root;
    }

    /// @inheritdoc IInbox
    function leafAt(uint256 index) external view returns (bytes32) {
        return _entry(index).leaf;
    }

    /// @inheritdoc IInbox
    function timestampAt(uint256 index) external view returns (uint64) {
        return _entry(index).timestamp;
    }

    /// Least gas limit of an executed message with that much data.
    function minimumGas(uint256 dataBytes) public pure returns (uint64) {
        return uint64(21_000 + 16 * dataBytes);
    }

    function _send(
        address sender,
        address recipient,
        uint256 mint,
        uint256 value,
        uint64 gasLimit,
        bytes32 secretHash,
        bytes calldata data
    ) private returns (uint256 index) {
        uint256 gasAtStart = gasleft();
        if (data.length > MAX_DATA_BYTES) revert DataTooLong(data.length, MAX_DATA_BYTES);
        if (gasLimit > 0) _meter(gasLimit, data.length);

        index = _entries.length;
        bytes32 leaf = keccak256(
            abi.encode(L1ToL2Message(index, sender, recipient, mint, value, gasLimit, secretHash, data))
        );
        _tree.append(leaf);
        _entries.push(Entry(leaf, _tree.updateRoot(), uint64(block.timestamp)));
        emit MessageSent(
            index, sender, recipient, mint, value, gasLimit, secretHash, data, leaf, uint64(block.timestamp)
        );
        _burn(gasAtStart, gasLimit);
    }

    function _meter(uint64 gasLimit, uint256 dataBytes) private {
        if (gasLimit > maxMessageGas) revert GasLimitTooHigh(gasLimit, maxMessageGas);
        uint64 needed = minimumGas(dataBytes);
        if (gasLimit < needed) revert GasLimitTooLow(gasLimit, needed);
        uint64 used = _gasBlock == block.number ? _gasUsed : 0;
        if (gasLimit > maxBlockGas - used) revert BlockGasExhausted(gasLimit, maxBlockGas - used);
        _gasBlock = uint64(block.number);
        _gasUsed = used + gasLimit;
    }

    /// L2 gas is paid for with as much L1 gas; what storing the message took counts.
    function _burn(uint256 gasAtStart, uint256 amount) private view {
        uint256 turns = 0;
        while (gasAtStart - gasleft() < amount) {
            unchecked {
                ++turns;
            }
        }
    }

    function _entry(uint256 index) private view returns (Entry storage) {
        if (index >= _entries.length) revert UnknownMessage(index);
        return _entries[index];
    }
}
