#include "node/l1/abi.h"

#include "node/core/crypto/keccak.h"

namespace rollscope::l1 {

namespace {

void putWord(Bytes& out, const U256& word) {
    append(out, toHash(word).view());
}

void pad(Bytes& out) {
    while (out.size() % 32 != 0) out.push_back(0);
}

std::size_t headSize(const AbiValue& value) {
    if (value.dynamic() || value.kind == AbiValue::Kind::word) return 32;
    std::size_t size = 0;
    for (const AbiValue& item : value.inside) size += headSize(item);
    return size;
}

/// Heads, then tails, offsets counted from the list's start.
void putList(Bytes& out, const std::vector<AbiValue>& values);

void putValue(Bytes& out, const AbiValue& value) {
    switch (value.kind) {
        case AbiValue::Kind::word: putWord(out, value.word); return;
        case AbiValue::Kind::bytes:
            putWord(out, U256{value.bytes.size()});
            append(out, value.bytes);
            pad(out);
            return;
        case AbiValue::Kind::array:
            putWord(out, U256{value.inside.size()});
            putList(out, value.inside);
            return;
        case AbiValue::Kind::tuple: putList(out, value.inside); return;
    }
}

void putList(Bytes& out, const std::vector<AbiValue>& values) {
    std::size_t offset = 0;
    for (const AbiValue& value : values) offset += headSize(value);
    Bytes tails;
    for (const AbiValue& value : values) {
        if (value.dynamic()) {
            putWord(out, U256{offset + tails.size()});
            putValue(tails, value);
        } else {
            putValue(out, value);
        }
    }
    append(out, tails);
}

/// Reads values out of one list's bytes.
class Reader {
public:
    explicit Reader(BytesView data) : m_data(data) {}

    Result<std::vector<AbiValue>> list(const std::vector<AbiType>& types, std::size_t base) {
        std::vector<AbiValue> values;
        std::size_t at = base;
        for (const AbiType& type : types) {
            auto read = value(type, base, at);
            if (!read) return failFrom(read);
            values.push_back(std::move(*read));
            at += type.headSize();
        }
        return values;
    }

    Result<std::vector<AbiValue>> elements(const AbiType& type, std::size_t count,
                                           std::size_t base) {
        std::vector<AbiValue> values;
        const std::size_t step = type.headSize();
        for (std::size_t i = 0; i < count; ++i) {
            auto read = value(type, base, base + i * step);
            if (!read) return failFrom(read);
            values.push_back(std::move(*read));
        }
        return values;
    }

private:
    Result<std::size_t> length(std::size_t at) {
        if (at > m_data.size() || m_data.size() - at < 32) return fail(ErrorCode::invalidAbi);
        const U256 word = loadU256(m_data.data() + at);
        if (word > U256{m_data.size()}) return fail(ErrorCode::invalidAbi);
        return static_cast<std::size_t>(word.low());
    }

