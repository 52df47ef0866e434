#include "node/core/codec/abi.h"

#include "node/core/base/assert.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::codec {
namespace {

constexpr std::size_t wordSize = 32;

tl::unexpected<Error> malformed(const char* why) {
    return fail(ErrorCode::invalidAbi, why);
}

void appendWord(Bytes& to, std::uint64_t value) {
    append(to, toHash(U256{value}).view());
}

void padToWord(Bytes& bytes) {
    bytes.resize((bytes.size() + wordSize - 1) / wordSize * wordSize);
}

bool allZero(BytesView bytes) {
    for (const std::uint8_t byte : bytes) {
        if (byte != 0) return false;
    }
    return true;
}

}  // namespace

Selector selector(std::string_view signature) {
    const Hash hash = crypto::keccak256(asBytes(signature));
    return {hash[0], hash[1], hash[2], hash[3]};
}

Hash eventTopic(std::string_view signature) {
    return crypto::keccak256(asBytes(signature));
}

AbiEncoder& AbiEncoder::addStatic(BytesView word) {
    m_parts.push_back({false, Bytes{word.begin(), word.end()}});
    return *this;
}

AbiEncoder& AbiEncoder::addDynamic(Bytes tail) {
    m_parts.push_back({true, std::move(tail)});
    m_dynamic = true;
    return *this;
}

AbiEncoder& AbiEncoder::word(const Hash& value) {
    return addStatic(value.view());
}

AbiEncoder& AbiEncoder::uint(const U256& value) {
    return word(toHash(value));
}

AbiEncoder& AbiEncoder::address(const Address& value) {
    return uint(toU256(value));
}

AbiEncoder& AbiEncoder::shortBytes(BytesView value) {
    ASSERT(value.size() <= wordSize);
    Bytes padded{value.begin(), value.end()};
    padded.resize(wordSize);
    return addStatic(padded);
}

AbiEncoder& AbiEncoder::bytes(BytesView value) {
    Bytes tail;
    tail.reserve(value.size() + 2 * wordSize);
    appendWord(tail, value.size());
    append(tail, value);
    padToWord(tail);
    return addDynamic(std::move(tail));
}

AbiEncoder& AbiEncoder::words(const std::vector<Hash>& values) {
    Bytes tail;
    tail.reserve((values.size() + 1) * wordSize);
    appendWord(tail, values.size());
    for (const Hash& value : values) append(tail, value.view());
    return addDynamic(std::move(tail));
}

AbiEncoder& AbiEncoder::tuple(const AbiEncoder& value) {
    return value.m_dynamic ? addDynamic(value.encode()) : addStatic(value.encode());
}

AbiEncoder& AbiEncoder::tuples(const std::vector<AbiEncoder>& values) {
    std::vector<Part> parts;
    for (const AbiEncoder& value : values) parts.push_back({value.m_dynamic, value.encode()});
    Bytes tail;
    appendWord(tail, values.size());
    append(tail, layOut(parts));
    return addDynamic(std::move(tail));
}

Bytes AbiEncoder::layOut(const std::vector<Part>& parts) {
    std::size_t headSize = 0;
    for (const Part& part : parts) headSize += part.dynamic ? wordSize : part.bytes.size();
    Bytes head;
    Bytes tail;
    for (const Part& part : parts) {
        if (part.dynamic) appendWord(head, headSize + tail.size());
        append(part.dynamic ? tail : head, part.bytes);
    }
    append(head, tail);
    return head;
}

Bytes AbiEncoder::encode() const {
    return layOut(m_parts);
}

Bytes AbiEncoder::call(std::string_view signature) const {
    const Selector id = selector(signature);
    Bytes data{id.begin(), id.end()};
    append(data, encode());
    return data;
}

Result<AbiDecoder> AbiDecoder::ofCall(BytesView data, std::string_view signature) {
    const Selector id = selector(signature);
    if (data.size() < id.size() || std::memcmp(data.data(), id.data(), id.size()) != 0) {
        return malformed("another function's selector");
    }
    return AbiDecoder{data.subspan(id.size())};
}

Result<Hash> AbiDecoder::word() {
    if (m_data.size() - m_at < wordSize) return malformed("data ends early");
    const Hash value = hashFromBytes(m_data.subspan(m_at, wordSize));
    m_at += wordSize;
    return value;
}

Result<U256> AbiDecoder::uint() {
    const auto value = word();
    if (!value) return failFrom(value);
    return toU256(*value);
}

Result<std::uint64_t> AbiDecoder::u64(std::uint64_t max) {
    const auto value = uint();
    if (!value) return failFrom(value);
    if (*value > U256{max}) return malformed("integer too large for its type");
    return value->low();
}

Result<Address> AbiDecoder::address() {
    const auto value = word();
    if (!value) return failFrom(value);
    if (!allZero(value->view().first(12))) return malformed("address longer than 20 bytes");
    return addressFromBytes(value->view().last(Address::size()));
}

Result<bool> AbiDecoder::boolean() {
    const auto value = u64(1);
    if (!value) return failFrom(value);
    return *value == 1;
}

// The bytes from an argument's offset on.
Result<BytesView> AbiDecoder::tail() {
    const auto offset = u64();
    if (!offset) return failFrom(offset);
    if (*offset > m_data.size()) return malformed("offset past the end");
    return m_data.subspan(static_cast<std::size_t>(*offset));
}

Result<std::size_t> AbiDecoder::lengthAt(BytesView view, std::size_t bytesPerItem) {
    const auto length = AbiDecoder{view}.u64();
    if (!length) return failFrom(length);
    if (*length > (view.size() - wordSize) / bytesPerItem) return malformed("length past the end");
    return static_cast<std::size_t>(*length);
}

Result<Bytes> AbiDecoder::bytes() {
    const auto view = tail();
    if (!view) return failFrom(view);
    const auto length = lengthAt(*view, 1);
    if (!length) return failFrom(length);
    const std::size_t padded = (*length + wordSize - 1) / wordSize * wordSize;
    const BytesView rest = view->subspan(wordSize);
    if (padded > rest.size()) return malformed("padding cut off");
    if (!allZero(rest.subspan(*length, padded - *length))) return malformed("padding is not zero");
    const BytesView value = rest.first(*length);
    return Bytes{value.begin(), value.end()};
}

Result<std::string> AbiDecoder::string() {
    const auto value = bytes();
    if (!value) return failFrom(value);
    return std::string{value->begin(), value->end()};
}

Result<std::vector<Hash>> AbiDecoder::words() {
    const auto view = tail();
    if (!view) return failFrom(view);
    const auto length = lengthAt(*view, wordSize);
    if (!length) return failFrom(length);
    std::vector<Hash> values;
    values.reserve(*length);
    for (std::size_t i = 1; i <= *length; ++i) {
        values.push_back(hashFromBytes(view->subspan(i * wordSize, wordSize)));
    }
    return values;
}

Result<AbiDecoder> AbiDecoder::tuple() {
    const auto view = tail();
    if (!view) return failFrom(view);
    return AbiDecoder{*view};
}

Result<std::vector<AbiDecoder>> AbiDecoder::tuples() {
    const auto view = tail();
    if (!view) return failFrom(view);
    const auto length = lengthAt(*view, wordSize);
    if (!length) return failFrom(length);
    AbiDecoder elements{view->subspan(wordSize)};
    std::vector<AbiDecoder> values;
    for (std::size_t i = 0; i < *length; ++i) {
        const auto element = elements.tuple();
        if (!element) return failFrom(element);
        values.push_back(*element);
    }
    return values;
}

}  // namespace rollscope::codec
