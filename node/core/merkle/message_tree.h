// The append-only Merkle tree of both message directions and of txRoot (PROTOCOL section 2):
// height 32, zero leaf bytes32(0), node = keccak(left ‖ right), frontier insertion.
//
// In: leaves in order. Out: roots, paths and their checks. All of it is pure. Height and hash are
// a TreeRule, so that other rollups' trees are the same code.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "node/core/base/bytes.h"

namespace rollscope::merkle {

inline constexpr unsigned treeHeight = 32;

/// How a tree is built: its height, at most 32, and the hash of two brothers.
class TreeRule {
public:
    using PairHash = Hash (*)(const Hash& left, const Hash& right);
    TreeRule(unsigned height, PairHash pair);

    unsigned height() const { return m_height; }
    Hash pair(const Hash& left, const Hash& right) const { return m_pair(left, right); }
    /// Root of an empty subtree of `level`; at the height it is the empty tree's root.
    const Hash& zero(unsigned level) const;

private:
    unsigned m_height;
    PairHash m_pair;
    std::array<Hash, treeHeight + 1> m_zeros{};
};

/// Our own trees: height 32 and keccak.
const TreeRule& messageRule();

/// One hash a level, level 0 being the leaves'.
using Frontier = std::array<Hash, treeHeight>;

/// messageRule().zero(level).
const Hash& zeroHash(unsigned level);

/// The tree by its frontier: what a contract stores, 32 hashes and a count.
class MessageTree {
public:
    explicit MessageTree(const TreeRule& rule = messageRule()) : m_rule(&rule) {}
    /// A tree as a contract's storage holds it.
    MessageTree(const Frontier& frontier, std::uint64_t count)
        : m_rule(&messageRule()), m_frontier(frontier), m_count(count) {}

    /// Adds a leaf; a tree of height 32 takes 2^32 - 1 of them, others are filled to the last.
    void append(const Hash& leaf);
    Hash root() const;
    std::uint64_t count() const { return m_count; }
    /// The left sibling waiting at each level; stale where the count's bit is 0.
    const Frontier& frontier() const { return m_frontier; }

private:
    const TreeRule* m_rule;
    Frontier m_frontier{};
    std::uint64_t m_count = 0;
    Hash m_full;  // the root, once every leaf is taken
};

/// Root of the tree that holds exactly `leaves`.
Hash rootAt(std::span<const Hash> leaves, const TreeRule& rule = messageRule());

/// The siblings of leaf `index` in the tree of the first `count` of `leaves`, lowest first.
std::vector<Hash> pathOf(std::span<const Hash> leaves, std::uint64_t index, std::uint64_t count,
                         const TreeRule& rule = messageRule());

/// Whether `leaf` stands at `index` under `root`.
bool verifyPath(const Hash& leaf, std::uint64_t index, std::span<const Hash> path, const Hash& root,
                const TreeRule& rule = messageRule());

/// A batch's txRoot: the root over its transactions' hashes, by the same rule.
inline Hash appendOnlyRoot(std::span<const Hash> hashes) {
    return rootAt(hashes);
}

}  // namespace rollscope::merkle
