// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {L2ToL1Message} from "./Messages.sol";

/// Outbound roots of asserted batches, and the messages consumed from the final ones.
interface IOutbox {
    event RootAsserted(uint256 indexed batchIndex, bytes32 indexed root);
    event RootFinalized(uint256 indexed batchIndex, bytes32 indexed root);
    event MessageConsumed(uint256 indexed index, address indexed target, uint256 indexed batchIndex, bytes32 leaf);

    /// Called by the rollup when an assertion names `root` for the batch.
    function insertRoot(uint256 batchIndex, bytes32 root) external;

    /// Called by the rollup when the batch is final with `root`.
    function finalizeRoot(uint256 batchIndex, bytes32 root) external;

    /// Consumes a message of a final batch; only its target may. Returns its leaf.
    function consume(L2ToL1Message calldata message, uint256 batchIndex, bytes32[] calldata path)
        external
        returns (bytes32);

    /// The bridge's entry for a message whose path under `root` it has checked with `provenRoot` before.
    function consumeProven(uint256 index, bytes32 leaf, uint256 batchIndex, bytes32 root) external;

    /// The asserted (perhaps not yet final) root of the batch that the path leads to; reverts for any other.
    function provenRoot(L2ToL1Message calldata message, uint256 batchIndex, bytes32[] calldata path)
        external
        view
        returns (bytes32);

    /// True when the batch is final with `root`; finalizes it when it may be.
    function tryFinalRoot(uint256 batchIndex, bytes32 root) external returns (bool);

    /// True once message `index` was consumed.
    function isConsumed(uint256 index) external view returns (bool);
}
