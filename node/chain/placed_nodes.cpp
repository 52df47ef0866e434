#include "node/chain/placed_nodes.h"

namespace rollscope::chain {
namespace {

/// A new node on its way to its place.
struct Pending {
    const Hash* hash = nullptr;
    const Bytes* row = nullptr;
    std::vector<merkle::Reference> references;
    std::vector<Pending*> children;  ///< as many; null where the child is old
    bool isRoot = true;
    merkle::Place place = 0;
};

Bytes rowOf(const Pending& node) {
    const BytesView rlp = merkle::rlpOf(*node.row);
    Bytes row;
    row.reserve(rlp.size() + node.references.size() * merkle::placeSize);
    row.assign(rlp.begin(), rlp.end());
    for (std::size_t i = 0; i < node.references.size(); ++i) {
        const Pending* child = node.children[i];
        merkle::appendPlace(row, child ? child->place : node.references[i].place);
    }
    return row;
}

}  // namespace

Result<std::vector<PlacedNode>> placeNodes(const merkle::NodeSet& nodes, merkle::Place next) {
    std::unordered_map<Hash, Pending> pending;
    pending.reserve(nodes.size());
    for (const auto& [hash, row] : nodes) {
        Pending& node = pending[hash];
        node.hash = &hash;
        node.row = &row;
        auto references = merkle::referencesOf(row);
        if (!references) return failFrom(references);
        node.references = *std::move(references);
    }
    for (auto& [hash, node] : pending) {
        for (const merkle::Reference& reference : node.references) {
            Pending* child = nullptr;
            if (reference.place == 0) {
                const auto found = pending.find(reference.hash);
                if (found == pending.end()) {
                    return fail(ErrorCode::storageCorrupt,
                                "no place of trie node " + toHex(reference.hash.view()));
                }
                child = &found->second;
                child->isRoot = false;
            }
            node.children.push_back(child);
        }
    }
    std::vector<Pending*> order;
    order.reserve(pending.size());
    std::vector<Pending*> toVisit;
    for (auto& [hash, root] : pending) {
        if (root.isRoot) toVisit.push_back(&root);
        while (!toVisit.empty()) {
            Pending* node = toVisit.back();
            toVisit.pop_back();
            if (node->place != 0) continue;  // in two tries
            node->place = next++;
            order.push_back(node);
            for (std::size_t i = node->children.size(); i-- > 0;) {
                if (node->children[i]) toVisit.push_back(node->children[i]);
            }
        }
    }
    std::vector<PlacedNode> placed;
    placed.reserve(order.size());
    for (const Pending* node : order) {
        placed.push_back({*node->hash, node->place, node->isRoot, rowOf(*node)});
    }
    return placed;
}

}  // namespace rollscope::chain
