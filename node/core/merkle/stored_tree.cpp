#include "node/core/merkle/stored_tree.h"

#include <algorithm>

#include "node/core/base/assert.h"

namespace rollscope::merkle {

Hash MemoryLevels::node(unsigned level, std::uint64_t position) const {
    return m_levels.at(level).at(static_cast<std::size_t>(position));
}

void MemoryLevels::put(unsigned level, std::uint64_t position, const Hash& node) {
    auto& nodes = m_levels.at(level);
    nodes.resize(static_cast<std::size_t>(position));
    nodes.push_back(node);
}

void StoredMessageTree::append(const Hash& leaf) {
    ASSERT(m_count < std::uint64_t{1} << m_rule->height());
    Hash node = leaf;
    m_levels->put(0, m_count, node);
    unsigned level = 0;
    for (std::uint64_t position = m_count++; (position & 1) != 0;) {
        node = m_rule->pair(m_levels->node(level, position - 1), node);
        position >>= 1;
        m_levels->put(++level, position, node);
    }
}

void StoredMessageTree::truncate(std::uint64_t count) {
    ASSERT(count <= m_count);
    m_count = count;
}

//  The right edge of 5 leaves: at each level the one node that is neither complete nor empty.
//        2:        ●            edge[2] = pair(edge[1], zero)
//        1:  ■  ■  ●            edge[1] = pair(leaf 4, zero)
//        0:  ■■ ■■ ■ ○          edge[0] = zero, the place of the next leaf
std::vector<Hash> StoredMessageTree::edgeOf(std::uint64_t count) const {
    std::vector<Hash> edge{m_rule->zero(0)};
    bool anything = false;
    for (unsigned level = 0; level < m_rule->height(); ++level) {
        const std::uint64_t position = count >> level;
        if ((position & 1) != 0) {
            edge.push_back(m_rule->pair(m_levels->node(level, position - 1), edge.back()));
            anything = true;
        } else if (anything) {
            edge.push_back(m_rule->pair(edge.back(), m_rule->zero(level)));
        } else {
            edge.push_back(m_rule->zero(level + 1));
        }
    }
    return edge;
}

Hash StoredMessageTree::nodeAt(unsigned level, std::uint64_t position, std::uint64_t count,
                               const std::vector<Hash>& edge) const {
    const std::uint64_t complete = count >> level;
    if (position < complete) return m_levels->node(level, position);
    return position == complete ? edge[level] : m_rule->zero(level);
}

Hash StoredMessageTree::rootAt(std::uint64_t count) const {
    ASSERT(count <= m_count);
    return nodeAt(m_rule->height(), 0, count, edgeOf(count));
}

std::vector<Hash> StoredMessageTree::pathOf(std::uint64_t index, std::uint64_t count) const {
    ASSERT(index < count && count <= m_count);
    const std::vector<Hash> edge = edgeOf(count);
    std::vector<Hash> path;
    path.reserve(m_rule->height());
    for (unsigned level = 0; level < m_rule->height(); ++level) {
        path.push_back(nodeAt(level, (index >> level) ^ 1, count, edge));
    }
    return path;
}

std::vector<Hash> StoredMessageTree::nodesOf(unsigned level, std::uint64_t first,
                                             std::uint64_t limit, std::uint64_t count) const {
    ASSERT(level <= m_rule->height() && count <= m_count);
    const std::uint64_t size =
        (count >> level) + ((count & ((std::uint64_t{1} << level) - 1)) != 0);
    std::vector<Hash> nodes;
    if (first >= size) return nodes;
    const std::vector<Hash> edge = edgeOf(count);
    const std::uint64_t last = first + std::min(limit, size - first);
    for (std::uint64_t i = first; i < last; ++i) nodes.push_back(nodeAt(level, i, count, edge));
    return nodes;
}

}  // namespace rollscope::merkle
