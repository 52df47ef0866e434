// Operations that reach the disk together or not at all.
#pragma once

#include <memory>

#include "node/core/base/bytes.h"
#include "node/storage/schema.h"

namespace rollscope::storage {

/// Puts and removals, applied in order by Database::write. Movable, needs no open database.
class WriteBatch {
public:
    WriteBatch();
    ~WriteBatch();
    WriteBatch(WriteBatch&&) noexcept;
    WriteBatch& operator=(WriteBatch&&) noexcept;

    void put(Column column, BytesView key, BytesView value);
    void remove(Column column, BytesView key);
    /// In Column::records, with a text for a key.
    void putRecord(std::string_view key, BytesView value) {
        put(Column::records, asBytes(key), value);
    }
    void removeRecord(std::string_view key) { remove(Column::records, asBytes(key)); }

    bool empty() const;
    std::size_t sizeBytes() const;
    void clear();

private:
    friend class Database;
    struct Impl;
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::storage