    Result<AbiValue> value(const AbiType& type, std::size_t base, std::size_t at) {
        // an element may hold no bytes of its own, so the count of values bounds the work
        if (++m_values > 65'536) return fail(ErrorCode::invalidAbi, "too many values");
        if (!type.dynamic()) return body(type, at);
        const auto offset = length(at);
        if (!offset) return failFrom(offset);
        return body(type, base + *offset);
    }

    Result<AbiValue> body(const AbiType& type, std::size_t at) {
        using Kind = AbiType::Kind;
        AbiValue result;
        if (type.kind == Kind::bytes || type.kind == Kind::string) {
            const auto size = length(at);
            if (!size) return failFrom(size);
            if (m_data.size() - at - 32 < *size) return fail(ErrorCode::invalidAbi);
            // many offsets may point at the same bytes, which are copied for each
            m_copied += *size;
            if (m_copied > 4 * m_data.size()) return fail(ErrorCode::invalidAbi, "overlapping");
            result.kind = AbiValue::Kind::bytes;
            const BytesView bytes = m_data.subspan(at + 32, *size);
            result.bytes.assign(bytes.begin(), bytes.end());
            return result;
        }
        if (type.kind == Kind::array || type.kind == Kind::tuple) {
            const bool counted = type.kind == Kind::array && type.size == 0;
            std::size_t count = type.size;
            if (counted) {
                const auto size = length(at);
                if (!size) return failFrom(size);
                count = *size;
                at += 32;
            }
            if (count > 65'536) return fail(ErrorCode::invalidAbi, "array too long");
            auto items = type.kind == Kind::array ? elements(type.inside[0], count, at)
                                                  : list(type.inside, at);
            if (!items) return failFrom(items);
            result.kind = counted ? AbiValue::Kind::array : AbiValue::Kind::tuple;
            result.inside = std::move(*items);
            return result;
        }
        if (at > m_data.size() || m_data.size() - at < 32) return fail(ErrorCode::invalidAbi);
        result.word = loadU256(m_data.data() + at);
        return result;
    }

    BytesView m_data;
    std::size_t m_values = 0;
    std::size_t m_copied = 0;
};

}  // namespace

bool AbiValue::dynamic() const {
    if (kind == Kind::bytes || kind == Kind::array) return true;
    for (const AbiValue& item : inside) {
        if (item.dynamic()) return true;
    }
    return false;
}

bool AbiType::dynamic() const {
    if (kind == Kind::bytes || kind == Kind::string) return true;
    if (kind == Kind::array && size == 0) return true;
    for (const AbiType& type : inside) {
        if (type.dynamic()) return true;
    }
    return false;
}

std::size_t AbiType::headSize() const {
    if (dynamic() || (kind != Kind::array && kind != Kind::tuple)) return 32;
    if (kind == Kind::array) return size * inside[0].headSize();
    std::size_t sum = 0;
    for (const AbiType& type : inside) sum += type.headSize();
    return sum;
}

AbiValue abi(const U256& word) {
    AbiValue value;
    value.word = word;
    return value;
}
AbiValue abi(const Hash& word) {
    return abi(toU256(word));
}
AbiValue abi(const Address& address) {
    return abi(toU256(address));
}
AbiValue abi(Bytes bytes) {
    AbiValue value;
    value.kind = AbiValue::Kind::bytes;
    value.bytes = std::move(bytes);
    return value;
}
AbiValue abiArray(std::vector<AbiValue> items) {
    AbiValue value;
    value.kind = AbiValue::Kind::array;
    value.inside = std::move(items);
    return value;
}
AbiValue abiTuple(std::vector<AbiValue> items) {
    AbiValue value;
    value.kind = AbiValue::Kind::tuple;
    value.inside = std::move(items);
    return value;
}
AbiValue abiPath(const std::vector<Hash>& path) {
    std::vector<AbiValue> items;
    for (const Hash& hash : path) items.push_back(abi(hash));
    return abiArray(std::move(items));
}

Bytes abiEncode(const std::vector<AbiValue>& values) {
    Bytes out;
    putList(out, values);
    return out;
}

Bytes abiCall(std::string_view signature, const std::vector<AbiValue>& values) {
    const Hash hash = abiTopic(signature);
    Bytes out(hash.data(), hash.data() + 4);
    putList(out, values);
    return out;
}

Hash abiTopic(std::string_view signature) {
    return crypto::keccak256(asBytes(signature));
}

std::uint32_t abiSelector(std::string_view signature) {
    return selectorOf(abiTopic(signature).view());
}

std::uint32_t selectorOf(BytesView data) {
    if (data.size() < 4) return 0;
    return static_cast<std::uint32_t>(data[0]) << 24 | static_cast<std::uint32_t>(data[1]) << 16 |
           static_cast<std::uint32_t>(data[2]) << 8 | data[3];
}

Result<std::vector<AbiValue>> abiDecode(const std::vector<AbiType>& types, BytesView data) {
    return Reader(data).list(types, 0);
}

Result<std::vector<AbiValue>> abiDecode(std::string_view types, BytesView data) {
    const auto parsed = abiTypes(types);
    if (!parsed) return failFrom(parsed);
    return abiDecode(*parsed, data);
}

}  // namespace rollscope::l1
