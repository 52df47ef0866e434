#include "node/core/merkle/trie.h"

#include <algorithm>

#include "node/core/base/assert.h"
#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/core/merkle/trie_node.h"

namespace rollscope::merkle {

using Kind = Trie::Node::Kind;

const Hash emptyRoot{{{0x56, 0xe8, 0x1f, 0x17, 0x1b, 0xcc, 0x55, 0xa6, 0xff, 0x83, 0x45,
                       0xe6, 0x92, 0xc0, 0xf8, 0x6e, 0x5b, 0x48, 0xe0, 0x1b, 0x99, 0x6c,
                       0xad, 0xc0, 0x01, 0x62, 0x2f, 0xb5, 0xe3, 0x63, 0xb4, 0x21}}};

namespace {

/// From so many changes on it pays to share them out.
constexpr std::size_t sideBySideFrom = 64;

std::unique_ptr<Trie::Node> makeLeaf(BytesView path, Bytes&& value) {
    auto leaf = std::make_unique<Trie::Node>();
    leaf->path.assign(path.begin(), path.end());
    leaf->value = std::move(value);
    return leaf;
}

std::unique_ptr<Trie::Node> makeBranch() {
    auto branch = std::make_unique<Trie::Node>();
    branch->kind = Kind::branch;
    branch->children = std::make_unique<std::array<Trie::Child, branchWidth>>();
    return branch;
}

std::unique_ptr<Trie::Node> makeExtension(BytesView path, Trie::Child&& child) {
    auto extension = std::make_unique<Trie::Node>();
    extension->kind = Kind::extension;
    extension->path.assign(path.begin(), path.end());
    extension->child = std::move(child);
    return extension;
}

}  // namespace

Trie::Trie(const NodeReader& reader, const Hash& root) : m_reader(reader) {
    if (root != emptyRoot) m_root.hash = root;
}

Trie::Trie(Trie&&) noexcept = default;
Trie::~Trie() = default;

Result<Trie::Node*> Trie::load(Child& child) {
    if (!child.node) {
        ASSERT(child.hash);
        const auto encoding = m_reader.nodeAt(*child.hash, child.place);
        if (!encoding) {
            return fail(ErrorCode::storageCorrupt,
                        "missing trie node " + toHex(child.hash->view()));
        }
        auto node = parseNode(*encoding);
        if (!node) return failFrom(node);
        child.node = *std::move(node);
    }
    return child.node.get();
}

Result<std::optional<Bytes>> Trie::get(BytesView key) {
    const Bytes nibbles = nibblesOf(key);
    return find(m_root, nibbles);
}

Result<std::optional<Bytes>> Trie::find(Child& from, BytesView path) {
    for (Child* at = &from; !at->isEmpty();) {
        const auto loaded = load(*at);
        if (!loaded) return failFrom(loaded);
        Node& node = **loaded;
        if (node.kind == Kind::branch) {
            if (path.empty()) {
                return node.value.empty() ? std::nullopt : std::optional<Bytes>{node.value};
            }
            at = &(*node.children)[path[0]];
            path = path.subspan(1);
            continue;
        }
        if (commonPrefix(node.path, path) != node.path.size()) break;
        path = path.subspan(node.path.size());
        if (node.kind == Kind::leaf) {
            return path.empty() ? std::optional<Bytes>{node.value} : std::nullopt;
        }
        at = &node.child;
    }
    return std::optional<Bytes>{};
}

Result<void> Trie::put(BytesView key, Bytes value) {
    const Bytes nibbles = nibblesOf(key);
    return set(m_root, nibbles, std::move(value));
}

Result<void> Trie::set(Child& child, BytesView path, Bytes&& value) {
    if (!value.empty()) return insert(child, path, std::move(value));
    const auto erased = erase(child, path);
    if (!erased) return failFrom(erased);
    return {};
}

Result<void> Trie::insert(Child& child, BytesView path, Bytes&& value) {
    if (child.isEmpty()) {
        child.node = makeLeaf(path, std::move(value));
        return {};
    }
    const auto loaded = load(child);
    if (!loaded) return failFrom(loaded);
    Node& node = **loaded;
    child.forgetHash();
    if (node.kind != Kind::branch) return insertIntoShort(child, path, std::move(value));
    if (path.empty()) {
        node.value = std::move(value);
        return {};
    }
    return insert((*node.children)[path[0]], path.subspan(1), std::move(value));
}

//  a leaf or an extension of path  ab cd          ab ── branch ── c: d…  (the old node's rest)
//  met by the key                  ab ef    →                 └── e: f   (the new leaf)
Result<void> Trie::insertIntoShort(Child& child, BytesView path, Bytes&& value) {
    Node& node = *child.node;
    const std::size_t shared = commonPrefix(node.path, path);
    if (shared == node.path.size()) {
        if (node.kind == Kind::extension) {
            return insert(node.child, path.subspan(shared), std::move(value));
        }
        if (shared == path.size()) {
            node.value = std::move(value);
            return {};
        }
    }
    auto branch = makeBranch();
    const BytesView oldRest = BytesView{node.path}.subspan(shared);
    if (oldRest.empty()) {
        branch->value = std::move(node.value);
    } else {
        Child& slot = (*branch->children)[oldRest[0]];
        if (node.kind == Kind::leaf) {
            slot.node = makeLeaf(oldRest.subspan(1), std::move(node.value));
        } else if (oldRest.size() == 1) {
            slot = std::move(node.child);
        } else {
            slot.node = makeExtension(oldRest.subspan(1), std::move(node.child));
        }
    }
    const BytesView newRest = path.subspan(shared);
    if (newRest.empty()) {
        branch->value = std::move(value);
    } else {
        (*branch->children)[newRest[0]].node = makeLeaf(newRest.subspan(1), std::move(value));
    }
    if (shared == 0) {
        child.node = std::move(branch);
        return {};
    }
    Child top;
    top.node = std::move(branch);
    child.node = makeExtension(path.first(shared), std::move(top));
    return {};
}

Result<void> Trie::remove(BytesView key) {
    return put(key, {});
}

// True when the key was there; the child may be empty afterwards, and is in normal form.
Result<bool> Trie::erase(Child& child, BytesView path) {
    if (child.isEmpty()) return false;
    const auto loaded = load(child);
    if (!loaded) return failFrom(loaded);
    Node& node = **loaded;
    if (node.kind == Kind::branch) return eraseInBranch(child, path);
    if (commonPrefix(node.path, path) != node.path.size()) return false;
    if (node.kind == Kind::leaf) {
        if (node.path.size() != path.size()) return false;
        child = {};
        return true;
    }
    const auto erased = erase(node.child, path.subspan(node.path.size()));
    if (!erased || !*erased) return erased;
    child.forgetHash();
    if (auto merged = mergeWithChild(child); !merged) return failFrom(merged);
    return true;
}

Result<bool> Trie::eraseInBranch(Child& child, BytesView path) {
    Node& node = *child.node;
    if (path.empty()) {
        if (node.value.empty()) return false;
        node.value.clear();
    } else {
        const auto erased = erase((*node.children)[path[0]], path.subspan(1));
        if (!erased || !*erased) return erased;
    }
    if (auto tidied = tidyBranch(child); !tidied) return failFrom(tidied);
    return true;
}

// A branch that lost children is brought to normal form; it may lose its place altogether.
Result<void> Trie::tidyBranch(Child& child) {
    Node& node = *child.node;
    child.forgetHash();
    std::size_t left = 0;
    std::uint8_t last = 0;
    for (std::uint8_t i = 0; i < branchWidth; ++i) {
        if ((*node.children)[i].isEmpty()) continue;
        ++left;
        last = i;
    }
    if (left + (node.value.empty() ? 0U : 1U) > 1) return {};
    if (left == 0) {
        if (node.value.empty()) {
            child = {};
        } else {
            child.node = makeLeaf({}, Bytes{node.value});
        }
        return {};
    }
    // A branch with one child is written as an extension, which swallows a short child.
    Child only = std::move((*node.children)[last]);
    child.node = makeExtension(BytesView{&last, 1}, std::move(only));
    return mergeWithChild(child);
}

Result<void> Trie::mergeWithChild(Child& child) {
    Node& extension = *child.node;
    const auto loaded = load(extension.child);
    if (!loaded) return failFrom(loaded);
    if ((*loaded)->kind == Kind::branch) return {};
    auto merged = std::move(extension.child.node);
    merged->path.insert(merged->path.begin(), extension.path.begin(), extension.path.end());
    child.node = std::move(merged);
    return {};
}

Result<void> Trie::editAll(std::span<const Hash> keys, const Edit& edit, NodeSet& nodes) {
    const auto editOne = [&](Child& from, std::size_t nibblesDone, std::size_t i,
                             NodeSet& into) -> Result<void> {
        const Bytes nibbles = nibblesOf(keys[i].view());
        const BytesView path = BytesView{nibbles}.subspan(nibblesDone);
        const auto old = find(from, path);
        if (!old) return failFrom(old);
        auto value = edit(i, *old, into);
        if (!value) return failFrom(value);
        return set(from, path, *std::move(value));
    };
    if (!m_root.isEmpty()) {
        if (const auto loaded = load(m_root); !loaded) return failFrom(loaded);
    }
    const bool many = keys.size() >= sideBySideFrom;
    if (!many || !m_root.node || m_root.node->kind != Kind::branch) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (auto done = editOne(m_root, 0, i, nodes); !done) return done;
        }
        return {};
    }
    std::array<std::vector<std::size_t>, branchWidth> groups;
    for (std::size_t i = 0; i < keys.size(); ++i) groups[keys[i].view()[0] >> 4].push_back(i);
    std::array<NodeSet, branchWidth> sets;
    std::array<Result<void>, branchWidth> results;
    auto& children = *m_root.node->children;
    m_reader.forEach(branchWidth, [&](std::size_t nibble) {
        for (const std::size_t i : groups[nibble]) {
            results[nibble] = editOne(children[nibble], 1, i, sets[nibble]);
            if (!results[nibble]) return;
        }
    });
    for (std::size_t nibble = 0; nibble < branchWidth; ++nibble) {
        if (!results[nibble]) return results[nibble];
        nodes.merge(sets[nibble]);
    }
    m_manyChanges = true;
    return tidyBranch(m_root);
}

