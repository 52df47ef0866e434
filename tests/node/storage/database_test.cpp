// The database: what is written comes back, also after kill -9, and what is wrong is named.
#include "node/storage/database.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "node/storage/record.h"

namespace rollscope::storage {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test.
class DatabaseTest : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "rollscope-storage-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        m_dir = name;
    }
    void TearDown() override {
        m_db.reset();
        fs::remove_all(m_dir);
    }
    void open() {
        auto opened = Database::open(m_dir);
        ASSERT_TRUE(opened) << opened.error().text();
        m_db = std::move(*opened);
    }
    std::string keysUnder(std::string_view prefix, Order order) {
        std::string keys;
        const auto scanned = m_db->scanRecords(
            prefix,
            [&](BytesView key, BytesView) {
                keys.append(key.begin(), key.end()).push_back(' ');
                return true;
            },
            order);
        EXPECT_TRUE(scanned);
        return keys;
    }

    fs::path m_dir;
    std::unique_ptr<Database> m_db;
};

TEST_F(DatabaseTest, recordsComeBackAfterACleanStop) {
    open();
    ASSERT_TRUE(m_db->putRecord("mirror/head", asBytes("seven")));
    m_db.reset();
    open();
    const auto value = m_db->record("mirror/head");
    ASSERT_TRUE(value && *value);
    EXPECT_EQ(std::string((*value)->begin(), (*value)->end()), "seven");
    EXPECT_FALSE(m_db->record("mirror/none")->has_value());
}

TEST_F(DatabaseTest, aBatchIsWrittenWholeAndInOrder) {
    open();
    WriteBatch batch;
    batch.putRecord("a", asBytes("1"));
    batch.putRecord("b", asBytes("2"));
    batch.removeRecord("a");
    ASSERT_TRUE(m_db->write(std::move(batch)));
    EXPECT_FALSE(m_db->record("a")->has_value());
    EXPECT_TRUE(m_db->record("b")->has_value());
}

TEST_F(DatabaseTest, prefixScansGoBothWaysAndStayInside) {
    open();
    for (const auto* key : {"a/1", "b/1", "b/2", "b/3", "c/1"}) {
        ASSERT_TRUE(m_db->putRecord(key, {}, Sync::no));
    }
    EXPECT_EQ(keysUnder("b/", Order::forward), "b/1 b/2 b/3 ");
    EXPECT_EQ(keysUnder("b/", Order::reverse), "b/3 b/2 b/1 ");
    EXPECT_EQ(keysUnder("x/", Order::reverse), "");
    EXPECT_EQ(keysUnder("", Order::reverse), "c/1 b/3 b/2 b/1 a/1 ");
}

TEST_F(DatabaseTest, rowsThatWaitByHashAreScannedInOrderToo) {
    open();
    WriteBatch batch;
    for (std::uint8_t i = 200; i > 0; --i) {
        Bytes address(20);
        address[0] = i;
        batch.put(Column::l2Accounts, address, {});
    }
    ASSERT_TRUE(m_db->write(std::move(batch)));
    std::vector<int> seen;
    const Bytes from{100};
    ASSERT_TRUE(
        m_db->scan(Column::l2Accounts, {{}, from, Order::forward}, [&](BytesView key, BytesView) {
            seen.push_back(key[0]);
            return true;
        }));
    ASSERT_EQ(seen.size(), 101u);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_EQ(seen.front(), 100);
}

TEST_F(DatabaseTest, aReverseScanOfAPrefixOfOnesReachesTheEnd) {
    open();
    WriteBatch batch;
    const Bytes ones{0xff, 0xff};
    batch.put(Column::records, ones, {});
    ASSERT_TRUE(m_db->write(std::move(batch)));
    int rows = 0;
    ASSERT_TRUE(m_db->scan(Column::records, {ones, {}, Order::reverse}, [&](BytesView, BytesView) {
        ++rows;
        return true;
    }));
    EXPECT_EQ(rows, 1);
}

TEST_F(DatabaseTest, aSnapshotKeepsWhatItSaw) {
    open();
    ASSERT_TRUE(m_db->putRecord("k", asBytes("old")));
    const auto before = m_db->snapshot();
    ASSERT_TRUE(m_db->putRecord("k", asBytes("new")));
    const auto value = m_db->get(Column::records, asBytes("k"), before.get());
    ASSERT_TRUE(value && *value);
    EXPECT_EQ((**value)[0], 'o');
}

