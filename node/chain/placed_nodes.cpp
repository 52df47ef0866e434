#include "node/chain/placed_nodes.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "node/core/base/assert.h"

namespace rollscope::chain {
namespace {

// A place is a page's number and, in its last byte, the node's on the page.
constexpr unsigned indexBits = 8;
constexpr std::uint64_t nodesOfPage = std::uint64_t{1} << indexBits;
constexpr std::size_t pageBytes = 4000;  // about what RocksDB reads at once
constexpr std::size_t sizeBytes = 2;     // before each node
constexpr std::uint32_t none = ~std::uint32_t{0};

/// A new node on its way to its place.
struct Pending {
    const Hash* hash = nullptr;
    BytesView rlp;
    std::uint32_t firstReference = 0;
    std::uint32_t references = 0;
    bool isRoot = true;
    merkle::Place place = 0;

    std::size_t rowSize() const { return rlp.size() + references * merkle::placeSize; }
};

/// Finds new nodes by hash, which is as good as random.
class Index {
public:
    explicit Index(std::size_t count)
        : m_mask(std::bit_ceil(count * 2 + 2) - 1), m_slots(m_mask + 1, none) {}

    void add(const Hash& hash, std::uint32_t position) {
        std::size_t slot = slotOf(hash);
        while (m_slots[slot] != none) slot = (slot + 1) & m_mask;
        m_slots[slot] = position;
    }
    std::uint32_t find(const Hash& hash, const std::vector<Pending>& nodes) const {
        std::size_t slot = slotOf(hash);
        while (m_slots[slot] != none && *nodes[m_slots[slot]].hash != hash) {
            slot = (slot + 1) & m_mask;
        }
        return m_slots[slot];
    }

private:
    std::size_t slotOf(const Hash& hash) const {
        std::uint64_t bits = 0;
        std::memcpy(&bits, hash.view().data() + 8, sizeof bits);
        return static_cast<std::size_t>(bits) & m_mask;
    }

    std::size_t m_mask;
    std::vector<std::uint32_t> m_slots;
};

class Placing {
public:
    explicit Placing(const merkle::NodeSet& nodes) : m_index(nodes.size()) {
        m_nodes.reserve(nodes.size());
    }

    Result<void> add(const Hash& hash, BytesView row) {
        Pending node;
        node.hash = &hash;
        node.firstReference = static_cast<std::uint32_t>(m_references.size());
        if (auto read = merkle::readReferences(row, node.rlp, m_references); !read) return read;
        node.references = static_cast<std::uint32_t>(m_references.size()) - node.firstReference;
        m_index.add(hash, static_cast<std::uint32_t>(m_nodes.size()));
        m_nodes.push_back(node);
        return {};
    }

    /// Finds the new children of all nodes.
    Result<void> link() {
        m_children.assign(m_references.size(), none);
        for (std::size_t i = 0; i < m_references.size(); ++i) {
            if (m_references[i].place != 0) continue;
            m_children[i] = m_index.find(m_references[i].hash, m_nodes);
            if (m_children[i] == none) {
                return fail(ErrorCode::storageCorrupt,
                            "no place of trie node " + toHex(m_references[i].hash.view()));
            }
            m_nodes[m_children[i]].isRoot = false;
        }
        return {};
    }

    PlacedNodes place(std::uint64_t nextPage) {
        PlacedNodes result;
        const auto order = placeInOrder(nextPage, result);
        result.nodes.reserve(order.size());
        for (const std::uint32_t position : order) {
            const Pending& node = m_nodes[position];
            Bytes& page = result.pages[pageOf(node.place) - nextPage].row;
            const std::size_t begin = page.size() + sizeBytes;
            page.push_back(static_cast<std::uint8_t>(node.rowSize() >> 8));
            page.push_back(static_cast<std::uint8_t>(node.rowSize()));
            append(page, node.rlp);
            for (std::uint32_t i = 0; i < node.references; ++i) {
                const auto reference = node.firstReference + i;
                const auto child = m_children[reference];
                merkle::appendPlace(
                    page, child == none ? m_references[reference].place : m_nodes[child].place);
            }
            result.nodes.push_back({*node.hash, node.place, node.isRoot,
                                    BytesView{page.data() + begin, node.rowSize()}});
        }
        return result;
    }

private:
    /// Gives places; the pages have room for what comes and are empty.
    std::vector<std::uint32_t> placeInOrder(std::uint64_t nextPage, PlacedNodes& result) {
        std::vector<std::uint32_t> order;
        order.reserve(m_nodes.size());
        std::vector<std::uint32_t> toVisit;
        std::size_t filled = 0;
        std::uint64_t onPage = 0;
        const auto endPage = [&] {
            result.pages.push_back({nextPage + result.pages.size(), {}});
            result.pages.back().row.reserve(filled);  // nodes are looked at where they are
            filled = 0;
            onPage = 0;
        };
        for (std::uint32_t root = 0; root < m_nodes.size(); ++root) {
            if (!m_nodes[root].isRoot) continue;
            toVisit.push_back(root);
            while (!toVisit.empty()) {
                const std::uint32_t position = toVisit.back();
                toVisit.pop_back();
                Pending& node = m_nodes[position];
                if (node.place != 0) continue;  // a child of two nodes
                const std::size_t size = sizeBytes + node.rowSize();
                ASSERT(node.rowSize() < 65'536);
                if (onPage == nodesOfPage || (onPage > 0 && filled + size > pageBytes)) endPage();
                node.place = (nextPage + result.pages.size()) << indexBits | onPage++;
                filled += size;
                order.push_back(position);
                for (std::uint32_t i = node.references; i-- > 0;) {
                    const auto child = m_children[node.firstReference + i];
                    if (child != none) toVisit.push_back(child);
                }
            }
        }
        if (onPage > 0) endPage();
        return order;
    }

    std::vector<Pending> m_nodes;
    std::vector<merkle::Reference> m_references;
    std::vector<std::uint32_t> m_children;  ///< of each reference; none: an old node
    Index m_index;
};

}  // namespace

Result<PlacedNodes> placeNodes(const merkle::NodeSet& nodes, std::uint64_t nextPage) {
    Placing placing{nodes};
    for (const auto& [hash, row] : nodes) {
        if (auto added = placing.add(hash, row); !added) return failFrom(added);
    }
    if (auto linked = placing.link(); !linked) return failFrom(linked);
    return placing.place(nextPage);
}

std::uint64_t pageOf(merkle::Place place) {
    return place >> indexBits;
}

BytesView nodeOn(BytesView page, merkle::Place place) {
    for (std::uint64_t left = place % nodesOfPage;; --left) {
        if (page.size() < sizeBytes) return {};
        const std::size_t size = std::size_t{page[0]} << 8 | page[1];
        page = page.subspan(sizeBytes);
        if (page.size() < size) return {};
        if (left == 0) return page.first(size);
        page = page.subspan(size);
    }
}

}  // namespace rollscope::chain
