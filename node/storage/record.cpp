#include "node/storage/record.h"

namespace rollscope::storage {
namespace {

template <class T>
void appendBigEndian(Bytes& out, T value) {
    for (std::size_t i = sizeof(T); i-- > 0;) {
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
}

template <class T>
T readBigEndian(BytesView bytes) {
    T value = 0;
    for (const auto byte : bytes) value = static_cast<T>((value << 8) | byte);
    return value;
}

}  // namespace

RecordWriter& RecordWriter::u8(std::uint8_t value) {
    m_out.push_back(value);
    return *this;
}

RecordWriter& RecordWriter::u32(std::uint32_t value) {
    appendBigEndian(m_out, value);
    return *this;
}

RecordWriter& RecordWriter::u64(std::uint64_t value) {
    appendBigEndian(m_out, value);
    return *this;
}

RecordWriter& RecordWriter::u256(const U256& value) {
    const auto digits = toMinimalBytes(value);
    u8(static_cast<std::uint8_t>(digits.size()));
    return raw(digits);
}

RecordWriter& RecordWriter::bytes(BytesView value) {
    u32(static_cast<std::uint32_t>(value.size()));
    return raw(value);
}

RecordWriter& RecordWriter::raw(BytesView value) {
    append(m_out, value);
    return *this;
}

BytesView RecordReader::raw(std::size_t size) {
    if (!m_ok || m_rest.size() < size) {
        m_ok = false;
        m_rest = {};
        return {};
    }
    const auto result = m_rest.first(size);
    m_rest = m_rest.subspan(size);
    return result;
}

std::uint8_t RecordReader::u8() {
    return readBigEndian<std::uint8_t>(raw(1));
}

std::uint32_t RecordReader::u32() {
    return readBigEndian<std::uint32_t>(raw(4));
}

std::uint64_t RecordReader::u64() {
    return readBigEndian<std::uint64_t>(raw(8));
}

U256 RecordReader::u256() {
    const auto size = u8();
    if (size > 32) {
        m_ok = false;
        return {};
    }
    return u256FromBytes(raw(size));
}

Hash RecordReader::hash() {
    const auto bytes = raw(Hash::size());
    return m_ok ? hashFromBytes(bytes) : Hash{};
}

Address RecordReader::address() {
    const auto bytes = raw(Address::size());
    return m_ok ? addressFromBytes(bytes) : Address{};
}

BytesView RecordReader::bytesView() {
    return raw(u32());
}

Bytes RecordReader::bytes() {
    const auto view = bytesView();
    return {view.begin(), view.end()};
}

std::string RecordReader::text() {
    const auto view = bytesView();
    return {view.begin(), view.end()};
}

Bytes keyOf(std::uint64_t number) {
    return RecordWriter{}.u64(number).take();
}

std::uint64_t numberOf(BytesView key) {
    return RecordReader{key}.u64();
}

}  // namespace rollscope::storage
