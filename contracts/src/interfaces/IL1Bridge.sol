// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// The bridge's calls as the architecture names them.
interface IL1Bridge {
    /// Deposit assets from L1 to L2; `l1Token` 0 is ETH.
    function deposit(address l1Token, address l2Token, uint256 amount, uint32 gasLimit) external payable;

    /// Initiate a withdrawal from L2 to L1: on L1 this is the exit hatch.
    function withdraw(address l1Token, address l2Token, uint256 amount) external;

    /// Pay a proven withdrawal whose batch is final.
    function finalizeWithdrawal(uint256 withdrawalId, address recipient, uint256 amount) external;
}
