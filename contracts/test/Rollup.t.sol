// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IFinalityErrors} from "../src/interfaces/Errors.sol";
import {Bonds} from "../src/l1/Bonds.sol";
import {Rollup} from "../src/l1/Rollup.sol";
import {World} from "./World.sol";

contract RollupTest is World {
    bytes32 private constant STATE_1 = keccak256("state 1");
    bytes32 private constant STATE_2 = keccak256("state 2");
    bytes32 private constant OUTBOX = keccak256("outbox");

    function send() private {
        inbox.send(alice, 0, 50_000, 0, "");
    }

    // ---- batches

    function test_batchHashIsTheProtocols() public {
        send();
        bytes32 first = submitBatch("one", 1);
        bytes32 expected = keccak256(
            abi.encode(bytes32(0), keccak256("one"), uint64(1), inbox.rootAt(1), block.number, block.timestamp)
        );
        require(first == expected, "first");
        vm.roll(200);
        bytes32 second = submitBatch("", 1);
        expected = keccak256(
            abi.encode(first, keccak256(""), uint64(1), inbox.rootAt(1), uint256(200), block.timestamp)
        );
        require(second == expected && rollup.batchIndexOf(second) == 2, "second");
        equal(rollup.batchCount(), 3, "genesis and two");
    }

    function test_fullBatchFitsInABlock() public {
        bytes memory data = new bytes(122_880);
        for (uint256 i = 0; i < data.length; i += 32) {
            assembly {
                mstore(add(add(data, 32), i), not(0))
            }
        }
        uint256 before = gasleft();
        submitBatch(data, 0);
        uint256 calldataGas = 21_000 + 16 * (data.length + 132);
        require(before - gasleft() + calldataGas < 30_000_000, "gas");
        vm.prank(batcher, batcher);
        vm.expectRevert(abi.encodeWithSelector(Rollup.BatchTooLong.selector, 122_881, 122_880));
        rollup.submitBatch(new bytes(122_881), 0);
    }

    function test_onlyTheSequencerPostsUntilItIsSilentForADay() public {
        vm.warp(block.timestamp + 24 hours);
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(Rollup.NotSequencer.selector, bob));
        rollup.submitBatch("", 0);
        vm.warp(block.timestamp + 1);
        vm.prank(bob, bob);
        rollup.submitBatch("", 0);
        submitBatch("", 0);
        require(!rollup.mayPost(bob), "the sequencer is back");
    }

    function test_dataMustBeTheTransactionsOwn() public {
        vm.prank(batcher, bob);
        vm.expectRevert(Rollup.OnlyDirectCall.selector);
        rollup.submitBatch("", 0);
    }

    function test_oldMessagesAreForcedIn() public {
        send();
        vm.warp(block.timestamp + 1 hours);
        send();
        vm.warp(block.timestamp + 11 hours);
        submitBatch("", 0); // the first is just 12 h old
        vm.warp(block.timestamp + 1);
        equal(rollup.requiredInboxCount(), 1, "required");
        vm.prank(batcher, batcher);
        vm.expectRevert(abi.encodeWithSelector(Rollup.ForcedMessageLeftOut.selector, 0, 1));
        rollup.submitBatch("", 0);
        submitBatch("", 1);
        submitBatch("", 2);
    }

    function test_whoPostsForASilentSequencerTakesTheOldMessagesInToo() public {
        send();
        vm.warp(block.timestamp + 24 hours + 1);
        send();
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(Rollup.ForcedMessageLeftOut.selector, 0, 1));
        rollup.submitBatch("", 0);
        vm.prank(bob, bob);
        rollup.submitBatch("", 1);
        vm.prank(alice, alice);
        rollup.submitBatch("", 2); // the sequencer is as silent as before
        vm.prank(bob);
        rollup.depositBond{value: BOND}();
        (bytes32 batchHash,,,,,) = rollup.batches(2);
        vm.prank(bob);
        rollup.submitStateRoot(STATE_1, batchHash, proofOf(OUTBOX));
        equal(rollup.assertionCount(2), 1, "and anyone asserts");
    }

    function testFuzz_requiredCountIsWhatSubmitBatchAccepts(uint16[8] calldata gaps, uint24 wait) public {
        for (uint256 i = 0; i < gaps.length; ++i) {
            vm.warp(block.timestamp + gaps[i]);
            send();
        }
        vm.warp(block.timestamp + wait);
        uint64 required = rollup.requiredInboxCount();
        if (required > 0) {
            vm.prank(batcher, batcher);
            vm.expectRevert(abi.encodeWithSelector(Rollup.ForcedMessageLeftOut.selector, required - 1, required));
            rollup.submitBatch("", required - 1);
        }
        submitBatch("", required);
    }

    function test_inboxCountNeitherFallsNorRunsAhead() public {
        send();
        submitBatch("", 1);
        vm.prank(batcher, batcher);
        vm.expectRevert(abi.encodeWithSelector(Rollup.InboxCountOutOfRange.selector, 0, 1, 1));
        rollup.submitBatch("", 0);
        vm.prank(batcher, batcher);
        vm.expectRevert(abi.encodeWithSelector(Rollup.InboxCountOutOfRange.selector, 2, 1, 1));
        rollup.submitBatch("", 2);
    }

    // ---- assertions

    function test_assertionsNeedAKnownBatchABondAndANewClaim() public {
        bytes32 batchHash = submitBatch("", 0);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(Bonds.BondTooSmall.selector, 0, BOND));
        rollup.submitStateRoot(STATE_1, batchHash, proofOf(OUTBOX));
        vm.expectRevert(IFinalityErrors.UnknownBatch.selector);
        rollup.submitStateRoot(STATE_1, keccak256("no batch"), proofOf(OUTBOX));
        assertRoot(batchHash, STATE_1, OUTBOX);
        (bytes32 claim, bytes32 stateRoot,, address asserter,,) = rollup.assertions(1, 0);
        require(
            claim
                == keccak256(
                    abi.encode(uint256(0), STATE_1, OUTBOX, keccak256("block"), keccak256("transactions"))
                ) && stateRoot == STATE_1 && asserter == proposer,
            "claim"
        );
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyAsserted.selector, 1, claim));
        rollup.submitStateRoot(STATE_1, batchHash, proofOf(OUTBOX));
    }

    function test_batchAndAssertionInOneTransaction() public {
        vm.prank(batcher, batcher);
        rollup.submitBatchAndStateRoot{value: BOND}("data", 0, STATE_1, proofOf(OUTBOX));
        equal(rollup.assertionCount(1), 1, "asserted");
        equal(rollup.finalizableAt(1), block.timestamp + PERIOD, "timer");
    }

    function test_finalityWaitsForThePeriodAndTheOrder() public {
        bytes32 first = submitBatch("1", 0);
        bytes32 second = submitBatch("2", 0);
        assertRoot(second, STATE_2, OUTBOX);
        vm.expectRevert(
            abi.encodeWithSelector(
                IFinalityErrors.ChallengePeriodActive.selector, 2, uint64(block.timestamp + PERIOD)
            )
        );
        rollup.finalizeBatch(2);
        vm.warp(block.timestamp + PERIOD);
        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.NotAsserted.selector, 1));
        rollup.finalizeBatch(1);
        assertRoot(first, STATE_1, OUTBOX);
        vm.expectRevert(abi.encodeWithSelector(IFinalityErrors.PreviousBatchNotFinal.selector, 2));
        rollup.finalizeBatch(2);
        vm.warp(block.timestamp + PERIOD);
        rollup.finalizeBatch(2);
        equal(rollup.finalizedBatch(), 2, "both");
        vm.expectRevert(IFinalityErrors.UnknownBatch.selector);
        rollup.finalizeBatch(3);
    }

    function test_transitionsAreKnownOnceFinal() public {
        assertRoot(submitBatch("1", 0), STATE_1, OUTBOX);
        assertRoot(submitBatch("2", 0), STATE_2, OUTBOX);
        require(!rollup.verifyStateTransition(keccak256("genesis state"), STATE_1, ""), "too early");
        vm.warp(block.timestamp + PERIOD);
        rollup.finalizeBatch(2);
        require(rollup.verifyStateTransition(keccak256("genesis state"), STATE_1, ""), "first");
        require(rollup.verifyStateTransition(STATE_1, STATE_2, ""), "second");
        require(!rollup.verifyStateTransition(keccak256("genesis state"), STATE_2, ""), "not consecutive");
        require(!rollup.verifyStateTransition(STATE_2, STATE_1, ""), "not backwards");
    }

    function test_bondsComeBackAndTheLosersGoesToTheWinner() public {
        bytes32 batchHash = submitBatch("1", 0);
        assertRoot(batchHash, STATE_1, OUTBOX);
        vm.warp(block.timestamp + 1);
        vm.prank(bob);
        rollup.depositBond{value: BOND}();
        vm.prank(bob);
        rollup.submitStateRoot(STATE_2, batchHash, proofOf(OUTBOX));
        vm.expectRevert(Rollup.NothingToSettle.selector);
        rollup.settleAssertion(1, 1);
        vm.warp(block.timestamp + PERIOD);
        rollup.finalizeBatch(1);
        equal(rollup.bondBalance(proposer), BOND, "returned");
        rollup.settleAssertion(1, 1);
        equal(rollup.bondBalance(proposer), 2 * BOND, "won");
        vm.expectRevert(Rollup.NothingToSettle.selector);
        rollup.settleAssertion(1, 1);
        vm.prank(proposer);
        rollup.withdrawBond(2 * BOND);
        equal(proposer.balance, 10_000 ether + BOND, "paid out");
        equal(address(rollup).balance, 0, "nothing left");
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(Rollup.BatchAlreadyFinal.selector, 1));
        rollup.submitStateRoot(keccak256("late"), batchHash, proofOf(OUTBOX));
    }

    function test_aHundredBatchesFinalizeInOneCall() public {
        for (uint256 i = 0; i < 100; ++i) {
            bytes memory data = abi.encode(i);
            assertRoot(submitBatch(data, 0), keccak256(data), OUTBOX);
        }
        vm.warp(block.timestamp + PERIOD);
        uint256 before = gasleft();
        rollup.finalizeBatch(100);
        require(before - gasleft() < 100 * 85_000, "gas");
        equal(rollup.finalizedBatch(), 100, "final");
    }
}
