#include "node/storage/database.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/memtablerep.h>
#include <rocksdb/options.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <mutex>
#include <system_error>

#include "node/core/base/assert.h"
#include "node/storage/record.h"
#include "node/storage/write_batch_impl.h"

namespace rollscope::storage {
namespace {

/// Of a table in memory, which holds some 100,000 rows.
constexpr std::size_t bucketsOfKeys = 65'536;

/// A file's whole filter is one block, of several MiB when its rows are small. With RocksDB's 64
/// shards none of them would have room for it, and each read of a row would read it from the disk.
constexpr int cacheShardBits = 3;

rocksdb::Slice sliceOf(BytesView bytes) {
    if (bytes.empty()) return {};  // never a null pointer: RocksDB hands it to memcmp
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

BytesView viewOf(const rocksdb::Slice& slice) {
    return {reinterpret_cast<const std::uint8_t*>(slice.data()), slice.size()};
}

/// RocksDB's status in our words, with the path that it is about.
Error errorOf(const rocksdb::Status& status, const std::filesystem::path& path) {
    const auto text = status.ToString();
    const auto detail = path.string() + ": " + text;
    if (status.IsIOError() && text.find("/LOCK") != std::string::npos &&
        (text.find("lock hold by current process") != std::string::npos ||
         text.find("Resource temporarily unavailable") != std::string::npos)) {
        return {ErrorCode::storageLocked, path.string()};
    }
    if (status.IsNoSpace()) return {ErrorCode::storageFailed, detail};
    if (status.IsCorruption()) return {ErrorCode::storageCorrupt, detail};
    return {ErrorCode::storageFailed, detail};
}

/// The same while opening, when an I/O error is about the folder and not about room.
Error openErrorOf(const rocksdb::Status& status, const std::filesystem::path& path) {
    auto error = errorOf(status, path);
    if (status.IsIOError() && error.code == ErrorCode::storageFailed && !status.IsNoSpace()) {
        error.code = ErrorCode::ioFailed;
    }
    return error;
}

rocksdb::DBOptions databaseOptions(const DatabaseOptions& options) {
    rocksdb::DBOptions result;
    result.create_if_missing = true;
    result.create_missing_column_families = true;
    // Reopens after a power loss and still refuses a flipped bit; the default loses blocks.
    result.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
    result.max_background_jobs = 2;
    result.db_write_buffer_size = options.memtableBytes * 4;
    result.max_total_wal_size = options.memtableBytes * 8;
    result.keep_log_file_num = 2;
    result.max_log_file_size = 1u << 20;
    result.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
    result.max_open_files = 512;
    result.allow_concurrent_memtable_write = false;  // the pool's table cannot
    return result;
}

rocksdb::ColumnFamilyOptions columnOptions(const DatabaseOptions& options,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
    rocksdb::BlockBasedTableOptions table;
    table.block_cache = cache;
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    table.cache_index_and_filter_blocks = true;
    table.pin_l0_filter_and_index_blocks_in_cache = true;
    rocksdb::ColumnFamilyOptions result;
    result.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    result.write_buffer_size = options.memtableBytes;
    result.level_compaction_dynamic_level_bytes = true;
    return result;
}

/// How rows wait in memory for their table: in order, unless nobody asks for an order.
void keepInMemory(rocksdb::ColumnFamilyOptions& options, Column column) {
    const auto byKey = [&options](std::size_t keySize) {
        options.memtable_factory.reset(rocksdb::NewHashLinkListRepFactory(bucketsOfKeys));
        options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(keySize));
    };
    switch (column) {
        case Column::pool:  // comes and goes, and is read once, at the next start
            options.memtable_factory = std::make_shared<rocksdb::VectorRepFactory>();
            return;
        case Column::l1TransactionHashes:
        case Column::l2TransactionHashes: return byKey(Hash::size());  // asked for one by one
        case Column::l1Accounts:
        case Column::l2Accounts:
        case Column::l1AccountTransactions:
        case Column::l2AccountTransactions: return byKey(Address::size());
        default: return;
    }
}

/// Whether `folder` may be opened: a fresh one, or one that this version wrote.
Result<void> checkSchema(const std::filesystem::path& folder, bool& fresh) {
    std::vector<std::string> names;
    const auto listed = rocksdb::DB::ListColumnFamilies({}, folder.string(), &names);
    fresh = !listed.ok();
    if (fresh) return {};  // no CURRENT file: nothing was ever written here
    const auto unknown = std::find_if(names.begin(), names.end(), [](const std::string& name) {
        return std::find(columnNames.begin(), columnNames.end(), name) == columnNames.end();
    });
    if (unknown != names.end()) {
        return fail(ErrorCode::schemaMismatch, folder.string() + " has a table '" + *unknown + "'");
    }
    // Interrupted while its tables were made: it holds nothing yet and is finished now.
    fresh = names.size() < columnNames.size();
    return {};
}

Result<void> makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(ErrorCode::ioFailed, folder.string() + ": " + error.message());
    return {};
}

}  // namespace

