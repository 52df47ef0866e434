#include "node/sequencer/seal_log.h"

#include <algorithm>
#include <limits>

#include "node/storage/record.h"

namespace rollscope::sequencer {
namespace {

constexpr std::string_view prefix = "sealed/";
constexpr std::uint32_t notFromPool = std::numeric_limits<std::uint32_t>::max();

std::string keyOf(std::uint64_t number) {
    const Bytes key = storage::RecordWriter{}.raw(asBytes(prefix)).u64(number).take();
    return {key.begin(), key.end()};
}

/// Times of one block are close to each other: four bytes each after the first.
void writeTimes(storage::RecordWriter& out, const std::vector<std::uint64_t>& times) {
    std::uint64_t first = 0;
    for (const std::uint64_t time : times) {
        if (time != 0 && (first == 0 || time < first)) first = time;
    }
    out.u64(first).u32(static_cast<std::uint32_t>(times.size()));
    for (const std::uint64_t time : times) {
        const std::uint64_t later = time == 0 ? notFromPool : time - first;
        out.u32(static_cast<std::uint32_t>(std::min<std::uint64_t>(later, notFromPool)));
    }
}

std::optional<SealedRow> decode(BytesView bytes, std::uint64_t number) {
    storage::RecordReader in(bytes);
    SealedRow row;
    row.hash = in.hash();
    api::BlockProgress& progress = row.progress;
    progress.number = number;
    for (std::size_t i = 0; i < api::blockStageCount; ++i) {
        auto& stage = progress.stages[i];
        stage.stage = static_cast<api::BlockStage>(i);
        stage.done = true;
        stage.doneAtMs = in.u64();
        stage.durationUs = in.u64();
    }
    for (auto* each : {&progress.taken, &progress.chosen, &progress.executed, &progress.included,
                       &progress.messages, &progress.gasUsed}) {
        *each = in.u64();
    }
    const std::uint64_t first = in.u64();
    const std::uint32_t count = in.u32();
    if (!in.ok() || in.rest().size() != std::size_t{count} * 4) return std::nullopt;
    row.receivedMs.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t later = in.u32();
        row.receivedMs.push_back(later == notFromPool ? 0 : first + later);
    }
    return row;
}

}  // namespace

void keepSealed(storage::WriteBatch& batch, const SealedRow& row) {
    storage::RecordWriter out;
    out.fixed(row.hash);
    const api::BlockProgress& progress = row.progress;
    for (const auto& stage : progress.stages) out.u64(stage.doneAtMs).u64(stage.durationUs);
    for (const std::uint64_t each : {progress.taken, progress.chosen, progress.executed,
                                     progress.included, progress.messages, progress.gasUsed}) {
        out.u64(each);
    }
    writeTimes(out, row.receivedMs);
    batch.putRecord(keyOf(progress.number), out);
    if (progress.number > sealedBlocksKept) {
        batch.removeRecord(keyOf(progress.number - sealedBlocksKept));
    }
}

Result<std::optional<SealedRow>> sealedRow(const storage::Database& database, std::uint64_t number,
                                           const Hash& hash) {
    const auto stored = database.record(keyOf(number));
    if (!stored) return failFrom(stored);
    if (!*stored) return std::nullopt;
    auto row = decode(**stored, number);
    if (!row) return fail(ErrorCode::storageCorrupt, "how a block was made");
    if (row->hash != hash) return std::nullopt;
    return row;
}

}  // namespace rollscope::sequencer
