// What a node tells of batches beyond their rows: when they are posted, what L1's data costs, and
// what each byte of one means.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::api {

/// What makes the batcher post by itself.
enum class BatchMode : std::uint8_t {
    automatic,  ///< size or age, whichever comes first
    size,       ///< maxBytes on L1
    time,       ///< maxAgeS of the oldest user transaction or message
    manual,     ///< nothing: by hand alone
};

/// "automatic", "size", "time", "manual".
QString wordOf(BatchMode mode);
std::optional<BatchMode> batchModeOf(const QString& word);

/// The batcher's policy. A batch that can take no more is posted in every mode but by hand.
struct BatcherPolicy {
    BatchMode mode = BatchMode::automatic;
    std::uint64_t maxBytes = 122'880;   ///< as posted; 1,024 to 122,880
    std::uint64_t maxAgeS = 120;        ///< chain clock; 1 s to 11 h, below forced inclusion
    std::uint64_t resubmitAfterS = 60;  ///< unmined for so long: sent again for more; 1 to 3,600
    std::optional<U256> maxFeePerGas;   ///< wei a gas that L1 is never offered more than
    bool operator==(const BatcherPolicy&) const = default;
};

/// What a transaction pays for its share of L1's data.
struct L1FeeView {
    std::uint64_t bytes = 0;    ///< of a batch, estimated by rule
    std::uint64_t gasUsed = 0;  ///< on L1
    U256 gasPrice;              ///< L1's base fee as last reported, wei
    U256 fee;                   ///< wei
};

/// The byte strings of a batch: as L1 has it, the DEFLATE stream in there, and what that holds.
enum class BatchBytes : std::uint8_t { calldata, columns, stream };

/// "calldata", "columns", "stream".
QString wordOf(BatchBytes of);

/// What a field is about; one colour each.
enum class BatchGroup : std::uint8_t {
    envelope,  ///< the ABI's own: selector, offsets, lengths, padding
    header,    ///< what a batch says of itself: version, counts
    packed,    ///< the DEFLATE stream
    block,
    kind,
    nonce,
    gas,
    fee,
    recipient,
    value,
    data,
    accessList,
    signature,
};

/// "envelope", "header", …
QString wordOf(BatchGroup group);

/// A part of the DEFLATE stream (RFC 1951): parts have bits, not bytes.
struct StreamPart {
    std::uint64_t index = 0;  ///< among the parts of the stream
    std::uint64_t bit = 0;    ///< the first, from the stream's beginning
    std::uint64_t bits = 0;
    std::uint64_t unpackedOffset = 0;         ///< in the columns
    std::uint64_t unpackedLength = 0;         ///< 0: it unpacks to nothing
    std::optional<std::uint64_t> copiedFrom;  ///< where in the columns its bytes stood before
};

/// A run of bytes with one meaning.
struct BatchField {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    QString name;
    QString value;  ///< in words, with its unit
    BatchGroup group = BatchGroup::envelope;
    QString link;                              ///< as EventView's, or empty
    std::optional<std::uint32_t> block;        ///< in the batch, from 0
    std::optional<std::uint32_t> transaction;  ///< in the batch, from 0
    std::optional<StreamPart> part;            ///< of the stream's fields
};

/// A whole column, or a part of the call data; of the stream, what makes a part of a column.
struct BatchSection {
    QString name;
    BatchGroup group = BatchGroup::envelope;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// Which bytes are wanted.
struct DecodingRequest {
    BatchBytes of = BatchBytes::columns;
    std::uint64_t offset = 0;
    std::uint32_t limit = 4'096;               ///< bytes, at most 65,536
    std::optional<std::uint32_t> transaction;  ///< its fields instead of those of the range
    // of the stream alone; instead of the range `limit` parts
    std::optional<std::uint64_t> part;      ///< from this one on
    std::optional<std::uint64_t> unpacked;  ///< from the one on that makes this byte of the columns
};

/// A part of a batch, byte by byte.
struct BatchDecoding {
    std::uint64_t index = 0;
    BatchBytes of = BatchBytes::columns;
    std::uint64_t total = 0;  ///< bytes there are of the kind that was asked for
    std::uint64_t offset = 0;
    Bytes bytes;
    std::vector<BatchSection> sections;  ///< of all bytes
    std::vector<BatchField> fields;      ///< that touch `bytes`, or those of the transaction
    std::uint32_t blocks = 0;
    std::uint32_t transactions = 0;
    std::uint64_t parts = 0;  ///< of the whole stream, if it was asked for
    QString problem;          ///< why it does not decode, and is a batch of no blocks; else empty
};

}  // namespace rollscope::api
