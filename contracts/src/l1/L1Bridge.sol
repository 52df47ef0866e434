// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {IFinalityErrors, IMessageErrors} from "../interfaces/Errors.sol";
import {IInbox} from "../interfaces/IInbox.sol";
import {IL1Bridge} from "../interfaces/IL1Bridge.sol";
import {IL2Bridge} from "../interfaces/IL2.sol";
import {IOutbox} from "../interfaces/IOutbox.sol";
import {L2ToL1Message} from "../interfaces/Messages.sol";
import {Alias} from "../lib/Alias.sol";
import {Release} from "../lib/Release.sol";

/// Holds what backs L2: every wei of ETH there, and every deposited token.
contract L1Bridge is IL1Bridge, IMessageErrors, IFinalityErrors, ReentrancyGuard {
    using SafeERC20 for IERC20;

    /// A withdrawal whose path led to `root`, an asserted root of the batch.
    struct Proven {
        bytes32 root;
        bytes32 leaf;
        uint256 batchIndex;
        address l1Token;
        address l2Token;
        address recipient;
        uint256 amount;
    }

    uint64 public constant ETH_DEPOSIT_GAS = 100_000;
    uint64 public constant MIN_TOKEN_DEPOSIT_GAS = 200_000;
    uint64 public constant EXIT_GAS = 400_000;

    IInbox public immutable inbox;
    IOutbox public immutable outbox;
    address public immutable l2Bridge;

    /// Per pair, so that an L2 token of someone's making can release no more than came in for it.
    mapping(address l1Token => mapping(address l2Token => uint256)) public deposited;
    /// One entry a root: whoever proves a withdrawal under a false root spoils nobody's proof under the true one.
    mapping(uint256 withdrawalId => Proven[]) public proven;

    event Deposit(
        uint256 indexed messageIndex,
        address indexed l1Token,
        address indexed from,
        address l2Token,
        address to,
        uint256 amount,
        uint64 gasLimit
    );
    event ExitRequested(
        uint256 indexed messageIndex, address indexed l1Token, address indexed from, address l2Token, uint256 amount
    );
    event WithdrawalProven(
        uint256 indexed withdrawalId,
        uint256 indexed batchIndex,
        address indexed recipient,
        address l1Token,
        uint256 amount,
        bytes32 outboxRoot
    );
    event WithdrawalFinalized(
        uint256 indexed withdrawalId,
        uint256 indexed batchIndex,
        address indexed recipient,
        address l1Token,
        uint256 amount
    );

    error AmountMismatch(uint256 amount, uint256 value);
    error ZeroAmount();
    error TokenMismatch();
    error NotABridgeMessage();
    error LeafMismatch();
    error NotProven(uint256 withdrawalId);
    error AlreadyProven(uint256 withdrawalId);
    error WithdrawalMismatch(uint256 withdrawalId);
    error NotDeposited(address l1Token, address l2Token, uint256 amount);
    error TransferFailed();

    /// The value sent backs what L2's genesis minted.
    constructor(address inbox_, address outbox_, address l2Bridge_) payable {
        inbox = IInbox(inbox_);
        outbox = IOutbox(outbox_);
        l2Bridge = l2Bridge_;
    }

    // ---- deposits

    receive() external payable nonReentrant {
        _depositEth(ETH_DEPOSIT_GAS);
    }

    /// Deposits the ETH sent.
    function deposit() external payable nonReentrant {
        _depositEth(ETH_DEPOSIT_GAS);
    }

    /// @inheritdoc IL1Bridge
    function deposit(address l1Token, address l2Token, uint256 amount, uint32 gasLimit)
        external
        payable
        nonReentrant
    {
        if (l1Token == address(0)) {
            if (l2Token != address(0)) revert TokenMismatch();
            if (amount != msg.value) revert AmountMismatch(amount, msg.value);
            _depositEth(gasLimit);
        } else {
            if (msg.value != 0) revert AmountMismatch(0, msg.value);
            _depositToken(l1Token, l2Token, amount, gasLimit);
        }
    }

    /// @inheritdoc IL1Bridge
    function withdraw(address l1Token, address l2Token, uint256 amount) external {
        if (amount == 0) revert ZeroAmount();
        if ((l1Token == address(0)) != (l2Token == address(0))) revert TokenMismatch();
        uint256 index = inbox.sendFor(
            Alias.ofCaller(),
            l2Bridge,
            0,
            l1Token == address(0) ? amount : 0,
            EXIT_GAS,
            abi.encodeCall(IL2Bridge.withdrawTo, (l1Token, l2Token, msg.sender, amount))
        );
        emit ExitRequested(index, l1Token, msg.sender, l2Token, amount);
    }

    function _depositEth(uint64 gasLimit) private {
        if (msg.value == 0) revert ZeroAmount();
        address to = Alias.ofCaller();
        uint256 index = inbox.sendFor(to, to, msg.value, msg.value, gasLimit, "");
        emit Deposit(index, address(0), msg.sender, address(0), to, msg.value, gasLimit);
    }

    function _depositToken(address l1Token, address l2Token, uint256 amount, uint64 gasLimit) private {
        if (l2Token == address(0)) revert TokenMismatch();
        // Enough for L2Bridge to mint or, failing that, to send the deposit back: tokens never strand.
        if (gasLimit < MIN_TOKEN_DEPOSIT_GAS) revert GasLimitTooLow(gasLimit, MIN_TOKEN_DEPOSIT_GAS);
        // What arrives counts: some tokens keep a fee of each transfer.
        uint256 before = IERC20(l1Token).balanceOf(address(this));
        IERC20(l1Token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = IERC20(l1Token).balanceOf(address(this)) - before;
        if (arrived == 0) revert ZeroAmount();
        deposited[l1Token][l2Token] += arrived;

        address to = Alias.ofCaller();
        uint256 index = inbox.sendFor(
            Alias.addressOf(address(this)),
            l2Bridge,
            0,
            0,
            gasLimit,
            abi.encodeCall(IL2Bridge.finalizeDeposit, (l1Token, l2Token, msg.sender, to, arrived))
        );
        emit Deposit(index, l1Token, msg.sender, l2Token, to, arrived, gasLimit);
    }

    // ---- withdrawals

    /// Times the withdrawal was proven, each under another root.
    function provenCount(uint256 withdrawalId) external view returns (uint256) {
        return proven[withdrawalId].length;
    }

    /// Proves a withdrawal as soon as its batch is asserted.
    function proveWithdrawal(L2ToL1Message calldata message, uint256 batchIndex, bytes32[] calldata path) external {
        bytes32 root = outbox.provenRoot(message, batchIndex, path);
        Proven memory entry = _decode(message);
        entry.root = root;
        entry.batchIndex = batchIndex;
        Proven[] storage entries = proven[message.index];
        for (uint256 i = 0; i < entries.length; ++i) {
            if (entries[i].root == root && entries[i].batchIndex == batchIndex) revert AlreadyProven(message.index);
        }
        entries.push(entry);
        emit WithdrawalProven(message.index, batchIndex, entry.recipient, entry.l1Token, entry.amount, root);
    }

    /// @inheritdoc IL1Bridge
    function finalizeWithdrawal(uint256 withdrawalId, address recipient, uint256 amount) external nonReentrant {
        Proven memory entry = _bestProof(withdrawalId, recipient, amount);
        outbox.consumeProven(withdrawalId, entry.leaf, entry.batchIndex, entry.root);
        _pay(withdrawalId, entry);
    }

    /// Proves and pays in one call once the batch is final; `proof` = abi.encode(message, batchIndex, path).
    function withdraw(bytes32 leaf, bytes calldata proof) external nonReentrant {
        (L2ToL1Message memory message, uint256 batchIndex, bytes32[] memory path) =
            abi.decode(proof, (L2ToL1Message, uint256, bytes32[]));
        if (keccak256(abi.encode(message)) != leaf) revert LeafMismatch();
        Proven memory entry = this.releaseOf(message);
        entry.batchIndex = batchIndex;
        outbox.consume(message, batchIndex, path);
        _pay(message.index, entry);
    }

    /// What a message of L2Bridge to this contract releases; reverts for any other message.
    function releaseOf(L2ToL1Message calldata message) external view returns (Proven memory) {
        return _decode(message);
    }

    /// The proof to pay by: one under a final root when there is one, else the first that fits.
    function _bestProof(uint256 withdrawalId, address recipient, uint256 amount)
        private
        returns (Proven memory best)
    {
        Proven[] storage entries = proven[withdrawalId];
        if (entries.length == 0) revert NotProven(withdrawalId);
        bool found = false;
        for (uint256 i = 0; i < entries.length; ++i) {
            Proven storage entry = entries[i];
            if (entry.recipient != recipient || entry.amount != amount) continue;
            if (outbox.tryFinalRoot(entry.batchIndex, entry.root)) return entry;
            if (!found) best = entry;
            found = true;
        }
        if (!found) revert WithdrawalMismatch(withdrawalId);
    }

    function _decode(L2ToL1Message calldata message) private view returns (Proven memory entry) {
        if (message.sender != l2Bridge || message.target != address(this)) revert NotABridgeMessage();
        entry.leaf = keccak256(abi.encode(message));
        bytes4 selector = bytes4(message.data);
        if (selector == Release.ETH) {
            (entry.recipient, entry.amount) = abi.decode(message.data[4:], (address, uint256));
            if (entry.amount != message.value) revert NotABridgeMessage();
        } else if (selector == Release.TOKEN) {
            (entry.l1Token, entry.l2Token, entry.recipient, entry.amount) =
                abi.decode(message.data[4:], (address, address, address, uint256));
        } else {
            revert NotABridgeMessage();
        }
    }

    function _pay(uint256 withdrawalId, Proven memory entry) private {
        if (entry.l1Token == address(0)) {
            (bool sent,) = entry.recipient.call{value: entry.amount}("");
            if (!sent) revert TransferFailed();
        } else {
            uint256 left = deposited[entry.l1Token][entry.l2Token];
            if (entry.amount > left) revert NotDeposited(entry.l1Token, entry.l2Token, entry.amount);
            deposited[entry.l1Token][entry.l2Token] = left - entry.amount;
            IERC20(entry.l1Token).safeTransfer(entry.recipient, entry.amount);
        }
        emit WithdrawalFinalized(withdrawalId, entry.batchIndex, entry.recipient, entry.l1Token, entry.amount);
    }
}
