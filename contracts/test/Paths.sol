// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// The message tree written down the plain way, to compare with the contracts' frontier.
library Paths {
    function root(bytes32[] memory leaves) internal pure returns (bytes32) {
        bytes32 zero = 0;
        for (uint256 level = 0; level < 32; ++level) {
            leaves = _parents(leaves, zero);
            zero = keccak256(abi.encode(zero, zero));
        }
        return leaves.length == 0 ? zero : leaves[0];
    }

    function path(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[] memory siblings) {
        siblings = new bytes32[](32);
        bytes32 zero = 0;
        for (uint256 level = 0; level < 32; ++level) {
            uint256 sibling = index ^ 1;
            siblings[level] = sibling < leaves.length ? leaves[sibling] : zero;
            leaves = _parents(leaves, zero);
            zero = keccak256(abi.encode(zero, zero));
            index >>= 1;
        }
    }

    function _parents(bytes32[] memory nodes, bytes32 zero) private pure returns (bytes32[] memory parents) {
        parents = new bytes32[]((nodes.length + 1) / 2);
        for (uint256 i = 0; i < parents.length; ++i) {
            bytes32 right = 2 * i + 1 < nodes.length ? nodes[2 * i + 1] : zero;
            parents[i] = keccak256(abi.encode(nodes[2 * i], right));
        }
    }
}
