// From blocks to the bytes that are posted. Pure; the inverse is codec::decodeBatch.
#pragma once

#include <span>

#include "node/core/codec/batch.h"

namespace rollscope::batcher {

/// A batch ready to be posted.
struct Packed {
    Bytes data;                     ///< version byte and raw DEFLATE
    std::size_t blocks = 0;         ///< how many of the blocks are in it
    std::size_t unpackedBytes = 0;  ///< of the columns
};

/// Raw DEFLATE at the best level (zlib); the last `noise` bytes are stored as they are.
Bytes deflate(BytesView bytes, std::size_t noise = 0);

/// As many blocks from the front as one batch holds; invalidBatch when the first does not fit.
Result<Packed> pack(std::span<const codec::BatchBlock> blocks);

/// An upper bound of what `block` adds to the columns.
std::size_t columnBytesOf(const codec::BatchBlock& block);

}  // namespace rollscope::batcher
