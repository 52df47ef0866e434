// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IFinalityErrors} from "../src/interfaces/Errors.sol";
import {L1ToL2Message, L2ToL1Message} from "../src/interfaces/Messages.sol";
import {L1Token} from "../src/l1/L1Token.sol";
import {TokenPortal} from "../src/l1/TokenPortal.sol";
import {L2Bridge} from "../src/l2/L2Bridge.sol";
import {L2Token} from "../src/l2/L2Token.sol";
import {Alias} from "../src/lib/Alias.sol";
import {PortalCall} from "../src/lib/PortalCall.sol";
import {PortalWorld} from "./PortalWorld.sol";

/// Several tokens and portals side by side, and tokens that do not do as they should.
contract PortalTokensTest is PortalWorld {
    function pairOf(address token) private returns (TokenPortal gate, L2Token pair) {
        uint64 nonce = vm.getNonce(address(this));
        gate = new TokenPortal(
            token,
            vm.computeCreateAddress(address(this), nonce + 1),
            address(l2Bridge),
            address(inbox),
            address(outbox)
        );
        pair = new L2Token(address(l2Bridge), token, address(gate), "Pair", "PAIR", 6);
        require(gate.l2Token() == address(pair) && pair.decimals() == 6, "pair");
    }

    function otherToken() private returns (address) {
        address[] memory holders = new address[](2);
        (holders[0], holders[1]) = (alice, bob);
        return address(new L1Token("Other", "OTH", holders, 1000 ether));
    }

    function test_twoPortalsOfTwoTokensKeepTheirBooks() public {
        (TokenPortal gate, L2Token pair) = pairOf(otherToken());
        fund(portal, carol, 10 ether);
        fund(gate, carol, 7 ether);
        equal(portalToken.balanceOf(carol), 10 ether, "first");
        equal(pair.balanceOf(carol), 7 ether, "second");
        Exit memory exit = Exit(address(pair), carol, bob, 3 ether, 0, FAR);
        bytes memory signature = signed(exit, CAROL_KEY);
        L2ToL1Message memory message =
            queued(address(gate), PortalCall.withdraw(address(pair), 3 ether, bob));
        bring(exit, signature);
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        bytes32[] memory siblings = path(message.index);
        vm.expectRevert(abi.encodeWithSelector(TokenPortal.WrongTarget.selector, address(gate)));
        portal.withdraw(3 ether, bob, batch, message, siblings);
        gate.withdraw(3 ether, bob, batch, message, siblings);
        equal(gate.deposited(), 4 ether, "second's books");
        equal(portal.deposited(), 10 ether, "first's books");
    }

    function test_twoPortalsOfOneTokenKeepTheirBooks() public {
        (TokenPortal gate, L2Token pair) = pairOf(address(l1Token));
        fund(portal, carol, 10 ether);
        fund(gate, carol, 7 ether);
        require(pair.totalSupply() == 7 ether && portalToken.totalSupply() == 10 ether, "apart");
        require(gate.deposited() == 7 ether && portal.deposited() == 10 ether, "books");
    }

    function test_aPortalMintsNoOtherPortalsToken() public {
        (TokenPortal gate,) = pairOf(address(l1Token));
        // A portal of someone's making that names another's token.
        TokenPortal thief = new TokenPortal(
            otherToken(), address(portalToken), address(l2Bridge), address(inbox), address(outbox)
        );
        L1ToL2Message memory message = depositFor(thief, alice, carol, 5 ether);
        takeIn();
        bytes32[] memory siblings = inboundPath(message.index);
        vm.expectRevert(
            abi.encodeWithSelector(L2Bridge.WrongPortal.selector, Alias.addressOf(address(thief)), address(portal))
        );
        l2Bridge.claim(message, CLAIM_SECRET, siblings);
        equal(portalToken.totalPending() + gate.deposited(), 0, "nothing");
    }

    function test_aTokenThatChargesIsRefused() public {
        ChargingToken token = new ChargingToken(alice);
        (TokenPortal gate,) = pairOf(address(token));
        vm.prank(alice, alice);
        token.approve(address(gate), 100);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(TokenPortal.FeeOnTransfer.selector, 99, 100));
        gate.deposit(100, keccak256("redeem"), keccak256("claim"));
        equal(token.balanceOf(alice), 1000, "all there");
        equal(inbox.count(), 0, "no message");
    }

    function test_aTokenThatReturnsFalseIsRefused() public {
        SulkingToken token = new SulkingToken(alice);
        (TokenPortal gate, L2Token pair) = pairOf(address(token));
        bytes memory failed = abi.encodeWithSignature("SafeERC20FailedOperation(address)", address(token));
        token.sulk(true);
        vm.prank(alice, alice);
        vm.expectRevert(failed);
        gate.deposit(100, keccak256("redeem"), keccak256("claim"));
        equal(inbox.count(), 0, "no message");

        // A token that sulks when it should pay keeps the message unspent until it pays.
        token.sulk(false);
        fund(gate, carol, 100);
        Exit memory exit = Exit(address(pair), carol, bob, 60, 0, FAR);
        bytes memory signature = signed(exit, CAROL_KEY);
        L2ToL1Message memory message = queued(address(gate), PortalCall.withdraw(address(pair), 60, bob));
        bring(exit, signature);
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        bytes32[] memory siblings = path(message.index);
        token.sulk(true);
        vm.expectRevert(failed);
        gate.withdraw(60, bob, batch, message, siblings);
        require(!outbox.isConsumed(message.index) && gate.deposited() == 100, "unspent");
        token.sulk(false);
        gate.withdraw(60, bob, batch, message, siblings);
        equal(token.balanceOf(bob), 60, "paid");
    }

    function test_aTokenThatCallsBackGetsNothingTwice() public {
        ReentrantToken token = new ReentrantToken(alice);
        (TokenPortal gate,) = pairOf(address(token));
        token.target(gate);
        vm.prank(alice, alice);
        token.approve(address(gate), 100);
        vm.prank(alice, alice);
        vm.expectRevert(bytes4(keccak256("ReentrancyGuardReentrantCall()")));
        gate.deposit(100, keccak256("redeem"), keccak256("claim"));
    }

    function test_noReleaseExceedsWhatCameIn() public {
        fund(portal, carol, 2 ether);
        // A bridge that burned nothing, as if L2's own code were broken: the portal's books still hold.
        bytes memory data = PortalCall.withdraw(address(portalToken), 3 ether, bob);
        L2ToL1Message memory message = queued(address(portal), data);
        vm.prank(address(l2Bridge));
        l2Inbox.send(address(portal), 0, data);
        vm.prank(alice, alice);
        l1Token.transfer(address(portal), 50 ether); // a gift backs nothing
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        bytes32[] memory siblings = path(message.index);
        vm.expectRevert(abi.encodeWithSelector(TokenPortal.NotDeposited.selector, 3 ether, 2 ether));
        portal.withdraw(3 ether, bob, batch, message, siblings);
    }

    function test_aWithdrawalUnderALiesRootIsNeverPaid() public {
        fund(portal, carol, 5 ether);
        L2ToL1Message memory message = exitCarol(bob, 1 ether, 0);
        endBlock();
        bytes32 batchHash = submitBatch("data", inbox.count());
        assertRoot(batchHash, keccak256("lie"), keccak256("lie's outbox"));
        vm.warp(block.timestamp + 1);
        assertRoot(batchHash, keccak256("truth"), l2Outbox.outboundRoot());
        vm.warp(block.timestamp + PERIOD); // nobody disputes here, so the lie is final
        bytes32[] memory siblings = path(message.index);
        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.AssertionReplaced.selector, 1));
        portal.withdraw(1 ether, bob, 1, message, siblings);
    }
}

/// Keeps one in a hundred of each transfer.
contract ChargingToken is ERC20("Charging", "CHG") {
    constructor(address holder) {
        _mint(holder, 1000);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from != address(0) && to != address(0)) super._update(to, address(0), amount / 100);
    }
}

/// Answers false instead of moving anything, when it sulks.
contract SulkingToken is ERC20("Sulking", "SLK") {
    bool private _sulks;

    constructor(address holder) {
        _mint(holder, 1000);
    }

    function sulk(bool sulks) external {
        _sulks = sulks;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return !_sulks && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return !_sulks && super.transferFrom(from, to, amount);
    }
}

/// Deposits again while it is being deposited.
contract ReentrantToken is ERC20("Reentrant", "RE") {
    TokenPortal private _target;

    constructor(address holder) {
        _mint(holder, 1000);
    }

    function target(TokenPortal target_) external {
        _target = target_;
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _target.deposit(amount, keccak256("redeem"), keccak256("claim"));
        return super.transferFrom(from, to, amount);
    }
}
