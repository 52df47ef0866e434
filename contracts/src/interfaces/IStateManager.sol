// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// The state manager's calls as the architecture names them.
interface IStateManager {
    /// Assert the claim after the batch whose hash is `batchRoot`.
    function submitStateRoot(bytes32 stateRoot, bytes32 batchRoot, bytes calldata proof) external;

    /// True when a finalized batch led from `fromState` to `toState`.
    function verifyStateTransition(bytes32 fromState, bytes32 toState, bytes calldata proof) external returns (bool);
}
