// One part of a DEFLATE stream in words.
#pragma once

#include "node/core/codec/inflate.h"
#include "node/embedded/batch_fields.h"

namespace rollscope::embedded {

/// A part, and where in its stream it stands.
struct StreamItem {
    codec::DeflateItem item;
    std::uint64_t index = 0;
    std::uint64_t unpackedOffset = 0;
    BytesView preview;             ///< the first bytes that it makes
    std::size_t literalCodes = 0;  ///< of its block: code lengths from there on are of distances
};

/// Name, value, colour, link; what it makes is told by `columns`.
api::BatchField fieldOf(const StreamItem& item, const ColumnFields& columns);

}  // namespace rollscope::embedded
