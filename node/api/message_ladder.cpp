#include "node/api/message_ladder.h"

#include "node/core/crypto/keccak.h"
#include "node/core/merkle/message_tree.h"

namespace rollscope::api {

Ladder ladderOf(const MessageProof& proof) {
    Ladder ladder;
    ladder.leaf = crypto::keccak256(proof.preimage);
    ladder.leafFits = ladder.leaf == proof.leaf;
    Hash node = ladder.leaf;
    for (std::size_t i = 0; i < proof.path.size() && i < merkle::treeHeight; ++i) {
        LadderRung rung;
        rung.level = static_cast<unsigned>(i);
        rung.siblingLeft = ((proof.index >> i) & 1U) != 0;
        rung.empty = proof.path[i] == merkle::zeroHash(rung.level);
        rung.left = rung.siblingLeft ? proof.path[i] : node;
        rung.right = rung.siblingLeft ? node : proof.path[i];
        rung.node = node = crypto::keccak256Pair(rung.left, rung.right);
        ladder.rungs.push_back(rung);
    }
    ladder.rootFits = proof.path.size() == merkle::treeHeight && node == proof.root;
    return ladder;
}

MessageProof messageProofOf(const WithdrawalProof& proof) {
    MessageProof message;
    message.side = MessageSide::outbox;
    message.index = proof.message.index.saturated();
    message.leaf = proof.leaf;
    message.preimage = types::abiEncode(proof.message);
    message.path = proof.path;
    message.root = proof.root;
    message.batch = proof.batchIndex;
    return message;
}

}  // namespace rollscope::api
