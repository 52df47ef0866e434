// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// Append-only binary Merkle tree of height 32 over keccak, kept as its frontier.
library MerkleTree {
    uint256 internal constant HEIGHT = 32;

    struct Tree {
        bytes32 root;
        uint256 count;
        bytes32[HEIGHT] frontier; // at level i: the last full left subtree of height i
    }

    error TreeFull();

    /// Gives a fresh tree the root of the empty tree.
    function initialize(Tree storage tree) internal {
        tree.root = emptyRoot();
    }

    /// Appends a leaf; the root is out of date until `updateRoot`.
    function append(Tree storage tree, bytes32 leaf) internal {
        uint256 index = tree.count;
        if (index >= 1 << HEIGHT) revert TreeFull();
        tree.count = index + 1;
        bytes32 node = leaf;
        uint256 level = 0;
        for (; index & 1 == 1; index >>= 1) {
            node = hashPair(tree.frontier[level], node);
            ++level;
        }
        if (level < HEIGHT) tree.frontier[level] = node;
    }

    /// Recomputes the root after appends.
    function updateRoot(Tree storage tree) internal returns (bytes32 node) {
        uint256 count = tree.count;
        bytes32 zero = bytes32(0);
        for (uint256 level = 0; level < HEIGHT; ++level) {
            node = (count >> level) & 1 == 1 ? hashPair(tree.frontier[level], node) : hashPair(node, zero);
            zero = hashPair(zero, zero);
        }
        tree.root = node;
    }

    /// Root that the path (siblings, the leaf's first) leads to from `leaf` at `index`.
    /// A path of another height, or an index beyond the tree, leads to root 0, which is nobody's.
    function rootFromPath(bytes32 leaf, uint256 index, bytes32[] calldata path)
        internal
        pure
        returns (bytes32 node)
    {
        if (path.length != HEIGHT || index >> HEIGHT != 0) return bytes32(0);
        node = leaf;
        for (uint256 level = 0; level < HEIGHT; ++level) {
            bytes32 sibling = path[level];
            node = (index >> level) & 1 == 1 ? hashPair(sibling, node) : hashPair(node, sibling);
        }
    }

    /// Root of the tree without leaves.
    function emptyRoot() internal pure returns (bytes32 node) {
        for (uint256 level = 0; level < HEIGHT; ++level) {
            node = hashPair(node, node);
        }
    }

    /// keccak(left ‖ right).
    function hashPair(bytes32 left, bytes32 right) internal pure returns (bytes32 node) {
        assembly ("memory-safe") {
            mstore(0, left)
            mstore(32, right)
            node := keccak256(0, 64)
        }
    }
}
