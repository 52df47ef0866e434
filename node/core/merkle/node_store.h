// Where a Patricia trie finds its nodes, and where new ones go.
#pragma once

#include <functional>
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
    /// Runs work(0) to work(count - 1), each once, and returns when all are done. In order, unless
    /// the reader may be asked by several threads and has some: then side by side.
    virtual void forEach(std::size_t count, const std::function<void(std::size_t)>& work) const {
        for (std::size_t i = 0; i < count; ++i) work(i);
    }
};

/// Nodes made by a commit, to be written together.
using NodeSet = std::unordered_map<Hash, Bytes>;

}  // namespace rollscope::merkle
