// A leaf's siblings hashed up to the root, rung by rung: what a contract does with a proof.
#pragma once

#include <vector>

#include "node/api/message_views.h"

namespace rollscope::api {

/// A level of the ladder: node = keccak(left ‖ right).
struct LadderRung {
    unsigned level = 0;  ///< of the sibling: 0 is the leaves' own
    bool siblingLeft = false;
    bool empty = false;  ///< the sibling is the root of an empty subtree
    Hash left;
    Hash right;
    Hash node;
};

/// Everything that is computed from a proof, without believing any of it.
struct Ladder {
    Hash leaf;  ///< keccak(preimage)
    std::vector<LadderRung> rungs;
    bool leafFits = false;  ///< keccak(preimage) is the proof's leaf
    bool rootFits = false;  ///< the last node is the proof's root
    bool holds() const { return leafFits && rootFits; }
};

Ladder ladderOf(const MessageProof& proof);

/// The preimage of an L2→L1 message of a withdrawal proof, whose leaf it has to give.
MessageProof messageProofOf(const WithdrawalProof& proof);

}  // namespace rollscope::api
