// A chain after a clean stop, after kill -9, and after someone deleted its log.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "tests/node/chain/dev_chain.h"

namespace rollscope::chain {
namespace {

namespace fs = std::filesystem;

types::Transaction storeTx(std::uint64_t nonce, std::uint64_t value) {
    return signedTx({0, nonce, storeContract, {}, storeCall(7, value)});
}

TEST(ChainReopen, everythingIsThereAfterACleanStop) {
    DevChain dev;
    ASSERT_TRUE(dev.open());
    storage::WriteBatch extra;
    extra.putRecord("bridge/1", asBytes("rides along"));
    dev.mine({storeTx(0, 41)}, std::move(extra));
    dev.mine({storeTx(1, 42)});
    ASSERT_TRUE(dev.chain->setLabel(Label::asserted, 1));
    const auto head = dev.chain->head();
    dev.close();
    ASSERT_TRUE(dev.open());
    EXPECT_EQ(dev.chain->head().hash, head.hash);
    EXPECT_EQ(dev.chain->head().header, head.header);
    EXPECT_EQ(dev.chain->label(Label::asserted), 1u);
    EXPECT_EQ(dev.chain->latestState().view->storage(storeContract, 7), U256{42});
    EXPECT_EQ(dev.chain->stateAt(1)->view->storage(storeContract, 7), U256{41});
    EXPECT_TRUE(dev.db->record("bridge/1")->has_value());
    dev.mine({storeTx(2, 43)});
    EXPECT_EQ(dev.chain->headNumber(), 3u);
}

/// Everything that a question about one block answers.
auto toldOf(const Chain& chain, std::uint64_t number) {
    std::vector<types::Receipt> receipts;
    std::vector<std::uint32_t> firstLogs;
    const auto stored = *chain.receipts(number);
    for (const auto& each : stored) {
        receipts.push_back(each.receipt);
        firstLogs.push_back(each.firstLogIndex);
    }
    using LogPlace = std::tuple<types::Log, Hash, std::uint32_t, std::uint32_t, std::uint64_t>;
    std::vector<LogPlace> logs;
    const auto views = *chain.logsOf(number);
    for (const auto& log : views) {
        logs.emplace_back(log.log, log.txHash, log.txIndex, log.logIndex, log.blockTimestamp);
    }
    const auto block = *chain.block(number);
    return std::tuple{block.block(), block.hashes, block.senders, block.record.hash,
                      receipts,      firstLogs,    logs};
}

TEST(ChainReopen, aBlockJustMadeIsToldAsAnOldOne) {
    DevChain dev;
    ASSERT_TRUE(dev.open());
    dev.mine({storeTx(0, 1), signedTx({1, 0, testAccount(2), U256{5}, {}}),
              signedTx({2, 0, {}, {}, storeCode()}), storeTx(1, 2)});
    const auto fresh = toldOf(*dev.chain, 1);
    ASSERT_FALSE(std::get<6>(fresh).empty());
    dev.close();
    ASSERT_TRUE(dev.open());
    EXPECT_EQ(toldOf(*dev.chain, 1), fresh);
}

TEST(ChainReopen, aBlockInTheUndoneOnesPlaceIsToldAsItself) {
    DevChain dev;
    ASSERT_TRUE(dev.open());
    dev.mine({storeTx(0, 1)});
    ASSERT_TRUE(dev.chain->truncate(0));
    EXPECT_EQ(dev.chain->block(1).error().code, ErrorCode::unknownBlock);
    dev.mine({storeTx(0, 2), storeTx(1, 3)});
    const auto fresh = toldOf(*dev.chain, 1);
    EXPECT_EQ(std::get<1>(fresh).size(), 2u);
    dev.close();
    ASSERT_TRUE(dev.open());
    EXPECT_EQ(toldOf(*dev.chain, 1), fresh);
}

constexpr const char* killedChainFolder = "ROLLSCOPE_TEST_KILLED_CHAIN";
constexpr std::uint64_t blocksUntilKilled = 41;

/// In a process of its own: makes blocks in the other process's folder and is killed.
void makeBlocksAndDie(DevChain& dev) {
    fs::remove_all(dev.dir);
    dev.dir = std::getenv(killedChainFolder);
    if (!dev.open()) ::_exit(2);
    for (std::uint64_t i = 0; i < blocksUntilKilled; ++i) {
        auto result = dev.build({storeTx(i, i + 1)});
        if (!result || !dev.chain->insert(*result)) ::_exit(3);
    }
    ::raise(SIGKILL);
}

TEST(ChainReopen, killedWhileWritingItHasEveryBlockThatWasAccepted) {
    DevChain dev;
    // begun anew, not forked: threads do not survive a fork
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    ::setenv(killedChainFolder, dev.dir.c_str(), 0);
    ASSERT_EXIT(makeBlocksAndDie(dev), ::testing::KilledBySignal(SIGKILL), "");
    ::unsetenv(killedChainFolder);
    const auto opened = dev.open();
    ASSERT_TRUE(opened) << opened.error().text();
    EXPECT_EQ(dev.chain->headNumber(), blocksUntilKilled);
    EXPECT_EQ(dev.chain->latestState().view->storage(storeContract, 7), U256{blocksUntilKilled});
    EXPECT_EQ(dev.chain->transactionCount(), blocksUntilKilled);
    dev.mine({storeTx(blocksUntilKilled, 99)});
}

TEST(ChainReopen, aDeletedLogIsNoticed) {
    DevChain dev;
    ASSERT_TRUE(dev.open());
    dev.mine({storeTx(0, 1)});
    dev.close();
    ASSERT_TRUE(dev.open());
    dev.mine({storeTx(1, 2)});
    dev.close();
    for (const auto& entry : fs::directory_iterator(dev.dir / storage::databaseFolder)) {
        if (entry.path().extension() == ".log") fs::remove(entry.path());
    }
    const auto opened = dev.open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::storageCorrupt);
    EXPECT_NE(opened.error().text().find(dev.dir.string()), std::string::npos);
}

TEST(ChainReopen, aDatabaseThatVanishedIsNoticed) {
    DevChain dev;
    ASSERT_TRUE(dev.open());
    dev.mine({});
    dev.close();
    fs::remove_all(dev.dir / storage::databaseFolder);
    const auto opened = dev.open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::storageCorrupt);
}

