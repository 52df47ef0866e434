#include "node/storage/tree_store.h"

#include "node/storage/record.h"

namespace rollscope::storage {

Bytes TreeStore::keyOf(const Place& place) const {
    return RecordWriter{}
        .u8(static_cast<std::uint8_t>(m_side))
        .u8(static_cast<std::uint8_t>(place.level))
        .u64(place.position)
        .take();
}

Hash TreeStore::node(unsigned level, std::uint64_t position) const {
    const Place place{level, position};
    if (const auto found = m_waiting.find(place); found != m_waiting.end()) return found->second;
    const auto stored = m_database.get(Column::messageNodes, keyOf(place));
    if (stored && *stored && (*stored)->size() == Hash::size()) return hashFromBytes(**stored);
    m_database.markFailed({ErrorCode::storageCorrupt,
                           "a node of a message tree is missing: level " + std::to_string(level) +
                               ", position " + std::to_string(position)});
    return {};
}

void TreeStore::put(unsigned level, std::uint64_t position, const Hash& node) {
    m_waiting.insert_or_assign({level, position}, node);
}

void TreeStore::flush(WriteBatch& batch) {
    for (const auto& [place, hash] : m_waiting) {
        batch.put(Column::messageNodes, keyOf(place), hash.view());
    }
    m_waiting.clear();
}

}  // namespace rollscope::storage
