#include "node/core/merkle/stored_tree.h"

#include <gtest/gtest.h>

#include "node/core/crypto/keccak.h"

namespace rollscope::merkle {
namespace {

std::vector<Hash> someLeaves(std::size_t count) {
    std::vector<Hash> leaves;
    for (std::size_t i = 0; i < count; ++i) {
        leaves.push_back(crypto::keccak256(Bytes{static_cast<std::uint8_t>(i), 1}));
    }
    return leaves;
}

TEST(MessageTree, theEmptyTreeHasTheRootOfHeight32) {
    // Root of an empty tree of zero leaves, as in every deposit-like contract with keccak.
    EXPECT_EQ(toHex(zeroHash(1).view()),
              "0xad3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5");
    EXPECT_EQ(toHex(zeroHash(32).view()),
              "0x27ae5ba08d7291c96c8cbddcc148bf48a6d68c7974b94356f53754ef6171d757");
    EXPECT_EQ(MessageTree{}.root(), zeroHash(32));
    EXPECT_EQ(rootAt({}), zeroHash(32));
    MemoryLevels levels;
    EXPECT_EQ(StoredMessageTree{levels}.root(), zeroHash(32));
}

TEST(MessageTree, theThreeFormsAgreeAtEveryCount) {
    const auto leaves = someLeaves(70);
    MessageTree frontier;
    MemoryLevels levels;
    StoredMessageTree stored{levels};
    std::vector<Hash> roots{frontier.root()};
    for (std::size_t count = 1; count <= leaves.size(); ++count) {
        frontier.append(leaves[count - 1]);
        stored.append(leaves[count - 1]);
        roots.push_back(rootAt(std::span{leaves}.first(count)));
        ASSERT_EQ(frontier.root(), roots.back());
        ASSERT_EQ(stored.root(), roots.back());
        ASSERT_EQ(appendOnlyRoot(std::span{leaves}.first(count)), roots.back());
        ASSERT_EQ(MessageTree(frontier.frontier(), frontier.count()).root(), roots.back());
    }
    for (std::size_t count = 0; count <= leaves.size(); ++count) {
        ASSERT_EQ(stored.rootAt(count), roots[count]);
    }
    stored.truncate(33);
    EXPECT_EQ(stored.root(), roots[33]);
    stored.append(leaves[33]);
    EXPECT_EQ(stored.root(), roots[34]);
    EXPECT_EQ(StoredMessageTree(levels, 20).root(), roots[20]);
}

TEST(MessageTree, aLevelShowsTheNodesThatStandAboveLeaves) {
    const auto leaves = someLeaves(11);
    MemoryLevels levels;
    StoredMessageTree stored{levels};
    for (const Hash& leaf : leaves) stored.append(leaf);
    for (std::uint64_t count = 0; count <= leaves.size(); ++count) {
        std::vector<Hash> expected{leaves.begin(),
                                   leaves.begin() + static_cast<std::ptrdiff_t>(count)};
        for (unsigned level = 0; level <= 32; ++level) {
            ASSERT_EQ(stored.nodesOf(level, 0, 100, count), expected) << level << ", " << count;
            std::vector<Hash> parents;
            for (std::size_t i = 0; i < expected.size(); i += 2) {
                const Hash& right = i + 1 < expected.size() ? expected[i + 1] : zeroHash(level);
                parents.push_back(crypto::keccak256Pair(expected[i], right));
            }
            expected = std::move(parents);
        }
    }
    EXPECT_EQ(stored.nodesOf(0, 3, 2, 11), (std::vector<Hash>{leaves[3], leaves[4]}));
    EXPECT_TRUE(stored.nodesOf(1, 6, 5, 11).empty());
}

TEST(MessageTree, pathsVerifyAndForgedOnesDoNot) {
    const auto leaves = someLeaves(21);
    MemoryLevels levels;
    StoredMessageTree stored{levels};
    for (const Hash& leaf : leaves) stored.append(leaf);
    for (std::uint64_t count = 1; count <= leaves.size(); ++count) {
        const Hash root = stored.rootAt(count);
        for (std::uint64_t index = 0; index < count; ++index) {
            auto path = pathOf(leaves, index, count);
            ASSERT_EQ(path.size(), 32U);
            ASSERT_EQ(stored.pathOf(index, count), path);
            ASSERT_TRUE(verifyPath(leaves[index], index, path, root));
            ASSERT_FALSE(verifyPath(leaves[index], index ^ 1, path, root));
            ASSERT_FALSE(verifyPath(leaves[index], index | (1ULL << 32), path, root));
            ASSERT_FALSE(verifyPath(Hash{}, index, path, root));
            path[5][0] ^= 1;
            ASSERT_FALSE(verifyPath(leaves[index], index, path, root));
            path.pop_back();
            ASSERT_FALSE(verifyPath(leaves[index], index, path, root));
        }
    }
}

}  // namespace
}  // namespace rollscope::merkle
