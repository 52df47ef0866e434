// What a batch's bytes mean, and what a transaction's share of one costs.
#include <algorithm>

#include "node/core/codec/batch_share.h"
#include "node/core/codec/inflate.h"
#include "node/core/state/l1_fee.h"
#include "node/embedded/batch_fields.h"
#include "node/embedded/queries.h"
#include "node/embedded/stream_fields.h"

namespace rollscope::embedded {

namespace {

constexpr std::uint32_t mostBytes = 65'536;

/// Puts the part of `whole` that was asked for into the answer; invalidParams past the end.
Result<void> cut(api::BatchDecoding& answer, BytesView whole, const api::DecodingRequest& request) {
    answer.total = whole.size();
    answer.offset = request.offset;
    if (request.limit > mostBytes) {
        return fail(ErrorCode::invalidParams, "limit: at most " + std::to_string(mostBytes));
    }
    if (request.offset > whole.size()) return fail(ErrorCode::invalidParams, "offset");
    const auto part = whole.subspan(static_cast<std::size_t>(request.offset));
    const auto bytes = part.first(std::min<std::size_t>(part.size(), request.limit));
    answer.bytes.assign(bytes.begin(), bytes.end());
    return {};
}

bool touches(const api::BatchField& field, const api::BatchDecoding& answer) {
    return field.offset < answer.offset + answer.bytes.size() &&
           field.offset + field.length > answer.offset;
}

}  // namespace

Result<api::BatchDecoding> Queries::batchDecoding(std::uint64_t index,
                                                  const api::DecodingRequest& request) const {
    const auto entry = m.mirror->batch(index);
    const auto data = m.mirror->batchData(index);
    if (!entry || !data) return fail(ErrorCode::notFound, "batch " + std::to_string(index));
    api::BatchDecoding answer;
    answer.index = index;
    answer.of = request.of;

    Bytes columns;
    if (data->empty() || data->front() != codec::batchVersion) {
        answer.problem = QStringLiteral("the first byte is no version that we know");
    } else if (data->size() > codec::maxBatchBytes) {
        answer.problem = QStringLiteral("longer than a batch may be");
    } else if (auto unpacked =
                   codec::inflate(BytesView(*data).subspan(1), codec::maxBatchUnpacked)) {
        columns = std::move(*unpacked);
    } else {
        answer.problem = QString::fromStdString(unpacked.error().text());
    }
    const auto span = m.spans->span(index);
    const ColumnFields fields(columns, m.spec.chainId, span ? span->firstBlock : 0);
    if (answer.problem.isEmpty()) answer.problem = fields.problem();
    answer.blocks = fields.blocks();
    answer.transactions = fields.transactions();

    if (request.of == api::BatchBytes::stream) {
        const BytesView stream = data->empty() ? BytesView{} : BytesView(*data).subspan(1);
        if (auto ok = tellStream(answer, stream, fields, request); !ok) return failFrom(ok);
        return answer;
    }
    if (request.of == api::BatchBytes::columns) {
        if (auto ok = cut(answer, columns, request); !ok) return failFrom(ok);
        answer.sections = fields.sections();
        answer.fields = request.transaction ? fields.of(*request.transaction)
                                            : fields.within(answer.offset, answer.bytes.size());
        return answer;
    }
    const auto mined = minedTransaction(api::Layer::l1, entry->origin.txHash);
    if (!mined) return failFrom(mined);
    if (auto ok = cut(answer, mined->transaction.tx.data, request); !ok) return failFrom(ok);
    for (auto& field : callDataFields(mined->transaction.tx.data, index, columns.size())) {
        answer.sections.push_back({field.name, field.group, field.offset, field.length});
        if (!request.transaction && touches(field, answer)) {
            answer.fields.push_back(std::move(field));
        }
    }
    return answer;
}

api::L1FeeView Queries::l1FeeOf(const types::Transaction& tx) const {
    // what the head reported, or where L1 has got to since
    const U256 price =
        std::max(state::reportedL1BaseFee(*m.l2->latestState().view), m.devnet->nextBaseFee());
    const state::L1Fee fee = state::l1FeeOf(tx, price);
    return {codec::batchShareOf(tx), fee.gasUsed, fee.gasPrice, fee.fee};
}

Result<api::L1FeeView> Queries::l1Fee(const api::CallRequest& request) const {
    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.to = request.to;
    tx.value = request.value;
    tx.data = request.data;
    tx.accessList = request.accessList;
    return l1FeeOf(tx);
}

}  // namespace rollscope::embedded
