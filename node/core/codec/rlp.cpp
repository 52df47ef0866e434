#include "node/core/codec/rlp.h"

namespace rollscope::codec {
namespace {

constexpr std::uint8_t stringBase = 0x80;
constexpr std::uint8_t listBase = 0xc0;
constexpr std::size_t longestShort = 55;

tl::unexpected<Error> malformed(const char* why) {
    return fail(ErrorCode::invalidRlp, why);
}

// The length that follows a header byte of a long form: big-endian, minimal, above 55.
Result<std::size_t> longLength(BytesView digits) {
    if (digits[0] == 0) return malformed("length with a leading zero");
    std::uint64_t length = 0;
    for (const std::uint8_t digit : digits) length = (length << 8) | digit;
    if (length <= longestShort) return malformed("long form of a short length");
    return static_cast<std::size_t>(length);
}

Result<RlpItem> itemAt(BytesView bytes, std::size_t headerSize, std::uint64_t length, bool isList) {
    if (length > bytes.size() - headerSize) return malformed("item longer than its container");
    const auto size = static_cast<std::size_t>(length);
    return RlpItem{isList, bytes.subspan(headerSize, size), bytes.first(headerSize + size)};
}

Result<void> checkList(BytesView payload, unsigned depth) {
    if (depth > maxRlpDepth) return malformed("lists too deep");
    while (!payload.empty()) {
        const auto item = firstRlpItem(payload);
        if (!item) return failFrom(item);
        if (item->isList) {
            if (auto inner = checkList(item->payload, depth + 1); !inner) return inner;
        }
        payload = payload.subspan(item->encoding.size());
    }
    return {};
}

void writeHeader(Bytes& to, std::uint8_t base, std::size_t length) {
    if (length <= longestShort) {
        to.push_back(static_cast<std::uint8_t>(base + length));
        return;
    }
    std::uint8_t digits[8];
    std::size_t count = 0;
    for (std::uint64_t rest = length; rest != 0; rest >>= 8) {
        digits[count++] = static_cast<std::uint8_t>(rest & 0xff);
    }
    to.push_back(static_cast<std::uint8_t>(base + longestShort + count));
    while (count > 0) to.push_back(digits[--count]);
}

void writeString(Bytes& to, BytesView string) {
    if (string.size() != 1 || string[0] >= stringBase) writeHeader(to, stringBase, string.size());
    append(to, string);
}

void writeUint(Bytes& to, const U256& value) {
    std::uint8_t word[32];
    storeU256(word, value);
    const auto length = static_cast<std::size_t>(value.byteLength());
    writeString(to, BytesView{word + 32 - length, length});
}

}  // namespace

Result<RlpItem> firstRlpItem(BytesView bytes) {
    if (bytes.empty()) return malformed("no item");
    const std::uint8_t header = bytes[0];
    if (header < stringBase) return RlpItem{false, bytes.first(1), bytes.first(1)};
    const bool isList = header >= listBase;
    const std::size_t length = header - (isList ? listBase : stringBase);
    if (length > longestShort) {
        const std::size_t digits = length - longestShort;
        if (bytes.size() < 1 + digits) return malformed("header cut off");
        const auto size = longLength(bytes.subspan(1, digits));
        if (!size) return failFrom(size);
        return itemAt(bytes, 1 + digits, *size, isList);
    }
    auto item = itemAt(bytes, 1, length, isList);
    if (item && !isList && length == 1 && item->payload[0] < stringBase) {
        return malformed("header before a single low byte");
    }
    return item;
}

Result<RlpItem> decodeRlp(BytesView bytes) {
    auto item = firstRlpItem(bytes);
    if (!item) return item;
    if (item->encoding.size() != bytes.size()) return malformed("bytes after the item");
    if (item->isList) {
        if (const auto inner = checkList(item->payload, 1); !inner) return failFrom(inner);
    }
    return item;
}

Result<std::vector<RlpItem>> RlpItem::items() const {
    if (!isList) return malformed("string instead of a list");
    std::vector<RlpItem> found;
    for (BytesView rest = payload; !rest.empty();) {
        const auto item = firstRlpItem(rest);
        if (!item) return failFrom(item);
        found.push_back(*item);
        rest = rest.subspan(item->encoding.size());
    }
    return found;
}

Result<std::vector<RlpItem>> RlpItem::items(std::size_t count) const {
    auto found = items();
    if (found && found->size() != count) return malformed("wrong number of items");
    return found;
}

Result<BytesView> RlpItem::string() const {
    if (isList) return malformed("list instead of a string");
    return payload;
}

Result<Bytes> RlpItem::bytes() const {
    if (isList) return malformed("list instead of a string");
    return Bytes{payload.begin(), payload.end()};
}

Result<std::uint64_t> RlpItem::u64() const {
    const auto value = u256();
    if (!value) return failFrom(value);
    if (!value->fitsU64()) return malformed("integer above 64 bits");
    return value->low();
}

Result<U256> RlpItem::u256() const {
    if (isList) return malformed("list instead of an integer");
    if (payload.size() > 32) return malformed("integer above 256 bits");
    if (!payload.empty() && payload[0] == 0) return malformed("integer with a leading zero");
    return u256FromBytes(payload);
}

Result<bool> RlpItem::boolean() const {
    const auto value = u64();
    if (!value) return failFrom(value);
    if (*value > 1) return malformed("neither 0 nor 1");
    return *value == 1;
}

Result<Hash> RlpItem::hash() const {
    if (isList || payload.size() != Hash::size()) return malformed("not 32 bytes");
    return hashFromBytes(payload);
}

Result<Address> RlpItem::address() const {
    if (isList || payload.size() != Address::size()) return malformed("not 20 bytes");
    return addressFromBytes(payload);
}

Result<std::optional<Address>> RlpItem::optionalAddress() const {
    if (!isList && payload.empty()) return std::optional<Address>{};
    const auto value = address();
    if (!value) return failFrom(value);
    return std::optional<Address>{*value};
}

Bytes encodeString(BytesView string) {
    Bytes encoding;
    encoding.reserve(string.size() + 9);
    writeString(encoding, string);
    return encoding;
}

Bytes encodeUint(std::uint64_t value) {
    return encodeUint(U256{value});
}

Bytes encodeUint(const U256& value) {
    Bytes encoding;
    writeUint(encoding, value);
    return encoding;
}

Bytes encodeList(const std::vector<Bytes>& encodedItems) {
    RlpWriter writer;
    for (const Bytes& item : encodedItems) writer.encoded(item);
    return writer.asList();
}

RlpWriter& RlpWriter::string(BytesView value) {
    writeString(m_payload, value);
    return *this;
}

RlpWriter& RlpWriter::uint(std::uint64_t value) {
    return uint(U256{value});
}

RlpWriter& RlpWriter::uint(const U256& value) {
    writeUint(m_payload, value);
    return *this;
}

RlpWriter& RlpWriter::optionalAddress(const std::optional<Address>& value) {
    return string(value ? value->view() : BytesView{});
}

RlpWriter& RlpWriter::list(const RlpWriter& inner) {
    writeHeader(m_payload, listBase, inner.m_payload.size());
    append(m_payload, inner.m_payload);
    return *this;
}

RlpWriter& RlpWriter::encoded(BytesView item) {
    append(m_payload, item);
    return *this;
}

Bytes RlpWriter::asList(BytesView prefix) const {
    Bytes encoding;
    encoding.reserve(prefix.size() + 9 + m_payload.size());
    append(encoding, prefix);
    writeHeader(encoding, listBase, m_payload.size());
    append(encoding, m_payload);
    return encoding;
}

}  // namespace rollscope::codec
