// Where a block's new trie nodes go on disk: into pages, one after the other.
//
// Below a root, parents come before their children and brothers after each other, so that what
// lies on one path lies together. Pages are written in their order and nothing is ever sorted in
// among older ones: the cost of a block does not depend on how many nodes there are.
#pragma once

#include <vector>

#include "node/core/merkle/node_row.h"

namespace rollscope::chain {

/// A row of the table of nodes.
struct NodePage {
    std::uint64_t number = 0;
    Bytes row;
};

/// A node in one of the pages.
struct PlacedNode {
    Hash hash;
    merkle::Place place = 0;
    bool isRoot = false;  ///< no other of the new nodes is its parent
    BytesView row;        ///< lives as long as the pages
};

struct PlacedNodes {
    std::vector<NodePage> pages;
    std::vector<PlacedNode> nodes;
};

/// Pages of all of `nodes`, numbered from `nextPage` on. storageCorrupt when a node names a child
/// that is neither new nor has a place.
Result<PlacedNodes> placeNodes(const merkle::NodeSet& nodes, std::uint64_t nextPage);

/// The page that a place is on.
std::uint64_t pageOf(merkle::Place place);
/// The node at `place` of its page; empty when there is none.
BytesView nodeOn(BytesView page, merkle::Place place);

}  // namespace rollscope::chain
