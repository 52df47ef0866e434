// The batch encoding: version byte and raw DEFLATE of columns (docs/protocol.md, "Batch encoding").
//
// In: blocks as the sequencer made them, or any byte string. Out: the one encoding of the blocks,
// or the blocks, or invalidBatch. Pure and bounded: memory and time follow from the limits below.
// Compressing is the batcher's business; unpacking is law.
#pragma once

#include <span>
#include <vector>

#include "node/core/types/transaction.h"

namespace rollscope::codec {

inline constexpr std::uint8_t batchVersion = 0x01;
inline constexpr std::size_t maxBatchBytes = 122'880;       ///< as posted, version byte included
inline constexpr std::size_t maxBatchUnpacked = 4'194'304;  ///< the columns
inline constexpr std::size_t maxBatchBlocks = 256;

/// What a batch says of one block; all else follows from its parent and L1.
struct BatchBlock {
    std::uint64_t timestamp = 0;              ///< seconds
    std::uint64_t l1Number = 0;               ///< L1 block number as reported
    std::uint64_t l1Timestamp = 0;            ///< seconds
    U256 l1BaseFee;                           ///< wei
    std::uint64_t inboxCount = 0;             ///< inbox messages taken in, this block's included
    std::vector<types::Transaction> userTxs;  ///< legacy, EIP-2930, EIP-1559
    bool operator==(const BatchBlock&) const = default;
};

/// The columns, before compression. Counts and times must not fall from block to block, and the
/// transactions carry `chainId` or, legacy ones, none.
Bytes encodeBatchColumns(std::span<const BatchBlock> blocks);

/// The columns, in their order.
enum class BatchColumn : std::uint8_t {
    blockCount,
    timestamp,
    l1Number,
    l1Timestamp,
    inboxCount,
    l1BaseFee,
    transactionCount,
    kind,
    nonce,
    gasLimit,
    fee,
    tip,
    reference,  ///< of the recipient
    recipient,  ///< its address
    value,
    dataLength,
    accessList,
    data,
    parity,
    r,
    s,
};

/// Told of each value of the columns as it is read.
class BatchWatch {
public:
    virtual ~BatchWatch() = default;
    /// `row` counts blocks in the blocks' columns, addresses in `recipient`, else transactions; a
    /// byte of `parity` stands for eight of them from `row` on.
    virtual void value(BatchColumn column, std::size_t row, std::size_t offset,
                       std::size_t length) = 0;
};

/// Inverse of encodeBatchColumns; ErrorCode::invalidBatch.
Result<std::vector<BatchBlock>> decodeBatchColumns(BytesView columns, std::uint64_t chainId,
                                                   BatchWatch* watch = nullptr);

/// Posted bytes to blocks: version, size, DEFLATE, columns. ErrorCode::invalidBatch.
Result<std::vector<BatchBlock>> decodeBatch(BytesView data, std::uint64_t chainId);

/// An upper bound of the bytes that `tx` adds to the columns.
std::size_t batchBytesOf(const types::Transaction& tx);

/// Bytes of r and s of one transaction: the columns end with them, and nothing makes them shorter.
inline constexpr std::size_t signatureNoise = 64;

/// What the columns of a lone block may at most measure so that it always fits in a batch.
inline constexpr std::size_t maxBlockColumns = 122'000;

}  // namespace rollscope::codec
