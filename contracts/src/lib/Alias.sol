// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// The L2 name of an L1 contract: whoever owns the same address on L2 is not that contract.
library Alias {
    uint160 internal constant OFFSET = uint160(0x1111000000000000000000000000000000001111);

    function addressOf(address l1Contract) internal pure returns (address) {
        unchecked {
            return address(uint160(l1Contract) + OFFSET);
        }
    }

    /// The caller's own address on L2: unchanged for the transaction's origin, aliased for a contract.
    function ofCaller() internal view returns (address) {
        // A contract under construction has no code yet, so the origin is what tells.
        return msg.sender == tx.origin ? msg.sender : addressOf(msg.sender);
    }
}
