// The verifier's word for a batch: signed only for what our own execution from L1's data came to.
//
// In: batches that were executed block by block. Out: signatures for AttestationVerifier on L1.
// What was executed is kept, so that a restart need not repeat it. Any thread.
#pragma once

#include <functional>

#include "node/chain/batch_spans.h"
#include "node/core/types/transaction.h"
#include "node/storage/database.h"

namespace rollscope::verifier {

/// Whose signature it is, and for which contract; everything must outlive the attestor.
struct AttestorParts {
    storage::Database& database;
    std::uint64_t l1ChainId = 0;
    Address contract;  ///< AttestationVerifier
    Address rollup;
    std::function<Result<types::Signature>(const Hash& digest)> sign;
};

class Attestor {
public:
    explicit Attestor(AttestorParts parts) : m_parts(std::move(parts)) {}

    /// The batch was executed, every block of it.
    Result<void> executed(const chain::BatchSpan& span);
    /// True when the batch was executed and led to the span's claim.
    bool knows(const chain::BatchSpan& span) const;
    /// r ‖ s ‖ v over the batch and its claim; none unless it was executed and led there.
    Result<std::optional<Bytes>> attestation(const chain::BatchSpan& span) const;

private:
    AttestorParts m_parts;
};

}  // namespace rollscope::verifier
