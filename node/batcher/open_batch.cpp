#include "node/batcher/open_batch.h"

#include "node/chain/position.h"

namespace rollscope::batcher {
namespace {

/// Below this, packing again costs nothing that anybody notices.
constexpr std::size_t cheapColumns = 65'536;

}  // namespace

Result<void> OpenBatch::follow(std::uint64_t posted) {
    if (m_first != posted + 1) {
        const bool onward = posted >= m_first && posted < m_first + m_blocks.size();
        drop(onward ? static_cast<std::size_t>(posted + 1 - m_first) : m_blocks.size());
        m_first = posted + 1;
    }
    const std::uint64_t head = m_chain.headNumber();
    // A reorg shows in the newest block that we hold: blocks commit to their parents.
    while (!m_blocks.empty()) {
        const std::uint64_t last = m_first + m_blocks.size() - 1;
        if (last <= head) {
            const auto record = chain::existingRecord(m_chain, last);
            if (!record) return failFrom(record);
            if (record->hash == m_rows.back().hash) break;
        }
        dropLast();
    }
    while (m_blocks.size() < codec::maxBatchBlocks && m_first + m_blocks.size() <= head) {
        if (auto loaded = load(m_first + m_blocks.size()); !loaded) return loaded;
    }
    return {};
}

void OpenBatch::drop(std::size_t fromFront) {
    const auto count = static_cast<std::ptrdiff_t>(fromFront);
    m_blocks.erase(m_blocks.begin(), m_blocks.begin() + count);
    m_rows.erase(m_rows.begin(), m_rows.begin() + count);
    m_packed = {};
    m_packedColumns = 0;
}

void OpenBatch::dropLast() {
    m_blocks.pop_back();
    m_rows.pop_back();
    m_packed = {};
    m_packedColumns = 0;
}

Result<void> OpenBatch::load(std::uint64_t number) {
    const auto stored = m_chain.block(number);
    if (!stored) return failFrom(stored);
    auto block = derive::batchBlockOf(stored->block());
    std::uint64_t inboxBefore = 0;
    if (m_blocks.empty()) {
        const auto parent = chain::positionAt(m_chain, number - 1);
        if (!parent) return failFrom(parent);
        inboxBefore = parent->l1.inboxCount;
    } else {
        inboxBefore = m_blocks.back().inboxCount;
    }
    const bool hasContent = !block.userTxs.empty() || block.inboxCount > inboxBefore;
    m_rows.push_back({stored->record.hash, columnBytesOf(block), hasContent});
    m_blocks.push_back(std::move(block));
    return {};
}

std::uint32_t OpenBatch::transactions() const {
    std::size_t count = 0;
    for (const auto& block : m_blocks) count += block.userTxs.size();
    return static_cast<std::uint32_t>(count);
}

std::optional<std::uint64_t> OpenBatch::oldestContent() const {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].hasContent) return m_blocks[i].timestamp;
    }
    return std::nullopt;
}

std::size_t OpenBatch::columnBytes() const {
    std::size_t bytes = 0;
    for (const auto& row : m_rows) bytes += row.columnBytes;
    return bytes;
}

std::size_t OpenBatch::estimatedBytes() {
    const std::size_t columns = columnBytes();
    const bool grownLittle =
        m_packedColumns != 0 && columns <= m_packedColumns + m_packedColumns / 8;
    const bool same = m_packedColumns == columns;
    if (!same && (columns <= cheapColumns || !grownLittle)) (void)pack();
    if (m_packedColumns == 0) return columns;
    const double ratio =
        static_cast<double>(m_packed.data.size()) / static_cast<double>(m_packedColumns);
    return static_cast<std::size_t>(static_cast<double>(columns) * ratio);
}

Result<Packed> OpenBatch::pack() {
    if (m_packed.blocks > 0 && (m_packedIsFull || m_packed.blocks == m_blocks.size())) {
        return m_packed;
    }
    auto packed = batcher::pack(m_blocks);
    if (!packed) return packed;
    m_packed = std::move(*packed);
    m_packedIsFull = m_packed.blocks < m_blocks.size();
    m_packedColumns = 0;
    for (std::size_t i = 0; i < m_packed.blocks; ++i) m_packedColumns += m_rows[i].columnBytes;
    return m_packed;
}

}  // namespace rollscope::batcher
