// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {IFinalityErrors, IMessageErrors} from "../interfaces/Errors.sol";
import {IInbox} from "../interfaces/IInbox.sol";
import {IOutbox} from "../interfaces/IOutbox.sol";
import {ITokenPortal} from "../interfaces/ITokenPortal.sol";
import {L2ToL1Message} from "../interfaces/Messages.sol";
import {PortalCall} from "../lib/PortalCall.sol";

/// Holds what backs one L2 token; nothing but that token's burning pays it out.
contract TokenPortal is ITokenPortal, IMessageErrors, IFinalityErrors, ReentrancyGuard {
    using SafeERC20 for IERC20;

    IERC20 public immutable l1Token;
    address public immutable l2Token;
    address public immutable l2Bridge;
    IInbox public immutable inbox;
    IOutbox public immutable outbox;

    /// What came in and was not paid out.
    uint256 public deposited;

    error ZeroAmount();
    error ZeroHash();
    error FeeOnTransfer(uint256 arrived, uint256 amount);
    error WrongSender(address sender);
    error WrongTarget(address target);
    error NotAWithdrawal();
    error WrongToken(address l2Token);
    error WrongAmount(uint256 given, uint256 burned);
    error WrongRecipient(address given, address named);
    error NotDeposited(uint256 amount, uint256 left);

    constructor(address l1Token_, address l2Token_, address l2Bridge_, address inbox_, address outbox_) {
        l1Token = IERC20(l1Token_);
        l2Token = l2Token_;
        l2Bridge = l2Bridge_;
        inbox = IInbox(inbox_);
        outbox = IOutbox(outbox_);
    }

    /// @inheritdoc ITokenPortal
    function deposit(uint256 amount, bytes32 redeemHash, bytes32 secretHash)
        external
        nonReentrant
        returns (uint256 index)
    {
        if (amount == 0) revert ZeroAmount();
        if (redeemHash == 0 || secretHash == 0) revert ZeroHash();
        uint256 before = l1Token.balanceOf(address(this));
        l1Token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = l1Token.balanceOf(address(this)) - before;
        if (arrived != amount) revert FeeOnTransfer(arrived, amount);
        deposited += amount;
        index = inbox.send(l2Bridge, 0, 0, secretHash, PortalCall.mint(l2Token, amount, redeemHash));
        emit Deposited(index, msg.sender, amount, redeemHash, secretHash, inbox.leafAt(index));
    }

    /// @inheritdoc ITokenPortal
    function withdraw(
        uint256 amount,
        address recipient,
        uint256 batchIndex,
        L2ToL1Message calldata message,
        bytes32[] calldata path
    ) external nonReentrant {
        _check(amount, recipient, message);
        outbox.consume(message, batchIndex, path);
        uint256 left = deposited;
        if (amount > left) revert NotDeposited(amount, left);
        deposited = left - amount;
        l1Token.safeTransfer(recipient, amount);
        emit Withdrawn(message.index, batchIndex, recipient, amount);
    }

    function _check(uint256 amount, address recipient, L2ToL1Message calldata message) private view {
        if (message.sender != l2Bridge) revert WrongSender(message.sender);
        if (message.target != address(this)) revert WrongTarget(message.target);
        if (message.value != 0 || !PortalCall.isWithdraw(message.data)) revert NotAWithdrawal();
        (address token, uint256 burned, address named) = PortalCall.decodeWithdraw(message.data);
        if (token != l2Token) revert WrongToken(token);
        if (amount != burned) revert WrongAmount(amount, burned);
        if (recipient != named) revert WrongRecipient(recipient, named);
    }
}
