// The blocks that are sealed but on no L1 batch yet, kept ready for packing.
#pragma once

#include "node/batcher/pack.h"
#include "node/chain/batch_spans.h"
#include "node/chain/chain.h"

namespace rollscope::batcher {

/// A window on the chain, from the first block that is in no batch to the head.
class OpenBatch {
public:
    explicit OpenBatch(const chain::Chain& chain) : m_chain(chain) {}

    /// Follows the chain; `posted` is the last block that is in a batch.
    Result<void> follow(std::uint64_t posted);

    bool empty() const { return m_blocks.empty(); }
    std::size_t size() const { return m_blocks.size(); }
    std::uint64_t firstBlock() const { return m_first; }
    /// Of users, in the blocks that the next batch may hold.
    std::uint32_t transactions() const;
    /// Timestamp of the oldest block with users' transactions or messages.
    std::optional<std::uint64_t> oldestContent() const;
    /// What the next batch would measure on L1; exact after a pack, estimated between packs.
    std::size_t estimatedBytes();
    /// Packs what fits; costs nothing where the last pack still holds.
    Result<Packed> pack();
    const codec::BatchBlock& block(std::size_t index) const { return m_blocks[index]; }
    const Hash& hash(std::size_t index) const { return m_rows[index].hash; }

private:
    struct Row {
        Hash hash;
        std::size_t columnBytes = 0;
        bool hasContent = false;  ///< users' transactions or messages
    };
    Result<void> load(std::uint64_t number);
    void drop(std::size_t fromFront);
    void dropLast();
    std::size_t columnBytes() const;

    const chain::Chain& m_chain;
    std::uint64_t m_first = 1;
    std::vector<codec::BatchBlock> m_blocks;  ///< at most a batch's worth
    std::vector<Row> m_rows;                  ///< one for each of m_blocks
    Packed m_packed;                          ///< of the first m_packed.blocks; none of them: 0
    bool m_packedIsFull = false;              ///< the block after those did not fit
    std::size_t m_packedColumns = 0;          ///< column bytes that m_packed stands for
};

}  // namespace rollscope::batcher
