// Where a Patricia trie finds its nodes, and where new ones go.
#pragma once

#include <optional>
#include <unordered_map>

#include "node/core/base/bytes.h"

namespace rollscope::merkle {

/// Trie nodes by hash, read-only.
class NodeReader {
public:
    virtual ~NodeReader() = default;
    /// RLP of the node, none when it is not there.
    virtual std::optional<Bytes> node(const Hash& hash) const = 0;
};

/// Nodes made by a commit, to be written together.
using NodeSet = std::unordered_map<Hash, Bytes>;

}  // namespace rollscope::merkle
