#include <algorithm>

#include "node/core/codec/batch.h"
#include "node/embedded/queries.h"

namespace rollscope::embedded {

std::optional<api::BatchRow> Queries::batchRow(std::uint64_t index) const {
    const auto entry = m.mirror->batch(index);
    if (!entry) return std::nullopt;
    api::BatchRow row;
    row.index = index;
    row.hash = entry->hash;
    row.sizeBytes = entry->sizeBytes;
    row.inboxCount = entry->record.inboxCount;
    row.l1TxHash = entry->origin.txHash;
    row.l1Block = entry->origin.block;
    row.l1Timestamp = entry->origin.timestamp;
    row.l1GasUsed = entry->gasUsed;
    row.l1Fee = entry->fee;
    if (const auto span = m.spans->span(index)) {
        row.firstBlock = span->firstBlock;
        row.lastBlock = span->lastBlock;
        row.transactions = span->transactions;
        row.unpackedBytes = span->unpackedBytes;
    }
    const auto assertions = m.mirror->assertions(index);
    if (!assertions.empty()) {
        row.status = api::TxStatus::asserted;
        row.assertedAt = assertions.front().origin.timestamp;
        row.finalAt = assertions.front().finalAt;
    }
    if (index <= m.mirror->finalizedCount()) row.status = api::TxStatus::finalized;
    return row;
}

api::Page<api::BatchRow> Queries::batches(api::PageRequest page) const {
    api::Page<api::BatchRow> rows;
    rows.offset = page.offset;
    rows.total = m.mirror->batchCount();
    const std::uint64_t limit = std::min<std::uint64_t>(page.limit, 1000);
    for (std::uint64_t i = page.offset; i < rows.total && rows.rows.size() < limit; ++i) {
        if (auto row = batchRow(rows.total - i)) rows.rows.push_back(std::move(*row));
    }
    return rows;
}

Result<api::BatchView> Queries::batch(std::uint64_t index) const {
    const auto entry = m.mirror->batch(index);
    auto row = batchRow(index);
    if (!entry || !row) return fail(ErrorCode::notFound, "batch " + std::to_string(index));
    api::BatchView view;
    view.row = std::move(*row);
    view.record = entry->record;
    view.data = m.mirror->batchData(index).value_or(Bytes{});
    view.postedBy = entry->origin.sender;
    const auto span = m.spans->span(index);
    for (const l1::AssertionEntry& each : m.mirror->assertions(index)) {
        api::AssertionView assertion;
        assertion.claim = each.claim;
        assertion.parts = each.parts;
        assertion.asserter = each.asserter;
        assertion.assertedAt = each.origin.timestamp;
        assertion.finalAt = each.finalAt;
        assertion.matches = span && types::claimHash(span->claim) == each.claim;
        assertion.final = each.final;
        assertion.l1TxHash = each.origin.txHash;
        view.assertions.push_back(std::move(assertion));
    }
    return view;
}

Result<api::WithdrawalProof> Queries::withdrawalProof(const Hash& l2TxHash) const {
    const auto followed = m.bridge->followedTo();
    const auto index = m.bridge->withdrawalOf(l2TxHash);
    if (index) return m.bridge->proof(*index, m.chainSeconds());
    if (const auto mined = m.l2->transaction(l2TxHash);
        mined && *mined && (*mined)->block > followed) {
        return fail(ErrorCode::withdrawalNotReady, "its L2 block was made this moment");
    }
    if (m.pool->contains(l2TxHash)) {
        return fail(ErrorCode::withdrawalNotReady, "its transaction is in no L2 block yet");
    }
    return fail(ErrorCode::notFound, "no withdrawal in transaction " + toHex(l2TxHash.view()));
}

}  // namespace rollscope::embedded
