// The append-only Merkle tree of both message directions and of txRoot (PROTOCOL section 2):
// height 32, zero leaf bytes32(0), node = keccak(left ‖ right), frontier insertion.
//
// In: leaves in order. Out: roots, paths and their checks. All of it is pure.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "node/core/base/bytes.h"

namespace rollscope::merkle {

inline constexpr unsigned treeHeight = 32;

/// One hash a level, level 0 being the leaves'.
using Frontier = std::array<Hash, treeHeight>;

/// Root of an empty subtree of `level`; level 32 is the empty tree's root.
const Hash& zeroHash(unsigned level);

/// The tree by its frontier: what a contract stores, 32 hashes and a count.
class MessageTree {
public:
    MessageTree() = default;
    /// A tree as a contract's storage holds it.
    MessageTree(const Frontier& frontier, std::uint64_t count)
        : m_frontier(frontier), m_count(count) {}

    /// Adds a leaf; the tree takes 2^32 - 1 of them.
    void append(const Hash& leaf);
    Hash root() const;
    std::uint64_t count() const { return m_count; }
    /// The left sibling waiting at each level; stale where the count's bit is 0.
    const Frontier& frontier() const { return m_frontier; }

private:
    Frontier m_frontier{};
    std::uint64_t m_count = 0;
};

/// The whole tree, kept level by level: appending costs two hashes on average, and roots and
/// paths of every earlier count stay answerable.
class StoredMessageTree {
public:
    void append(const Hash& leaf);
    /// Forgets the leaves from `count` on, after a reorganisation.
    void truncate(std::uint64_t count);
    std::uint64_t count() const { return m_levels[0].size(); }
    Hash root() const { return rootAt(count()); }
    /// Root when the tree held its first `count` leaves.
    Hash rootAt(std::uint64_t count) const;
    /// The 32 siblings of leaf `index` in the tree of the first `count` leaves, lowest first.
    std::vector<Hash> pathOf(std::uint64_t index, std::uint64_t count) const;
    const std::vector<Hash>& leaves() const { return m_levels[0]; }

private:
    Hash nodeAt(unsigned level, std::uint64_t position, std::uint64_t count) const;

    std::array<std::vector<Hash>, treeHeight + 1> m_levels;  ///< complete nodes alone
};

/// Root of the tree that holds exactly `leaves`.
Hash rootAt(std::span<const Hash> leaves);

/// The 32 siblings of leaf `index` in the tree of the first `count` of `leaves`, lowest first.
std::vector<Hash> pathOf(std::span<const Hash> leaves, std::uint64_t index, std::uint64_t count);

/// Whether `leaf` stands at `index` under `root`.
bool verifyPath(const Hash& leaf, std::uint64_t index, std::span<const Hash> path,
                const Hash& root);

/// A batch's txRoot: the root over its transactions' hashes, by the same rule.
inline Hash appendOnlyRoot(std::span<const Hash> hashes) {
    return rootAt(hashes);
}

}  // namespace rollscope::merkle
