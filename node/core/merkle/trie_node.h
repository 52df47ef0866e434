// One node of a Patricia trie and its way to and from RLP (yellow paper, appendix D).
#pragma once

#include "node/core/merkle/trie.h"

namespace rollscope::merkle {

inline constexpr std::size_t branchWidth = 16;

/// A leaf (value), an extension (one child) or a branch (children, perhaps a value).
struct Trie::Node {
    enum class Kind : std::uint8_t { leaf, extension, branch };
    Kind kind = Kind::leaf;
    Bytes path;   ///< nibbles of a leaf or an extension
    Bytes value;  ///< of a leaf, or of a branch; empty: none
    Child child;  ///< of an extension
    std::unique_ptr<std::array<Child, branchWidth>> children;  ///< of a branch
};

/// Two nibbles a byte, high one first.
Bytes nibblesOf(BytesView key);

/// Hex-prefix encoding (appendix C).
Bytes hexPrefix(BytesView nibbles, bool isLeaf);

/// How many nibbles `a` and `b` share at their start.
std::size_t commonPrefix(BytesView a, BytesView b);

/// Reads a node, embedded children included, and the places behind it, if any;
/// ErrorCode::storageCorrupt.
Result<std::unique_ptr<Trie::Node>> parseNode(BytesView encoding);

/// Puts the places of `node`'s hashed children behind its RLP, unless none is known.
void appendPlaces(const Trie::Node& node, Bytes& encoding);

}  // namespace rollscope::merkle
