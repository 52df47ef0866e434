// A trie node as a store keeps it: the RLP and, behind it, where the children with a hash are.
//
// Nodes that are found by place can be written one after the other, in the order in which they
// came, and nothing that was written has to be sorted in among the old ones later.
#pragma once

#include <vector>

#include "node/core/merkle/node_store.h"

namespace rollscope::merkle {

/// Bytes of a place, big-endian: enough for 10^12 nodes.
inline constexpr std::size_t placeSize = 5;
inline constexpr Place maxPlace = (Place{1} << (8 * placeSize)) - 1;

void appendPlace(Bytes& row, Place place);
/// The place at the start of `bytes`, which has placeSize of them.
Place readPlace(BytesView bytes);

/// The node without places: what it is hashed from.
BytesView rlpOf(BytesView row);

/// A child with a hash, and where it is.
struct Reference {
    Hash hash;
    Place place = 0;
};
/// Adds the children of a node that a commit made, in order, and gives its RLP.
/// ErrorCode::storageCorrupt.
Result<void> readReferences(BytesView row, BytesView& rlp, std::vector<Reference>& references);

}  // namespace rollscope::merkle
