// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {PortalHandler} from "./PortalHandler.sol";

/// Whatever users do, in whatever order: every token on L2 is backed, and nothing is had twice.
contract PortalInvariantsTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    PortalHandler private handler;

    function setUp() public {
        handler = new PortalHandler();
        handler.setUp();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        bytes4[] memory acts = new bytes4[](7);
        acts[0] = PortalHandler.deposit.selector;
        acts[1] = PortalHandler.claim.selector;
        acts[2] = PortalHandler.redeem.selector;
        acts[3] = PortalHandler.exit.selector;
        acts[4] = PortalHandler.withdraw.selector;
        acts[5] = PortalHandler.bridgeDeposit.selector;
        acts[6] = PortalHandler.bridgeWithdraw.selector;
        list[0] = FuzzSelector(address(handler), acts);
    }

    function invariant_everythingIsBackedAndNothingIsHadTwice() public view {
        require(bytes(handler.broken()).length == 0, handler.broken());
        require(handler.claimed() <= handler.deposited(), "claims exceed deposits");
        require(handler.paid() <= handler.burned() && handler.burned() <= handler.redeemed(), "payments exceed burns");
        require(handler.redeemed() <= handler.claimed(), "redemptions exceed claims");
        (uint256 held, uint256 booked) = handler.inPortal();
        require(held == booked && held == handler.deposited() - handler.paid(), "portal's books");
        (uint256 pending, uint256 supply, uint256 bridgeSupply) = handler.onL2();
        require(pending == handler.claimed() - handler.redeemed(), "pool");
        require(supply == handler.redeemed() - handler.burned(), "supply");
        (held, booked) = handler.inBridge();
        require(held == booked && held == handler.bridgeDeposited() - handler.bridgePaid(), "L1Bridge's books");
        require(bridgeSupply == handler.bridgeDeposited() - handler.bridgeBurned(), "L1Bridge's pair");
    }
}