/// RocksDB and its tables; closed when the last snapshot is gone, too.
struct OpenTables {
    std::unique_ptr<rocksdb::DB> db;
    std::vector<rocksdb::ColumnFamilyHandle*> families;

    ~OpenTables() {
        for (auto* family : families) db->DestroyColumnFamilyHandle(family);
    }
};

struct Snapshot::Handle {
    std::shared_ptr<OpenTables> tables;
    const rocksdb::Snapshot* snapshot = nullptr;
};

Snapshot::Snapshot(std::unique_ptr<Handle> handle) : m(std::move(handle)) {}
Snapshot::~Snapshot() {
    m->tables->db->ReleaseSnapshot(m->snapshot);
}

struct Database::Impl {
    std::filesystem::path dataDir;
    std::filesystem::path folder;
    std::shared_ptr<OpenTables> tables = std::make_shared<OpenTables>();
    rocksdb::DB* db = nullptr;  // of `tables`
    std::optional<HeadMarker> marker;
    mutable std::mutex mutex;  // guards marker and failure
    mutable std::optional<Error> failure;

    rocksdb::ColumnFamilyHandle* family(Column column) const {
        return tables->families[static_cast<std::size_t>(column)];
    }

    tl::unexpected<Error> failed(const rocksdb::Status& status) const {
        auto error = errorOf(status, folder);
        const std::lock_guard lock(mutex);
        if (!failure) failure = error;
        return tl::make_unexpected(std::move(error));
    }

    Result<void> openTables(const DatabaseOptions& options) {
        const auto cache = rocksdb::NewLRUCache(options.cacheBytes, cacheShardBits);
        std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
        for (const auto name : columnNames) {
            auto of = columnOptions(options, cache);
            keepInMemory(of, static_cast<Column>(descriptors.size()));
            descriptors.emplace_back(std::string(name), std::move(of));
        }
        rocksdb::DB* opened = nullptr;
        const auto status = rocksdb::DB::Open(databaseOptions(options), folder.string(),
                                              descriptors, &tables->families, &opened);
        if (!status.ok()) return tl::make_unexpected(openErrorOf(status, folder));
        tables->db.reset(opened);
        db = opened;
        return {};
    }

    /// Reads the version's row, or writes it into a fresh database.
    Result<void> checkVersion(bool fresh) {
        std::string stored;
        const auto key = sliceOf(asBytes(versionKey));
        const auto status = db->Get({}, family(Column::meta), key, &stored);
        if (!status.ok() && !status.IsNotFound()) return failed(status);
        if (status.IsNotFound() && fresh) {
            rocksdb::WriteOptions options;
            options.sync = true;
            const auto value = RecordWriter{}.u32(schemaVersion).take();
            const auto put = db->Put(options, family(Column::meta), key, sliceOf(value));
            if (!put.ok()) return failed(put);
            return {};
        }
        if (status.IsNotFound()) {
            // The version was the first thing ever written: tables without it lost their log.
            return fail(ErrorCode::storageCorrupt,
                        folder.string() + " has no schema version; its write-ahead log is gone");
        }
        const auto found = RecordReader{viewOf(stored)}.u32();
        if (found != schemaVersion) {
            return fail(ErrorCode::schemaMismatch, folder.string() + " has version " +
                                                       std::to_string(found) + ", this program " +
                                                       std::to_string(schemaVersion));
        }
        return {};
    }
};

Database::Database(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& dataDir,
                                                 const DatabaseOptions& options) {
    auto impl = std::make_unique<Impl>();
    impl->dataDir = dataDir;
    impl->folder = dataDir / databaseFolder;
    if (auto made = makeFolder(impl->folder); !made) return failFrom(made);
    bool fresh = false;
    if (auto checked = checkSchema(impl->folder, fresh); !checked) return failFrom(checked);
    if (auto opened = impl->openTables(options); !opened) return failFrom(opened);
    auto marker = HeadMarker::open(dataDir / headMarkerFile);
    if (!marker) return failFrom(marker);
    // No block was ever written: an interrupted creation, finished now.
    fresh = fresh || (!marker->marks()[0] && !marker->marks()[1]);
    impl->marker.emplace(std::move(*marker));
    if (auto version = impl->checkVersion(fresh); !version) return failFrom(version);
    return std::unique_ptr<Database>(new Database(std::move(impl)));
}

const std::filesystem::path& Database::dataDir() const {
    return m->dataDir;
}

