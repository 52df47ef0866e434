#include "node/core/merkle/message_tree.h"

#include "node/core/base/assert.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::merkle {
namespace {

constexpr std::uint64_t maxCount = (std::uint64_t{1} << treeHeight) - 1;

std::array<Hash, treeHeight + 1> makeZeroHashes() {
    std::array<Hash, treeHeight + 1> hashes{};
    for (unsigned level = 0; level < treeHeight; ++level) {
        hashes[level + 1] = crypto::keccak256Pair(hashes[level], hashes[level]);
    }
    return hashes;
}

// One level up: pairs of `nodes`, the last with the level's zero hash when it stands alone.
std::vector<Hash> parentsOf(std::span<const Hash> nodes, unsigned level) {
    std::vector<Hash> parents;
    parents.reserve((nodes.size() + 1) / 2);
    for (std::size_t i = 0; i < nodes.size(); i += 2) {
        const Hash& right = i + 1 < nodes.size() ? nodes[i + 1] : zeroHash(level);
        parents.push_back(crypto::keccak256Pair(nodes[i], right));
    }
    return parents;
}

}  // namespace

const Hash& zeroHash(unsigned level) {
    static const std::array<Hash, treeHeight + 1> hashes = makeZeroHashes();
    ASSERT(level <= treeHeight);
    return hashes[level];
}

void MessageTree::append(const Hash& leaf) {
    ASSERT(m_count < maxCount);
    Hash node = leaf;
    unsigned level = 0;
    for (std::uint64_t bits = m_count++; (bits & 1) != 0; bits >>= 1) {
        node = crypto::keccak256Pair(m_frontier[level++], node);
    }
    m_frontier[level] = node;
}

Hash MessageTree::root() const {
    if (m_count == 0) return zeroHash(treeHeight);
    // Below the lowest set bit every subtree on the right edge is empty.
    auto level = static_cast<unsigned>(__builtin_ctzll(m_count));
    Hash node = zeroHash(level);
    for (; level < treeHeight; ++level) {
        node = ((m_count >> level) & 1) != 0 ? crypto::keccak256Pair(m_frontier[level], node)
                                             : crypto::keccak256Pair(node, zeroHash(level));
    }
    return node;
}

void StoredMessageTree::append(const Hash& leaf) {
    ASSERT(count() < maxCount);
    m_levels[0].push_back(leaf);
    for (unsigned level = 0; m_levels[level].size() % 2 == 0; ++level) {
        const auto& nodes = m_levels[level];
        m_levels[level + 1].push_back(
            crypto::keccak256Pair(nodes[nodes.size() - 2], nodes[nodes.size() - 1]));
    }
}

void StoredMessageTree::truncate(std::uint64_t count) {
    ASSERT(count <= this->count());
    for (unsigned level = 0; level <= treeHeight; ++level) {
        m_levels[level].resize(static_cast<std::size_t>(count >> level));
    }
}

// The subtree's root: stored when complete, the zero hash when empty, else put together.
Hash StoredMessageTree::nodeAt(unsigned level, std::uint64_t position, std::uint64_t count) const {
    const std::uint64_t first = position << level;
    if (first >= count) return zeroHash(level);
    if (count - first >= (std::uint64_t{1} << level)) {
        return m_levels[level][static_cast<std::size_t>(position)];
    }
    return crypto::keccak256Pair(nodeAt(level - 1, 2 * position, count),
                                 nodeAt(level - 1, 2 * position + 1, count));
}

Hash StoredMessageTree::rootAt(std::uint64_t count) const {
    ASSERT(count <= this->count());
    return nodeAt(treeHeight, 0, count);
}

std::vector<Hash> StoredMessageTree::pathOf(std::uint64_t index, std::uint64_t count) const {
    ASSERT(index < count && count <= this->count());
    std::vector<Hash> path;
    path.reserve(treeHeight);
    for (unsigned level = 0; level < treeHeight; ++level) {
        path.push_back(nodeAt(level, (index >> level) ^ 1, count));
    }
    return path;
}

Hash rootAt(std::span<const Hash> leaves) {
    if (leaves.empty()) return zeroHash(treeHeight);
    std::vector<Hash> nodes = parentsOf(leaves, 0);
    for (unsigned level = 1; level < treeHeight; ++level) nodes = parentsOf(nodes, level);
    return nodes.front();
}

std::vector<Hash> pathOf(std::span<const Hash> leaves, std::uint64_t index, std::uint64_t count) {
    ASSERT(index < count && count <= leaves.size());
    std::vector<Hash> path;
    path.reserve(treeHeight);
    std::vector<Hash> nodes{leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(count)};
    for (unsigned level = 0; level < treeHeight; ++level) {
        const auto sibling = static_cast<std::size_t>((index >> level) ^ 1);
        path.push_back(sibling < nodes.size() ? nodes[sibling] : zeroHash(level));
        nodes = parentsOf(nodes, level);
    }
    return path;
}

bool verifyPath(const Hash& leaf, std::uint64_t index, std::span<const Hash> path,
                const Hash& root) {
    if (path.size() != treeHeight || index > maxCount) return false;
    Hash node = leaf;
    for (unsigned level = 0; level < treeHeight; ++level) {
        node = ((index >> level) & 1) != 0 ? crypto::keccak256Pair(path[level], node)
                                           : crypto::keccak256Pair(node, path[level]);
    }
    return node == root;
}

}  // namespace rollscope::merkle
