// ABI: random tuples come back from their encoding; the decoder takes any bytes.
#include "node/core/codec/abi.h"
#include "tests/fuzz/input.h"

namespace rollscope::fuzz {
namespace {

using codec::AbiDecoder;
using codec::AbiEncoder;

enum class Kind : std::uint8_t {
    word,
    number,
    small,
    address,
    boolean,
    bytes,
    string,
    words,
    tuple,
    tuples
};
constexpr std::array kinds{Kind::word,  Kind::number, Kind::small, Kind::address, Kind::boolean,
                           Kind::bytes, Kind::string, Kind::words, Kind::tuple,   Kind::tuples};
constexpr unsigned deepest = 3;

/// A type and a value of it. The parts are a tuple's members, or the type of an array's elements.
struct Value {
    Kind kind = Kind::word;
    U256 word;
    Bytes bytes;
    std::vector<Hash> words;
    std::vector<Value> parts;
    std::vector<std::vector<Value>> elements;
};

using Members = std::vector<Value>;

bool isDynamic(const Members& members) {
    return std::any_of(members.begin(), members.end(),
                       [](const Value& value) { return value.kind >= Kind::bytes; });
}

Members anyMembers(Input& input, unsigned depth);

/// A value of the same type with another content: an array's elements are of one type.
void fill(Input& input, Members& members) {
    for (Value& value : members) {
        value.word = input.word();
        if (value.kind == Kind::small) value.word = U256{value.word.low()};
        if (value.kind == Kind::address) value.word = toU256(toAddress(value.word));
        if (value.kind == Kind::boolean) value.word = U256{value.word.low() & 1U};
        if (value.kind == Kind::bytes || value.kind == Kind::string) value.bytes = input.bytes();
        if (value.kind == Kind::words) {
            value.words.clear();
            for (std::size_t n = input.below(4); n > 0; --n) value.words.push_back(input.hash());
        }
        fill(input, value.parts);
        for (Members& element : value.elements) fill(input, element);
    }
}

Members anyMembers(Input& input, unsigned depth) {
    Members members(1 + input.below(4));
    for (Value& value : members) {
        value.kind = kinds[input.below(depth < deepest ? kinds.size() : kinds.size() - 2)];
        if (value.kind < Kind::tuple) continue;
        Members inner = anyMembers(input, depth + 1);
        // the decoder has a reader for dynamic tuples alone; static ones are read member by member
        if (!isDynamic(inner)) inner.push_back({Kind::bytes, {}, {}, {}, {}, {}});
        if (value.kind == Kind::tuple) {
            value.parts = std::move(inner);
        } else {
            value.elements.assign(input.below(4), inner);
            value.parts = std::move(inner);
        }
    }
    return members;
}

AbiEncoder encoderOf(const Members& members) {
    AbiEncoder out;
    for (const Value& value : members) {
        switch (value.kind) {
            case Kind::word: out.word(toHash(value.word)); break;
            case Kind::number:
            case Kind::small: out.uint(value.word); break;
            case Kind::address: out.address(toAddress(value.word)); break;
            case Kind::boolean: out.boolean(!value.word.isZero()); break;
            case Kind::bytes: out.bytes(value.bytes); break;
            case Kind::string:
                out.string({reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()});
                break;
            case Kind::words: out.words(value.words); break;
            case Kind::tuple: out.tuple(encoderOf(value.parts)); break;
            case Kind::tuples: {
                std::vector<AbiEncoder> elements;
                for (const Members& element : value.elements) {
                    elements.push_back(encoderOf(element));
                }
                out.tuples(elements);
                break;
            }
        }
    }
    return out;
}

bool read(AbiDecoder& in, Members& members);

template <class T, class Keep>
bool keep(const Result<T>& result, Keep&& take) {
    if (result) take(*result);
    return result.has_value();
}

bool readTuples(AbiDecoder& in, Value& value) {
    auto elements = in.tuples();
    if (!elements) return false;
    value.elements.assign(std::min<std::size_t>(elements->size(), 64), value.parts);
    for (std::size_t i = 0; i < value.elements.size(); ++i) {
        if (!read((*elements)[i], value.elements[i])) return false;
    }
    return true;
}

bool read(AbiDecoder& in, Value& value) {
    const auto word = [&value](const auto& got) { value.word = U256{got}; };
    switch (value.kind) {
        case Kind::word: return keep(in.word(), [&](const Hash& h) { value.word = toU256(h); });
        case Kind::number: return keep(in.uint(), word);
        case Kind::small: return keep(in.u64(), word);
        case Kind::boolean:
            return keep(in.boolean(), [&](bool b) { value.word = U256{b ? 1U : 0U}; });
        case Kind::address:
            return keep(in.address(), [&](const Address& a) { value.word = toU256(a); });
        case Kind::bytes: return keep(in.bytes(), [&](const Bytes& b) { value.bytes = b; });
        case Kind::string:
            return keep(in.string(), [&](const std::string& text) {
                value.bytes.assign(text.begin(), text.end());
            });
        case Kind::words:
            return keep(in.words(), [&](const std::vector<Hash>& w) { value.words = w; });
        case Kind::tuple: {
            auto inner = in.tuple();
            return inner && read(*inner, value.parts);
        }
        case Kind::tuples: return readTuples(in, value);
    }
    return false;
}

bool read(AbiDecoder& in, Members& members) {
    return std::all_of(members.begin(), members.end(),
                       [&in](Value& value) { return read(in, value); });
}

/// What is read from `data` encodes to something that reads the same.
void roundTrip(Members shape, BytesView data) {
    AbiDecoder in(data);
    if (!read(in, shape)) return;
    const Bytes encoded = encoderOf(shape).encode();
    Members again = shape;
    AbiDecoder second(encoded);
    ASSERT(read(second, again));
    ASSERT(encoderOf(again).encode() == encoded);
}

void fuzz(Input& input) {
    Members members = anyMembers(input, 0);
    if (input.flag()) return roundTrip(std::move(members), input.rest());
    fill(input, members);
    Bytes encoded = encoderOf(members).encode();
    Members same = members;
    AbiDecoder in(encoded);
    ASSERT(read(in, same));
    ASSERT(encoderOf(same).encode() == encoded);
    const Bytes call = encoderOf(members).call("f(bytes)");
    ASSERT(AbiDecoder::ofCall(call, "f(bytes)").has_value());
    ASSERT(!AbiDecoder::ofCall(call, "g(bytes)").has_value());
    for (std::size_t n = input.below(4); n > 0; --n) {  // damage
        const std::size_t at = static_cast<std::size_t>(input.u64() % encoded.size());
        encoded[at] = input.byte();
    }
    const std::size_t cut = std::min<std::size_t>(encoded.size(), input.below(64));
    encoded.erase(encoded.end() - static_cast<std::ptrdiff_t>(cut), encoded.end());
    roundTrip(std::move(members), encoded);
}

}  // namespace
}  // namespace rollscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    rollscope::fuzz::Input input(data, size);
    rollscope::fuzz::fuzz(input);
    return 0;
}
