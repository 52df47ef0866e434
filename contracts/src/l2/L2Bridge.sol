// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IL2Bridge, IL2Inbox, IL2Token} from "../interfaces/IL2.sol";
import {Alias} from "../lib/Alias.sol";
import {Release} from "../lib/Release.sol";

/// Where withdrawals start and token deposits arrive.
contract L2Bridge is IL2Bridge {
    address public immutable l1Bridge;
    IL2Inbox public immutable l2Inbox;

    event WithdrawalInitiated(
        uint256 indexed index,
        address indexed sender,
        address indexed recipient,
        address l1Token,
        address l2Token,
        uint256 amount
    );
    event DepositFinalized(
        address indexed l1Token, address indexed l2Token, address indexed to, address l1From, uint256 amount
    );
    event DepositReturned(
        address indexed l1Token, address indexed l2Token, address indexed l1From, uint256 amount
    );

    error OnlyL1Bridge();
    error AmountMismatch(uint256 amount, uint256 value);
    error ZeroAmount();
    error ZeroRecipient();
    error TokenMismatch();

    constructor(address l1Bridge_, address l2Inbox_) {
        l1Bridge = l1Bridge_;
        l2Inbox = IL2Inbox(l2Inbox_);
    }

    /// Withdraws to the caller's own address on L1; `l1Token` 0 is ETH.
    function withdraw(address l1Token, address l2Token, uint256 amount) external payable {
        _withdraw(l1Token, l2Token, msg.sender, amount);
    }

    /// @inheritdoc IL2Bridge
    function withdrawTo(address l1Token, address l2Token, address recipient, uint256 amount) external payable {
        _withdraw(l1Token, l2Token, recipient, amount);
    }

    /// @inheritdoc IL2Bridge
    function finalizeDeposit(address l1Token, address l2Token, address l1From, address to, uint256 amount) external {
        if (msg.sender != Alias.addressOf(l1Bridge)) revert OnlyL1Bridge();
        if (_isPair(l1Token, l2Token) && _mint(l2Token, to, amount)) {
            emit DepositFinalized(l1Token, l2Token, to, l1From, amount);
        } else {
            emit DepositReturned(l1Token, l2Token, l1From, amount);
            _sendRelease(l1Token, l2Token, l1From, amount, 0);
        }
    }

    function _withdraw(address l1Token, address l2Token, address recipient, uint256 amount) private {
        if (amount == 0) revert ZeroAmount();
        if (recipient == address(0)) revert ZeroRecipient();
        if (l1Token == address(0)) {
            if (l2Token != address(0)) revert TokenMismatch();
            if (msg.value != amount) revert AmountMismatch(amount, msg.value);
        } else {
            if (msg.value != 0) revert AmountMismatch(0, msg.value);
            if (!_isPair(l1Token, l2Token)) revert TokenMismatch();
            IL2Token(l2Token).burn(msg.sender, amount);
        }
        _sendRelease(l1Token, l2Token, recipient, amount, msg.value);
    }

    function _sendRelease(address l1Token, address l2Token, address recipient, uint256 amount, uint256 value)
        private
    {
        bytes memory data = l1Token == address(0)
            ? Release.eth(recipient, amount)
            : Release.token(l1Token, l2Token, recipient, amount);
        uint256 index = l2Inbox.send{value: value}(l1Bridge, value, data);
        emit WithdrawalInitiated(index, msg.sender, recipient, l1Token, l2Token, amount);
    }

    function _mint(address l2Token, address to, uint256 amount) private returns (bool) {
        try IL2Token(l2Token).mint(to, amount) {
            return true;
        } catch {
            return false;
        }
    }

    /// Asks by low-level call: an address that answers nonsense must not undo a deposit's return.
    function _isPair(address l1Token, address l2Token) private view returns (bool) {
        return _answers(l2Token, IL2Token.l1Token.selector, l1Token)
            && _answers(l2Token, IL2Token.bridge.selector, address(this));
    }

    function _answers(address target, bytes4 question, address expected) private view returns (bool) {
        (bool ok, bytes memory answer) = target.staticcall{gas: 20_000}(abi.encodeWithSelector(question));
        return ok && answer.length == 32 && uint256(bytes32(answer)) == uint160(expected);
    }
}
