#include "node/chain/byte_cache.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rollscope::chain {
namespace {

constexpr std::size_t typicalEntry = 128;  // a leaf of the state's trie

std::size_t slotOf(const Hash& key, std::size_t table) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, key.view().data(), sizeof bits);
    return static_cast<std::size_t>(bits) & (table - 1);
}

}  // namespace

ByteCache::ByteCache(std::size_t bytes) : m_limit(bytes / 2) {}

std::optional<BytesView> ByteCache::Half::find(const Hash& key) const {
    if (table.empty()) return std::nullopt;
    for (std::size_t at = slotOf(key, table.size()); table[at].size != 0;
         at = (at + 1) & (table.size() - 1)) {
        const BytesView entry = BytesView{bytes}.subspan(table[at].offset);
        if (std::equal(key.view().begin(), key.view().end(), entry.begin())) {
            return entry.subspan(Hash::size(), table[at].size - 1);
        }
    }
    return std::nullopt;
}

bool ByteCache::Half::hasRoomFor(std::size_t size, std::size_t limit) const {
    return bytes.size() + Hash::size() + size <= limit &&
           count < std::bit_floor(limit / typicalEntry) * 3 / 2;
}

void ByteCache::Half::put(const Hash& key, BytesView value) {
    std::size_t at = slotOf(key, table.size());
    while (table[at].size != 0) at = (at + 1) & (table.size() - 1);
    table[at] = {static_cast<std::uint32_t>(bytes.size()),
                 static_cast<std::uint32_t>(value.size() + 1)};
    append(bytes, key.view());
    append(bytes, value);
    ++count;
}

void ByteCache::Half::clear() {
    bytes.clear();
    std::fill(table.begin(), table.end(), Slot{});
    count = 0;
}

std::optional<BytesView> ByteCache::find(const Hash& key) {
    if (const auto found = m_young.find(key)) return found;
    const auto found = m_old.find(key);
    if (!found) return std::nullopt;
    const Bytes value{found->begin(), found->end()};
    put(key, value);
    return m_young.find(key);
}

void ByteCache::put(const Hash& key, BytesView value) {
    if (value.size() > m_limit / 16 || m_young.find(key)) return;  // a hash has one value
    if (!m_young.hasRoomFor(value.size(), m_limit)) {
        std::swap(m_young, m_old);
        m_young.clear();
    }
    if (m_young.table.empty()) {
        m_young.table.resize(2 * std::bit_floor(m_limit / typicalEntry));
        m_young.bytes.reserve(m_limit);
    }
    m_young.put(key, value);
}

}  // namespace rollscope::chain
