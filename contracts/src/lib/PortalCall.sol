// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// What a portal's messages ask the other layer for, as call data: one encoding for both sides.
library PortalCall {
    bytes4 internal constant MINT = bytes4(keccak256("mint(address,uint256,bytes32)"));
    bytes4 internal constant WITHDRAW = bytes4(keccak256("withdraw(address,uint256,address)"));
    uint256 private constant LENGTH = 4 + 3 * 32; // of both

    /// To L2Bridge: `amount` of the portal's pair waits for whoever `redeemHash` names.
    function mint(address l2Token, uint256 amount, bytes32 redeemHash) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(MINT, l2Token, amount, redeemHash);
    }

    /// To the portal: `amount` was burned of `l2Token`. Named, because a token of anyone's making may name any portal.
    function withdraw(address l2Token, uint256 amount, address recipient) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(WITHDRAW, l2Token, amount, recipient);
    }

    function isMint(bytes calldata data) internal pure returns (bool) {
        return data.length == LENGTH && bytes4(data) == MINT;
    }

    function isWithdraw(bytes calldata data) internal pure returns (bool) {
        return data.length == LENGTH && bytes4(data) == WITHDRAW;
    }

    function decodeMint(bytes calldata data)
        internal
        pure
        returns (address l2Token, uint256 amount, bytes32 redeemHash)
    {
        return abi.decode(data[4:], (address, uint256, bytes32));
    }

    function decodeWithdraw(bytes calldata data)
        internal
        pure
        returns (address l2Token, uint256 amount, address recipient)
    {
        return abi.decode(data[4:], (address, uint256, address));
    }
}
