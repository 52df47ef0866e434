#include "node/core/merkle/message_tree.h"

#include "node/core/base/assert.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::merkle {
namespace {

// One level up: pairs of `nodes`, the last with the level's zero hash when it stands alone.
std::vector<Hash> parentsOf(std::span<const Hash> nodes, unsigned level, const TreeRule& rule) {
    std::vector<Hash> parents;
    parents.reserve((nodes.size() + 1) / 2);
    for (std::size_t i = 0; i < nodes.size(); i += 2) {
        const Hash& right = i + 1 < nodes.size() ? nodes[i + 1] : rule.zero(level);
        parents.push_back(rule.pair(nodes[i], right));
    }
    return parents;
}

}  // namespace

TreeRule::TreeRule(unsigned height, PairHash pair) : m_height(height), m_pair(pair) {
    ASSERT(height <= treeHeight);
    for (unsigned level = 0; level < height; ++level) {
        m_zeros[level + 1] = pair(m_zeros[level], m_zeros[level]);
    }
}

const Hash& TreeRule::zero(unsigned level) const {
    ASSERT(level <= m_height);
    return m_zeros[level];
}

const TreeRule& messageRule() {
    static const TreeRule rule{treeHeight, crypto::keccak256Pair};
    return rule;
}

const Hash& zeroHash(unsigned level) {
    return messageRule().zero(level);
}

void MessageTree::append(const Hash& leaf) {
    ASSERT(m_count < std::uint64_t{1} << m_rule->height());
    Hash node = leaf;
    unsigned level = 0;
    for (std::uint64_t bits = m_count++; (bits & 1) != 0; bits >>= 1) {
        node = m_rule->pair(m_frontier[level++], node);
    }
    (level < m_rule->height() ? m_frontier[level] : m_full) = node;
}

Hash MessageTree::root() const {
    const unsigned height = m_rule->height();
    if (m_count == 0) return m_rule->zero(height);
    if (m_count == std::uint64_t{1} << height) return m_full;
    // Below the lowest set bit every subtree on the right edge is empty.
    auto level = static_cast<unsigned>(__builtin_ctzll(m_count));
    Hash node = m_rule->zero(level);
    for (; level < height; ++level) {
        node = ((m_count >> level) & 1) != 0 ? m_rule->pair(m_frontier[level], node)
                                             : m_rule->pair(node, m_rule->zero(level));
    }
    return node;
}

Hash rootAt(std::span<const Hash> leaves, const TreeRule& rule) {
    if (leaves.empty()) return rule.zero(rule.height());
    std::vector<Hash> nodes{leaves.begin(), leaves.end()};
    for (unsigned level = 0; level < rule.height(); ++level) nodes = parentsOf(nodes, level, rule);
    return nodes.front();
}

std::vector<Hash> pathOf(std::span<const Hash> leaves, std::uint64_t index, std::uint64_t count,
                         const TreeRule& rule) {
    ASSERT(index < count && count <= leaves.size());
    std::vector<Hash> path;
    path.reserve(rule.height());
    std::vector<Hash> nodes{leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(count)};
    for (unsigned level = 0; level < rule.height(); ++level) {
        const auto sibling = static_cast<std::size_t>((index >> level) ^ 1);
        path.push_back(sibling < nodes.size() ? nodes[sibling] : rule.zero(level));
        nodes = parentsOf(nodes, level, rule);
    }
    return path;
}

bool verifyPath(const Hash& leaf, std::uint64_t index, std::span<const Hash> path, const Hash& root,
                const TreeRule& rule) {
    if (path.size() != rule.height() || index >> rule.height() != 0) return false;
    Hash node = leaf;
    for (unsigned level = 0; level < rule.height(); ++level) {
        node = ((index >> level) & 1) != 0 ? rule.pair(path[level], node)
                                           : rule.pair(node, path[level]);
    }
    return node == root;
}

}  // namespace rollscope::merkle