TEST(ChainReopen, aMarkerBelowTheHeadIsNoAlarm) {
    DevChain dev;
    ASSERT_TRUE(dev.open());
    dev.mine({storeTx(0, 1)});
    const auto first = dev.chain->head();
    dev.mine({storeTx(1, 2)});
    // As a rewind leaves it that was interrupted before it wrote.
    ASSERT_TRUE(dev.db->setHeadMark(0, storage::HeadMark{first.number(), first.hash}));
    dev.close();
    const auto opened = dev.open();
    ASSERT_TRUE(opened) << opened.error().text();
    EXPECT_EQ(dev.chain->headNumber(), 2u);
    EXPECT_EQ(dev.db->headMark(0)->number, 2u);
}

TEST(ChainReopen, readersSeeWholeBlocksWhileTheChainGrowsAndShrinks) {
    DevChain dev;
    ASSERT_TRUE(dev.open());
    std::atomic<bool> stop = false;
    std::atomic<int> wrong = 0;
    std::thread reader([&] {
        while (!stop) {
            const auto state = dev.chain->latestState();
            // Block n stores n in slot 7, so head and state must agree.
            if (state.view->storage(storeContract, 7) != U256{state.head.number()}) ++wrong;
            const auto page = dev.chain->transactions({0, 5});
            if (!page || page->rows.size() != std::min<std::size_t>(5, page->total)) ++wrong;
            const auto block = dev.chain->block(state.head.number());
            if (block && block->transactions.size() != block->record.transactions) ++wrong;
        }
    });
    for (int round = 0; round < 10; ++round) {
        for (int i = 0; i < 5; ++i) {
            const auto next = dev.chain->headNumber();
            dev.mine({storeTx(next, next + 1)});
        }
        ASSERT_TRUE(dev.chain->truncate(dev.chain->headNumber() - 3));
    }
    stop = true;
    reader.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(dev.chain->headNumber(), 20u);
}

}  // namespace
}  // namespace rollscope::chain
