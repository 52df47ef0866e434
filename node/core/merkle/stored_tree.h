// A message tree whose complete nodes are kept level by level, wherever that may be.
//
// In: leaves in order. Out: roots, paths and nodes of any earlier count. Appending costs one hash
// on average; a path of a tree of n leaves reads at most 2 log2(n) nodes.
#pragma once

#include "node/core/merkle/message_tree.h"

namespace rollscope::merkle {

/// Where complete nodes are kept. A node that is written again replaces the old one.
class TreeLevels {
public:
    virtual ~TreeLevels() = default;
    /// A node that was put; anything when the place has failed, which the caller finds out there.
    virtual Hash node(unsigned level, std::uint64_t position) const = 0;
    virtual void put(unsigned level, std::uint64_t position, const Hash& node) = 0;
};

/// Nodes in memory.
class MemoryLevels final : public TreeLevels {
public:
    Hash node(unsigned level, std::uint64_t position) const override;
    void put(unsigned level, std::uint64_t position, const Hash& node) override;

private:
    std::array<std::vector<Hash>, treeHeight + 1> m_levels;
};

/// The tree over such nodes. `levels` and `rule` must outlive it.
class StoredMessageTree {
public:
    /// The tree of the first `count` leaves that `levels` holds.
    explicit StoredMessageTree(TreeLevels& levels, std::uint64_t count = 0,
                               const TreeRule& rule = messageRule())
        : m_levels(&levels), m_rule(&rule), m_count(count) {}

    void append(const Hash& leaf);
    /// Forgets the leaves from `count` on, after a reorganisation.
    void truncate(std::uint64_t count);
    std::uint64_t count() const { return m_count; }
    Hash root() const { return rootAt(m_count); }
    /// Root when the tree held its first `count` leaves.
    Hash rootAt(std::uint64_t count) const;
    /// The siblings of leaf `index` in the tree of the first `count` leaves, lowest first.
    std::vector<Hash> pathOf(std::uint64_t index, std::uint64_t count) const;
    /// Nodes [first, first + limit) of a level in the tree of the first `count` leaves, as far as
    /// they stand above a leaf.
    std::vector<Hash> nodesOf(unsigned level, std::uint64_t first, std::uint64_t limit,
                              std::uint64_t count) const;

private:
    std::vector<Hash> edgeOf(std::uint64_t count) const;
    Hash nodeAt(unsigned level, std::uint64_t position, std::uint64_t count,
                const std::vector<Hash>& edge) const;

    TreeLevels* m_levels;
    const TreeRule* m_rule;
    std::uint64_t m_count;
};

}  // namespace rollscope::merkle
