// What a WriteBatch holds: RocksDB's own batch, its families named by Column until it is written.
#pragma once

#include <string>
#include <vector>

#include "node/storage/write_batch.h"

namespace rollscope::storage {

/// One operation; the key's and value's bytes stand in the shared buffer.
struct BatchOperation {
    Column column = Column::meta;
    bool removes = false;
    std::uint32_t keySize = 0;
    std::uint32_t valueSize = 0;
    std::size_t offset = 0;
};

struct WriteBatch::Impl {
    std::vector<BatchOperation> operations;
    std::string bytes;
};

}  // namespace rollscope::storage
