// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IFinalityErrors} from "../src/interfaces/Errors.sol";
import {L2ToL1Message} from "../src/interfaces/Messages.sol";
import {L1Bridge} from "../src/l1/L1Bridge.sol";
import {Outbox} from "../src/l1/Outbox.sol";
import {Paths} from "./Paths.sol";
import {World} from "./World.sol";

contract WithdrawalsTest is World {
    function claim(L2ToL1Message memory message, uint256 batchIndex) private {
        l1Bridge.withdraw(
            keccak256(abi.encode(message)), abi.encode(message, batchIndex, path(message.index))
        );
    }

    function tooEarly(uint256 batchIndex) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IFinalityErrors.ChallengePeriodActive.selector, batchIndex, rollup.finalizableAt(batchIndex)
        );
    }

    function test_proveThenFinalizePaysToTheWei() public {
        L2ToL1Message memory message = withdrawEth(alice, 0.4 ether);
        uint256 batch = postBatch();
        l1Bridge.proveWithdrawal(message, batch, path(0));
        bytes memory early = tooEarly(batch);
        vm.expectRevert(early);
        l1Bridge.finalizeWithdrawal(0, alice, 0.4 ether);
        vm.warp(block.timestamp + PERIOD - 1);
        vm.expectRevert(early);
        l1Bridge.finalizeWithdrawal(0, alice, 0.4 ether);

        vm.warp(block.timestamp + 1);
        uint256 before = alice.balance;
        l1Bridge.finalizeWithdrawal(0, alice, 0.4 ether);
        equal(alice.balance - before, 0.4 ether, "paid");
        equal(address(l1Bridge).balance, GENESIS_ETH - 0.4 ether, "taken from the bridge");

        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.AlreadyConsumed.selector, 0));
        l1Bridge.finalizeWithdrawal(0, alice, 0.4 ether);
        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.AlreadyConsumed.selector, 0));
        claim(message, batch);
    }

    function test_oneCallProvesAndPays() public {
        L2ToL1Message memory message = withdrawEth(alice, 1 ether);
        uint256 batch = postBatch();
        bytes memory early = tooEarly(batch);
        vm.expectRevert(early);
        claim(message, batch);
        vm.warp(block.timestamp + PERIOD);
        uint256 before = alice.balance;
        claim(message, batch);
        equal(alice.balance - before, 1 ether, "paid");
        vm.expectRevert(L1Bridge.LeafMismatch.selector);
        l1Bridge.withdraw(keccak256("other"), abi.encode(message, batch, path(0)));
    }

    function test_aLaterBatchServesToo() public {
        L2ToL1Message memory message = withdrawEth(alice, 1 ether);
        postBatch();
        withdrawEth(bob, 2 ether);
        uint256 later = postBatch();
        vm.warp(block.timestamp + PERIOD);
        claim(message, later);
        equal(rollup.finalizedBatch(), 2, "both batches became final on the way");
    }

    function test_finalizeNamesWhatWasProven() public {
        L2ToL1Message memory message = withdrawEth(alice, 1 ether);
        uint256 batch = postBatch();
        vm.expectRevert(abi.encodeWithSelector(L1Bridge.NotProven.selector, 0));
        l1Bridge.finalizeWithdrawal(0, alice, 1 ether);
        l1Bridge.proveWithdrawal(message, batch, path(0));
        vm.expectRevert(abi.encodeWithSelector(L1Bridge.AlreadyProven.selector, 0));
        this.prove(message, batch, path(0));
        vm.warp(block.timestamp + PERIOD);
        vm.expectRevert(abi.encodeWithSelector(L1Bridge.WithdrawalMismatch.selector, 0));
        l1Bridge.finalizeWithdrawal(0, bob, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(L1Bridge.WithdrawalMismatch.selector, 0));
        l1Bridge.finalizeWithdrawal(0, alice, 2 ether);
    }

    function prove(L2ToL1Message calldata message, uint256 batch, bytes32[] calldata siblings) external {
        l1Bridge.proveWithdrawal(message, batch, siblings);
    }

    function testFuzz_anyWithdrawalOfManyIsProvenAndNoForgery(uint8 count, uint8 chosen, uint8 level, bytes32 noise)
        public
    {
        uint256 messages = 1 + uint256(count) % 20;
        uint256 index = uint256(chosen) % messages;
        L2ToL1Message memory message;
        for (uint256 i = 0; i < messages; ++i) {
            L2ToL1Message memory sent = withdrawEth(i % 2 == 0 ? alice : bob, 1 ether + i);
            if (i == index) message = sent;
            if (i % 7 == 3) endBlock();
        }
        uint256 batch = postBatch();
        require(l2Outbox.outboundRoot() == Paths.root(outbound), "outbound root");
        require(
            vm.load(address(l2Outbox), 0) == Paths.root(outbound)
                && uint256(vm.load(address(l2Outbox), bytes32(uint256(1)))) == messages,
            "slots 0 and 1"
        );
        bytes32[] memory siblings = path(index);
        vm.assume(noise != siblings[level % 32]);
        bytes32 true_ = siblings[level % 32];
        siblings[level % 32] = noise;
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        this.prove(message, batch, siblings);
        siblings[level % 32] = true_;
        message.value += 1;
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        this.prove(message, batch, siblings);
        message.value -= 1;
        this.prove(message, batch, siblings);
        vm.warp(block.timestamp + PERIOD);
        claim(message, batch);
    }

    function test_pathsOfAnotherHeightAndRootsOfOtherBatchesAreForged() public {
        L2ToL1Message memory message = withdrawEth(alice, 1 ether);
        uint256 batch = postBatch();
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        this.prove(message, batch, new bytes32[](0));
        bytes32[] memory siblings = path(0);
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        this.prove(message, batch + 1, siblings);
        message.index = 1 << 32;
        vm.expectRevert(IFinalityErrors.ForgedPath.selector);
        this.prove(message, batch, siblings);
    }

    function test_aLiesProofSpoilsNobodysAndItsRootNeverPays() public {
        L2ToL1Message memory message = withdrawEth(alice, 1 ether);
        L2ToL1Message memory lie = withdrawEth(alice, 1 ether);
        lie.index = 0;
        lie.data = abi.encodeWithSelector(bytes4(lie.data), bob, 1 ether);
        bytes32[] memory lies = new bytes32[](1);
        lies[0] = keccak256(abi.encode(lie));
        uint256 batch = postBatch();
        (bytes32 batchHash,,,,,) = rollup.batches(batch);
        vm.warp(block.timestamp + 1);
        assertRoot(batchHash, keccak256("lie"), Paths.root(lies));
        this.prove(lie, batch, Paths.path(lies, 0));
        this.prove(message, batch, path(0));
        vm.warp(block.timestamp + PERIOD);
        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.AssertionReplaced.selector, batch));
        l1Bridge.finalizeWithdrawal(0, bob, 1 ether);
        l1Bridge.finalizeWithdrawal(0, alice, 1 ether);
        require(outbox.isConsumed(0) && !outbox.isConsumed(1), "bitmap");
    }

    function test_onlyL2BridgesMessagesPay() public {
        L2ToL1Message memory forged = L2ToL1Message(0, bob, address(l1Bridge), 0, "");
        forged.data = abi.encodeWithSignature("release(address,uint256)", bob, 100 ether);
        vm.prank(bob, bob);
        l2Inbox.send(address(l1Bridge), 0, forged.data);
        outbound.push(keccak256(abi.encode(forged)));
        uint256 batch = postBatch();
        vm.expectRevert(L1Bridge.NotABridgeMessage.selector);
        this.prove(forged, batch, path(0));
    }

    function test_othersMessagesAreConsumedByTheirTargetOnly() public {
        L2ToL1Message memory message = L2ToL1Message(0, bob, alice, 0, "hello");
        vm.prank(bob, bob);
        l2Inbox.send(alice, 0, "hello");
        outbound.push(keccak256(abi.encode(message)));
        uint256 batch = postBatch();
        bytes32[] memory siblings = path(0);
        vm.warp(block.timestamp + PERIOD);
        vm.expectRevert(abi.encodeWithSelector(Outbox.OnlyTarget.selector, alice));
        outbox.consume(message, batch, siblings);
        vm.prank(alice);
        outbox.consume(message, batch, siblings);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.AlreadyConsumed.selector, 0));
        outbox.consume(message, batch, siblings);
        vm.expectRevert(Outbox.OnlyRollup.selector);
        outbox.insertRoot(9, bytes32(uint256(1)));
        vm.expectRevert(Outbox.OnlyBridge.selector);
        outbox.consumeProven(1, 0, batch, 0);
    }
}
