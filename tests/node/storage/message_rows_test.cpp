// Message lists on disk: found by number, hash and account, cut back, and the same after a
// reopening.
#include "node/storage/message_rows.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "node/core/crypto/keccak.h"
#include "node/storage/record.h"

namespace rollscope::storage {
namespace {

Hash hashOf(std::uint64_t i) {
    return crypto::keccak256(toHash(U256{i}).view());
}

Address account(std::uint8_t last) {
    Address result;
    result.data()[19] = last;
    return result;
}

/// Three rows a transaction, between one of three senders and one of two recipients.
MessageRow rowOf(std::uint64_t i) {
    const auto sender = static_cast<std::uint8_t>(1 + i % 3);
    const auto recipient = static_cast<std::uint8_t>(1 + i % 2);
    return {{hashOf(i), hashOf(1'000'000 + i / 3), {account(sender), account(recipient)}},
            RecordWriter().u64(i).take()};
}

class MessageRowsTest : public testing::Test {
protected:
    void SetUp() override {
        std::string name =
            (std::filesystem::temp_directory_path() / "rollscope-rows-XXXXXX").string();
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
    void flush(MessageRows& rows) {
        WriteBatch batch;
        rows.flush(batch);
        ASSERT_TRUE(m_db->write(std::move(batch)));
    }
    /// Whether all that can be asked of rows [0, count) is answered as a plain list would.
    static void check(const MessageRows& rows, std::uint64_t count) {
        ASSERT_EQ(rows.count(), count);
        EXPECT_FALSE(rows.row(count).has_value());
        EXPECT_FALSE(rows.find(hashOf(count)).has_value());
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto row = rows.row(i);
            ASSERT_TRUE(row.has_value());
            EXPECT_EQ(row->keys, rowOf(i).keys);
            EXPECT_EQ(row->value, rowOf(i).value);
            EXPECT_EQ(rows.find(hashOf(i)), i);
            EXPECT_EQ(rows.find(hashOf(1'000'000 + i / 3)), i / 3 * 3);
        }
        for (std::uint8_t who = 1; who <= 3; ++who) {
            std::vector<std::uint64_t> expected;
            for (std::uint64_t i = count; i-- > 0;) {
                const auto accounts = rowOf(i).keys.accounts;
                if (accounts[0] == account(who) || accounts[1] == account(who)) {
                    expected.push_back(i);
                }
            }
            EXPECT_EQ(rows.countOf(account(who)), expected.size());
            EXPECT_EQ(rows.of(account(who), 0, count), expected);
            if (expected.size() < 12) continue;
            const std::vector<std::uint64_t> some(expected.begin() + 7, expected.begin() + 12);
            EXPECT_EQ(rows.of(account(who), 7, 5), some);
            EXPECT_TRUE(rows.of(account(who), expected.size(), 5).empty());
        }
    }

    std::filesystem::path m_dir;
    std::unique_ptr<Database> m_db;
};

TEST_F(MessageRowsTest, whatIsWrittenAndWhatWaitsIsOneList) {
    MessageRows rows{m_db.get(), "test/"};
    for (std::uint64_t i = 0; i < 100; ++i) {
        rows.append(rowOf(i));
        if (i % 37 == 36) flush(rows);
    }
    EXPECT_EQ(rows.stored(), 74u);
    check(rows, 100);
    flush(rows);
    check(rows, 100);
    open();
    MessageRows again{m_db.get(), "test/"};
    again.open(100);
    check(again, 100);
}

TEST_F(MessageRowsTest, whatIsCutBackIsFoundNoMore) {
    MessageRows rows{m_db.get(), "test/"};
    for (std::uint64_t i = 0; i < 60; ++i) rows.append(rowOf(i));
    flush(rows);
    for (std::uint64_t i = 60; i < 70; ++i) rows.append(rowOf(i));
    WriteBatch batch;
    rows.truncate(31, batch);
    ASSERT_TRUE(m_db->write(std::move(batch)));
    check(rows, 31);
    for (std::uint64_t i = 31; i < 50; ++i) rows.append(rowOf(i));
    flush(rows);
    check(rows, 50);
}

TEST_F(MessageRowsTest, withoutADatabaseItIsInMemory) {
    MessageRows rows{nullptr, "test/"};
    for (std::uint64_t i = 0; i < 40; ++i) rows.append(rowOf(i));
    WriteBatch batch;
    rows.flush(batch);
    check(rows, 40);
    rows.truncate(20, batch);
    check(rows, 20);
}

TEST_F(MessageRowsTest, notesOfBlocksAreVisitedBothWays) {
    BlockNotes notes{m_db.get(), "notes/"};
    WriteBatch batch;
    for (const std::uint64_t block : {3u, 300u, 70'000u}) {
        notes.put(block, RecordWriter().u64(block * 2).take(), batch);
    }
    notes.remove(300, batch);
    ASSERT_TRUE(m_db->write(std::move(batch)));
    std::vector<std::uint64_t> seen;
    ASSERT_TRUE(notes.visit(Order::reverse, [&](std::uint64_t block, BytesView note) {
        EXPECT_EQ(numberOf(note), block * 2);
        seen.push_back(block);
        return true;
    }));
    EXPECT_EQ(seen, (std::vector<std::uint64_t>{70'000, 3}));
}

}  // namespace
}  // namespace rollscope::storage
