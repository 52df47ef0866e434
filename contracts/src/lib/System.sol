// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// Calls that the state transition itself makes on L2.
abstract contract System {
    address internal constant SYSTEM_SENDER = 0xDeaDDEaDDeAdDeAdDEAdDEaddeAddEAdDEAd0001;

    error OnlySystem();

    modifier onlySystem() {
        if (msg.sender != SYSTEM_SENDER) revert OnlySystem();
        _;
    }
}
