#include "node/batcher/open_batch.h"

#include <algorithm>

#include "node/chain/position.h"

namespace rollscope::batcher {
namespace {

/// Below this, packing again costs nothing that anybody notices.
constexpr std::size_t cheapColumns = 65'536;

}  // namespace

Result<void> OpenBatch::follow(std::uint64_t posted) {
    if (m_first != posted + 1) {
        m_blocks.clear();
        m_first = posted + 1;
        m_packedColumns = 0;
    }
    const std::uint64_t head = m_chain.headNumber();
    // A reorg shows in the newest block that we hold: blocks commit to their parents.
    while (!m_blocks.empty()) {
        const std::uint64_t last = m_first + m_blocks.size() - 1;
        if (last <= head) {
            const auto record = chain::existingRecord(m_chain, last);
            if (!record) return failFrom(record);
            if (record->hash == m_blocks.back().hash) break;
        }
        m_blocks.pop_back();
        m_packedColumns = 0;
    }
    while (m_blocks.size() < codec::maxBatchBlocks && m_first + m_blocks.size() <= head) {
        if (auto loaded = load(m_first + m_blocks.size()); !loaded) return loaded;
    }
    return {};
}

Result<void> OpenBatch::load(std::uint64_t number) {
    const auto stored = m_chain.block(number);
    if (!stored) return failFrom(stored);
    Row row;
    row.block = derive::batchBlockOf(stored->block());
    row.hash = stored->record.hash;
    row.columnBytes = columnBytesOf(row.block);
    std::uint64_t inboxBefore = 0;
    if (m_blocks.empty()) {
        const auto parent = chain::positionAt(m_chain, number - 1);
        if (!parent) return failFrom(parent);
        inboxBefore = parent->l1.inboxCount;
    } else {
        inboxBefore = m_blocks.back().block.inboxCount;
    }
    row.hasContent = !row.block.userTxs.empty() || row.block.inboxCount > inboxBefore;
    m_blocks.push_back(std::move(row));
    return {};
}

std::uint32_t OpenBatch::transactions() const {
    std::size_t count = 0;
    for (const auto& row : m_blocks) count += row.block.userTxs.size();
    return static_cast<std::uint32_t>(count);
}

std::optional<std::uint64_t> OpenBatch::oldestContent() const {
    const auto found = std::find_if(m_blocks.begin(), m_blocks.end(),
                                    [](const Row& row) { return row.hasContent; });
    if (found == m_blocks.end()) return std::nullopt;
    return found->block.timestamp;
}

std::size_t OpenBatch::columnBytes() const {
    std::size_t bytes = 0;
    for (const auto& row : m_blocks) bytes += row.columnBytes;
    return bytes;
}

std::size_t OpenBatch::estimatedBytes() {
    const std::size_t columns = columnBytes();
    const bool grownLittle =
        m_packedColumns != 0 && columns <= m_packedColumns + m_packedColumns / 8;
    const bool same = m_packedColumns == columns;
    if (!same && (columns <= cheapColumns || !grownLittle)) (void)pack();
    if (m_packedColumns == 0) return columns;
    const double ratio = static_cast<double>(m_packedBytes) / static_cast<double>(m_packedColumns);
    return static_cast<std::size_t>(static_cast<double>(columns) * ratio);
}

Result<Packed> OpenBatch::pack() {
    std::vector<codec::BatchBlock> blocks;
    for (const auto& row : m_blocks) blocks.push_back(row.block);
    auto packed = batcher::pack(blocks);
    if (!packed) return packed;
    std::size_t columns = 0;
    for (std::size_t i = 0; i < packed->blocks; ++i) columns += m_blocks[i].columnBytes;
    m_packedBytes = packed->data.size();
    m_packedColumns = columns;
    return packed;
}

}  // namespace rollscope::batcher
