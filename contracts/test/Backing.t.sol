// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {L1ToL2Message, L2ToL1Message} from "../src/interfaces/Messages.sol";
import {World} from "./World.sol";

/// Whatever is deposited, withdrawn and claimed, L1Bridge holds what is on L2 and what is on its way.
contract BackingTest is World {
    struct Pending {
        L2ToL1Message message;
        bool claimed;
    }

    Pending[] private pending;
    uint256 private minted;
    uint256 private paidEth;
    uint256 private tokensPaid;

    function testFuzz_everyWeiAndTokenIsBacked(uint256[24] calldata acts) public {
        for (uint256 i = 0; i < acts.length; ++i) {
            act(acts[i] % 5, (acts[i] >> 8) % 10 ether + 1, acts[i] >> 128);
            checkBacking();
        }
    }

    function act(uint256 kind, uint256 amount, uint256 pick) private {
        address user = pick % 2 == 0 ? alice : bob;
        if (kind == 0) {
            vm.prank(user, user);
            l1Bridge.deposit{value: amount}();
            minted += amount;
            require(executeOnL2(L1ToL2Message(0, user, user, amount, amount, 100_000, 0, "")), "self-transfer");
        } else if (kind == 1) {
            require(executeOnL2(depositToken(user, amount)), "token deposit");
        } else if (kind == 2) {
            pending.push(Pending(withdrawEth(user, amount), false));
        } else if (kind == 3) {
            uint256 held = l2Token.balanceOf(user);
            if (held > 0) pending.push(Pending(withdrawToken(user, held < amount ? held : amount), false));
        } else if (pending.length > 0) {
            claim(pending[pick % pending.length]);
        }
    }

    function claim(Pending storage withdrawal) private {
        L2ToL1Message memory message = withdrawal.message;
        uint256 batch = postBatch();
        vm.warp(block.timestamp + PERIOD);
        bytes memory proof = abi.encode(message, batch, path(message.index));
        uint256 tokensBefore = l1Token.balanceOf(address(l1Bridge));
        (bool ok,) = address(l1Bridge).call(
            abi.encodeWithSignature("withdraw(bytes32,bytes)", keccak256(abi.encode(message)), proof)
        );
        require(ok != withdrawal.claimed, "paid once, and only once");
        if (!ok) return;
        withdrawal.claimed = true;
        paidEth += message.value;
        tokensPaid += tokensBefore - l1Token.balanceOf(address(l1Bridge));
    }

    function checkBacking() private view {
        uint256 pendingEth = 0;
        uint256 pendingTokens = 0;
        for (uint256 i = 0; i < pending.length; ++i) {
            if (pending[i].claimed) continue;
            pendingEth += pending[i].message.value;
            if (pending[i].message.value == 0) pendingTokens += l1Bridge.releaseOf(pending[i].message).amount;
        }
        uint256 onL2 = GENESIS_ETH + minted - address(l2Inbox).balance;
        equal(address(l1Bridge).balance, onL2 + pendingEth, "ETH");
        equal(l1Token.balanceOf(address(l1Bridge)), l2Token.totalSupply() + pendingTokens, "tokens");
        equal(
            l1Bridge.deposited(address(l1Token), address(l2Token)), l1Token.balanceOf(address(l1Bridge)), "booked"
        );
        equal(address(l2Inbox).balance, paidEth + pendingEth, "what left L2 is paid or waits");
    }
}
