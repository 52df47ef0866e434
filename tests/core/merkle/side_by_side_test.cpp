// Large commits share their work out by the first nibble; the roots must not depend on it.
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <thread>

#include "node/core/crypto/keccak.h"
#include "node/core/merkle/state_trie.h"
#include "node/core/merkle/trie.h"

namespace rollscope::merkle {
namespace {

/// Nodes in memory, read by one thread.
struct InOrder : NodeReader {
    NodeSet nodes;
    std::optional<Bytes> node(const Hash& hash) const override {
        const auto found = nodes.find(hash);
        return found == nodes.end() ? std::nullopt : std::optional<Bytes>{found->second};
    }
};

/// The same, every piece of work on a thread of its own.
struct Threaded final : InOrder {
    void forEach(std::size_t count, const std::function<void(std::size_t)>& work) const override {
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
        for (std::thread& thread : threads) thread.join();
    }
};

std::vector<TrieChange> randomChanges(std::mt19937_64& random, std::size_t count,
                                      std::uint64_t accounts) {
    std::vector<TrieChange> changes;
    std::set<std::uint64_t> seen;
    while (changes.size() < count) {
        const std::uint64_t number = random() % accounts;
        if (!seen.insert(number).second) continue;
        TrieChange change;
        change.address = toAddress(U256{number + 1});
        change.deleted = random() % 4 == 0;
        change.storageCleared = random() % 8 == 0;
        change.nonce = random() % 100;
        change.balance = U256{random()};
        change.codeHash = crypto::emptyKeccak;
        const std::size_t slots = random() % 40 == 0 ? 150 : random() % 3;
        for (std::size_t slot = 0; slot < slots; ++slot) {
            change.storage.emplace_back(U256{slot}, U256{random() % 3});
        }
        changes.push_back(std::move(change));
    }
    return changes;
}

TEST(SideBySide, manyChangesGiveTheRootThatTheyGiveOneByOne) {
    constexpr std::uint64_t seed = 11;
    std::mt19937_64 random{seed};
    Threaded threaded;
    InOrder inOrder;
    Hash root = emptyRoot;
    for (int round = 0; round < 12; ++round) {
        const auto changes = randomChanges(random, 250, 400);
        const auto together = commitChanges(threaded, root, changes);
        ASSERT_TRUE(together) << together.error().text();
        Hash oneByOne = root;
        for (const TrieChange& change : changes) {
            const auto step = commitChanges(inOrder, oneByOne, {change});
            ASSERT_TRUE(step) << step.error().text();
            oneByOne = step->root;
            inOrder.nodes.insert(step->nodes.begin(), step->nodes.end());
        }
        ASSERT_EQ(together->root, oneByOne) << "seed " << seed << ", round " << round;
        threaded.nodes.insert(together->nodes.begin(), together->nodes.end());
        root = together->root;
    }
}

TEST(SideBySide, aTrieThatLosesAllOrAllButOneKeyIsInNormalForm) {
    Threaded store;
    std::vector<TrieChange> changes(200);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        changes[i].address = toAddress(U256{i + 1});
        changes[i].nonce = i;
        changes[i].codeHash = crypto::emptyKeccak;
    }
    const auto full = commitChanges(store, emptyRoot, changes);
    ASSERT_TRUE(full);
    store.nodes.insert(full->nodes.begin(), full->nodes.end());
    const auto alone = commitChanges(store, emptyRoot, {changes[7]});
    ASSERT_TRUE(alone);
    for (TrieChange& change : changes) change.deleted = true;
    EXPECT_EQ(commitChanges(store, full->root, changes)->root, emptyRoot);
    changes[7].deleted = false;
    EXPECT_EQ(commitChanges(store, full->root, changes)->root, alone->root);
}

TEST(SideBySide, aMissingNodeBelowTheRootIsAnError) {
    Threaded store;
    std::mt19937_64 random{3};
    auto changes = randomChanges(random, 300, 300);
    for (TrieChange& change : changes) change.deleted = false;
    const auto full = commitChanges(store, emptyRoot, changes);
    ASSERT_TRUE(full);
    store.nodes[full->root] = full->nodes.at(full->root);
    for (TrieChange& change : changes) ++change.nonce;
    const auto broken = commitChanges(store, full->root, changes);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, ErrorCode::storageCorrupt);
}

}  // namespace
}  // namespace rollscope::merkle
