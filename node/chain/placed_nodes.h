// Where a block's new trie nodes go on disk.
//
// Each gets the next free place; below a root, parents come before their children and brothers
// after each other, so that what lies on one path lies together. Written in that order, a node is
// never moved again: the cost of a block does not depend on how many nodes there are.
#pragma once

#include <vector>

#include "node/core/merkle/node_row.h"

namespace rollscope::chain {

/// A node with its place and the row that is written there.
struct PlacedNode {
    Hash hash;
    merkle::Place place = 0;
    bool isRoot = false;  ///< no other of the new nodes is its parent
    Bytes row;
};

/// Places for all of `nodes`, from `next` on. storageCorrupt when a node names a child that is
/// neither new nor has a place.
Result<std::vector<PlacedNode>> placeNodes(const merkle::NodeSet& nodes, merkle::Place next);

}  // namespace rollscope::chain
