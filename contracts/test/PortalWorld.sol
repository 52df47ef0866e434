// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {L1ToL2Message, L2ToL1Message} from "../src/interfaces/Messages.sol";
import {TokenPortal} from "../src/l1/TokenPortal.sol";
import {L2Token} from "../src/l2/L2Token.sol";
import {Alias} from "../src/lib/Alias.sol";
import {PortalCall} from "../src/lib/PortalCall.sol";
import {Paths} from "./Paths.sol";
import {World} from "./World.sol";

/// The world with what a portal's user and the node do.
abstract contract PortalWorld is World {
    uint256 internal constant CAROL_KEY = 0xCA401;
    uint256 internal constant FAR = 4_000_000_000; // a deadline

    bytes32 internal constant CLAIM_SECRET = keccak256("claim secret");
    bytes32 internal constant REDEEM_SECRET = keccak256("redeem secret");

    address internal carol = vm.addr(CAROL_KEY);

    struct Exit {
        address token;
        address from;
        address recipient;
        uint256 amount;
        uint256 nonce;
        uint256 deadline;
    }

    // ---- deposits

    function redeemHash(bytes32 secret, address to) internal pure returns (bytes32) {
        return keccak256(abi.encode(secret, to));
    }

    function secretHash(bytes32 secret) internal pure returns (bytes32) {
        return keccak256(abi.encode(secret));
    }

    /// `user` deposits for `to` with the two usual secrets.
    function depositFor(TokenPortal gate, address user, address to, uint256 amount)
        internal
        returns (L1ToL2Message memory message)
    {
        return depositWith(gate, user, amount, redeemHash(REDEEM_SECRET, to), secretHash(CLAIM_SECRET));
    }

    function depositWith(TokenPortal gate, address user, uint256 amount, bytes32 redeem, bytes32 secret)
        internal
        returns (L1ToL2Message memory message)
    {
        IERC20 token = gate.l1Token();
        vm.prank(user, user);
        token.approve(address(gate), amount);
        message = L1ToL2Message({
            index: inbox.count(),
            sender: Alias.addressOf(address(gate)),
            recipient: address(l2Bridge),
            mint: 0,
            value: 0,
            gasLimit: 0,
            secretHash: secret,
            data: abi.encodeWithSignature("mint(address,uint256,bytes32)", gate.l2Token(), amount, redeem)
        });
        vm.prank(user, user);
        uint256 index = gate.deposit(amount, redeem, secret);
        require(index == message.index && inbox.leafAt(index) == keccak256(abi.encode(message)), "deposit's leaf");
    }

    /// An L2 block takes in all of L1's messages.
    function takeIn() internal {
        uint256 from = l2Outbox.inboundCount();
        uint256 count = inbox.count();
        bytes32[] memory leaves = new bytes32[](count - from);
        for (uint256 i = from; i < count; ++i) {
            leaves[i - from] = inbox.leafAt(i);
        }
        vm.prank(SYSTEM);
        l2Outbox.appendInbound(leaves);
    }

    function inboundPath(uint256 index) internal view returns (bytes32[] memory) {
        bytes32[] memory leaves = new bytes32[](l2Outbox.inboundCount());
        for (uint256 i = 0; i < leaves.length; ++i) {
            leaves[i] = inbox.leafAt(i);
        }
        return Paths.path(leaves, index);
    }

    /// Takes the message in and claims it.
    function takeInAndClaim(L1ToL2Message memory message) internal {
        takeIn();
        l2Bridge.claim(message, CLAIM_SECRET, inboundPath(message.index));
    }

    /// `to` holds `amount` of the portal's pair on L2.
    function fund(TokenPortal gate, address to, uint256 amount) internal {
        takeInAndClaim(depositFor(gate, alice, to, amount));
        L2Token token = L2Token(gate.l2Token());
        vm.prank(to, to);
        token.redeem(amount, REDEEM_SECRET);
    }

    // ---- withdrawals

    function exitOf(address recipient, uint256 amount, uint256 nonce) internal view returns (Exit memory) {
        return Exit(address(portalToken), carol, recipient, amount, nonce, FAR);
    }

    function signed(Exit memory exit, uint256 key) internal view returns (bytes memory) {
        bytes32 digest =
            l2Bridge.burnDigest(exit.token, exit.from, exit.recipient, exit.amount, exit.nonce, exit.deadline);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function bring(Exit memory exit, bytes memory signature) internal {
        l2Bridge.exitToL1(
            exit.token, exit.from, exit.recipient, exit.amount, exit.nonce, exit.deadline, signature
        );
    }

    /// Carol's withdrawal; the message that it queued.
    function exitCarol(address recipient, uint256 amount, uint256 nonce)
        internal
        returns (L2ToL1Message memory message)
    {
        Exit memory exit = exitOf(recipient, amount, nonce);
        bytes memory signature = signed(exit, CAROL_KEY);
        message = queued(address(portal), PortalCall.withdraw(address(portalToken), amount, recipient));
        bring(exit, signature);
    }

    /// The next message of L2Bridge, with those contents.
    function queued(address target, bytes memory data) internal returns (L2ToL1Message memory message) {
        message = L2ToL1Message(l2Inbox.nextIndex(), address(l2Bridge), target, 0, data);
        outbound.push(keccak256(abi.encode(message)));
    }
}