TEST_F(DatabaseTest, aSnapshotMayOutliveTheDatabase) {
    open();
    auto snapshot = m_db->snapshot();
    m_db.reset();
    EXPECT_EQ(Database::open(m_dir).error().code, ErrorCode::storageLocked);
    snapshot.reset();
    open();
}

TEST_F(DatabaseTest, aSecondProgramIsToldThatTheFolderIsInUse) {
    open();
    const auto second = Database::open(m_dir);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::storageLocked);
    EXPECT_NE(second.error().data.find(m_dir.string()), std::string::npos);
}

TEST_F(DatabaseTest, anotherVersionsFolderIsNotOpened) {
    open();
    WriteBatch batch;
    batch.put(Column::meta, asBytes(versionKey), RecordWriter{}.u32(schemaVersion + 1).take());
    ASSERT_TRUE(m_db->write(std::move(batch)));
    m_db.reset();
    const auto opened = Database::open(m_dir);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::schemaMismatch);
    EXPECT_NE(opened.error().data.find(m_dir.string()), std::string::npos);
}

TEST_F(DatabaseTest, aFolderThatCannotBeMadeIsNamed) {
    const auto file = m_dir / "file";
    std::ofstream(file) << "in the way";
    const auto opened = Database::open(file / "data");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::ioFailed);
    EXPECT_NE(opened.error().data.find(file.string()), std::string::npos);
}

TEST_F(DatabaseTest, killedInTheMiddleItKeepsEveryWriteThatReturned) {
    int pipes[2];
    ASSERT_EQ(::pipe(pipes), 0);
    const auto child = ::fork();
    if (child == 0) {
        auto opened = Database::open(m_dir);
        for (std::uint64_t i = 0; opened; ++i) {
            const auto sync = i % 2 == 0 ? Sync::yes : Sync::no;
            if (!(*opened)->putRecord("k" + std::to_string(i), keyOf(i), sync)) break;
            if (::write(pipes[1], &i, sizeof i) != sizeof i) break;
        }
        ::_exit(1);
    }
    std::uint64_t last = 0;
    while (last < 200) ASSERT_EQ(::read(pipes[0], &last, sizeof last), ssize_t{sizeof last});
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(pipes[1]);
    while (::read(pipes[0], &last, sizeof last) == ssize_t{sizeof last}) continue;
    ::close(pipes[0]);
    open();
    for (std::uint64_t i = 0; i <= last; ++i) {
        const auto value = m_db->record("k" + std::to_string(i));
        ASSERT_TRUE(value && *value) << i << " of " << last;
        EXPECT_EQ(numberOf(**value), i);
    }
}

TEST_F(DatabaseTest, theHeadMarkerSurvivesATornCopy) {
    const auto file = m_dir / "heads";
    const HeadMark first{7, Hash{{{1}}}};
    const HeadMark second{8, Hash{{{2}}}};
    {
        auto marker = HeadMarker::open(file);
        ASSERT_TRUE(marker);
        ASSERT_TRUE(marker->set(1, first));   // turn 1, second copy
        ASSERT_TRUE(marker->set(1, second));  // turn 2, first copy
    }
    {
        std::fstream torn(file, std::ios::in | std::ios::out | std::ios::binary);
        torn.seekp(20);
        torn << "torn";
    }
    const auto marker = HeadMarker::open(file);
    ASSERT_TRUE(marker);
    EXPECT_EQ(marker->marks()[1], first);
    EXPECT_EQ(marker->marks()[0], std::nullopt);
}

TEST(Record, fieldsComeBackAndShortInputIsNoticed) {
    RecordWriter writer;
    writer.u8(1).u32(2).u64(3).u256(U256{0, 0, 0, 5}).fixed(Hash{{{9}}}).text("six");
    RecordReader reader{writer.view()};
    EXPECT_EQ(reader.u8(), 1);
    EXPECT_EQ(reader.u32(), 2u);
    EXPECT_EQ(reader.u64(), 3u);
    EXPECT_EQ(reader.u256(), (U256{0, 0, 0, 5}));
    EXPECT_EQ(reader.hash(), (Hash{{{9}}}));
    EXPECT_EQ(reader.text(), "six");
    EXPECT_TRUE(reader.done());
    EXPECT_EQ(reader.u64(), 0u);
    EXPECT_FALSE(reader.ok());
}

}  // namespace
}  // namespace rollscope::storage
