// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// One bit for each message that was consumed.
library Bitmap {
    function get(mapping(uint256 => uint256) storage words, uint256 index) internal view returns (bool) {
        return (words[index >> 8] >> (index & 0xff)) & 1 == 1;
    }

    function set(mapping(uint256 => uint256) storage words, uint256 index) internal {
        words[index >> 8] |= 1 << (index & 0xff);
    }
}
