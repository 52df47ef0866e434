// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IMessageErrors} from "../src/interfaces/Errors.sol";
import {L1ToL2Message} from "../src/interfaces/Messages.sol";
import {Inbox} from "../src/l1/Inbox.sol";
import {L1Bridge} from "../src/l1/L1Bridge.sol";
import {Alias} from "../src/lib/Alias.sol";
import {MerkleTree} from "../src/lib/MerkleTree.sol";
import {Paths} from "./Paths.sol";
import {Vm} from "./Vm.sol";
import {World} from "./World.sol";

contract InboxTest is World {
    function test_emptyRootIsTheDocumentedOne() public view {
        bytes32 documented = 0x27ae5ba08d7291c96c8cbddcc148bf48a6d68c7974b94356f53754ef6171d757;
        require(inbox.rootAt(0) == documented && l2Outbox.outboundRoot() == documented, "empty root");
    }

    function test_ethDepositIsAnExecutedMessageToOneself() public {
        vm.prank(alice, alice);
        l1Bridge.deposit{value: 1 ether}();
        L1ToL2Message memory message = L1ToL2Message(0, alice, alice, 1 ether, 1 ether, 100_000, 0, "");
        require(inbox.leafAt(0) == keccak256(abi.encode(message)), "leaf");
        equal(address(l1Bridge).balance, GENESIS_ETH + 1 ether, "locked");
        equal(inbox.timestampAt(0), block.timestamp, "timestamp");
    }

    function test_plainEthAndTheSeedsCallDepositToo() public {
        vm.prank(alice, alice);
        (bool ok,) = address(l1Bridge).call{value: 2 ether}("");
        require(ok, "plain");
        vm.prank(alice, alice);
        l1Bridge.deposit{value: 3 ether}(address(0), address(0), 3 ether, 21_000);
        L1ToL2Message memory message = L1ToL2Message(1, alice, alice, 3 ether, 3 ether, 21_000, 0, "");
        require(inbox.leafAt(1) == keccak256(abi.encode(message)), "leaf");
        equal(address(l1Bridge).balance, GENESIS_ETH + 5 ether, "locked");
    }

    function test_contractsAreAliased() public {
        vm.deal(address(this), 1 ether);
        l1Bridge.deposit{value: 1 ether}();
        address here = Alias.addressOf(address(this));
        require(uint160(here) == uint160(address(this)) + uint160(0x1111000000000000000000000000000000001111), "alias");
        L1ToL2Message memory message = L1ToL2Message(0, here, here, 1 ether, 1 ether, 100_000, 0, "");
        require(inbox.leafAt(0) == keccak256(abi.encode(message)), "leaf");
    }

    function test_theEventCarriesTheWholeMessage() public {
        vm.recordLogs();
        vm.prank(bob, bob);
        inbox.send(alice, 5, 50_000, 0, hex"0102");
        Vm.Log memory log = vm.getRecordedLogs()[0];
        (uint256 mint, uint256 value, uint64 gas, bytes32 secret, bytes memory data, bytes32 leaf,) =
            abi.decode(log.data, (uint256, uint256, uint64, bytes32, bytes, bytes32, uint64));
        address sender = address(uint160(uint256(log.topics[2])));
        address recipient = address(uint160(uint256(log.topics[3])));
        L1ToL2Message memory message =
            L1ToL2Message(uint256(log.topics[1]), sender, recipient, mint, value, gas, secret, data);
        require(sender == bob && recipient == alice && leaf == keccak256(abi.encode(message)), "event");
        require(leaf == inbox.leafAt(0), "leaf");
    }

    function testFuzz_everyRootIsThatOfThePlainTree(uint8 messages, uint256 seed) public {
        uint256 count = uint256(messages) % 40;
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            vm.prank(alice, alice);
            inbox.send(bob, 0, 0, keccak256(abi.encode(seed, i)), "");
            leaves[i] = inbox.leafAt(i);
        }
        require(inbox.rootAt(uint64(count)) == Paths.root(leaves), "last root");
        uint256 earlier = count == 0 ? 0 : seed % count;
        bytes32[] memory first = new bytes32[](earlier);
        for (uint256 i = 0; i < earlier; ++i) {
            first[i] = leaves[i];
        }
        require(inbox.rootAt(uint64(earlier)) == Paths.root(first), "earlier root");
    }

    function test_onlyTheBridgeMints() public {
        vm.expectRevert(Inbox.OnlyBridge.selector);
        inbox.sendFor(alice, alice, 1 ether, 1 ether, 100_000, "");
    }

    function test_gasIsBounded() public {
        vm.expectRevert(abi.encodeWithSelector(IMessageErrors.GasLimitTooHigh.selector, 1_000_001, 1_000_000));
        inbox.send(alice, 0, 1_000_001, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IMessageErrors.GasLimitTooLow.selector, 21_015, 21_016));
        inbox.send(alice, 0, 21_015, 0, hex"00");
        for (uint256 i = 0; i < 8; ++i) {
            inbox.send(alice, 0, 1_000_000, 0, "");
        }
        vm.expectRevert(abi.encodeWithSelector(IMessageErrors.BlockGasExhausted.selector, 21_000, 0));
        inbox.send(alice, 0, 21_000, 0, "");
        vm.roll(block.number + 1);
        inbox.send(alice, 0, 21_000, 0, "");
    }

    function test_l2GasCostsAsMuchL1Gas() public {
        inbox.send(alice, 0, 21_000, 0, "");
        uint256 before = gasleft();
        inbox.send(alice, 0, 1_000_000, 0, "");
        uint256 used = before - gasleft();
        require(used >= 1_000_000 && used < 1_010_000, "burned");
        before = gasleft();
        inbox.send(alice, 0, 21_000, 0, "");
        require(before - gasleft() < 160_000, "a small message costs only its storage");
    }

    function test_messageKindsDoNotMix() public {
        vm.expectRevert(Inbox.SecretOnExecutedMessage.selector);
        inbox.send(alice, 0, 50_000, keccak256("secret"), "");
        vm.expectRevert(Inbox.SecretMissing.selector);
        inbox.send(alice, 0, 0, 0, "");
        vm.expectRevert(Inbox.ValueOnClaimableMessage.selector);
        inbox.send(alice, 1, 0, keccak256("secret"), "");
        vm.expectRevert(abi.encodeWithSelector(IMessageErrors.DataTooLong.selector, 32_769, 32_768));
        inbox.send(alice, 0, 0, keccak256("secret"), new bytes(32_769));
    }

    function test_badDepositsAreRefused() public {
        vm.expectRevert(L1Bridge.ZeroAmount.selector);
        l1Bridge.deposit();
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(L1Bridge.AmountMismatch.selector, 2 ether, 1 ether));
        l1Bridge.deposit{value: 1 ether}(address(0), address(0), 2 ether, 100_000);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IMessageErrors.GasLimitTooLow.selector, 199_999, 200_000));
        l1Bridge.deposit(address(l1Token), address(l2Token), 1, 199_999);
    }
}
