// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {AttestationVerifier} from "../src/l1/AttestationVerifier.sol";
import {IProofVerifier} from "../src/interfaces/IProofVerifier.sol";
import {Rollup} from "../src/l1/Rollup.sol";
import {Vm} from "./Vm.sol";
import {World} from "./World.sol";

/// Assertions that enough verifiers attest are final at once.
contract AttestationTest is World {
    bytes32 private constant OUTBOX = keccak256("outbox");
    uint256 private constant NEEDED = 2;

    AttestationVerifier private attester;
    uint256[] private keys; // in ascending order of their addresses
    uint256 private constant STRANGER = 0x57A46E4;

    function createVerifier() internal override returns (address) {
        address rollupAddress = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 2);
        for (uint256 key = 0xA1; keys.length < 3; ++key) {
            keys.push(key);
            for (uint256 i = keys.length - 1; i > 0 && vm.addr(keys[i]) < vm.addr(keys[i - 1]); --i) {
                (keys[i], keys[i - 1]) = (keys[i - 1], keys[i]);
            }
        }
        attester = new AttestationVerifier(rollupAddress, people(), NEEDED);
        return address(attester);
    }

    function test_itIsTheRollupsOwn() public view {
        require(attester.rollup() == address(rollup) && address(rollup.verifier()) == address(attester), "each other");
    }

    function people() private view returns (address[] memory list) {
        list = new address[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            list[i] = vm.addr(keys[i]);
        }
    }

    // ---- helpers

    function claimOf(bytes32 state) private pure returns (bytes32) {
        return
            keccak256(abi.encode(uint256(0), state, OUTBOX, keccak256("block"), keccak256("transactions")));
    }

    function sign(uint256 key, bytes32 batchHash, bytes32 claim) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, attester.digest(batchHash, claim));
        return abi.encodePacked(r, s, v);
    }

    function attestation(bytes32 batchHash, bytes32 claim) private view returns (bytes memory) {
        return bytes.concat(sign(keys[0], batchHash, claim), sign(keys[2], batchHash, claim));
    }

    function submit(bytes32 state, bytes32 batchHash, bytes memory extra) private {
        rollup.submitStateRoot(
            state, batchHash, abi.encode(OUTBOX, keccak256("block"), keccak256("transactions"), extra)
        );
    }

    function prove(bytes32 batchHash, bytes32 state) private {
        bytes memory extra = attestation(batchHash, claimOf(state));
        bond(proposer);
        vm.prank(proposer);
        submit(state, batchHash, extra);
    }

    function bond(address who) private {
        vm.prank(who);
        rollup.depositBond{value: BOND}();
    }

    function refuse(bytes memory extra, bytes memory reason) private {
        bytes32 batchHash = hashOf(1);
        bond(proposer);
        vm.prank(proposer);
        vm.expectRevert(reason);
        rollup.submitStateRoot(
            "state", batchHash, abi.encode(OUTBOX, keccak256("block"), keccak256("transactions"), extra)
        );
    }

    function hashOf(uint256 batch) private view returns (bytes32 batchHash) {
        (batchHash,,,,,) = rollup.batches(batch);
    }

    function finalState(uint256 batch) private view returns (bytes32 state) {
        (,,,, bool isFinal, uint32 which) = rollup.batches(batch);
        require(isFinal, "final");
        (, state,,,,) = rollup.assertions(batch, which);
    }

    // ---- final at once

    function test_anAttestedAssertionIsFinalInItsTransaction() public {
        bytes32 batchHash = submitBatch("1", 0);
        bytes memory extra = attestation(batchHash, claimOf("state"));
        bond(proposer);
        vm.recordLogs();
        vm.prank(proposer);
        submit("state", batchHash, extra);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        string[6] memory expected = [
            "RootAsserted(uint256,bytes32)",
            "StateRootSubmitted(uint256,uint256,address,bytes32,bytes32,bytes32,bytes32,bytes32,uint64)",
            "ProofVerified(uint256,uint256,address)",
            "BondReturned(uint256,uint256,address,uint256)",
            "BatchFinalized(uint256,uint256,bytes32,bytes32)",
            "RootFinalized(uint256,bytes32)"
        ];
        equal(logs.length, expected.length, "events");
        for (uint256 i = 0; i < logs.length; ++i) {
            require(logs[i].topics[0] == keccak256(bytes(expected[i])), expected[i]);
        }
        require(address(uint160(uint256(logs[2].topics[3]))) == address(attester), "by whom");
        equal(rollup.finalizedBatch(), 1, "final");
        require(outbox.finalRoot(1) == OUTBOX, "outbox");
        require(rollup.verifyStateTransition(keccak256("genesis state"), "state", ""), "transition");
        require(!rollup.verifyStateTransition(keccak256("genesis state"), "another", ""), "and no other");
        equal(rollup.bondBalance(proposer), BOND, "bond");
        vm.prank(proposer);
        vm.expectRevert(abi.encodeWithSelector(Rollup.BatchAlreadyFinal.selector, 1));
        submit("state", batchHash, extra);
    }

    function test_withoutAnAttestationItWaitsForItsPeriod() public {
        bytes32 batchHash = submitBatch("1", 0);
        assertRoot(batchHash, "state", OUTBOX);
        require(!rollup.tryFinalize(1), "waits");
        require(!rollup.verifyStateTransition(keccak256("genesis state"), "state", ""), "no transition yet");
        vm.warp(block.timestamp + PERIOD);
        require(rollup.tryFinalize(1), "final");
    }

    function test_itEndsAPendingLieThoughItCameLater() public {
        bytes32 batchHash = submitBatch("1", 0);
        assertRoot(batchHash, "lie", OUTBOX);
        vm.warp(block.timestamp + PERIOD); // the lie is ripe, but nobody called
        prove(batchHash, "truth");
        require(finalState(1) == "truth", "truth");
        rollup.settleAssertion(1, 0);
        equal(rollup.bondBalance(proposer), 2 * BOND, "the lie's bond went to the truth's asserter");
    }

    function test_aCopiedClaimKeepsNobodyFromProvingIt() public {
        bytes32 batchHash = submitBatch("1", 0);
        bond(bob);
        vm.prank(bob);
        submit("state", batchHash, "");
        prove(batchHash, "state");
        equal(rollup.assertionCount(1), 1, "one claim");
        require(finalState(1) == "state", "final");
        equal(rollup.bondBalance(bob), BOND, "who entered it has the bond back");
        equal(rollup.bondBalance(proposer), BOND, "who proved it paid none");
    }

    // ---- with earlier batches

    function test_itWaitsForTheBatchBeforeAndNotASecondLonger() public {
        bytes32 first = submitBatch("1", 0);
        bytes32 second = submitBatch("2", 0);
        bytes32 third = submitBatch("3", 0);
        prove(third, "state 3");
        prove(second, "state 2");
        equal(rollup.finalizedBatch(), 0, "the first has no claim");
        require(!rollup.verifyStateTransition("state 1", "state 2", ""), "not yet");
        bytes memory extra = attestation(second, claimOf("another"));
        bond(bob);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyProven.selector, 2));
        submit("another", second, extra);

        assertRoot(first, "state 1", OUTBOX);
        vm.warp(block.timestamp + PERIOD - 1);
        require(!rollup.tryFinalize(1), "the first waits");
        vm.warp(block.timestamp + 1);
        rollup.finalizeBatch(1);
        equal(rollup.finalizedBatch(), 3, "all that only waited for it");
        require(rollup.verifyStateTransition("state 1", "state 2", ""), "second");
        require(rollup.verifyStateTransition("state 2", "state 3", ""), "third");
    }

    function test_itFinalizesWhatIsRipeBeforeIt() public {
        bytes32 first = submitBatch("1", 0);
        assertRoot(first, "state 1", OUTBOX);
        vm.warp(block.timestamp + PERIOD);
        prove(submitBatch("2", 0), "state 2");
        equal(rollup.finalizedBatch(), 2, "both");
        prove(submitBatch("3", 0), "state 3");
        equal(rollup.finalizedBatch(), 3, "and on");
    }

    function test_manyThatWaitNeverBlockTheFirst() public {
        bytes32 first = submitBatch("first", 0);
        for (uint256 i = 0; i < 150; ++i) {
            prove(submitBatch(abi.encode(i), 0), keccak256(abi.encode(i)));
        }
        equal(rollup.finalizedBatch(), 0, "all wait");
        bytes memory extra = attestation(first, claimOf("state 1"));
        bond(proposer);
        uint256 before = gasleft();
        vm.prank(proposer);
        submit("state 1", first, extra);
        require(before - gasleft() < 12_000_000, "gas is bounded");
        equal(rollup.finalizedBatch(), 101, "a hundred with it");
        rollup.finalizeBatch(102);
        equal(rollup.finalizedBatch(), 151, "the rest");
    }

    // ---- refused attestations

    function test_everyBadAttestationIsRefusedByName() public {
        bytes32 batchHash = submitBatch("1", 0);
        bytes32 claim = claimOf("state");
        bytes memory a = sign(keys[0], batchHash, claim);
        bytes memory b = sign(keys[1], batchHash, claim);
        refuse(a, abi.encodeWithSelector(AttestationVerifier.TooFewSignatures.selector, 1, 2));
        refuse(hex"00", abi.encodeWithSelector(AttestationVerifier.MalformedAttestation.selector, 1));
        refuse(
            bytes.concat(b, a),
            abi.encodeWithSelector(
                AttestationVerifier.SignaturesNotAscending.selector, vm.addr(keys[0]), vm.addr(keys[1])
            )
        );
        refuse(
            bytes.concat(a, a),
            abi.encodeWithSelector(
                AttestationVerifier.SignaturesNotAscending.selector, vm.addr(keys[0]), vm.addr(keys[0])
            )
        );
        refuse(
            bytes.concat(a, sign(STRANGER, batchHash, claim)),
            abi.encodeWithSelector(AttestationVerifier.NotAVerifier.selector, vm.addr(STRANGER))
        );
        bytes memory broken = bytes.concat(a, b);
        broken[129] = 0x05; // v of the second
        refuse(broken, abi.encodeWithSelector(AttestationVerifier.InvalidSignature.selector, 1));
        equal(rollup.assertionCount(1), 0, "no trace");
        // One too many does no harm.
        broken = bytes.concat(a, b, sign(keys[2], batchHash, claim));
        require(attester.verify(batchHash, claim, broken), "three of two");
    }

    function testFuzz_itServesForNothingElse(bytes32 otherBatch, bytes32 otherClaim) public {
        bytes32 batchHash = submitBatch("1", 0);
        bytes32 claim = claimOf("state");
        vm.assume(otherBatch != batchHash && otherClaim != claim);
        bytes memory extra = attestation(batchHash, claim);
        require(attester.verify(batchHash, claim, extra), "good");
        require(!accepts(otherBatch, claim, extra), "batch");
        require(!accepts(batchHash, otherClaim, extra), "claim");
        vm.chainId(block.chainid + 1);
        require(!accepts(batchHash, claim, extra), "chain");
    }

    function accepts(bytes32 batchHash, bytes32 claim, bytes memory extra) private view returns (bool ok) {
        (ok,) = address(attester).staticcall(abi.encodeCall(IProofVerifier.verify, (batchHash, claim, extra)));
    }

    function testFuzz_onlyMOfNInOrder(uint8[5] calldata picks, uint8 count) public {
        bytes32 batchHash = submitBatch("1", 0);
        bytes32 claim = claimOf("state");
        bytes memory extra;
        bool ascending = true;
        uint256 given = count % 6;
        for (uint256 i = 0; i < given; ++i) {
            uint256 pick = picks[i] % 3;
            if (i > 0 && pick <= picks[i - 1] % 3) ascending = false;
            extra = bytes.concat(extra, sign(keys[pick], batchHash, claim));
        }
        require(accepts(batchHash, claim, extra) == (given >= NEEDED && ascending), "M of N");
    }

    function test_itsMembersAreSane() public {
        address[] memory list = people();
        vm.expectRevert(abi.encodeWithSelector(AttestationVerifier.BadThreshold.selector, 0, 3));
        new AttestationVerifier(address(rollup), list, 0);
        vm.expectRevert(abi.encodeWithSelector(AttestationVerifier.BadThreshold.selector, 4, 3));
        new AttestationVerifier(address(rollup), list, 4);
        list[2] = list[0];
        vm.expectRevert(abi.encodeWithSelector(AttestationVerifier.BadVerifier.selector, list[0]));
        new AttestationVerifier(address(rollup), list, 2);
        list[2] = address(0);
        vm.expectRevert(abi.encodeWithSelector(AttestationVerifier.BadVerifier.selector, address(0)));
        new AttestationVerifier(address(rollup), list, 2);
        equal(attester.verifiers().length, 3, "three");
        require(attester.isVerifier(vm.addr(keys[1])) && !attester.isVerifier(alice), "members");
        equal(attester.threshold(), 2, "threshold");
    }
}