// The subtrees below the root share nothing: each is hashed by itself, down to its own root.
void Trie::hashSideBySide(NodeSet& nodes) {
    if (m_root.node->kind != Kind::branch) return;
    auto& children = *m_root.node->children;
    std::array<NodeSet, branchWidth> sets;
    m_reader.forEach(branchWidth, [&](std::size_t nibble) {
        Child& child = children[nibble];
        if (!child.node || child.hash) return;
        Bytes encoding = encode(*child.node, sets[nibble]);
        if (encoding.size() < Hash::size()) return;
        child.hash = crypto::keccak256(encoding);
        appendPlaces(*child.node, encoding);
        sets[nibble].insert_or_assign(*child.hash, std::move(encoding));
    });
    for (NodeSet& set : sets) nodes.merge(set);
}

Hash Trie::commit(NodeSet& nodes) {
    if (m_root.isEmpty()) return emptyRoot;
    if (m_root.hash) return *m_root.hash;
    if (m_manyChanges) hashSideBySide(nodes);
    m_manyChanges = false;
    Bytes encoding = encode(*m_root.node, nodes);
    // The root is stored by hash even when it is short.
    m_root.hash = crypto::keccak256(encoding);
    appendPlaces(*m_root.node, encoding);
    nodes.insert_or_assign(*m_root.hash, std::move(encoding));
    return *m_root.hash;
}

