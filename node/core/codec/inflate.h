// Raw DEFLATE (RFC 1951), decoded by ourselves: batch data must mean the same in the proof program.
#pragma once

#include "node/core/base/bytes.h"

namespace rollscope::codec {

/// Decodes one whole DEFLATE stream that fills `deflated`.
/// ErrorCode::invalidBatch for bad data, bytes after the stream, or more than `limit` bytes of
/// output.
Result<Bytes> inflate(BytesView deflated, std::size_t limit);

}  // namespace rollscope::codec
