#include "node/core/merkle/trie_node.h"

#include <algorithm>

#include "node/core/codec/rlp.h"
#include "node/core/merkle/node_row.h"

namespace rollscope::merkle {
namespace {

using codec::RlpItem;
using Node = Trie::Node;
using Kind = Node::Kind;

constexpr std::uint8_t oddFlag = 1;
constexpr std::uint8_t leafFlag = 2;

tl::unexpected<Error> broken(const char* why) {
    return fail(ErrorCode::storageCorrupt, why);
}

Result<std::unique_ptr<Node>> parseItem(const RlpItem& item);

std::span<Trie::Child> childrenOf(Node& node) {
    if (node.kind == Kind::branch) return *node.children;
    if (node.kind == Kind::extension) return {&node.child, 1};
    return {};
}

Result<Trie::Child> parseChild(const RlpItem& item) {
    Trie::Child child;
    if (item.isList) {
        if (item.encoding.size() >= Hash::size()) return broken("embedded node too long");
        auto node = parseItem(item);
        if (!node) return failFrom(node);
        child.node = *std::move(node);
        return child;
    }
    if (item.payload.empty()) return child;
    const auto hash = item.hash();
    if (!hash) return broken("child is no hash");
    child.hash = *hash;
    return child;
}

Result<std::unique_ptr<Node>> parseShort(const std::vector<RlpItem>& items) {
    const auto prefix = items[0].string();
    if (!prefix || prefix->empty()) return broken("node without a path");
    const auto flags = static_cast<std::uint8_t>((*prefix)[0] >> 4);
    const bool odd = (flags & oddFlag) != 0;
    if (flags > (oddFlag | leafFlag) || (!odd && ((*prefix)[0] & 15) != 0)) {
        return broken("bad hex prefix");
    }
    auto node = std::make_unique<Node>();
    node->kind = (flags & leafFlag) != 0 ? Kind::leaf : Kind::extension;
    const Bytes nibbles = nibblesOf(*prefix);
    node->path.assign(nibbles.begin() + (odd ? 1 : 2), nibbles.end());
    if (node->kind == Kind::leaf) {
        auto value = items[1].bytes();
        if (!value || value->empty()) return broken("leaf without a value");
        node->value = *std::move(value);
        return node;
    }
    auto child = parseChild(items[1]);
    if (!child) return failFrom(child);
    if (child->isEmpty() || node->path.empty()) return broken("extension to nothing");
    node->child = *std::move(child);
    return node;
}

Result<std::unique_ptr<Node>> parseBranch(const std::vector<RlpItem>& items) {
    auto node = std::make_unique<Node>();
    node->kind = Kind::branch;
    node->children = std::make_unique<std::array<Trie::Child, branchWidth>>();
    for (std::size_t i = 0; i < branchWidth; ++i) {
        auto child = parseChild(items[i]);
        if (!child) return failFrom(child);
        (*node->children)[i] = *std::move(child);
    }
    auto value = items[branchWidth].bytes();
    if (!value) return broken("branch value is a list");
    node->value = *std::move(value);
    return node;
}

Result<std::unique_ptr<Node>> parseItem(const RlpItem& item) {
    const auto items = item.items();
    if (!items) return broken("node is no list");
    if (items->size() == 2) return parseShort(*items);
    if (items->size() == branchWidth + 1) return parseBranch(*items);
    return broken("node of a strange length");
}

}  // namespace

Bytes nibblesOf(BytesView key) {
    Bytes nibbles(key.size() * 2);
    for (std::size_t i = 0; i < key.size(); ++i) {
        nibbles[2 * i] = static_cast<std::uint8_t>(key[i] >> 4);
        nibbles[2 * i + 1] = key[i] & 15;
    }
    return nibbles;
}

Bytes hexPrefix(BytesView nibbles, bool isLeaf) {
    const bool odd = nibbles.size() % 2 != 0;
    const auto flags = static_cast<std::uint8_t>((isLeaf ? leafFlag : 0) | (odd ? oddFlag : 0));
    Bytes encoding;
    encoding.reserve(nibbles.size() / 2 + 1);
    encoding.push_back(static_cast<std::uint8_t>((flags << 4) | (odd ? nibbles[0] : 0)));
    for (std::size_t i = odd ? 1 : 0; i < nibbles.size(); i += 2) {
        encoding.push_back(static_cast<std::uint8_t>((nibbles[i] << 4) | nibbles[i + 1]));
    }
    return encoding;
}

std::size_t commonPrefix(BytesView a, BytesView b) {
    std::size_t length = 0;
    while (length < a.size() && length < b.size() && a[length] == b[length]) ++length;
    return length;
}

Result<std::unique_ptr<Trie::Node>> parseNode(BytesView encoding) {
    const auto item = codec::firstRlpItem(encoding);
    if (!item) return broken("node is no RLP");
    auto node = parseItem(*item);
    if (!node) return node;
    BytesView places = encoding.subspan(item->encoding.size());
    if (places.empty()) return node;
    for (Trie::Child& child : childrenOf(**node)) {
        if (!child.hash) continue;
        if (places.size() < placeSize) return broken("a child without a place");
        child.place = readPlace(places);
        places = places.subspan(placeSize);
    }
    if (!places.empty()) return broken("more places than children");
    return node;
}

void appendPlaces(const Trie::Node& node, Bytes& encoding) {
    const auto children = childrenOf(const_cast<Trie::Node&>(node));
    if (std::none_of(children.begin(), children.end(),
                     [](const Trie::Child& child) { return child.hash && child.place != 0; })) {
        return;
    }
    for (const Trie::Child& child : children) {
        if (child.hash) appendPlace(encoding, child.place);
    }
}

}  // namespace rollscope::merkle
