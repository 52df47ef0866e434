// Which L2 blocks each batch on L1 holds, and what is to be claimed of them.
//
// In: what the verifier derived, batch by batch, in order. Out: block -> batch, batch -> blocks.
// Persisted; one thread writes, every thread may read.
#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "node/core/types/message.h"
#include "node/storage/database.h"

namespace rollscope::chain {

/// A batch as our own execution understands it.
struct BatchSpan {
    std::uint64_t batch = 0;  ///< 1 is the first
    Hash batchHash;
    std::uint64_t firstBlock = 0;
    std::uint64_t lastBlock = 0;      ///< firstBlock - 1 for a batch without blocks
    std::uint32_t transactions = 0;   ///< of users
    std::uint64_t unpackedBytes = 0;  ///< of the columns; 0 when the data does not decode
    types::Claim claim;               ///< after the last block

    bool empty() const { return lastBlock < firstBlock; }
    bool operator==(const BatchSpan&) const = default;
};

/// The spans of batches 1 to count(), without gaps.
class BatchSpans {
public:
    /// `database` must outlive it.
    static Result<std::unique_ptr<BatchSpans>> open(storage::Database& database);

    std::uint64_t count() const;
    std::optional<BatchSpan> span(std::uint64_t batch) const;
    /// The last block that is in a batch; 0 is genesis.
    std::uint64_t lastBlock() const;
    /// The batch of L2 block `number`; none for genesis and blocks that are not posted.
    std::optional<std::uint64_t> batchOf(std::uint64_t number) const;

    /// Adds the span of batch count() + 1.
    Result<void> append(const BatchSpan& span);
    /// Forgets the batches above `count`.
    Result<void> truncate(std::uint64_t count);

private:
    explicit BatchSpans(storage::Database& database) : m_database(database) {}

    storage::Database& m_database;
    mutable std::mutex m_mutex;
    std::vector<BatchSpan> m_spans;
};

}  // namespace rollscope::chain
