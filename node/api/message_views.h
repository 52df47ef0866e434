// Messages between the layers, their trees and proofs (PROTOCOL sections 2, 3 and 7).
#pragma once

#include "node/api/views.h"

namespace rollscope::api {

/// Which tree a message is a leaf of: `inbox` from L1 to L2, `outbox` from L2 to L1.
enum class MessageSide : std::uint8_t { inbox, outbox };

/// How far a message is. From L1: sent → (executed | consumable → consumed). From L2: sent →
/// batched → asserted → consumable → consumed, or invalidated.
enum class MessageStage : std::uint8_t {
    sent,        ///< in a block of its own layer
    batched,     ///< its block's batch is on L1
    asserted,    ///< its batch's outbound root is on L1, not final
    consumable,  ///< the other layer would accept it now
    consumed,    ///< its nullifier is set; an executed message: its transaction ran
    failed,      ///< an executed message whose call failed on L2
    invalidated  ///< the batch was finalized with another root
};

QString wordOf(MessageSide side);
QString wordOf(MessageStage stage);

/// A leaf of a message tree with its life so far. Times are Unix seconds.
struct MessageView {
    MessageSide side = MessageSide::inbox;
    std::uint64_t index = 0;
    Hash leaf;
    Bytes preimage;  ///< abi.encode(message), whose keccak is the leaf
    std::optional<types::L1ToL2Message> inbound;
    std::optional<types::L2ToL1Message> outbound;
    MessageStage stage = MessageStage::sent;
    QString why;             ///< what it waits for, or what became of it
    bool claimable = false;  ///< waits for somebody to consume it; false: executed by the chain
    Hash txHash;             ///< that sent it, on its own layer
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
    std::optional<std::uint64_t> takenIn;     ///< inbox: the L2 block that took it in
    std::optional<std::uint64_t> batch;       ///< outbox: whose root it is under
    std::optional<std::uint64_t> readyAt;     ///< outbox: when its batch is final, expected
    std::optional<Hash> consumedTx;           ///< on the other layer
    std::optional<std::uint64_t> consumedAt;  ///< seconds
    Address from;                             ///< the account behind it
    Address recipient;                        ///< who gains, as far as the message tells
    U256 amount;
    Address l1Token;  ///< zero: ETH
    QString symbol;
};

/// A leaf's siblings up to a root that the other layer knows.
struct MessageProof {
    MessageSide side = MessageSide::inbox;
    std::uint64_t index = 0;
    Hash leaf;
    Bytes preimage;
    std::vector<Hash> path;  ///< 32 siblings, leaf level first
    Hash root;
    std::uint64_t count = 0;             ///< leaves under the root
    std::optional<std::uint64_t> batch;  ///< outbox: whose root it is
};

/// A piece of a message tree.
struct MessageTreeView {
    MessageSide side = MessageSide::inbox;
    std::uint64_t count = 0;  ///< leaves of the tree shown
    Hash root;
    unsigned level = 0;  ///< 0: leaves; 32: the root
    std::uint64_t first = 0;
    std::vector<Hash> nodes;  ///< as far as they stand above a leaf
};

/// Nodes [first, first + limit) of a level; at most 1024.
struct MessageTreeRequest {
    MessageSide side = MessageSide::inbox;
    unsigned level = 0;
    std::uint64_t first = 0;
    std::uint32_t limit = 256;
};

}  // namespace rollscope::api
