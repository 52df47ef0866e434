// Which L2 block took in which L1 message, and which sent which message to L1.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "node/chain/chain.h"
#include "node/l1/l1_mirror.h"
#include "node/storage/message_rows.h"

namespace rollscope::bridge {

/// An L1 message inside an L2 block.
struct TakenIn {
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
    std::optional<Hash> txHash;  ///< of the deposit transaction; none for claimable messages
    bool success = true;
    bool returned = false;  ///< a token deposit that L2Bridge sent back
};

/// Where on L2 a claimable message was consumed.
struct ConsumedOnL2 {
    Hash txHash;
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
};

/// An L2 message on its way to L1.
struct Outbound {
    types::L2ToL1Message message;
    Hash leaf;
    Hash txHash;
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
    Address from;       ///< who withdrew
    Address recipient;  ///< on L1
    U256 amount;
    Address l1Token;
};

/// What a block held of messages, kept for going back with the chain.
struct BlockNote {
    Hash hash;
    std::uint64_t taken = 0;     ///< inbox messages after it
    std::uint64_t outbound = 0;  ///< messages to L1 after it
    std::vector<std::uint64_t> consumed;

    Bytes bytes() const;
    static BlockNote of(BytesView bytes);
};

/// As they stand on disk; what L2 took in is found by its transaction, what it sent by its leaf,
/// its transaction, who withdrew and who receives.
storage::MessageRow rowOf(const TakenIn& entry);
storage::MessageRow rowOf(const Outbound& entry);

/// All messages of both directions that L2's blocks hold, on disk. Not thread-safe while it is
/// changed.
class L2Index {
public:
    explicit L2Index(const storage::Database& database);

    std::uint64_t takenCount() const { return m_taken.count(); }
    std::optional<TakenIn> taken(std::uint64_t inbox) const;
    /// Of a claimable message.
    std::optional<ConsumedOnL2> consumed(std::uint64_t inbox) const;
    std::uint64_t outboundCount() const { return m_outbound.count(); }
    std::optional<Outbound> outbound(std::uint64_t index) const;
    Hash leaf(std::uint64_t index) const;
    /// By its leaf, or the first of an L2 transaction.
    std::optional<std::uint64_t> find(const Hash& hash) const { return m_outbound.find(hash); }
    /// The inbox message that an L2 transaction executed.
    std::optional<std::uint64_t> findTaken(const Hash& hash) const { return m_taken.find(hash); }
    const storage::MessageRows& outboundRows() const { return m_outbound; }

    /// Takes in a block; a note when it held messages, or consumed some.
    Result<std::optional<BlockNote>> add(const chain::Chain& l2, const l1::L1Mirror& mirror,
                                         std::uint64_t number);
    /// How many the disk holds: at start.
    void open(std::uint64_t taken, std::uint64_t outbound);
    void flush(storage::WriteBatch& batch);
    /// Undoes what a block consumed.
    void forgetConsumed(const BlockNote& note, storage::WriteBatch& batch);
    /// The batch is to be written before anything is added.
    void truncate(std::uint64_t taken, std::uint64_t outbound, storage::WriteBatch& batch);

private:
    const storage::Database& m_database;
    storage::MessageRows m_taken, m_outbound;
    std::unordered_map<std::uint64_t, ConsumedOnL2> m_consumed;  // not flushed yet
};

}  // namespace rollscope::bridge
