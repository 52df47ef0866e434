// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IFinalityErrors} from "../interfaces/Errors.sol";
import {IInbox} from "../interfaces/IInbox.sol";
import {IOutbox} from "../interfaces/IOutbox.sol";
import {IProofVerifier} from "../interfaces/IProofVerifier.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {IStateManager} from "../interfaces/IStateManager.sol";
import {MerkleTree} from "../lib/MerkleTree.sol";
import {Bonds} from "./Bonds.sol";

/// Deployment parameters; every member is static, so it encodes as a flat list.
struct RollupConfig {
    address sequencer;
    address inbox;
    address outbox;
    bytes32 genesisStateRoot;
    bytes32 genesisBlockHash;
    bytes32 genesisOutboxRoot;
    uint256 bond; // wei
    uint64 challengePeriod; // seconds
    uint64 forceInclusionDelay; // seconds
    uint64 sequencerTimeout; // seconds
    address verifier; // of proofs; 0: every assertion waits for its challenge period
}

/// Orders batches, takes assertions about them, and makes one of each batch final.
contract Rollup is IRollup, IFinalityErrors, Bonds {
    struct Batch {
        bytes32 batchHash;
        uint64 inboxCount;
        uint64 l1BlockNumber;
        uint64 l1Timestamp;
        bool isFinal;
        uint32 finalAssertion;
    }

    enum Status {
        None,
        Pending,
        Final,
        Settled // ended beside the final one, its bond paid out
    }

    struct Assertion {
        bytes32 claim;
        bytes32 stateRoot;
        bytes32 outboxRoot;
        address asserter;
        uint64 assertedAt;
        Status status;
    }

    uint256 public constant maxBatchBytes = 122_880;
    uint256 private constant AT_ONCE = 100; // batches that one proof makes final, so that its gas is bounded

    address public immutable sequencer;
    IInbox public immutable inbox;
    IOutbox public immutable outbox;
    uint256 public immutable bond;
    uint64 public immutable challengePeriod;
    uint64 public immutable forceInclusionDelay;
    uint64 public immutable sequencerTimeout;
    IProofVerifier public immutable verifier;

    Batch[] public batches; // 0 is genesis
    mapping(bytes32 batchHash => uint256) public batchIndexOf;
    mapping(uint256 batchIndex => Assertion[]) public assertions; // in the order of their timers
    mapping(uint256 batchIndex => mapping(bytes32 claim => uint256)) private _ordinalOf; // assertion index + 1
    mapping(bytes32 fromAndTo => bool) private _isTransition;
    uint256 public finalizedBatch;
    uint64 public lastSequencerPost;
    mapping(uint256 batchIndex => uint256) public provenOrdinal; // assertion index + 1, 0: none is proven

    error NotSequencer(address caller);
    error OnlyDirectCall();
    error BatchTooLong(uint256 length, uint256 limit);
    error InboxCountOutOfRange(uint64 given, uint64 low, uint64 high);
    error ForcedMessageLeftOut(uint64 inboxCount, uint64 required);
    error BatchAlreadyFinal(uint256 batchIndex);
    error AlreadyAsserted(uint256 batchIndex, bytes32 claim);
    error NothingToSettle();
    error NoVerifier();
    error InvalidProof(uint256 batchIndex, bytes32 claim);
    error AlreadyProven(uint256 batchIndex);

    constructor(RollupConfig memory config) {
        sequencer = config.sequencer;
        inbox = IInbox(config.inbox);
        outbox = IOutbox(config.outbox);
        bond = config.bond;
        challengePeriod = config.challengePeriod;
        forceInclusionDelay = config.forceInclusionDelay;
        sequencerTimeout = config.sequencerTimeout;
        verifier = IProofVerifier(config.verifier);
        lastSequencerPost = uint64(block.timestamp);

        batches.push(Batch(0, 0, uint64(block.number), uint64(block.timestamp), true, 0));
        bytes32 claim = _claimOf(
            config.genesisStateRoot, config.genesisOutboxRoot, config.genesisBlockHash, MerkleTree.emptyRoot()
        );
        assertions[0].push(
            Assertion(
                claim,
                config.genesisStateRoot,
                config.genesisOutboxRoot,
                address(0),
                uint64(block.timestamp),
                Status.Final
            )
        );
    }

    // ---- batches

    /// Appends a batch that takes in the inbox's messages up to `inboxCount`.
    function submitBatch(bytes calldata data, uint64 inboxCount) external {
        _submitBatch(data, inboxCount);
    }

    /// A batch and the assertion about it in one transaction.
    function submitBatchAndStateRoot(
        bytes calldata data,
        uint64 inboxCount,
        bytes32 stateRoot,
        bytes calldata proof
    ) external payable {
        if (msg.value > 0) depositBond();
        _assert(_submitBatch(data, inboxCount), stateRoot, proof);
    }

    /// Genesis included: the newest batch's index + 1.
    function batchCount() external view returns (uint256) {
        return batches.length;
    }

    /// True when `caller` may post a batch now.
    function mayPost(address caller) public view returns (bool) {
        return caller == sequencer || block.timestamp > lastSequencerPost + sequencerTimeout;
    }

    /// Least `inboxCount` that `submitBatch` accepts now.
    function requiredInboxCount() public view returns (uint64 low) {
        low = batches[batches.length - 1].inboxCount;
        uint64 high = inbox.count();
        // Timestamps never fall, so the first young message is found by bisection.
        while (low < high) {
            uint64 middle = low + (high - low) / 2;
            if (inbox.timestampAt(middle) + forceInclusionDelay < block.timestamp) low = middle + 1;
            else high = middle;
        }
    }

    function _submitBatch(bytes calldata data, uint64 inboxCount) private returns (uint256 index) {
        // The data must be the transaction's own, or nobody could find it on L1.
        if (msg.sender != tx.origin) revert OnlyDirectCall();
        if (!mayPost(msg.sender)) revert NotSequencer(msg.sender);
        if (data.length > maxBatchBytes) revert BatchTooLong(data.length, maxBatchBytes);
        if (msg.sender == sequencer) lastSequencerPost = uint64(block.timestamp);

        index = batches.length;
        Batch storage previous = batches[index - 1];
        _checkInboxCount(inboxCount, previous.inboxCount);

        bytes32 prevBatchHash = previous.batchHash;
        bytes32 dataHash = keccak256(data);
        bytes32 inboxRoot = inbox.rootAt(inboxCount);
        uint64 number = uint64(block.number);
        uint64 timestamp = uint64(block.timestamp);
        bytes32 batchHash = keccak256(abi.encode(prevBatchHash, dataHash, inboxCount, inboxRoot, number, timestamp));
        batches.push(Batch(batchHash, inboxCount, number, timestamp, false, 0));
        batchIndexOf[batchHash] = index;
        emit BatchSubmitted(
            index, batchHash, msg.sender, prevBatchHash, dataHash, inboxCount, inboxRoot, number, timestamp
        );
    }

    function _checkInboxCount(uint64 inboxCount, uint64 low) private view {
        uint64 high = inbox.count();
        if (inboxCount < low || inboxCount > high) revert InboxCountOutOfRange(inboxCount, low, high);
        if (inboxCount < high && inbox.timestampAt(inboxCount) + forceInclusionDelay < block.timestamp) {
            revert ForcedMessageLeftOut(inboxCount, requiredInboxCount());
        }
    }

    // ---- assertions

    /// @inheritdoc IStateManager
    function submitStateRoot(bytes32 stateRoot, bytes32 batchRoot, bytes calldata proof) external {
        uint256 index = batchIndexOf[batchRoot];
        if (index == 0) revert UnknownBatch();
        _assert(index, stateRoot, proof);
    }

    /// @inheritdoc IStateManager
    function verifyStateTransition(bytes32 fromState, bytes32 toState, bytes calldata)
        external
        view
        returns (bool)
    {
        return _isTransition[keccak256(abi.encode(fromState, toState))];
    }

    /// Assertions about the batch so far.
    function assertionCount(uint256 batchIndex) external view returns (uint256) {
        return assertions[batchIndex].length;
    }

    function _assert(uint256 index, bytes32 stateRoot, bytes calldata proof) private {
        if (batches[index].isFinal) revert BatchAlreadyFinal(index);
        (bytes32 outboxRoot, bytes32 blockHash, bytes32 txRoot, bytes memory extra) =
            abi.decode(proof, (bytes32, bytes32, bytes32, bytes));
        bytes32 claim = _claimOf(stateRoot, outboxRoot, blockHash, txRoot);
        uint256 ordinal = _ordinalOf[index][claim];
        if (ordinal == 0) {
            ordinal = _enter(index, claim, stateRoot, outboxRoot);
            emit StateRootSubmitted(
                index,
                ordinal - 1,
                msg.sender,
                claim,
                stateRoot,
                outboxRoot,
                blockHash,
                txRoot,
                uint64(block.timestamp) + challengePeriod
            );
        } else if (extra.length == 0) {
            revert AlreadyAsserted(index, claim);
        }
        // A proof serves a claim that someone entered before, too: copying a claim keeps nobody from proving it.
        if (extra.length > 0) _prove(index, ordinal, claim, extra);
    }

    function _enter(uint256 index, bytes32 claim, bytes32 stateRoot, bytes32 outboxRoot)
        private
        returns (uint256 ordinal)
    {
        _lockBond(msg.sender, bond);
        assertions[index].push(
            Assertion(claim, stateRoot, outboxRoot, msg.sender, uint64(block.timestamp), Status.Pending)
        );
        ordinal = assertions[index].length;
        _ordinalOf[index][claim] = ordinal;
        outbox.insertRoot(index, outboxRoot);
    }

    function _prove(uint256 index, uint256 ordinal, bytes32 claim, bytes memory extra) private {
        if (address(verifier) == address(0)) revert NoVerifier();
        if (provenOrdinal[index] != 0) revert AlreadyProven(index);
        if (!verifier.verify(batches[index].batchHash, claim, extra)) revert InvalidProof(index, claim);
        provenOrdinal[index] = ordinal;
        emit ProofVerified(index, ordinal - 1, address(verifier));
        uint256 furthest = finalizedBatch + AT_ONCE;
        tryFinalize(index < furthest ? index : furthest);
    }

    function _claimOf(bytes32 stateRoot, bytes32 outboxRoot, bytes32 blockHash, bytes32 txRoot)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(uint256(0), stateRoot, outboxRoot, blockHash, txRoot));
    }

    // ---- finality

    /// @inheritdoc IRollup
    function finalizeBatch(uint256 batchIndex) external {
        if (batchIndex >= batches.length) revert UnknownBatch();
        if (tryFinalize(batchIndex)) return;
        uint64 readyAt = finalizableAt(batchIndex);
        if (block.timestamp < readyAt) revert ChallengePeriodActive(batchIndex, readyAt);
        revert PreviousBatchNotFinal(batchIndex);
    }

    /// @inheritdoc IRollup
    function tryFinalize(uint256 batchIndex) public returns (bool) {
        uint256 next = finalizedBatch + 1;
        while (next <= batchIndex && _mayFinalize(next)) {
            _finalize(next++);
        }
        // A proven batch waits for nothing but the one before it.
        for (uint256 i = 0; i < AT_ONCE && provenOrdinal[next] != 0; ++i) {
            _finalize(next++);
        }
        return batchIndex < next;
    }

    /// @inheritdoc IRollup
    function finalizableAt(uint256 batchIndex) public view returns (uint64) {
        if (assertions[batchIndex].length == 0) revert NotAsserted(batchIndex);
        if (batchIndex == 0) return assertions[0][0].assertedAt;
        uint256 proven = provenOrdinal[batchIndex];
        if (proven != 0) return assertions[batchIndex][proven - 1].assertedAt;
        // All periods are equally long, so the first assertion's ends first.
        return assertions[batchIndex][0].assertedAt + challengePeriod;
    }

    /// Pays the bond of an assertion that ended beside the final one to the final one's asserter.
    function settleAssertion(uint256 batchIndex, uint256 assertionIndex) external {
        Batch storage batch = batches[batchIndex];
        Assertion storage ended = assertions[batchIndex][assertionIndex];
        if (!batch.isFinal || ended.status != Status.Pending) revert NothingToSettle();
        ended.status = Status.Settled;
        _returnBond(batchIndex, assertionIndex, assertions[batchIndex][batch.finalAssertion].asserter, bond);
    }

    function _mayFinalize(uint256 index) private view returns (bool) {
        return index < batches.length && assertions[index].length > 0 && block.timestamp >= finalizableAt(index);
    }

    function _finalize(uint256 index) private {
        Batch storage previous = batches[index - 1];
        bytes32 fromState = assertions[index - 1][previous.finalAssertion].stateRoot;
        uint256 proven = provenOrdinal[index];
        uint256 winning = proven == 0 ? 0 : proven - 1;
        Assertion storage winner = assertions[index][winning];
        winner.status = Status.Final;
        batches[index].isFinal = true;
        batches[index].finalAssertion = uint32(winning);
        finalizedBatch = index;
        _isTransition[keccak256(abi.encode(fromState, winner.stateRoot))] = true;
        _returnBond(index, winning, winner.asserter, bond);
        emit BatchFinalized(index, winning, winner.stateRoot, winner.outboxRoot);
        outbox.finalizeRoot(index, winner.outboxRoot);
    }
}
