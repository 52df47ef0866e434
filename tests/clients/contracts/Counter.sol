// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.26;

/// Storage, events and refusals: what the six steps deploy and call.
contract Counter {
    event Increased(address indexed who, uint256 indexed step, uint256 value);

    error TooLarge(uint256 step, uint256 limit);

    uint256 public value;
    mapping(address => uint256) public given;

    constructor(uint256 start) {
        value = start;
    }

    function increase(uint256 step) external returns (uint256) {
        if (step > 1000) revert TooLarge(step, 1000);
        value += step;
        given[msg.sender] += step;
        emit Increased(msg.sender, step, value);
        return value;
    }

    function refuse() external pure {
        revert("no way");
    }
}
