// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IClaimErrors, IFinalityErrors} from "../src/interfaces/Errors.sol";
import {L1ToL2Message, L2ToL1Message} from "../src/interfaces/Messages.sol";
import {L1Bridge} from "../src/l1/L1Bridge.sol";
import {TokenPortal} from "../src/l1/TokenPortal.sol";
import {L2Bridge} from "../src/l2/L2Bridge.sol";
import {L2Outbox} from "../src/l2/L2Outbox.sol";
import {L2Token} from "../src/l2/L2Token.sol";
import {Alias} from "../src/lib/Alias.sol";
import {PortalCall} from "../src/lib/PortalCall.sol";
import {PortalWorld} from "./PortalWorld.sol";

contract PortalTest is PortalWorld {
    // ---- the whole way

    function test_aDepositComesBackToTheUnit() public {
        L1ToL2Message memory message = depositFor(portal, alice, carol, 10 ether);
        equal(l1Token.balanceOf(address(portal)), 10 ether, "taken");
        takeIn();
        bytes32[] memory siblings = inboundPath(message.index);
        vm.prank(bob, bob); // whoever was given the claim secret
        l2Bridge.claim(message, CLAIM_SECRET, siblings);
        equal(portalToken.pendingOf(redeemHash(REDEEM_SECRET, carol)), 10 ether, "pending");
        equal(portalToken.totalSupply(), 0, "not minted yet");
        vm.prank(carol, carol);
        portalToken.redeem(10 ether, REDEEM_SECRET);
        equal(portalToken.balanceOf(carol), 10 ether, "redeemed");

        L2ToL1Message memory exit = exitCarol(bob, 4 ether, 7);
        equal(portalToken.totalSupply(), 6 ether, "burned");
        require(l2Bridge.isWitnessSpent(carol, 7) && !l2Bridge.isWitnessSpent(carol, 0), "spent");
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        portal.withdraw(4 ether, bob, batch, exit, path(exit.index));
        equal(l1Token.balanceOf(bob), 1004 ether, "paid");
        equal(portal.deposited(), 6 ether, "booked");
        equal(l1Token.balanceOf(address(portal)), 6 ether, "held");
    }

    // ---- deposits

    function test_badDepositsAreRefused() public {
        bytes32 hash = keccak256("hash");
        vm.expectRevert(TokenPortal.ZeroAmount.selector);
        portal.deposit(0, hash, hash);
        vm.expectRevert(TokenPortal.ZeroHash.selector);
        portal.deposit(1, 0, hash);
        vm.expectRevert(TokenPortal.ZeroHash.selector);
        portal.deposit(1, hash, 0);
        vm.prank(alice, alice);
        vm.expectRevert(
            abi.encodeWithSignature("ERC20InsufficientAllowance(address,uint256,uint256)", address(portal), 0, 1)
        );
        portal.deposit(1, hash, hash);
    }

    // ---- claims

    function test_aClaimWaitsForABlockThatTakesItIn() public {
        L1ToL2Message memory message = depositFor(portal, alice, carol, 1 ether);
        takeIn();
        L1ToL2Message memory later = depositFor(portal, alice, carol, 2 ether);
        bytes32[] memory siblings = inboundPath(0);
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        l2Bridge.claim(later, CLAIM_SECRET, siblings);
        l2Bridge.claim(message, CLAIM_SECRET, siblings);
        takeInAndClaim(later);
        equal(portalToken.pendingOf(redeemHash(REDEEM_SECRET, carol)), 3 ether, "both, in one pool");
    }

    function testFuzz_noDamagedClaimPasses(uint8 level, bytes32 noise, uint256 add) public {
        for (uint256 i = 0; i < 3; ++i) {
            depositFor(portal, bob, bob, i + 1);
        }
        L1ToL2Message memory message = depositFor(portal, alice, carol, 5 ether);
        takeIn();
        bytes32[] memory siblings = inboundPath(message.index);
        bytes32 good = siblings[level % 32];
        vm.assume(noise != good && noise != CLAIM_SECRET && add != 0);

        vm.expectRevert(IClaimErrors.WrongSecret.selector);
        l2Bridge.claim(message, noise, siblings);
        siblings[level % 32] = noise;
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        l2Bridge.claim(message, CLAIM_SECRET, siblings);
        siblings[level % 32] = good;
        unchecked {
            message.index += add;
            vm.expectRevert(IFinalityErrors.ForgedPath.selector);
            l2Bridge.claim(message, CLAIM_SECRET, siblings);
            message.index -= add;
        }
        bytes memory data = message.data;
        message.data = PortalCall.mint(address(portalToken), 6 ether, redeemHash(REDEEM_SECRET, carol));
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        l2Bridge.claim(message, CLAIM_SECRET, siblings);
        message.data = PortalCall.mint(address(portalToken), 5 ether, redeemHash(REDEEM_SECRET, bob));
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        l2Bridge.claim(message, CLAIM_SECRET, siblings);
        message.data = data;
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IClaimErrors.OnlyRecipient.selector, address(l2Bridge)));
        l2Outbox.consume(message, CLAIM_SECRET, siblings);

        l2Bridge.claim(message, CLAIM_SECRET, siblings);
        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.AlreadyConsumed.selector, message.index));
        l2Bridge.claim(message, CLAIM_SECRET, siblings);
        equal(portalToken.totalPending(), 5 ether, "once");
    }

    function test_onlyThePortalsOwnMessagesMint() public {
        bytes memory mint = PortalCall.mint(address(portalToken), 1 ether, keccak256("mine"));
        bytes32 hash = secretHash(CLAIM_SECRET);
        inbox.send(address(l2Bridge), 0, 0, hash, mint); // this contract is no portal
        inbox.send(address(l2Bridge), 0, 0, hash, abi.encodePacked(mint, uint8(0)));
        inbox.send(address(l2Bridge), 0, 0, hash, PortalCall.mint(address(l2Token), 1 ether, keccak256("mine")));
        inbox.send(address(l2Bridge), 0, 0, hash, PortalCall.mint(bob, 1 ether, keccak256("mine")));
        takeIn();
        address here = Alias.addressOf(address(this));
        L1ToL2Message memory message = L1ToL2Message(0, here, address(l2Bridge), 0, 0, 0, hash, mint);
        expectRefusal(message, abi.encodeWithSelector(L2Bridge.WrongPortal.selector, here, address(portal)));
        (message.index, message.data) = (1, abi.encodePacked(mint, uint8(0)));
        expectRefusal(message, abi.encodeWithSelector(L2Bridge.NotAMint.selector));
        (message.index, message.data) = (2, PortalCall.mint(address(l2Token), 1 ether, keccak256("mine")));
        expectRefusal(message, abi.encodeWithSelector(L2Bridge.NotAPortalToken.selector, address(l2Token)));
        (message.index, message.data) = (3, PortalCall.mint(bob, 1 ether, keccak256("mine")));
        expectRefusal(message, abi.encodeWithSelector(L2Bridge.NotAPortalToken.selector, bob));
        equal(portalToken.totalPending() + l2Token.totalPending(), 0, "nothing");
    }

    function expectRefusal(L1ToL2Message memory message, bytes memory refusal) private {
        bytes32[] memory siblings = inboundPath(message.index);
        vm.expectRevert(refusal);
        l2Bridge.claim(message, CLAIM_SECRET, siblings);
    }

    // ---- the pool

    function testFuzz_onlyTheNamedRedeemerWithTheSecretRedeems(bytes32 wrong, address other, uint256 amount) public {
        vm.assume(wrong != REDEEM_SECRET && other != carol);
        takeInAndClaim(depositFor(portal, alice, carol, 10 ether));
        expectTooLow(carol, wrong, 1, 0);
        expectTooLow(other, REDEEM_SECRET, 1, 0);
        expectTooLow(carol, REDEEM_SECRET, 10 ether + 1, 10 ether);
        vm.prank(carol, carol);
        vm.expectRevert(L2Token.ZeroAmount.selector);
        portalToken.redeem(0, REDEEM_SECRET);
        amount = 1 + amount % 10 ether;
        vm.prank(carol, carol);
        portalToken.redeem(amount, REDEEM_SECRET);
        expectTooLow(carol, REDEEM_SECRET, 10 ether - amount + 1, 10 ether - amount);
        equal(portalToken.balanceOf(carol), amount, "redeemed");
        equal(portalToken.totalPending(), 10 ether - amount, "left");
        vm.expectRevert(L2Token.OnlyBridge.selector);
        portalToken.mintPending(wrong, 1);
    }

    function expectTooLow(address who, bytes32 secret, uint256 amount, uint256 held) private {
        vm.prank(who, who);
        vm.expectRevert(
            abi.encodeWithSelector(L2Token.PendingTooLow.selector, redeemHash(secret, who), held, amount)
        );
        portalToken.redeem(amount, secret);
    }

    // ---- withdrawals

    function withdraw(uint256 amount, address to, uint256 batch, L2ToL1Message memory m, bytes32[] memory p) private {
        portal.withdraw(amount, to, batch, m, p);
    }

    function testFuzz_noDamagedWithdrawalPasses(uint8 level, bytes32 noise, uint256 add) public {
        fund(portal, carol, 10 ether);
        L2ToL1Message memory exit = exitCarol(bob, 4 ether, 0);
        withdrawEth(alice, 1 ether);
        uint256 batch = postBatch();
        bytes32[] memory siblings = path(exit.index);
        bytes32 good = siblings[level % 32];
        vm.assume(noise != good && add != 0);
        vm.expectRevert(tooEarly(batch));
        withdraw(4 ether, bob, batch, exit, siblings);
        vm.warp(block.timestamp + PERIOD);

        siblings[level % 32] = noise;
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        withdraw(4 ether, bob, batch, exit, siblings);
        siblings[level % 32] = good;
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        withdraw(4 ether, bob, batch + 1, exit, siblings);
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        withdraw(4 ether, bob, batch - 1, exit, siblings);
        unchecked {
            exit.index += add;
            vm.expectRevert(IFinalityErrors.ForgedPath.selector);
            withdraw(4 ether, bob, batch, exit, siblings);
            exit.index -= add;
            uint256 amount = 4 ether + add;
            vm.expectRevert(abi.encodeWithSelector(TokenPortal.WrongAmount.selector, amount, 4 ether));
            withdraw(amount, bob, batch, exit, siblings);
        }
        vm.expectRevert(abi.encodeWithSelector(TokenPortal.WrongRecipient.selector, alice, bob));
        withdraw(4 ether, alice, batch, exit, siblings);
        bytes memory data = exit.data;
        exit.data = PortalCall.withdraw(address(portalToken), 4 ether, alice);
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        withdraw(4 ether, alice, batch, exit, siblings);
        exit.data = abi.encodePacked(data, uint256(0));
        vm.expectRevert(TokenPortal.NotAWithdrawal.selector);
        withdraw(4 ether, bob, batch, exit, siblings);
        (exit.data, exit.sender) = (data, alice);
        vm.expectRevert(abi.encodeWithSelector(TokenPortal.WrongSender.selector, alice));
        withdraw(4 ether, bob, batch, exit, siblings);
        (exit.sender, exit.target) = (address(l2Bridge), address(l1Bridge));
        vm.expectRevert(abi.encodeWithSelector(TokenPortal.WrongTarget.selector, address(l1Bridge)));
        withdraw(4 ether, bob, batch, exit, siblings);
        exit.target = address(portal);

        withdraw(4 ether, bob, batch, exit, siblings);
        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.AlreadyConsumed.selector, exit.index));
        withdraw(4 ether, bob, batch, exit, siblings);
        equal(l1Token.balanceOf(bob), 1004 ether, "once");
    }

    function tooEarly(uint256 batch) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IFinalityErrors.ChallengePeriodActive.selector, batch, rollup.finalizableAt(batch)
        );
    }

    function test_othersMessagesToThePortalPayNothing() public {
        fund(portal, carol, 10 ether);
        bytes memory data = PortalCall.withdraw(address(portalToken), 10 ether, bob);
        L2ToL1Message memory forged = L2ToL1Message(0, bob, address(portal), 0, data);
        vm.prank(bob, bob);
        l2Inbox.send(address(portal), 0, data);
        outbound.push(keccak256(abi.encode(forged)));
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        bytes32[] memory siblings = path(0);
        vm.expectRevert(abi.encodeWithSelector(TokenPortal.WrongSender.selector, bob));
        portal.withdraw(10 ether, bob, batch, forged, siblings);
    }

    function test_aTokenOfOnesOwnMakingReleasesNothingOfThePortal() public {
        fund(portal, carol, 10 ether);
        PortalImpostor impostor = new PortalImpostor(address(l2Bridge), address(l1Token), address(portal));
        Exit memory exit = Exit(address(impostor), carol, carol, 10 ether, 1, FAR);
        bytes memory signature = signed(exit, CAROL_KEY);
        bytes memory data = PortalCall.withdraw(address(impostor), 10 ether, carol);
        L2ToL1Message memory message = queued(address(portal), data);
        bring(exit, signature);
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        bytes32[] memory siblings = path(message.index);
        vm.expectRevert(abi.encodeWithSelector(TokenPortal.WrongToken.selector, address(impostor)));
        portal.withdraw(10 ether, carol, batch, message, siblings);
    }

    // ---- no mixing with L1Bridge

    function test_backingNeverMixes() public {
        fund(portal, carol, 10 ether);
        vm.prank(carol, carol);
        vm.expectRevert(L2Bridge.TokenMismatch.selector);
        l2Bridge.withdraw(address(l1Token), address(portalToken), 1 ether);
        Exit memory exit = Exit(address(l2Token), carol, carol, 1, 0, FAR);
        bytes memory signature = signed(exit, CAROL_KEY);
        vm.expectRevert(abi.encodeWithSelector(L2Bridge.NotAPortalToken.selector, address(l2Token)));
        bring(exit, signature);

        // A deposit through L1Bridge that names the portal's token comes back.
        vm.prank(Alias.addressOf(address(l1Bridge)));
        l2Bridge.finalizeDeposit(address(l1Token), address(portalToken), alice, alice, 5 ether);
        equal(portalToken.totalSupply(), 10 ether, "not minted");
        equal(l2Inbox.queueLength(), 1, "returned");
        vm.expectRevert(L1Bridge.NotABridgeMessage.selector);
        l1Bridge.releaseOf(L2ToL1Message(0, address(l2Bridge), address(portal), 0, ""));
    }
}

/// Says that it belongs to a real portal, and burns whatever is asked.
contract PortalImpostor {
    address public immutable bridge;
    address public immutable l1Token;
    address public immutable portal;

    constructor(address bridge_, address l1Token_, address portal_) {
        bridge = bridge_;
        l1Token = l1Token_;
        portal = portal_;
    }

    function burn(address, uint256) external {}
}
