// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {System} from "../lib/System.sol";

/// L1 as the sequencer last saw it; the state transition bounds what may be reported.
contract L1Info is System {
    uint64 public number;
    uint64 public timestamp; // seconds
    uint64 public inboxCount;
    uint256 public baseFee; // wei a gas

    /// The system transaction at the start of each block.
    function setL1Info(uint64 number_, uint64 timestamp_, uint256 baseFee_, uint64 inboxCount_) external onlySystem {
        number = number_;
        timestamp = timestamp_;
        inboxCount = inboxCount_;
        baseFee = baseFee_;
    }
}
