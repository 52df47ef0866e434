// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// What a withdrawal's message tells L1Bridge to do, as call data.
library Release {
    bytes4 internal constant ETH = bytes4(keccak256("release(address,uint256)"));
    bytes4 internal constant TOKEN = bytes4(keccak256("release(address,address,address,uint256)"));

    function eth(address recipient, uint256 amount) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ETH, recipient, amount);
    }

    function token(address l1Token, address l2Token, address recipient, uint256 amount)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodeWithSelector(TOKEN, l1Token, l2Token, recipient, amount);
    }
}
