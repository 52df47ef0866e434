// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// Each asserter's ETH at stake: deposited ahead, locked by an assertion, credited back, withdrawn.
abstract contract Bonds {
    mapping(address owner => uint256) public bondBalance; // free, in wei

    event BondDeposited(address indexed owner, uint256 amount);
    event BondWithdrawn(address indexed owner, uint256 amount);
    event BondReturned(
        uint256 indexed batchIndex, uint256 indexed assertionIndex, address indexed to, uint256 amount
    );

    error BondTooSmall(uint256 have, uint256 need);
    error BondTransferFailed();

    /// Adds the value sent to the caller's free bond balance.
    function depositBond() public payable {
        bondBalance[msg.sender] += msg.value;
        emit BondDeposited(msg.sender, msg.value);
    }

    /// Takes free bond balance out.
    function withdrawBond(uint256 amount) external {
        _lockBond(msg.sender, amount);
        emit BondWithdrawn(msg.sender, amount);
        (bool sent,) = msg.sender.call{value: amount}("");
        if (!sent) revert BondTransferFailed();
    }

    function _lockBond(address owner, uint256 amount) internal {
        uint256 have = bondBalance[owner];
        if (have < amount) revert BondTooSmall(have, amount);
        bondBalance[owner] = have - amount;
    }

    function _returnBond(uint256 batchIndex, uint256 assertionIndex, address to, uint256 amount) internal {
        bondBalance[to] += amount;
        emit BondReturned(batchIndex, assertionIndex, to, amount);
    }
}
