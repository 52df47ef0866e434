// A chain after a clean stop, after kill -9, and after someone deleted its log.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
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

TEST(ChainReopen, killedWhileWritingItHasEveryBlockThatWasAccepted) {
    DevChain dev;
    int pipes[2];
    ASSERT_EQ(::pipe(pipes), 0);
    const auto child = ::fork();
    if (child == 0) {
        if (!dev.open()) ::_exit(2);
        for (std::uint64_t i = 0; i < 60; ++i) {
            auto result = dev.build({storeTx(i, i + 1)});
            if (!result || !dev.chain->insert(*result)) ::_exit(3);
            if (::write(pipes[1], &i, sizeof i) != sizeof i) ::_exit(4);
            if (i == 40) ::raise(SIGKILL);
        }
        ::_exit(1);
    }
    ::close(pipes[1]);
    std::uint64_t last = 0;
    while (::read(pipes[0], &last, sizeof last) == ssize_t{sizeof last}) continue;
    ::close(pipes[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << status;
    ASSERT_EQ(last, 40u);
    const auto opened = dev.open();
    ASSERT_TRUE(opened) << opened.error().text();
    EXPECT_EQ(dev.chain->headNumber(), last + 1);
    EXPECT_EQ(dev.chain->latestState().view->storage(storeContract, 7), U256{last + 1});
    EXPECT_EQ(dev.chain->transactionCount(), last + 1);
    dev.mine({storeTx(last + 1, 99)});
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
