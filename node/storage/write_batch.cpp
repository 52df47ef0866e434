#include "node/storage/write_batch.h"

#include "node/core/base/assert.h"
#include "node/storage/write_batch_impl.h"

namespace rollscope::storage {
namespace {

void appendTo(std::string& buffer, BytesView bytes) {
    buffer.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace

WriteBatch::WriteBatch() : m(std::make_unique<Impl>()) {}
WriteBatch::~WriteBatch() = default;

// A moved-from batch stays usable: callers clear and fill theirs again.
WriteBatch::WriteBatch(WriteBatch&& other) noexcept
    : m(std::exchange(other.m, std::make_unique<Impl>())) {}

WriteBatch& WriteBatch::operator=(WriteBatch&& other) noexcept {
    std::swap(m, other.m);
    return *this;
}

void WriteBatch::put(Column column, BytesView key, BytesView value) {
    ASSERT(value.size() < (std::size_t{1} << 31));
    m->operations.push_back({column, false, static_cast<std::uint32_t>(key.size()),
                             static_cast<std::uint32_t>(value.size()), m->bytes.size()});
    appendTo(m->bytes, key);
    appendTo(m->bytes, value);
}

void WriteBatch::remove(Column column, BytesView key) {
    m->operations.push_back(
        {column, true, static_cast<std::uint32_t>(key.size()), 0, m->bytes.size()});
    appendTo(m->bytes, key);
}

bool WriteBatch::empty() const {
    return m->operations.empty();
}

std::size_t WriteBatch::sizeBytes() const {
    return m->bytes.size();
}

void WriteBatch::clear() {
    m->operations.clear();
    m->bytes.clear();
}

}  // namespace rollscope::storage
