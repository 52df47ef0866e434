#include "node/chain/batch_spans.h"

#include <algorithm>

#include "node/core/base/assert.h"
#include "node/storage/record.h"

namespace rollscope::chain {
namespace {

constexpr std::string_view prefix = "batchSpan/";

Bytes keyOf(std::uint64_t batch) {
    return storage::RecordWriter{}.raw(asBytes(prefix)).u64(batch).take();
}

Bytes encode(const BatchSpan& span) {
    return storage::RecordWriter{}
        .u64(span.batch)
        .fixed(span.batchHash)
        .u64(span.firstBlock)
        .u64(span.lastBlock)
        .u32(span.transactions)
        .u64(span.unpackedBytes)
        .fixed(span.claim.stateRoot)
        .fixed(span.claim.outboxRoot)
        .fixed(span.claim.blockHash)
        .fixed(span.claim.txRoot)
        .take();
}

std::optional<BatchSpan> decode(BytesView bytes) {
    storage::RecordReader in(bytes);
    BatchSpan span;
    span.batch = in.u64();
    span.batchHash = in.hash();
    span.firstBlock = in.u64();
    span.lastBlock = in.u64();
    span.transactions = in.u32();
    span.unpackedBytes = in.u64();
    span.claim.stateRoot = in.hash();
    span.claim.outboxRoot = in.hash();
    span.claim.blockHash = in.hash();
    span.claim.txRoot = in.hash();
    if (!in.done()) return std::nullopt;
    return span;
}

}  // namespace

Result<std::unique_ptr<BatchSpans>> BatchSpans::open(storage::Database& database) {
    std::unique_ptr<BatchSpans> spans(new BatchSpans(database));
    bool whole = true;
    const auto visited = database.scanRecords(prefix, [&](BytesView, BytesView value) {
        const auto span = decode(value);
        whole = span && span->batch == spans->m_spans.size() + 1;
        if (whole) spans->m_spans.push_back(*span);
        return whole;
    });
    if (!visited) return failFrom(visited);
    if (!whole) return fail(ErrorCode::storageCorrupt, "batch spans");
    return spans;
}

std::uint64_t BatchSpans::count() const {
    const std::lock_guard lock(m_mutex);
    return m_spans.size();
}

std::optional<BatchSpan> BatchSpans::span(std::uint64_t batch) const {
    const std::lock_guard lock(m_mutex);
    if (batch == 0 || batch > m_spans.size()) return std::nullopt;
    return m_spans[batch - 1];
}

std::uint64_t BatchSpans::lastBlock() const {
    const std::lock_guard lock(m_mutex);
    return m_spans.empty() ? 0 : m_spans.back().lastBlock;
}

std::optional<std::uint64_t> BatchSpans::batchOf(std::uint64_t number) const {
    const std::lock_guard lock(m_mutex);
    // Last blocks never fall, so the first batch that reaches `number` holds it.
    const auto found = std::lower_bound(
        m_spans.begin(), m_spans.end(), number,
        [](const BatchSpan& span, std::uint64_t block) { return span.lastBlock < block; });
    if (number == 0 || found == m_spans.end()) return std::nullopt;
    return found->batch;
}

Result<void> BatchSpans::append(const BatchSpan& span) {
    ASSERT(span.batch == count() + 1);
    storage::WriteBatch write;
    write.put(storage::Column::records, keyOf(span.batch), encode(span));
    if (auto written = m_database.write(std::move(write)); !written) return written;
    const std::lock_guard lock(m_mutex);
    m_spans.push_back(span);
    return {};
}

Result<void> BatchSpans::truncate(std::uint64_t count) {
    storage::WriteBatch write;
    for (std::uint64_t batch = this->count(); batch > count; --batch) {
        write.remove(storage::Column::records, keyOf(batch));
    }
    if (write.empty()) return {};
    if (auto written = m_database.write(std::move(write)); !written) return written;
    const std::lock_guard lock(m_mutex);
    m_spans.resize(count);
    return {};
}

}  // namespace rollscope::chain
