#include "node/chain/position.h"

namespace rollscope::chain {

Result<BlockRecord> existingRecord(const Chain& chain, std::uint64_t number) {
    auto record = chain.record(number);
    if (!record) return failFrom(record);
    if (!*record) return fail(ErrorCode::unknownBlock, std::to_string(number));
    return std::move(**record);
}

Result<derive::Position> positionAt(const Chain& chain, std::uint64_t number) {
    const auto record = existingRecord(chain, number);
    if (!record) return failFrom(record);
    if (number == 0) return derive::positionOf(record->header, {});
    const auto first = chain.minedAt(record->firstSequence);
    if (!first) return failFrom(first);
    if (!*first) return fail(ErrorCode::storageCorrupt, "block " + std::to_string(number));
    return derive::positionOf(record->header, {&(*first)->transaction.tx, 1});
}

}  // namespace rollscope::chain
