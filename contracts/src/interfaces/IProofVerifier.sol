// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// What makes an assertion final at once.
interface IProofVerifier {
    /// True when `proof` shows that the batch leads to `claim`; false or a named error otherwise.
    function verify(bytes32 batchHash, bytes32 claim, bytes calldata proof) external view returns (bool);
}
