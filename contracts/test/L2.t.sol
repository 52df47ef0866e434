// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IClaimErrors, IFinalityErrors} from "../src/interfaces/Errors.sol";
import {IL2Bridge} from "../src/interfaces/IL2.sol";
import {L1ToL2Message, L2ToL1Message} from "../src/interfaces/Messages.sol";
import {L1Bridge} from "../src/l1/L1Bridge.sol";
import {L1Info} from "../src/l2/L1Info.sol";
import {L2Bridge} from "../src/l2/L2Bridge.sol";
import {L2Inbox} from "../src/l2/L2Inbox.sol";
import {L2Outbox} from "../src/l2/L2Outbox.sol";
import {L2Token} from "../src/l2/L2Token.sol";
import {Alias} from "../src/lib/Alias.sol";
import {Release} from "../src/lib/Release.sol";
import {System} from "../src/lib/System.sol";
import {Paths} from "./Paths.sol";
import {World} from "./World.sol";

contract L2Test is World {
    function test_l1InfoIsTheSystemsAndLiesInTwoSlots() public {
        L1Info info = new L1Info();
        vm.expectRevert(System.OnlySystem.selector);
        info.setL1Info(1, 2, 3, 4);
        vm.prank(SYSTEM);
        info.setL1Info(1, 2, 3, 4);
        require(info.number() == 1 && info.timestamp() == 2 && info.baseFee() == 3 && info.inboxCount() == 4, "views");
        equal(uint256(vm.load(address(info), 0)), 1 | 2 << 64 | 4 << 128, "slot 0");
        equal(uint256(vm.load(address(info), bytes32(uint256(1)))), 3, "slot 1");
    }

    function test_systemCallsAreTheSystems() public {
        vm.expectRevert(System.OnlySystem.selector);
        l2Outbox.endOfBlock();
        vm.expectRevert(System.OnlySystem.selector);
        l2Outbox.appendInbound(new bytes32[](1));
        vm.expectRevert(L2Inbox.OnlyOutbox.selector);
        l2Inbox.drain();
    }

    function test_onlyTheBridgeSendsValueAndAllOfIt() public {
        vm.prank(alice, alice);
        vm.expectRevert(L2Inbox.OnlyBridge.selector);
        l2Inbox.send{value: 1}(alice, 1, "");
        vm.expectRevert(abi.encodeWithSelector(L2Inbox.ValueMismatch.selector, 1, 0));
        l2Inbox.send(alice, 1, "");
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(L2Bridge.AmountMismatch.selector, 2, 1));
        l2Bridge.withdraw{value: 1}(address(0), address(0), 2);
        vm.expectRevert(L2Bridge.ZeroAmount.selector);
        l2Bridge.withdraw(address(0), address(0), 0);
    }

    function test_tokenRoundTrip() public {
        require(executeOnL2(depositToken(alice, 10 ether)), "deposit");
        equal(l2Token.balanceOf(alice), 10 ether, "minted");
        L2ToL1Message memory message = withdrawToken(alice, 4 ether);
        equal(l2Token.totalSupply(), 6 ether, "burned");
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        l1Bridge.withdraw(keccak256(abi.encode(message)), abi.encode(message, batch, path(0)));
        equal(l1Token.balanceOf(alice), 994 ether, "paid");
        equal(l1Bridge.deposited(address(l1Token), address(l2Token)), 6 ether, "booked");
    }

    function test_aDepositToNoPairComesBack() public {
        address nonsense = address(inbox);
        vm.prank(alice, alice);
        l1Token.approve(address(l1Bridge), 5 ether);
        vm.prank(alice, alice);
        l1Bridge.deposit(address(l1Token), nonsense, 5 ether, 200_000);
        bytes memory data =
            abi.encodeCall(IL2Bridge.finalizeDeposit, (address(l1Token), nonsense, alice, alice, 5 ether));
        address sender = Alias.addressOf(address(l1Bridge));
        require(executeOnL2(L1ToL2Message(0, sender, address(l2Bridge), 0, 0, 200_000, 0, data)), "returned");
        L2ToL1Message memory message = L2ToL1Message(
            0,
            address(l2Bridge),
            address(l1Bridge),
            0,
            Release.token(address(l1Token), nonsense, alice, 5 ether)
        );
        outbound.push(keccak256(abi.encode(message)));
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        l1Bridge.withdraw(keccak256(abi.encode(message)), abi.encode(message, batch, path(0)));
        equal(l1Token.balanceOf(alice), 1000 ether, "back");
    }

    function test_aTokenOfOnesOwnMakingReleasesNothingOfOthers() public {
        require(executeOnL2(depositToken(alice, 10 ether)), "deposit");
        Impostor impostor = new Impostor(address(l2Bridge), address(l1Token));
        vm.prank(bob, bob);
        l2Bridge.withdraw(address(l1Token), address(impostor), 10 ether);
        L2ToL1Message memory message = L2ToL1Message(
            0,
            address(l2Bridge),
            address(l1Bridge),
            0,
            Release.token(address(l1Token), address(impostor), bob, 10 ether)
        );
        outbound.push(keccak256(abi.encode(message)));
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        bytes memory proof = abi.encode(message, batch, path(0));
        vm.expectRevert(
            abi.encodeWithSelector(
                L1Bridge.NotDeposited.selector, address(l1Token), address(impostor), 10 ether
            )
        );
        l1Bridge.withdraw(keccak256(abi.encode(message)), proof);
    }

    function test_onlyTheAliasedL1BridgeMints() public {
        vm.prank(address(l1Bridge));
        vm.expectRevert(L2Bridge.OnlyL1Bridge.selector);
        l2Bridge.finalizeDeposit(address(l1Token), address(l2Token), bob, bob, 1);
        vm.expectRevert(L2Token.OnlyBridge.selector);
        l2Token.mint(bob, 1);
        vm.expectRevert(L2Token.OnlyBridge.selector);
        l2Token.burn(bob, 1);
    }

    function test_exitHatchWithdrawsWithoutTheSequencersHelp() public {
        vm.prank(alice, alice);
        l1Bridge.withdraw(address(0), address(0), 3 ether);
        bytes memory data = abi.encodeCall(IL2Bridge.withdrawTo, (address(0), address(0), alice, 3 ether));
        L1ToL2Message memory exit =
            L1ToL2Message(0, alice, address(l2Bridge), 0, 3 ether, l1Bridge.EXIT_GAS(), 0, data);
        require(inbox.leafAt(0) == keccak256(abi.encode(exit)), "leaf");
        require(executeOnL2(exit), "executed");
        equal(address(l2Inbox).balance, 3 ether, "left L2");
        equal(l2Inbox.queueLength(), 1, "queued");
    }

    function test_claimableMessagesAreConsumedOnceWithTheSecret() public {
        bytes32 secret = keccak256("a secret");
        L1ToL2Message memory message =
            L1ToL2Message(1, alice, bob, 0, 0, 0, keccak256(abi.encode(secret)), "tokens");
        bytes32[] memory leaves = new bytes32[](3);
        (leaves[0], leaves[1], leaves[2]) = (keccak256("a"), keccak256(abi.encode(message)), keccak256("c"));
        bytes32[] memory siblings = Paths.path(leaves, 1);
        vm.prank(bob);
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        l2Outbox.consume(message, secret, siblings);

        vm.prank(SYSTEM);
        l2Outbox.appendInbound(leaves);
        require(l2Outbox.inboundRoot() == Paths.root(leaves) && l2Outbox.inboundCount() == 3, "inbound");
        require(vm.load(address(l2Outbox), bytes32(uint256(34))) == Paths.root(leaves), "slot 34");
        vm.expectRevert(abi.encodeWithSelector(IClaimErrors.OnlyRecipient.selector, bob));
        l2Outbox.consume(message, secret, siblings);
        vm.prank(bob);
        vm.expectRevert(IClaimErrors.WrongSecret.selector);
        l2Outbox.consume(message, keccak256("another"), siblings);
        message.data = "more tokens";
        vm.prank(bob);
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        l2Outbox.consume(message, secret, siblings);
        message.data = "tokens";
        vm.prank(bob);
        l2Outbox.consume(message, secret, siblings);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.AlreadyConsumed.selector, 1));
        l2Outbox.consume(message, secret, siblings);
        message.gasLimit = 1;
        vm.prank(bob);
        vm.expectRevert(IClaimErrors.NotClaimable.selector);
        l2Outbox.consume(message, secret, siblings);
    }
}

/// Says that it pairs with a real token, and burns whatever is asked.
contract Impostor {
    address public immutable bridge;
    address public immutable l1Token;
    address public constant portal = address(0);

    constructor(address bridge_, address l1Token_) {
        bridge = bridge_;
        l1Token = l1Token_;
    }

    function burn(address, uint256) external {}
}
