// Raw DEFLATE (RFC 1951), decoded by ourselves: batch data must mean the same in the proof program.
#pragma once

#include "node/core/base/bytes.h"

namespace rollscope::codec {

/// Decodes one whole DEFLATE stream that fills `deflated`.
/// ErrorCode::invalidBatch for bad data, bytes after the stream, or more than `limit` bytes of
/// output.
Result<Bytes> inflate(BytesView deflated, std::size_t limit);

/// What the bits of a DEFLATE stream are (RFC 1951, section 3.2).
enum class DeflatePart : std::uint8_t {
    last,              ///< BFINAL
    kind,              ///< BTYPE
    padding,           ///< up to the next byte
    storedLength,      ///< LEN
    storedComplement,  ///< NLEN
    stored,            ///< the bytes of a stored block
    literalCodes,      ///< HLIT
    distanceCodes,     ///< HDIST
    lengthCodes,       ///< HCLEN
    lengthOfLength,    ///< bits of the code for `symbol`, which is a code length
    codeLength,        ///< bits of the codes for `symbol` and the next ones, `times` together
    literal,
    copy,
    endOfBlock,
};

/// Some bits of a stream that mean one thing.
struct DeflateItem {
    DeflatePart part = DeflatePart::last;
    std::size_t bit = 0;  ///< the first, from the stream's beginning
    std::size_t bits = 0;
    std::size_t made = 0;      ///< bytes of output
    std::size_t value = 0;     ///< the number it says; the byte of a literal
    std::size_t distance = 0;  ///< of a copy
    std::size_t symbol = 0;    ///< of a length; from the number of literal codes on: distances
    std::size_t times = 0;     ///< of a code length: more than one is a repeat
};

/// Told of the items of a stream in their order, those before an error included.
class DeflateWatch {
public:
    virtual ~DeflateWatch() = default;
    /// `out` is all output so far, the item's own at its end.
    virtual void item(const DeflateItem& item, BytesView out) = 0;
};

/// As above, and tells `watch`.
Result<Bytes> inflate(BytesView deflated, std::size_t limit, DeflateWatch& watch);

}  // namespace rollscope::codec
