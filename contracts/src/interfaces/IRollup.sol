// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IStateManager} from "./IStateManager.sol";

/// What the other contracts and the node ask of the rollup.
interface IRollup is IStateManager {
    event BatchSubmitted(
        uint256 indexed batchIndex,
        bytes32 indexed batchHash,
        address indexed submitter,
        bytes32 prevBatchHash,
        bytes32 dataHash,
        uint64 inboxCount,
        bytes32 inboxRoot,
        uint64 l1BlockNumber,
        uint64 l1Timestamp
    );
    event StateRootSubmitted(
        uint256 indexed batchIndex,
        uint256 indexed assertionIndex,
        address indexed asserter,
        bytes32 claim,
        bytes32 stateRoot,
        bytes32 outboxRoot,
        bytes32 blockHash,
        bytes32 txRoot,
        uint64 finalizableAt
    );
    event ProofVerified(uint256 indexed batchIndex, uint256 indexed assertionIndex, address indexed verifier);
    event BatchFinalized(
        uint256 indexed batchIndex, uint256 indexed assertionIndex, bytes32 stateRoot, bytes32 outboxRoot
    );

    /// Finalizes, in order, every batch up to `batchIndex` that may be; reverts with what is in the way.
    function finalizeBatch(uint256 batchIndex) external;

    /// The same without reverting; true when `batchIndex` is final.
    function tryFinalize(uint256 batchIndex) external returns (bool);

    /// Seconds since 1970 from which the batch's earliest assertion may finalize; reverts without one.
    function finalizableAt(uint256 batchIndex) external view returns (uint64);
}
