// What is claimed of a batch, block by block (PROTOCOL section 4).
#pragma once

#include <span>

#include "node/core/merkle/message_tree.h"
#include "node/core/types/message.h"

namespace rollscope::derive {

/// The claim after each block of one batch; before the first, the parent's with an empty txRoot.
class ClaimTracker {
public:
    ClaimTracker(const Hash& parentStateRoot, const Hash& parentOutboxRoot, const Hash& parentHash)
        : m_claim{parentStateRoot, parentOutboxRoot, parentHash, Hash{}} {}

    /// The batch's next block; `txHashes` of all its transactions, in order.
    void add(const Hash& stateRoot, const Hash& outboxRoot, const Hash& blockHash,
             std::span<const Hash> txHashes) {
        for (const auto& hash : txHashes) m_txs.append(hash);
        m_claim.stateRoot = stateRoot;
        m_claim.outboxRoot = outboxRoot;
        m_claim.blockHash = blockHash;
    }
    types::Claim claim() const {
        types::Claim claim = m_claim;
        claim.txRoot = m_txs.root();
        return claim;
    }

private:
    types::Claim m_claim;
    merkle::MessageTree m_txs;
};

}  // namespace rollscope::derive
