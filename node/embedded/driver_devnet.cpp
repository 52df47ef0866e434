// The devnet's commands: mining, the clock, and snapshots of both layers.
#include "node/embedded/driver.h"
#include "node/storage/record.h"

namespace rollscope::embedded {

namespace {

constexpr std::string_view snapshotPrefix = "devnet/snapshot/";
constexpr std::string_view snapshotCounter = "devnet/snapshots";

// A block that takes longer to follow than to be asked for.
constexpr std::uint32_t largeBlock = 100;
constexpr int turnsToWait = 4;

std::string snapshotKey(std::uint64_t id) {
    const std::string digits = std::to_string(id);
    return std::string(snapshotPrefix) + std::string(20 - digits.size(), '0') + digits;
}

}  // namespace

Result<std::uint64_t> Driver::mine(std::uint64_t blocks) {
    const auto mined = m.devnet->mine(blocks, m.wallMs());
    if (!mined) return tl::make_unexpected(mined.error());
    readL1();
    if (m_sequencerFirst == 0) verify();
    // L2's port speaks of L2's blocks: they are made as well
    if (m.running(api::Role::sequencer)) {
        const auto sealed = sealNow();
        if (!sealed) return failFrom(sealed);
    }
    return 0;
}

Result<void> Driver::sealNow() {
    const auto sealed = m.sequencer->seal(m.now());
    if (!sealed) return failFrom(sealed);
    if (m.l2->head().transactions >= largeBlock) m_sequencerFirst = turnsToWait;
    return {};
}

Result<std::uint64_t> Driver::takeSnapshot() {
    std::uint64_t id = 1;
    const auto counter = m.database->record(snapshotCounter);
    if (!counter) return tl::make_unexpected(counter.error());
    if (*counter) id = storage::RecordReader(**counter).u64() + 1;
    storage::RecordWriter row;
    row.u64(m.devnet->head().number).u64(m.l2->headNumber());
    row.u64(m.chainSeconds()).flag(m.devnet->clock().paused());
    storage::WriteBatch writes;
    writes.putRecord(snapshotKey(id), row);
    writes.putRecord(snapshotCounter, storage::RecordWriter().u64(id));
    const auto written = m.database->write(std::move(writes));
    if (!written) return tl::make_unexpected(written.error());
    m.sink("node").say(api::EventLevel::info, {}, QStringLiteral("Snapshot %1 taken").arg(id));
    return id;
}

Result<std::uint64_t> Driver::revertTo(std::uint64_t id) {
    const auto kept = m.database->record(snapshotKey(id));
    if (!kept) return tl::make_unexpected(kept.error());
    if (!*kept) return fail(ErrorCode::notFound, "snapshot " + std::to_string(id));
    storage::RecordReader row(**kept);
    const std::uint64_t l1Number = row.u64();
    const std::uint64_t l2Number = row.u64();
    const std::uint64_t seconds = row.u64();
    const bool paused = row.flag();

    m.sequencer->abandon();
    for (const auto& waiting : m.pool->hashes()) {
        m.pool->drop(waiting, "the devnet went back to a snapshot");
    }
    l1::DevnetClock clock;
    clock.set(seconds, m.wallMs());
    if (paused) clock.pause(m.wallMs());
    const auto back = m.devnet->revertTo(l1Number, clock);
    if (!back) return tl::make_unexpected(back.error());
    const auto cut = m.l2->truncate(l2Number);
    if (!cut) return tl::make_unexpected(cut.error());

    // this snapshot and the later ones are used up
    storage::WriteBatch writes;
    const auto scanned = m.database->scanRecords(snapshotPrefix, [&](BytesView key, BytesView) {
        const std::string text(reinterpret_cast<const char*>(key.data()), key.size());
        if (text >= snapshotKey(id)) writes.removeRecord(text);
        return true;
    });
    if (!scanned) return tl::make_unexpected(scanned.error());
    const auto written = m.database->write(std::move(writes));
    if (!written) return tl::make_unexpected(written.error());
    m.pool->onNewHead(m.l2->latestState(), {});
    m.sink("node").say(api::EventLevel::warning, {},
                       QStringLiteral("Went back to snapshot %1: L1 block %2, L2 block %3")
                           .arg(id)
                           .arg(l1Number)
                           .arg(l2Number));
    return id;
}

Result<std::uint64_t> Driver::devnet(const api::DevnetCommand& command) {
    using Action = api::DevnetAction;
    if (command.action != Action::mine) m_sequencerFirst = 0;
    Result<std::uint64_t> answer = std::uint64_t{0};
    const auto take = [&](const Result<void>& done) {
        if (!done) answer = tl::make_unexpected(done.error());
    };
    switch (command.action) {
        case Action::mine: answer = mine(command.value == 0 ? 1 : command.value); break;
        case Action::warp: take(m.devnet->warp(command.value, m.wallMs())); break;
        case Action::setNextTimestamp: take(m.devnet->setNextTimestamp(command.value)); break;
        case Action::pauseClock: m.devnet->pauseClock(m.wallMs()); break;
        case Action::resumeClock: m.devnet->resumeClock(m.wallMs()); break;
        case Action::snapshot: answer = takeSnapshot(); break;
        case Action::revert: answer = revertTo(command.value); break;
    }
    m_nextPublishMs = 0;
    if (m_sequencerFirst == 0) {
        turn(false);
    } else {
        // answered first, told to listeners right after
        QMetaObject::invokeMethod(this, &Driver::tick, Qt::QueuedConnection);
    }
    return answer;
}

}  // namespace rollscope::embedded
