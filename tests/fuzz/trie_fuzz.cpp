// Tries: any order of writes gives the root of a trie built anew; proofs prove just what is there.
#include <map>

#include "node/core/crypto/keccak.h"
#include "node/core/merkle/state_trie.h"
#include "node/core/merkle/trie.h"
#include "tests/fuzz/input.h"

namespace rollscope::fuzz {
namespace {

using merkle::NodeSet;
using merkle::Trie;
using Model = std::map<Bytes, Bytes>;

struct Nodes final : merkle::NodeReader {
    NodeSet set;
    std::optional<Bytes> node(const Hash& hash) const override {
        const auto found = set.find(hash);
        return found == set.end() ? std::nullopt : std::optional(found->second);
    }
};

Hash rootOf(const Model& model, bool backwards) {
    const merkle::EmptyNodeReader none;
    Trie trie(none);
    NodeSet nodes;
    if (backwards) {
        for (auto it = model.rbegin(); it != model.rend(); ++it) {
            ASSERT(trie.put(it->first, it->second).has_value());
        }
    } else {
        for (const auto& [key, value] : model) ASSERT(trie.put(key, value).has_value());
    }
    return trie.commit(nodes);
}

/// Few nibbles of few values, so that paths meet and part; or the hash of such a key.
Bytes anyKey(Input& input, bool hashed) {
    constexpr std::array<std::uint8_t, 6> bytes{0x00, 0x01, 0x10, 0x11, 0xf0, 0xff};
    const std::uint8_t choice = input.byte();
    Bytes key;
    for (std::size_t n = hashed ? 2 : choice % 4U; n > 0; --n) {
        key.push_back(bytes[(choice / 4U + n * 5U) % bytes.size()]);
    }
    if (!hashed && choice >= 200) key.push_back(input.byte());
    if (!hashed) return key;
    const Hash hash = crypto::keccak256(key);
    return {hash.view().begin(), hash.view().end()};
}

Bytes anyValue(Input& input) {
    const std::uint8_t size = input.byte();
    return Bytes(size < 128 ? size % 8U : size % 64U, static_cast<std::uint8_t>(size | 1U));
}

void checkProofs(const Nodes& nodes, const Hash& root, const std::map<Bytes, Bytes>& model,
                 Input& input) {
    constexpr std::array<std::uint8_t, 6> bytes{0x00, 0x01, 0x10, 0x11, 0xf0, 0xff};
    const Bytes key{input.oneOf(bytes), input.oneOf(bytes)};
    const auto proof = merkle::proofNodes(nodes, root, key);
    ASSERT(proof.has_value());
    const Hash hash = crypto::keccak256(key);
    const auto found = model.find(Bytes(hash.view().begin(), hash.view().end()));
    const auto proven = merkle::verifyProof(root, key, *proof);
    ASSERT(proven && proven->has_value() == (found != model.end()));
    if (*proven) ASSERT(**proven == found->second);

    std::vector<Bytes> damaged = *proof;
    if (damaged.empty()) return;
    Bytes& node = damaged[input.below(damaged.size())];
    switch (input.below(4)) {
        case 0:
            node[input.byte() % node.size()] ^= static_cast<std::uint8_t>(1U << input.below(8));
            break;
        case 1: node.pop_back(); break;
        case 2: damaged.pop_back(); break;
        default: damaged.push_back(damaged.back());
    }
    ASSERT(!merkle::verifyProof(root, key, damaged));
    const Bytes other{input.byte(), input.byte()};  // a proof speaks of no other key
    if (const auto wrong = merkle::verifyProof(root, other, *proof)) {
        const Hash otherHash = crypto::keccak256(other);
        const auto there = model.find(Bytes(otherHash.view().begin(), otherHash.view().end()));
        ASSERT(wrong->has_value() == (there != model.end()));
    }
}

void writes(Input& input) {
    const bool hashed = input.flag();
    Nodes nodes;
    Model model;
    Hash root = merkle::emptyRoot;
    auto trie = std::make_unique<Trie>(nodes, root);
    while (!input.done()) {
        const std::size_t kind = input.below(8);
        const Bytes key = anyKey(input, hashed);
        if (kind < 4) {
            const Bytes value = anyValue(input);
            ASSERT(trie->put(key, value).has_value());
            if (value.empty())
                model.erase(key);
            else
                model[key] = value;
        } else if (kind < 6) {
            ASSERT(trie->remove(key).has_value());
            model.erase(key);
        } else if (kind == 6) {
            const auto value = trie->get(key);
            const auto found = model.find(key);
            ASSERT(value && value->has_value() == (found != model.end()));
            if (*value) ASSERT(**value == found->second);
        } else {
            NodeSet fresh;
            root = trie->commit(fresh);
            for (auto& [hash, bytes] : fresh) {
                ASSERT(crypto::keccak256(bytes) == hash);
                nodes.set.insert_or_assign(hash, std::move(bytes));
            }
            ASSERT(root == rootOf(model, input.flag()));
            if (hashed) checkProofs(nodes, root, model, input);
            if (input.flag()) trie = std::make_unique<Trie>(nodes, root);
        }
    }
    NodeSet last;
    ASSERT(trie->commit(last) == rootOf(model, false));
}

/// Nodes from who knows where: an answer or an error, nothing else.
void foreign(Input& input) {
    Nodes nodes;
    std::vector<Bytes> list;
    while (!input.done() && list.size() < 8) list.push_back(input.bytes());
    for (auto it = list.rbegin(); it != list.rend(); ++it) {
        nodes.set.insert_or_assign(crypto::keccak256(*it), *it);
    }
    if (list.empty()) return;
    const Hash root = crypto::keccak256(list.front());
    static_cast<void>(merkle::verifyProof(root, list.back(), list));
    const Address address = addressFromBytes(BytesView(root.view()).first(20));
    static_cast<void>(merkle::readAccount(nodes, root, address));
    static_cast<void>(merkle::readStorage(nodes, root, U256{1}));
    for (const Bytes& key : {Bytes{}, Bytes{0x11}, Bytes{0x01, 0x10}, Bytes{0xff}}) {
        Trie trie(nodes, root);
        static_cast<void>(trie.get(key));
        if (!trie.put(key, Bytes{1})) continue;
        if (!trie.remove(key)) continue;
        if (!trie.put(Bytes{0x01}, Bytes(40, 7))) continue;
        NodeSet fresh;
        static_cast<void>(trie.commit(fresh));
    }
}

}  // namespace
}  // namespace rollscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    rollscope::fuzz::Input input(data, size);
    if (input.below(4) == 0)
        rollscope::fuzz::foreign(input);
    else
        rollscope::fuzz::writes(input);
    return 0;
}
