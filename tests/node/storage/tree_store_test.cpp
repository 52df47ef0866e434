// Message trees on disk: the same roots and paths as in memory, also after a reopening.
#include "node/storage/tree_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "node/core/base/u256.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::storage {
namespace {

Hash leafOf(std::uint64_t i) {
    return crypto::keccak256(toHash(U256{i}).view());
}

class TreeStoreTest : public testing::Test {
protected:
    void SetUp() override {
        std::string name =
            (std::filesystem::temp_directory_path() / "rollscope-trees-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        m_dir = name;
        open();
    }
    void TearDown() override {
        m_db.reset();
        std::filesystem::remove_all(m_dir);
    }
    void open() {
        m_db.reset();
        auto opened = Database::open(m_dir);
        ASSERT_TRUE(opened) << opened.error().text();
        m_db = std::move(*opened);
    }
    void flush(TreeStore& store) {
        WriteBatch batch;
        store.flush(batch);
        ASSERT_TRUE(m_db->write(std::move(batch)));
    }

    std::filesystem::path m_dir;
    std::unique_ptr<Database> m_db;
};

TEST_F(TreeStoreTest, bothSidesOutliveAReopening) {
    merkle::MemoryLevels memory;
    merkle::StoredMessageTree expected{memory};
    {
        TreeStore inbox{*m_db, TreeSide::inbox};
        TreeStore outbox{*m_db, TreeSide::outbox};
        merkle::StoredMessageTree tree{inbox};
        merkle::StoredMessageTree other{outbox};
        for (std::uint64_t i = 0; i < 300; ++i) {
            tree.append(leafOf(i));
            expected.append(leafOf(i));
            other.append(leafOf(i + 1'000));
            if (i % 70 == 69) flush(inbox);
        }
        EXPECT_EQ(tree.root(), expected.root());
        flush(inbox);
        flush(outbox);
    }
    open();
    TreeStore inbox{*m_db, TreeSide::inbox};
    const merkle::StoredMessageTree tree{inbox, 300};
    for (const std::uint64_t count : {1U, 64U, 299U, 300U}) {
        ASSERT_EQ(tree.rootAt(count), expected.rootAt(count)) << count;
        ASSERT_EQ(tree.pathOf(count / 2, count), expected.pathOf(count / 2, count)) << count;
    }
    TreeStore outbox{*m_db, TreeSide::outbox};
    EXPECT_NE(merkle::StoredMessageTree(outbox, 300).root(), tree.root());
    EXPECT_TRUE(m_db->health());
}

TEST_F(TreeStoreTest, otherLeavesAfterACutReplaceTheOldOnes) {
    TreeStore store{*m_db, TreeSide::outbox};
    merkle::StoredMessageTree tree{store};
    for (std::uint64_t i = 0; i < 40; ++i) tree.append(leafOf(i));
    flush(store);
    tree.truncate(13);
    merkle::MemoryLevels memory;
    merkle::StoredMessageTree expected{memory};
    for (std::uint64_t i = 0; i < 13; ++i) expected.append(leafOf(i));
    for (std::uint64_t i = 100; i < 150; ++i) {
        tree.append(leafOf(i));
        expected.append(leafOf(i));
        ASSERT_EQ(tree.root(), expected.root()) << i;
    }
    flush(store);
    EXPECT_EQ(tree.pathOf(12, 63), expected.pathOf(12, 63));
}

TEST_F(TreeStoreTest, aMissingNodeMakesTheDatabaseUnhealthy) {
    TreeStore store{*m_db, TreeSide::inbox};
    static_cast<void>(merkle::StoredMessageTree(store, 5).root());
    ASSERT_FALSE(m_db->health());
    EXPECT_EQ(m_db->health().error().code, ErrorCode::storageCorrupt);
}

}  // namespace
}  // namespace rollscope::storage
