// How blocks and transactions came to be, as this node's sequencer and pool saw it.
#include "node/embedded/queries.h"
#include "node/sequencer/seal_log.h"

namespace rollscope::embedded {

namespace {

std::string whyNoRow(std::uint64_t number, std::uint64_t head) {
    return head >= number + sequencer::sealedBlocksKept
               ? "how block " + std::to_string(number) + " was made: kept for the last " +
                     std::to_string(sequencer::sealedBlocksKept) + " blocks only"
               : "how block " + std::to_string(number) +
                     " was made: this node's sequencer did not make it, or did so before such "
                     "records were kept";
}

}  // namespace

Result<api::BlockProgress> Queries::blockProgress(std::uint64_t number) const {
    const auto record = m.l2->record(number);
    if (!record) return failFrom(record);
    if (!*record) {
        const api::SequencerView view = sequencer();
        if (view.making && view.making->number == number) return *view.making;
        return fail(ErrorCode::notFound, "block " + std::to_string(number) + " is not begun");
    }
    const auto row = sequencer::sealedRow(*m.database, number, (*record)->hash);
    if (!row) return failFrom(row);
    if (!*row) return fail(ErrorCode::notFound, whyNoRow(number, m.l2->headNumber()));
    return (*row)->progress;
}

Result<api::TxTrail> Queries::transactionTrail(const Hash& hash) const {
    api::TxTrail trail;
    trail.answers = m.answers.of(hash);
    const auto waiting = m.pool->find(hash);
    auto mined = m.l2->mined(hash);
    if (!mined) return failFrom(mined);
    if (!*mined && waiting) {
        trail.receivedMs = waiting->receivedMs;
        return trail;
    }
    if (!*mined) return fail(ErrorCode::notFound, toHex(hash.view()));
    const auto& place = (*mined)->transaction;
    trail.block = place.block;
    const auto row = sequencer::sealedRow(*m.database, place.block, place.blockHash);
    if (!row) return failFrom(row);
    if (!*row) {
        trail.gap = QString::fromStdString(whyNoRow(place.block, m.l2->headNumber()));
        return trail;
    }
    trail.sealedMs = (*row)->progress.stages.back().doneAtMs;
    const auto& times = (*row)->receivedMs;
    if (place.index < times.size() && times[place.index] != 0) {
        trail.receivedMs = times[place.index];
    } else {
        trail.gap = QStringLiteral("it did not come by the pool");
    }
    return trail;
}

}  // namespace rollscope::embedded
