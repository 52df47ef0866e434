// Reading and writing of stored records: fixed-width big-endian fields, one after the other.
#pragma once

#include <optional>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::storage {

/// Appends fields to bytes.
class RecordWriter {
public:
    RecordWriter& u8(std::uint8_t value);
    RecordWriter& u32(std::uint32_t value);
    RecordWriter& u64(std::uint64_t value);
    RecordWriter& u256(const U256& value);  ///< a length byte and the minimal digits
    RecordWriter& flag(bool value) { return u8(value ? 1 : 0); }
    template <std::size_t N>
    RecordWriter& fixed(const FixedBytes<N>& value) {
        return raw(value.view());
    }
    RecordWriter& bytes(BytesView value);  ///< a u32 length and the bytes
    RecordWriter& text(std::string_view value) { return bytes(asBytes(value)); }
    RecordWriter& raw(BytesView value);  ///< no length

    const Bytes& out() const { return m_out; }
    Bytes take() { return std::move(m_out); }
    BytesView view() const { return m_out; }
    operator BytesView() const { return m_out; }  // NOLINT: a key or value where it is used

private:
    Bytes m_out;
};

/// Takes fields from bytes; past the end everything is zero and ok() is false.
class RecordReader {
public:
    explicit RecordReader(BytesView bytes) : m_rest(bytes) {}

    std::uint8_t u8();
    std::uint32_t u32();
    std::uint64_t u64();
    U256 u256();
    bool flag() { return u8() != 0; }
    Hash hash();
    Address address();
    Bytes bytes();
    BytesView bytesView();
    std::string text();
    BytesView raw(std::size_t size);
    BytesView rest() const { return m_rest; }

    bool ok() const { return m_ok; }
    /// True when all was read and nothing is left.
    bool done() const { return m_ok && m_rest.empty(); }

private:
    BytesView m_rest;
    bool m_ok = true;
};

/// 8 big-endian bytes: the key of a number.
Bytes keyOf(std::uint64_t number);
/// The number of an 8-byte key.
std::uint64_t numberOf(BytesView key);

}  // namespace rollscope::storage
