// Solidity's ABI encoding: an encoder, and a decoder that refuses what it cannot have meant.
//
// In: words, dynamic bytes, arrays and nested tuples in argument order. Out: abi.encode's bytes.
// The decoder checks bounds, padding and ranges; it takes offsets in any order, as contracts do.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::codec {

/// First four bytes of a call's data.
using Selector = std::array<std::uint8_t, 4>;

/// First four bytes of keccak(signature), as in "deposit(address,address,uint256,uint32)".
Selector selector(std::string_view signature);

/// keccak(signature): an event's first topic.
Hash eventTopic(std::string_view signature);

/// Arguments of one tuple, one call per argument in their order.
class AbiEncoder {
public:
    AbiEncoder& word(const Hash& value);
    AbiEncoder& uint(const U256& value);
    AbiEncoder& uint(std::uint64_t value) { return uint(U256{value}); }
    AbiEncoder& address(const Address& value);
    AbiEncoder& boolean(bool value) { return uint(U256{value ? 1U : 0U}); }
    /// A short bytesN or selector: the bytes stand left, zeros follow. At most 32 bytes.
    AbiEncoder& shortBytes(BytesView value);
    /// `bytes` and `string`.
    AbiEncoder& bytes(BytesView value);
    AbiEncoder& string(std::string_view value) { return bytes(asBytes(value)); }
    /// bytes32[] and, word by word, uint256[].
    AbiEncoder& words(const std::vector<Hash>& values);
    /// A tuple, in place when all of it is static, else behind an offset.
    AbiEncoder& tuple(const AbiEncoder& value);
    /// T[] of tuples; elements are static or dynamic alike.
    AbiEncoder& tuples(const std::vector<AbiEncoder>& values);

    /// abi.encode(arguments…).
    Bytes encode() const;
    /// abi.encodeWithSignature(signature, arguments…).
    Bytes call(std::string_view signature) const;
    bool isDynamic() const { return m_dynamic; }

private:
    struct Part {
        bool dynamic = false;
        Bytes bytes;  ///< in the head when static, in the tail when dynamic
    };
    AbiEncoder& addStatic(BytesView word);
    AbiEncoder& addDynamic(Bytes tail);
    static Bytes layOut(const std::vector<Part>& parts);

    std::vector<Part> m_parts;
    bool m_dynamic = false;
};

/// Reads the arguments of one tuple in their order; every error is ErrorCode::invalidAbi.
class AbiDecoder {
public:
    explicit AbiDecoder(BytesView data) : m_data(data) {}
    /// Checks and steps over a call's selector.
    static Result<AbiDecoder> ofCall(BytesView data, std::string_view signature);

    Result<Hash> word();
    Result<U256> uint();
    /// uint64 and narrower: above `max` is refused.
    Result<std::uint64_t> u64(std::uint64_t max = ~std::uint64_t{0});
    Result<Address> address();
    Result<bool> boolean();
    /// `bytes`; padding is zero.
    Result<Bytes> bytes();
    Result<std::string> string();
    /// bytes32[].
    Result<std::vector<Hash>> words();
    /// A dynamic tuple; a static one is read in place, member by member.
    Result<AbiDecoder> tuple();
    /// T[] of dynamic tuples.
    Result<std::vector<AbiDecoder>> tuples();

private:
    Result<BytesView> tail();
    static Result<std::size_t> lengthAt(BytesView view, std::size_t bytesPerItem);

    BytesView m_data;
    std::size_t m_at = 0;
};

}  // namespace rollscope::codec