Bytes Trie::encode(Node& node, NodeSet& nodes) {
    codec::RlpWriter items;
    if (node.kind == Kind::branch) {
        writeReferences(items, *node.children, nodes);
        return items.string(node.value).asList();
    }
    items.string(hexPrefix(node.path, node.kind == Kind::leaf));
    if (node.kind == Kind::leaf) return items.string(node.value).asList();
    writeReferences(items, {&node.child, 1}, nodes);
    return items.asList();
}

// How a parent names its children: the hash, or the child itself when it is shorter than one.
// Brothers are hashed together, four at once where the processor can.
void Trie::writeReferences(codec::RlpWriter& items, std::span<Child> children, NodeSet& nodes) {
    std::array<Bytes, branchWidth> encodings;
    std::array<std::size_t, branchWidth> hashed;
    std::size_t count = 0;
    for (std::size_t i = 0; i < children.size(); ++i) {
        if (children[i].hash || !children[i].node) continue;
        encodings[i] = encode(*children[i].node, nodes);
        if (encodings[i].size() >= Hash::size()) hashed[count++] = i;
    }
    for (std::size_t at = 0; at < count;) {
        const std::size_t group = std::min<std::size_t>(4, count - at);
        std::array<BytesView, 4> views;
        for (std::size_t k = 0; k < group; ++k) views[k] = encodings[hashed[at + k]];
        const auto hashes = group == 1
                                ? std::array{crypto::keccak256(views[0]), Hash{}, Hash{}, Hash{}}
                                : crypto::keccak256Four(views);
        for (std::size_t k = 0; k < group; ++k) {
            const std::size_t i = hashed[at + k];
            children[i].hash = hashes[k];
            appendPlaces(*children[i].node, encodings[i]);
            nodes.insert_or_assign(hashes[k], std::move(encodings[i]));
        }
        at += group;
    }
    for (std::size_t i = 0; i < children.size(); ++i) {
        if (children[i].hash) {
            items.fixed(*children[i].hash);
        } else if (children[i].node) {
            items.encoded(encodings[i]);
        } else {
            items.string({});
        }
    }
}

Hash rootOfList(const std::vector<Bytes>& values) {
    const EmptyNodeReader none;
    Trie trie{none};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto done = trie.put(codec::encodeUint(i), values[i]);
        ASSERT(done);
    }
    NodeSet nodes;
    return trie.commit(nodes);
}

}  // namespace rollscope::merkle
