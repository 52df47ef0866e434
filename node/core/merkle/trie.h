// The hexary Merkle-Patricia trie over any keys (yellow paper, appendix D).
//
// In: nodes by hash, keys and values. Out: a root, and the nodes that are new.
// Nodes are read when a key's path comes to them, and each changed node is hashed once, at commit.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/codec/rlp.h"
#include "node/core/merkle/node_store.h"

namespace rollscope::merkle {

/// keccak(rlp("")): the root of a trie without keys.
extern const Hash emptyRoot;

/// A reader that has no nodes: for tries that are built from nothing.
class EmptyNodeReader final : public NodeReader {
public:
    std::optional<Bytes> node(const Hash&) const override { return std::nullopt; }
};

/// A trie under change. The reader must outlive it. A missing or broken node is
/// ErrorCode::storageCorrupt; the trie is of no further use then.
class Trie {
public:
    explicit Trie(const NodeReader& reader, const Hash& root = emptyRoot);
    Trie(Trie&&) noexcept;
    ~Trie();

    /// The value of `key`, none when absent.
    Result<std::optional<Bytes>> get(BytesView key);
    /// Sets `key`; an empty value removes it.
    Result<void> put(BytesView key, Bytes value);
    Result<void> remove(BytesView key);

    /// What becomes of the value of `keys[i]`: empty for none. It may add nodes of its own.
    using Edit = std::function<Result<Bytes>(std::size_t i, const std::optional<Bytes>& old,
                                             NodeSet& nodes)>;
    /// Replaces the values of `keys`, which differ from each other. Many are worked on side by
    /// side where the reader can: keys that begin with the same nibble by one thread, in order.
    Result<void> editAll(std::span<const Hash> keys, const Edit& edit, NodeSet& nodes);

    /// Hashes what changed, adds its nodes to `nodes` and returns the root.
    Hash commit(NodeSet& nodes);

    struct Node;
    /// A child: empty, known by hash alone, or in memory (with its hash while unchanged).
    struct Child {
        std::optional<Hash> hash;
        Place place = 0;  ///< of the hashed node
        std::unique_ptr<Node> node;
        /// Its node is about to differ from what the hash names.
        void forgetHash() {
            hash.reset();
            place = 0;
        }
        bool isEmpty() const { return !hash && !node; }
    };

private:
    Result<Node*> load(Child& child);
    Result<std::optional<Bytes>> find(Child& from, BytesView path);
    Result<void> set(Child& child, BytesView path, Bytes&& value);
    Result<void> insert(Child& child, BytesView path, Bytes&& value);
    Result<void> insertIntoShort(Child& child, BytesView path, Bytes&& value);
    Result<bool> erase(Child& child, BytesView path);
    Result<bool> eraseInBranch(Child& child, BytesView path);
    Result<void> tidyBranch(Child& child);
    Result<void> mergeWithChild(Child& child);
    Bytes encode(Node& node, NodeSet& nodes);
    void writeReferences(codec::RlpWriter& items, std::span<Child> children, NodeSet& nodes);
    void hashSideBySide(NodeSet& nodes);

    const NodeReader& m_reader;
    Child m_root;
    bool m_manyChanges = false;
};

/// Root of the list's trie, keyed by rlp(index): transactionsRoot and receiptsRoot.
Hash rootOfList(const std::vector<Bytes>& values);

/// Walks from `root` to the key's hash through proof nodes, root first, as proofNodes gives them:
/// the proven value, or none for a proof of absence. ErrorCode::invalidProof otherwise.
Result<std::optional<Bytes>> verifyProof(const Hash& root, BytesView key,
                                         const std::vector<Bytes>& nodes);

}  // namespace rollscope::merkle
