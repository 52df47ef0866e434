// Where a Patricia trie finds its nodes, and where new ones go.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>

#include "node/core/base/bytes.h"

namespace rollscope::merkle {

/// Where a store keeps a node. 0: not known, the node is asked for by its hash alone.
using Place = std::uint64_t;

/// Trie nodes by hash, read-only.
///
/// A node travels as its RLP, and a store that finds nodes by place rather than by hash puts the
/// places of the node's children behind it (NodeRow).
class NodeReader {
public:
    virtual ~NodeReader() = default;
    /// The node, none when it is not there.
    virtual std::optional<Bytes> node(const Hash& hash) const = 0;
    /// The same for a child, at the place that its parent names.
    virtual std::optional<Bytes> nodeAt(const Hash& hash, Place place) const {
        static_cast<void>(place);
        return node(hash);
    }
    /// Runs work(0) to work(count - 1), each once, and returns when all are done. In order, unless
    /// the reader may be asked by several threads and has some: then side by side.
    virtual void forEach(std::size_t count, const std::function<void(std::size_t)>& work) const {
        for (std::size_t i = 0; i < count; ++i) work(i);
    }
};

/// Nodes made by a commit, to be written together. Children that the same commit made have
/// place 0.
using NodeSet = std::unordered_map<Hash, Bytes>;

}  // namespace rollscope::merkle
