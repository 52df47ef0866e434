// What a chain answers with: blocks, transactions and receipts with the places they stand at.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "node/api/views.h"
#include "node/core/state/state_view.h"
#include "node/core/types/block.h"

namespace rollscope::chain {

/// A header and what is known beside it.
struct BlockRecord {
    types::Header header;
    Hash hash;
    std::uint64_t firstSequence = 0;  ///< of its first transaction, counted over the whole chain
    std::uint32_t transactions = 0;
    std::uint64_t sizeBytes = 0;  ///< of the block's RLP
    Hash outboxRoot;              ///< L2Outbox slot 0 after the block; zero on L1
    U256 outboxCount;             ///< L2Outbox slot 1 after the block

    std::uint64_t number() const { return header.number; }
    /// Transactions of the chain up to and with this block.
    std::uint64_t chainTransactions() const { return firstSequence + transactions; }
};

/// The chain's newest block.
using Head = BlockRecord;

/// A transaction and its place.
struct StoredTransaction {
    types::Transaction tx;
    Hash hash;
    Address sender;
    std::uint64_t block = 0;
    Hash blockHash;
    std::uint64_t timestamp = 0;  ///< of its block, seconds
    U256 baseFee;                 ///< of its block, wei
    std::uint32_t index = 0;      ///< in its block
    std::uint64_t sequence = 0;   ///< in the chain
};

/// A receipt and where its logs begin in the block's numbering.
struct StoredReceipt {
    types::Receipt receipt;
    std::uint32_t firstLogIndex = 0;
};

/// A transaction with its receipt.
struct MinedTransaction {
    StoredTransaction transaction;
    StoredReceipt receipt;
};

/// A whole block.
struct StoredBlock {
    BlockRecord record;
    std::vector<types::Transaction> transactions;
    std::vector<Hash> hashes;
    std::vector<Address> senders;

    types::Block block() const { return {record.header, transactions}; }
};

/// A state that can be read, and the block after which it holds. Safe to keep and to use on
/// another thread, by one thread at a time.
struct ChainState {
    Head head;
    std::shared_ptr<const state::StateView> view;
};

/// Positions that the caller moves (PROTOCOL section 4).
enum class Label : std::uint8_t { safe, asserted, finalized };

/// Which logs: block range, addresses (any of; empty: all), topics by position (any of).
struct LogQuery {
    std::uint64_t from = 0;
    std::uint64_t to = 0;  ///< inclusive; cut at the head
    std::vector<Address> addresses;
    std::vector<std::vector<Hash>> topics;
    std::size_t limit = 10'000;  ///< more is an error, as on other nodes
};

}  // namespace rollscope::chain
