#include "node/core/merkle/trie.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "node/core/crypto/keccak.h"
#include "node/core/merkle/state_trie.h"
#include "tests/core/base/vectors.h"

namespace rollscope::merkle {
namespace {

/// Nodes in memory; forgets one on demand.
struct MemoryNodes final : NodeReader {
    NodeSet nodes;
    std::optional<Bytes> node(const Hash& hash) const override {
        const auto found = nodes.find(hash);
        return found == nodes.end() ? std::nullopt : std::optional<Bytes>{found->second};
    }
};

using Pairs = std::vector<std::pair<Bytes, Bytes>>;

Bytes textBytes(std::string_view text) {
    return {text.begin(), text.end()};
}

Hash rootOf(const Pairs& pairs) {
    const EmptyNodeReader none;
    Trie trie{none};
    for (const auto& [key, value] : pairs) EXPECT_TRUE(trie.put(key, value));
    NodeSet nodes;
    return trie.commit(nodes);
}

// The same, committed and read back after each key.
Hash rootStepByStep(const Pairs& pairs) {
    MemoryNodes store;
    Hash root = emptyRoot;
    for (const auto& [key, value] : pairs) {
        Trie trie{store, root};
        EXPECT_TRUE(trie.put(key, value));
        root = trie.commit(store.nodes);
    }
    return root;
}

TEST(Trie, anEmptyTrieHasTheKnownRoot) {
    EXPECT_EQ(rootOf({}), emptyRoot);
    EXPECT_EQ(crypto::keccak256(Bytes{0x80}), emptyRoot);
    EXPECT_EQ(rootOfList({}), emptyRoot);
}

TEST(Trie, wellKnownKeysHaveTheirKnownRoot) {
    EXPECT_EQ(toHex(rootOf({{textBytes("doe"), textBytes("reindeer")},
                            {textBytes("dog"), textBytes("puppy")},
                            {textBytes("dogglesworth"), textBytes("cat")}})
                        .view()),
              "0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3");
}

TEST(Trie, randomChangesLeaveTheRootOfWhatRemains) {
    std::mt19937_64 random{5};
    for (int round = 0; round < 60; ++round) {
        MemoryNodes store;
        Hash root = emptyRoot;
        std::map<Bytes, Bytes> model;
        for (int step = 0; step < 40; ++step) {
            Trie trie{store, root};
            for (int change = 0; change < 3; ++change) {
                // Few distinct bytes, so that paths share much; some keys end inside others.
                Bytes key(1 + random() % 3);
                for (auto& byte : key) byte = static_cast<std::uint8_t>((random() % 4) * 0x11);
                const Bytes value(random() % 2 * (1 + random() % 40), 7);
                ASSERT_TRUE(trie.put(key, value));
                if (value.empty()) {
                    model.erase(key);
                } else {
                    model[key] = value;
                }
            }
            root = trie.commit(store.nodes);
            ASSERT_EQ(root, rootOf({model.begin(), model.end()}));
        }
        for (const auto& [key, value] : model) {
            EXPECT_EQ(Trie(store, root).get(key).value(), value);
        }
    }
}

TEST(Trie, aMissingNodeIsAnErrorAndNotAnAbsentKey) {
    MemoryNodes store;
    Trie trie{store};
    for (unsigned i = 0; i < 50; ++i) {
        const Hash key = crypto::keccak256(Bytes{static_cast<std::uint8_t>(i)});
        ASSERT_TRUE(trie.put(key.view(), Bytes(40, 1)));
    }
    const Hash root = trie.commit(store.nodes);
    store.nodes.erase(root);
    const Hash key = crypto::keccak256(Bytes{3});
    EXPECT_EQ(Trie(store, root).get(key.view()).error().code, ErrorCode::storageCorrupt);
    EXPECT_EQ(Trie(store, root).put(key.view(), {1}).error().code, ErrorCode::storageCorrupt);
    store.nodes[root] = Bytes{0xc0};
    EXPECT_EQ(Trie(store, root).remove(key.view()).error().code, ErrorCode::storageCorrupt);
}

Bytes keyOrValue(const QJsonValue& value) {
    return value.isNull() ? Bytes{} : vectors::textOrHex(value.toString());
}

void expectVector(const QString& name, const QJsonObject& test, bool secure, bool anyOrder) {
    Pairs pairs;
    const QJsonValue in = test[QStringLiteral("in")];
    const auto add = [&](Bytes key, const QJsonValue& value) {
        if (secure) {
            const Hash hash = crypto::keccak256(key);
            key.assign(hash.bytes.begin(), hash.bytes.end());
        }
        pairs.emplace_back(std::move(key), keyOrValue(value));
    };
    for (const QJsonValue pair : in.toArray()) {
        add(keyOrValue(pair.toArray()[0]), pair.toArray()[1]);
    }
    const QJsonObject object = in.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        add(vectors::textOrHex(entry.key()), entry.value());
    }
    const Hash root = hashFromHex(test[QStringLiteral("root")].toString().toStdString()).value();
    std::mt19937_64 random{1};
    for (int order = 0; order < (anyOrder ? 10 : 1); ++order) {
        EXPECT_EQ(rootOf(pairs), root) << name.toStdString();
        EXPECT_EQ(rootStepByStep(pairs), root) << name.toStdString();
        if (anyOrder) std::shuffle(pairs.begin(), pairs.end(), random);
    }
}

TEST(Trie, ethereumsVectorsHaveTheirRoots) {
    const auto files = vectors::files("prim-ethereum/dev/TrieTests");
    SKIP_WITHOUT_VECTORS(files);
    int cases = 0;
    for (const QString& file : files) {
        const bool secure = file.contains(QStringLiteral("secure"), Qt::CaseInsensitive);
        const bool anyOrder = file.contains(QStringLiteral("anyorder"), Qt::CaseInsensitive);
        const QJsonObject tests = vectors::read(file).object();
        for (auto test = tests.begin(); test != tests.end(); ++test) {
            const QJsonObject body = test.value().toObject();
            if (!body.contains(QStringLiteral("root"))) continue;
            expectVector(test.key(), body, secure, anyOrder);
            ++cases;
        }
    }
    EXPECT_GT(cases, 0);
}

}  // namespace
}  // namespace rollscope::merkle
