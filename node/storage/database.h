// The node's disk: one RocksDB a data directory, with a column family a table (schema.h).
//
// In: keys and values as bytes. Out: the same, later, also after kill -9. Writing: fill a
// WriteBatch, hand it to write(): atomic, and on disk when it returns (Sync::yes).
// Reads are safe from every thread; a Snapshot makes several of them agree.
// Every error names the path and what to do.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "node/core/base/result.h"
#include "node/storage/head_marker.h"
#include "node/storage/write_batch.h"

namespace rollscope::storage {

/// Whether a write must be on disk before it returns.
enum class Sync : std::uint8_t { no, yes };

/// Ascending or descending keys.
enum class Order : std::uint8_t { forward, reverse };

struct DatabaseOptions {
    std::size_t cacheBytes = 128u << 20;
    std::size_t memtableBytes = 16u << 20;  ///< a table; they share 4 times as much
};

/// The database at one moment; keeps old versions alive, so drop it when done. It may outlive
/// the Database, whose files stay open until then.
class Snapshot {
public:
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    friend class Database;
    struct Handle;
    explicit Snapshot(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m;
};
using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// Sees a row of a scan; false ends it.
using RowVisitor = std::function<bool(BytesView key, BytesView value)>;

/// Rows to visit: those whose key begins with `prefix`, from `start` on if there is one.
struct Scan {
    BytesView prefix;
    BytesView start;  ///< a whole key, inclusive; empty: the prefix's first (reverse: last)
    Order order = Order::forward;
};

/// The store of both chains and of the services' records.
class Database {
public:
    /// Opens or creates `dataDir`. storageLocked, schemaMismatch, storageCorrupt or ioFailed,
    /// each with the path.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& dataDir,
                                                  const DatabaseOptions& options = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    const std::filesystem::path& dataDir() const;

    /// The value, none when the key is absent.
    Result<std::optional<Bytes>> get(Column column, BytesView key,
                                     const Snapshot* snapshot = nullptr) const;
    /// Visits rows in key order.
    Result<void> scan(Column column, const Scan& scan, const RowVisitor& visit,
                      const Snapshot* snapshot = nullptr) const;
    /// Atomic; the batch is empty afterwards. storageFailed when the disk refuses.
    Result<void> write(WriteBatch&& batch, Sync sync = Sync::yes);
    SnapshotPtr snapshot() const;

    // --- Column::records with text keys
    Result<std::optional<Bytes>> record(std::string_view key) const;
    Result<void> putRecord(std::string_view key, BytesView value, Sync sync = Sync::yes);
    /// Visits records whose key begins with `prefix`; keys are given whole.
    Result<void> scanRecords(std::string_view prefix, const RowVisitor& visit,
                             Order order = Order::forward) const;

    // --- the head marker; chain::Chain keeps it
    std::optional<HeadMark> headMark(unsigned layer) const;
    Result<void> setHeadMark(unsigned layer, const std::optional<HeadMark>& mark);

    /// The first read or write that failed since opening: nothing may be built on what was
    /// read after it.
    Result<void> health() const;
    /// Makes health() tell of what a reader could not return, such as a missing trie node.
    void markFailed(Error error) const;
    /// Tries to go on after a full disk; clears health() when it worked.
    Result<void> resume();
    /// Bytes on disk, estimated.
    std::uint64_t sizeBytes() const;

private:
    struct Impl;
    explicit Database(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::storage
