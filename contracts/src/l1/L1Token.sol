// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// The devnet's demonstration token: a fixed supply, shared out equally at creation.
contract L1Token is ERC20 {
    constructor(string memory name, string memory symbol, address[] memory holders, uint256 amountEach)
        ERC20(name, symbol)
    {
        for (uint256 i = 0; i < holders.length; ++i) {
            _mint(holders[i], amountEach);
        }
    }
}
