// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IL2Token} from "../interfaces/IL2.sol";

/// The L2 pair of an L1 token: L2Bridge mints what is deposited and burns what is withdrawn.
contract L2Token is ERC20, IL2Token {
    address public immutable bridge;
    address public immutable l1Token;
    uint8 private immutable _decimals;

    error OnlyBridge();

    modifier onlyBridge() {
        if (msg.sender != bridge) revert OnlyBridge();
        _;
    }

    constructor(address bridge_, address l1Token_, string memory name, string memory symbol, uint8 decimals_)
        ERC20(name, symbol)
    {
        bridge = bridge_;
        l1Token = l1Token_;
        _decimals = decimals_;
    }

    /// @inheritdoc IL2Token
    function mint(address to, uint256 amount) external onlyBridge {
        _mint(to, amount);
    }

    /// @inheritdoc IL2Token
    function burn(address from, uint256 amount) external onlyBridge {
        _burn(from, amount);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }
}