Result<std::optional<Bytes>> Database::get(Column column, BytesView key,
                                           const Snapshot* snapshot) const {
    rocksdb::ReadOptions options;
    if (snapshot) options.snapshot = snapshot->m->snapshot;
    rocksdb::PinnableSlice value;
    const auto status = m->db->Get(options, m->family(column), sliceOf(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) return m->failed(status);
    const auto view = viewOf(value);
    return Bytes{view.begin(), view.end()};
}

Result<void> Database::scan(Column column, const Scan& scan, const RowVisitor& visit,
                            const Snapshot* snapshot) const {
    rocksdb::ReadOptions options;
    options.total_order_seek = true;  // else rows that wait by hash come in no order
    if (snapshot) options.snapshot = snapshot->m->snapshot;
    const std::unique_ptr<rocksdb::Iterator> row{m->db->NewIterator(options, m->family(column))};
    const auto prefix = sliceOf(scan.prefix);
    const bool forward = scan.order == Order::forward;
    if (!scan.start.empty()) {
        forward ? row->Seek(sliceOf(scan.start)) : row->SeekForPrev(sliceOf(scan.start));
    } else if (forward) {
        row->Seek(prefix);
    } else {
        // Just below the first key after all that begin with the prefix.
        std::string end = prefix.ToString();
        while (!end.empty() && static_cast<std::uint8_t>(end.back()) == 0xff) end.pop_back();
        if (end.empty()) {
            row->SeekToLast();
        } else {
            end.back() = static_cast<char>(static_cast<std::uint8_t>(end.back()) + 1);
            row->SeekForPrev(end);
            if (row->Valid() && row->key() == rocksdb::Slice(end)) row->Prev();
        }
    }
    while (row->Valid() && row->key().starts_with(prefix)) {
        if (!visit(viewOf(row->key()), viewOf(row->value()))) break;
        forward ? row->Next() : row->Prev();
    }
    if (!row->status().ok()) return m->failed(row->status());
    return {};
}

Result<void> Database::write(WriteBatch&& batch, Sync sync) {
    const WriteBatch taken = std::move(batch);
    rocksdb::WriteBatch operations(taken.m->bytes.size() + taken.m->operations.size() * 16);
    const char* bytes = taken.m->bytes.data();
    for (const auto& operation : taken.m->operations) {
        const rocksdb::Slice key(bytes + operation.offset, operation.keySize);
        auto* family = m->family(operation.column);
        const auto added =
            operation.removes
                ? operations.Delete(family, key)
                : operations.Put(family, key,
                                 rocksdb::Slice(bytes + operation.offset + operation.keySize,
                                                operation.valueSize));
        if (!added.ok()) return m->failed(added);
    }
    rocksdb::WriteOptions options;
    options.sync = sync == Sync::yes;
    const auto status = m->db->Write(options, &operations);
    if (!status.ok()) return m->failed(status);
    return {};
}

SnapshotPtr Database::snapshot() const {
    auto handle =
        std::make_unique<Snapshot::Handle>(Snapshot::Handle{m->tables, m->db->GetSnapshot()});
    return SnapshotPtr(new Snapshot(std::move(handle)));
}

Result<std::optional<Bytes>> Database::record(std::string_view key) const {
    return get(Column::records, asBytes(key));
}

Result<void> Database::putRecord(std::string_view key, BytesView value, Sync sync) {
    WriteBatch batch;
    batch.putRecord(key, value);
    return write(std::move(batch), sync);
}

Result<void> Database::scanRecords(std::string_view prefix, const RowVisitor& visit,
                                   Order order) const {
    return scan(Column::records, {asBytes(prefix), {}, order}, visit);
}

std::optional<HeadMark> Database::headMark(unsigned layer) const {
    const std::lock_guard lock(m->mutex);
    return m->marker->marks().at(layer);
}

Result<void> Database::setHeadMark(unsigned layer, const std::optional<HeadMark>& mark) {
    const std::lock_guard lock(m->mutex);
    auto set = m->marker->set(layer, mark);
    if (!set && !m->failure) m->failure = set.error();
    return set;
}

Result<void> Database::health() const {
    const std::lock_guard lock(m->mutex);
    if (m->failure) return tl::make_unexpected(*m->failure);
    return {};
}

Result<void> Database::resume() {
    const auto status = m->db->Resume();
    if (!status.ok()) return m->failed(status);
    const std::lock_guard lock(m->mutex);
    if (m->failure && m->failure->code != ErrorCode::storageCorrupt) m->failure.reset();
    if (m->failure) return tl::make_unexpected(*m->failure);
    return {};
}

void Database::markFailed(Error error) const {
    const std::lock_guard lock(m->mutex);
    if (!m->failure) m->failure = std::move(error);
}

std::uint64_t Database::sizeBytes() const {
    std::uint64_t total = 0;
    for (auto* family : m->tables->families) {
        std::uint64_t tables = 0;
        std::uint64_t memory = 0;
        m->db->GetIntProperty(family, rocksdb::DB::Properties::kTotalSstFilesSize, &tables);
        m->db->GetIntProperty(family, rocksdb::DB::Properties::kSizeAllMemTables, &memory);
        total += tables + memory;
    }
    return total;
}

}  // namespace rollscope::storage