/// Without a verifier no proof is taken; with one that says no, none either.
contract NoVerifierTest is World {
    address private verifier;

    function createVerifier() internal view override returns (address) {
        return verifier;
    }

    function submit(bytes memory reason) private {
        bytes32 batchHash = submitBatch("1", 0);
        bytes memory proof = abi.encode(keccak256("o"), keccak256("b"), keccak256("t"), bytes("proof"));
        bytes32 claim = keccak256(
            abi.encode(uint256(0), bytes32("state"), keccak256("o"), keccak256("b"), keccak256("t"))
        );
        if (reason.length == 0) reason = abi.encodeWithSelector(Rollup.InvalidProof.selector, 1, claim);
        vm.prank(proposer);
        rollup.depositBond{value: BOND}();
        vm.prank(proposer);
        vm.expectRevert(reason);
        rollup.submitStateRoot("state", batchHash, proof);
    }

    function test_noVerifierTakesNoProof() public {
        submit(abi.encodeWithSelector(Rollup.NoVerifier.selector));
    }

    function test_aVerifierThatSaysNoIsObeyed() public {
        verifier = address(new Doubter());
        setUp();
        submit("");
    }
}

contract Doubter is IProofVerifier {
    function verify(bytes32, bytes32, bytes calldata) external pure returns (bool) {
        return false;
    }
}
