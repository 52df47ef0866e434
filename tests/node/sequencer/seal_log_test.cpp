#include "node/sequencer/seal_log.h"

#include "tests/node/support/rollup_fixture.h"

namespace rollscope::testing {
namespace {

using sequencer::SealedRow;

SealedRow rowAt(std::uint64_t number) {
    SealedRow row;
    row.hash.bytes[0] = static_cast<std::uint8_t>(number);
    row.progress.number = number;
    row.progress.gasUsed = 21'000;
    row.receivedMs = {0, 1'700'000'000'128, 1'700'000'000'000};
    return row;
}

TEST(SealLog, aBlockIsKeptAsItWasMade) {
    Rollup rollup;
    rollup.follow();
    rollup.wallMs += 128;
    const std::uint64_t sentMs = rollup.wallMs;
    const Hash hash = rollup.send(0, rollup.user(1), ether(1));
    rollup.wallMs += 900;
    ASSERT_TRUE(rollup.sequencer->seal({rollup.now() + 1, rollup.wallMs}));
    const Hash block = rollup.store.chain->head().hash;
    const auto row = sequencer::sealedRow(*rollup.store.database, 1, block);
    ASSERT_TRUE(row && *row);
    const auto stored = rollup.store.chain->block(1);
    ASSERT_EQ((*row)->receivedMs.size(), stored->hashes.size());
    for (std::size_t i = 0; i < stored->hashes.size(); ++i) {
        const bool ours = stored->hashes[i] == hash;
        EXPECT_EQ((*row)->receivedMs[i], ours ? sentMs : 0u);
    }
    EXPECT_EQ((*row)->progress.included, 1u);
    std::uint64_t before = rollup.wallMs;
    for (const auto& stage : (*row)->progress.stages) {
        EXPECT_TRUE(stage.done);
        EXPECT_GE(stage.doneAtMs, before);  // one after the other
        before = stage.doneAtMs;
    }
    // another block at its height was made by somebody else
    EXPECT_FALSE(sequencer::sealedRow(*rollup.store.database, 1, hash)->has_value());
}

TEST(SealLog, theOldestGoesAsTheNewestComes) {
    L2Store store;
    const std::uint64_t last = 5 + sequencer::sealedBlocksKept;
    for (const std::uint64_t number : {std::uint64_t{5}, last}) {
        storage::WriteBatch batch;
        sequencer::keepSealed(batch, rowAt(number));
        ASSERT_TRUE(store.database->write(std::move(batch)));
    }
    EXPECT_FALSE(sequencer::sealedRow(*store.database, 5, rowAt(5).hash)->has_value());
    const auto kept = sequencer::sealedRow(*store.database, last, rowAt(last).hash);
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ((*kept)->receivedMs, rowAt(last).receivedMs);
    EXPECT_EQ((*kept)->progress.gasUsed, 21'000u);
}

}  // namespace
}  // namespace rollscope::testing
