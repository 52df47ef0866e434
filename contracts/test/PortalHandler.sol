// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {L1ToL2Message, L2ToL1Message} from "../src/interfaces/Messages.sol";
import {PortalWorld} from "./PortalWorld.sol";

/// What users of the portal and of L1Bridge may do in any order; keeps the books that the invariants compare with.
contract PortalHandler is PortalWorld {
    struct Claimable {
        L1ToL2Message message;
        uint256 amount;
        bool claimed;
    }

    struct Payable {
        L2ToL1Message message;
        uint256 amount;
        address recipient;
        bool ofPortal;
        bool paid;
    }

    Claimable[] private deposits;
    Payable[] private exits;
    uint256 private nonce;

    uint256 public deposited; // through the portal
    uint256 public claimed;
    uint256 public redeemed;
    uint256 public burned;
    uint256 public paid;
    uint256 public bridgeDeposited; // through L1Bridge
    uint256 public bridgeBurned;
    uint256 public bridgePaid;
    string public broken; // the first rule that did not hold

    function deposit(uint256 amount) external {
        amount = 1 + amount % 3 ether;
        deposits.push(Claimable(depositFor(portal, alice, carol, amount), amount, false));
        deposited += amount;
    }

    function claim(uint256 pick, bytes32 secret, bool honest) external {
        if (deposits.length == 0) return;
        Claimable storage entry = deposits[pick % deposits.length];
        takeIn();
        bytes32[] memory siblings = inboundPath(entry.message.index);
        bool damaged = !honest && secret != CLAIM_SECRET;
        try l2Bridge.claim(entry.message, damaged ? secret : CLAIM_SECRET, siblings) {
            if (damaged) broken = "claimed with a wrong secret";
            if (entry.claimed) broken = "claimed twice";
            entry.claimed = true;
            claimed += entry.amount;
        } catch {
            if (!damaged && !entry.claimed) broken = "a good claim was refused";
        }
    }

    function redeem(uint256 amount, bool byAnother) external {
        amount = 1 + amount % 2 ether;
        uint256 held = portalToken.pendingOf(redeemHash(REDEEM_SECRET, carol));
        vm.prank(byAnother ? bob : carol);
        try portalToken.redeem(amount, REDEEM_SECRET) {
            if (byAnother) broken = "redeemed by another";
            if (amount > held) broken = "redeemed too much";
            redeemed += amount;
        } catch {
            if (!byAnother && amount <= held) broken = "a good redemption was refused";
        }
    }

    function exit(uint256 amount, bool again) external {
        amount = 1 + amount % 2 ether;
        uint256 held = portalToken.balanceOf(carol);
        bool stale = again && nonce > 0;
        Exit memory wish = exitOf(bob, amount, stale ? nonce - 1 : nonce);
        bytes memory signature = signed(wish, CAROL_KEY);
        uint256 index = l2Inbox.nextIndex();
        try l2Bridge.exitToL1(
            wish.token, wish.from, wish.recipient, wish.amount, wish.nonce, wish.deadline, signature
        ) {
            if (stale) broken = "a witness served twice";
            if (amount > held) broken = "burned too much";
            ++nonce;
            burned += amount;
            keep(index, address(portal), portalData(amount), amount, true);
        } catch {
            if (!stale && amount <= held) broken = "a good exit was refused";
        }
    }

    function withdraw(uint256 pick, bool early) external {
        if (exits.length == 0) return;
        Payable storage entry = exits[pick % exits.length];
        uint256 batch = postBatch();
        if (!early) vm.warp(block.timestamp + PERIOD);
        bytes32[] memory siblings = path(entry.message.index);
        bool ok = entry.ofPortal ? payPortal(entry, batch, siblings) : payBridge(entry, batch, siblings);
        if (ok && early) broken = "paid before it was final";
        if (ok && entry.paid) broken = "paid twice";
        if (!ok && !early && !entry.paid) broken = "a good withdrawal was refused";
        if (!ok) return;
        entry.paid = true;
        if (entry.ofPortal) paid += entry.amount;
        else bridgePaid += entry.amount;
    }

    function bridgeDeposit(uint256 amount) external {
        amount = 1 + amount % 3 ether;
        if (executeOnL2(depositToken(alice, amount))) bridgeDeposited += amount;
        else broken = "a good deposit was refused";
    }

    function bridgeWithdraw(uint256 amount) external {
        uint256 held = l2Token.balanceOf(alice);
        if (held == 0) return;
        amount = 1 + amount % held;
        bridgeBurned += amount;
        exits.push(Payable(withdrawToken(alice, amount), amount, alice, false, false));
    }

    function payPortal(Payable storage entry, uint256 batch, bytes32[] memory siblings) private returns (bool) {
        try portal.withdraw(entry.amount, entry.recipient, batch, entry.message, siblings) {
            return true;
        } catch {
            return false;
        }
    }

    function payBridge(Payable storage entry, uint256 batch, bytes32[] memory siblings) private returns (bool) {
        L2ToL1Message memory message = entry.message;
        try l1Bridge.withdraw(keccak256(abi.encode(message)), abi.encode(message, batch, siblings)) {
            return true;
        } catch {
            return false;
        }
    }

    function portalData(uint256 amount) private view returns (bytes memory) {
        return abi.encodeWithSignature(
            "withdraw(address,uint256,address)", address(portalToken), amount, bob
        );
    }

    function keep(uint256 index, address target, bytes memory data, uint256 amount, bool ofPortal) private {
        L2ToL1Message memory message = L2ToL1Message(index, address(l2Bridge), target, 0, data);
        outbound.push(keccak256(abi.encode(message)));
        exits.push(Payable(message, amount, bob, ofPortal, false));
    }

    // ---- what the contracts hold

    function inPortal() external view returns (uint256 held, uint256 booked) {
        return (l1Token.balanceOf(address(portal)), portal.deposited());
    }

    function inBridge() external view returns (uint256 held, uint256 booked) {
        return (
            l1Token.balanceOf(address(l1Bridge)), l1Bridge.deposited(address(l1Token), address(l2Token))
        );
    }

    function onL2() external view returns (uint256 pending, uint256 portalSupply, uint256 bridgeSupply) {
        return (portalToken.totalPending(), portalToken.totalSupply(), l2Token.totalSupply());
    }
}
