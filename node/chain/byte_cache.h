// A bounded map from hashes to bytes that forgets what was not asked for lately.
#pragma once

#include <optional>
#include <vector>

#include "node/core/base/bytes.h"

namespace rollscope::chain {

/// Like BoundedCache, but its memory is counted in bytes and taken once: at a full state, where
/// each block replaces thousands of entries, that costs no allocation. Not thread-safe.
class ByteCache {
public:
    /// Holds some `bytes` of keys and values, of which the newer half is never forgotten.
    explicit ByteCache(std::size_t bytes);

    /// The value; valid until the next call.
    std::optional<BytesView> find(const Hash& key);
    void put(const Hash& key, BytesView value);

private:
    /// Values one after the other, each behind its key, and a table of where they begin.
    struct Half {
        Bytes bytes;
        struct Slot {
            std::uint32_t offset = 0;
            std::uint32_t size = 0;  ///< of the value, and 1; 0: no entry
        };
        std::vector<Slot> table;
        std::size_t count = 0;

        std::optional<BytesView> find(const Hash& key) const;
        bool hasRoomFor(std::size_t size, std::size_t limit) const;
        void put(const Hash& key, BytesView value);
        void clear();
    };

    const std::size_t m_limit;  ///< bytes of a half
    Half m_young;
    Half m_old;
};

}  // namespace rollscope::chain
