// The DEFLATE stream of a batch as named parts with their bits: headers, code lengths, and each
// literal and copy with what it makes of which column and transaction.
//
// In: the stream, the columns that it unpacks to. Out: the parts that were asked for, a bounded
// number whatever the stream. Pure.
#pragma once

#include "node/api/batch_views.h"
#include "node/embedded/batch_fields.h"

namespace rollscope::embedded {

/// What one answer holds at most: of parts that were counted out, and of a range of bytes, where
/// it is enough for 4,096 bytes of the shortest codes.
inline constexpr std::size_t mostParts = 8'192;
inline constexpr std::size_t mostPartsOfRange = 32'768;

/// Fills bytes, sections, fields and parts of `answer`, whose other fields stand: `fields` are of
/// the columns, or of none when the stream does not unpack; then `answer.problem` says why.
Result<void> tellStream(api::BatchDecoding& answer, BytesView stream, const ColumnFields& fields,
                        const api::DecodingRequest& request);

}  // namespace rollscope::embedded
