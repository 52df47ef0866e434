// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IL2Token} from "../interfaces/IL2.sol";

/// The L2 pair of an L1 token: L2Bridge mints what is deposited and burns what is withdrawn.
/// Without a portal it is L1Bridge's pair. With one, what was deposited there waits in a pool for its redeemer.
contract L2Token is ERC20, IL2Token {
    address public immutable bridge;
    address public immutable l1Token;
    address public immutable portal; // on L1, or 0
    uint8 private immutable _decimals;

    /// Claimed and not yet redeemed, by keccak256(abi.encode(redeemSecret, recipient)).
    mapping(bytes32 key => uint256) public pendingOf;
    uint256 public totalPending;

    event PendingMinted(bytes32 indexed redeemHash, uint256 amount);
    event Redeemed(bytes32 indexed redeemHash, address indexed to, uint256 amount);

    error OnlyBridge();
    error ZeroAmount();
    error PendingTooLow(bytes32 redeemHash, uint256 held, uint256 asked);

    modifier onlyBridge() {
        if (msg.sender != bridge) revert OnlyBridge();
        _;
    }

    constructor(
        address bridge_,
        address l1Token_,
        address portal_,
        string memory name,
        string memory symbol,
        uint8 decimals_
    ) ERC20(name, symbol) {
        bridge = bridge_;
        l1Token = l1Token_;
        portal = portal_;
        _decimals = decimals_;
    }

    /// @inheritdoc IL2Token
    function mint(address to, uint256 amount) external onlyBridge {
        _mint(to, amount);
    }

    /// @inheritdoc IL2Token
    function mintPending(bytes32 redeemHash, uint256 amount) external onlyBridge {
        pendingOf[redeemHash] += amount;
        totalPending += amount;
        emit PendingMinted(redeemHash, amount);
    }

    /// @inheritdoc IL2Token
    function burn(address from, uint256 amount) external onlyBridge {
        _burn(from, amount);
    }

    /// Takes the caller's tokens out of the pool. The secret alone is of no use to anyone else.
    function redeem(uint256 amount, bytes32 redeemSecret) external {
        if (amount == 0) revert ZeroAmount();
        bytes32 key = keccak256(abi.encode(redeemSecret, msg.sender));
        uint256 held = pendingOf[key];
        if (amount > held) revert PendingTooLow(key, held, amount);
        pendingOf[key] = held - amount;
        totalPending -= amount;
        _mint(msg.sender, amount);
        emit Redeemed(key, msg.sender, amount);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }
}
