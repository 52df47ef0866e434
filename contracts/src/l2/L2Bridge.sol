// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IClaimErrors} from "../interfaces/Errors.sol";
import {IL2Bridge, IL2Inbox, IL2Outbox, IL2Token} from "../interfaces/IL2.sol";
import {L1ToL2Message} from "../interfaces/Messages.sol";
import {Alias} from "../lib/Alias.sol";
import {PortalCall} from "../lib/PortalCall.sol";
import {Release} from "../lib/Release.sol";

/// Where withdrawals start and token deposits arrive.
contract L2Bridge is IL2Bridge, IClaimErrors, IERC20Errors, EIP712 {
    bytes32 private constant BURN_AUTHORIZATION = keccak256(
        "BurnAuthorization(address token,address from,address recipient,uint256 amount,uint256 nonce,uint256 deadline)"
    );

    address public immutable l1Bridge;
    IL2Inbox public immutable l2Inbox;
    IL2Outbox public immutable l2Outbox;

    mapping(address from => mapping(uint256 nonce => bool)) public isWitnessSpent;

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

    event Claimed(uint256 indexed index, address indexed l2Token, bytes32 indexed redeemHash, uint256 amount);
    event WitnessSpent(address indexed from, uint256 indexed nonce, bytes32 digest);

    error OnlyL1Bridge();
    error AmountMismatch(uint256 amount, uint256 value);
    error ZeroAmount();
    error ZeroRecipient();
    error TokenMismatch();
    error NotAMint();
    error NotAPortalToken(address l2Token);
    error WrongPortal(address sender, address portal);
    error WitnessExpired(uint256 deadline);
    error WitnessAlreadySpent(address from, uint256 nonce);
    error WrongSigner(address from);

    constructor(address l1Bridge_, address l2Inbox_, address l2Outbox_) EIP712("Rollscope L2Bridge", "1") {
        l1Bridge = l1Bridge_;
        l2Inbox = IL2Inbox(l2Inbox_);
        l2Outbox = IL2Outbox(l2Outbox_);
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

    // ---- portals

    /// Consumes a portal's message and mints to its token's pool; for anyone who was given the claim secret.
    function claim(L1ToL2Message calldata message, bytes32 claimSecret, bytes32[] calldata path) external {
        l2Outbox.consume(message, claimSecret, path);
        if (!PortalCall.isMint(message.data)) revert NotAMint();
        (address l2Token, uint256 amount, bytes32 redeemHash) = PortalCall.decodeMint(message.data);
        address portal = _portalOf(l2Token);
        if (message.sender != Alias.addressOf(portal)) revert WrongPortal(message.sender, portal);
        IL2Token(l2Token).mintPending(redeemHash, amount);
        emit Claimed(message.index, l2Token, redeemHash, amount);
    }

    /// Burns `from`'s tokens by its auth witness, an EIP-712 signature that serves once, and starts the withdrawal
    /// to `recipient` through the token's portal. Anyone may bring the witness.
    function exitToL1(
        address l2Token,
        address from,
        address recipient,
        uint256 amount,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external {
        if (amount == 0) revert ZeroAmount();
        if (recipient == address(0)) revert ZeroRecipient();
        address portal = _portalOf(l2Token);
        _spendWitness(
            from, nonce, deadline, burnDigest(l2Token, from, recipient, amount, nonce, deadline), signature
        );
        IL2Token(l2Token).burn(from, amount);
        uint256 index = l2Inbox.send(portal, 0, PortalCall.withdraw(l2Token, amount, recipient));
        emit WithdrawalInitiated(index, from, recipient, IL2Token(l2Token).l1Token(), l2Token, amount);
    }

    /// What the auth witness of that burn signs.
    function burnDigest(
        address l2Token,
        address from,
        address recipient,
        uint256 amount,
        uint256 nonce,
        uint256 deadline
    ) public view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(abi.encode(BURN_AUTHORIZATION, l2Token, from, recipient, amount, nonce, deadline))
        );
    }

    function _spendWitness(address from, uint256 nonce, uint256 deadline, bytes32 digest, bytes calldata signature)
        private
    {
        if (block.timestamp > deadline) revert WitnessExpired(deadline);
        if (isWitnessSpent[from][nonce]) revert WitnessAlreadySpent(from, nonce);
        if (!SignatureChecker.isValidSignatureNow(from, digest, signature)) revert WrongSigner(from);
        isWitnessSpent[from][nonce] = true;
        emit WitnessSpent(from, nonce, digest);
    }

    /// The portal of a token that this bridge mints for one.
    function _portalOf(address l2Token) private view returns (address portal) {
        (bool ok, uint256 answer) = _ask(l2Token, IL2Token.portal.selector);
        portal = address(uint160(answer));
        if (!ok || portal == address(0) || !_answers(l2Token, IL2Token.bridge.selector, address(this))) {
            revert NotAPortalToken(l2Token);
        }
    }

    // ---- pairs of L1Bridge

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

    /// A portal's token is nobody else's pair: what backs it is in the portal alone.
    /// Asks by low-level call: an address that answers nonsense must not undo a deposit's return.
    function _isPair(address l1Token, address l2Token) private view returns (bool) {
        return _answers(l2Token, IL2Token.l1Token.selector, l1Token)
            && _answers(l2Token, IL2Token.bridge.selector, address(this))
            && _answers(l2Token, IL2Token.portal.selector, address(0));
    }

    function _answers(address target, bytes4 question, address expected) private view returns (bool) {
        (bool ok, uint256 answer) = _ask(target, question);
        return ok && answer == uint160(expected);
    }

    function _ask(address target, bytes4 question) private view returns (bool, uint256) {
        (bool ok, bytes memory answer) = target.staticcall{gas: 20_000}(abi.encodeWithSelector(question));
        return ok && answer.length == 32 ? (true, uint256(bytes32(answer))) : (false, 0);
    }
}
