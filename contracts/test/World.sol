// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {L1ToL2Message, L2ToL1Message} from "../src/interfaces/Messages.sol";
import {IL2Bridge} from "../src/interfaces/IL2.sol";
import {Inbox} from "../src/l1/Inbox.sol";
import {L1Bridge} from "../src/l1/L1Bridge.sol";
import {L1Token} from "../src/l1/L1Token.sol";
import {Outbox} from "../src/l1/Outbox.sol";
import {Rollup, RollupConfig} from "../src/l1/Rollup.sol";
import {TokenPortal} from "../src/l1/TokenPortal.sol";
import {L2Bridge} from "../src/l2/L2Bridge.sol";
import {L2Inbox} from "../src/l2/L2Inbox.sol";
import {L2Outbox} from "../src/l2/L2Outbox.sol";
import {L2Token} from "../src/l2/L2Token.sol";
import {Alias} from "../src/lib/Alias.sol";
import {MerkleTree} from "../src/lib/MerkleTree.sol";
import {Release} from "../src/lib/Release.sol";
import {Paths} from "./Paths.sol";
import {Vm} from "./Vm.sol";

/// Both layers' contracts in one EVM, deployed by the recipe, with the node's part played by the test.
abstract contract World {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    address internal constant SYSTEM = 0xDeaDDEaDDeAdDeAdDEAdDEaddeAddEAdDEAd0001;
    uint256 internal constant GENESIS_ETH = 200_000 ether;
    uint256 internal constant BOND = 0.08 ether;
    uint64 internal constant PERIOD = 7 days;

    address internal alice = address(0xA11CE);
    address internal bob = address(0xB0B);
    address internal batcher = address(0xBA7C);
    address internal proposer = address(0x9120);

    Inbox internal inbox;
    Rollup internal rollup;
    Outbox internal outbox;
    L1Bridge internal l1Bridge;
    L1Token internal l1Token;
    L2Inbox internal l2Inbox;
    L2Outbox internal l2Outbox;
    L2Bridge internal l2Bridge;
    L2Token internal l2Token;
    TokenPortal internal portal;
    L2Token internal portalToken; // l1Token's pair through the portal

    bytes32[] internal outbound; // leaves, as the end-of-block step appended them

    function setUp() public virtual {
        vm.warp(1_700_000_000);
        vm.roll(100);
        vm.deal(address(this), GENESIS_ETH);
        for (uint160 i = 0; i < 4; ++i) {
            vm.deal([alice, bob, batcher, proposer][i], 10_000 ether);
        }
        address verifier = createVerifier();
        uint64 nonce = vm.getNonce(address(this));
        address bridgeAddress = vm.computeCreateAddress(address(this), nonce + 3);
        address l2InboxAddress = vm.computeCreateAddress(address(this), nonce + 5);
        address l2OutboxAddress = vm.computeCreateAddress(address(this), nonce + 6);
        address l2BridgeAddress = vm.computeCreateAddress(address(this), nonce + 7);
        inbox = new Inbox(bridgeAddress, 1_000_000, 8_000_000);
        rollup = new Rollup(
            RollupConfig({
                sequencer: batcher,
                inbox: address(inbox),
                outbox: vm.computeCreateAddress(address(this), nonce + 2),
                genesisStateRoot: keccak256("genesis state"),
                genesisBlockHash: keccak256("genesis block"),
                genesisOutboxRoot: MerkleTree.emptyRoot(),
                bond: BOND,
                challengePeriod: PERIOD,
                forceInclusionDelay: 12 hours,
                sequencerTimeout: 24 hours,
                verifier: verifier
            })
        );
        outbox = new Outbox(address(rollup), bridgeAddress);
        l1Bridge = new L1Bridge{value: GENESIS_ETH}(address(inbox), address(outbox), l2BridgeAddress);
        address[] memory holders = new address[](2);
        (holders[0], holders[1]) = (alice, bob);
        l1Token = new L1Token("Test Token", "TST", holders, 1000 ether);
        l2Inbox = new L2Inbox(l2OutboxAddress, l2BridgeAddress);
        l2Outbox = new L2Outbox(l2InboxAddress);
        l2Bridge = new L2Bridge(bridgeAddress, l2InboxAddress, l2OutboxAddress);
        l2Token = new L2Token(l2BridgeAddress, address(l1Token), address(0), "Test Token", "TST", 18);
        portal = new TokenPortal(
            address(l1Token),
            vm.computeCreateAddress(address(this), nonce + 10),
            l2BridgeAddress,
            address(inbox),
            address(outbox)
        );
        portalToken =
            new L2Token(l2BridgeAddress, address(l1Token), address(portal), "Portal Test Token", "pTST", 18);
        require(portal.l2Token() == address(portalToken), "portal's pair");
        require(address(l2Bridge) == l2BridgeAddress && address(l1Bridge) == bridgeAddress, "recipe");
    }

    /// Who verifies proofs, made before the recipe's contracts, of which Rollup is the second.
    function createVerifier() internal virtual returns (address) {
        return address(0);
    }

    // ---- the node's part

    function submitBatch(bytes memory data, uint64 inboxCount) internal returns (bytes32 batchHash) {
        vm.prank(batcher, batcher);
        rollup.submitBatch(data, inboxCount);
        (batchHash,,,,,) = rollup.batches(rollup.batchCount() - 1);
    }

    function assertRoot(bytes32 batchHash, bytes32 stateRoot, bytes32 outboxRoot) internal {
        vm.prank(proposer);
        rollup.depositBond{value: BOND}();
        vm.prank(proposer);
        rollup.submitStateRoot(stateRoot, batchHash, proofOf(outboxRoot));
    }

    function proofOf(bytes32 outboxRoot) internal pure returns (bytes memory) {
        return abi.encode(outboxRoot, keccak256("block"), keccak256("transactions"), "");
    }

    /// Ends the L2 block, posts a batch and asserts the true outbound root. Returns the batch's index.
    function postBatch() internal returns (uint256 batchIndex) {
        endBlock();
        bytes32 batchHash = submitBatch(abi.encode(rollup.batchCount()), inbox.count());
        assertRoot(batchHash, keccak256(abi.encode("state", batchHash)), l2Outbox.outboundRoot());
        return rollup.batchIndexOf(batchHash);
    }

    function endBlock() internal {
        vm.prank(SYSTEM);
        l2Outbox.endOfBlock();
    }

    function executeOnL2(L1ToL2Message memory message) internal returns (bool ok) {
        if (message.mint > 0) vm.deal(message.sender, message.sender.balance + message.mint);
        vm.prank(message.sender, message.sender);
        (ok,) = message.recipient.call{value: message.value, gas: message.gasLimit - 21_000}(message.data);
    }

    // ---- users

    function withdrawEth(address user, uint256 amount) internal returns (L2ToL1Message memory message) {
        message = L2ToL1Message(
            l2Inbox.nextIndex(), address(l2Bridge), address(l1Bridge), amount, Release.eth(user, amount)
        );
        vm.prank(user, user);
        l2Bridge.withdraw{value: amount}(address(0), address(0), amount);
        outbound.push(keccak256(abi.encode(message)));
    }

    function withdrawToken(address user, uint256 amount) internal returns (L2ToL1Message memory message) {
        bytes memory data = Release.token(address(l1Token), address(l2Token), user, amount);
        message = L2ToL1Message(l2Inbox.nextIndex(), address(l2Bridge), address(l1Bridge), 0, data);
        vm.prank(user, user);
        l2Bridge.withdraw(address(l1Token), address(l2Token), amount);
        outbound.push(keccak256(abi.encode(message)));
    }

    /// The message that depositing `amount` of the token makes.
    function depositToken(address user, uint256 amount) internal returns (L1ToL2Message memory message) {
        message = L1ToL2Message({
            index: inbox.count(),
            sender: Alias.addressOf(address(l1Bridge)),
            recipient: address(l2Bridge),
            mint: 0,
            value: 0,
            gasLimit: 200_000,
            secretHash: 0,
            data: abi.encodeCall(
                IL2Bridge.finalizeDeposit, (address(l1Token), address(l2Token), user, user, amount)
            )
        });
        vm.prank(user, user);
        l1Token.approve(address(l1Bridge), amount);
        vm.prank(user, user);
        l1Bridge.deposit(address(l1Token), address(l2Token), amount, 200_000);
        require(inbox.leafAt(message.index) == keccak256(abi.encode(message)), "deposit's leaf");
    }

    function path(uint256 index) internal view returns (bytes32[] memory) {
        return Paths.path(outbound, index);
    }

    function equal(uint256 a, uint256 b, string memory what) internal pure {
        require(a == b, what);
    }
}
