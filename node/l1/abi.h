// Contract ABI by its type texts: encode calls, decode arguments and events.
//
// In: values, or bytes and a signature such as "Deposit(uint256,address)". Out: bytes, or values.
// Pure and total; decoding checks every offset and limits depth and size.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "node/core/base/u256.h"

namespace rollscope::l1 {

/// The form of an ABI type; word types differ only in how they are shown.
struct AbiType {
    enum class Kind : std::uint8_t {
        uint,
        integer,  ///< signed
        boolean,
        address,
        fixedBytes,
        bytes,
        string,
        array,  ///< T[] or T[n]
        tuple
    };
    Kind kind = Kind::uint;
    std::size_t size = 0;            ///< bytes of fixedBytes; n of T[n], 0 for T[]
    std::vector<AbiType> inside;     ///< element of an array, members of a tuple
    std::vector<std::string> names;  ///< of a tuple's members, where known

    bool dynamic() const;
    std::size_t headSize() const;  ///< bytes in the head
};

/// A value on its way in or out.
struct AbiValue {
    enum class Kind : std::uint8_t { word, bytes, array, tuple };
    Kind kind = Kind::word;
    U256 word;
    Bytes bytes;                   ///< bytes and string
    std::vector<AbiValue> inside;  ///< array and tuple

    bool dynamic() const;
    Hash hash() const { return toHash(word); }
    Address address() const { return toAddress(word); }
    std::uint64_t u64() const { return word.saturated(); }
};

AbiValue abi(const U256& word);
AbiValue abi(const Hash& word);
AbiValue abi(const Address& address);
AbiValue abi(Bytes bytes);
AbiValue abiArray(std::vector<AbiValue> items);
AbiValue abiTuple(std::vector<AbiValue> items);
AbiValue abiPath(const std::vector<Hash>& path);  ///< bytes32[]

/// abi.encode of an argument list.
Bytes abiEncode(const std::vector<AbiValue>& values);
/// Selector and arguments; `signature` as in "withdraw(bytes32,bytes)".
Bytes abiCall(std::string_view signature, const std::vector<AbiValue>& values);
/// keccak(signature): an event's first topic.
Hash abiTopic(std::string_view signature);
/// First four bytes of keccak(signature).
std::uint32_t abiSelector(std::string_view signature);
/// The selector that call or revert data begins with; 0 for shorter data.
std::uint32_t selectorOf(BytesView data);

/// "uint256", "(uint256,bytes)[]", …; invalidAbi for others.
Result<AbiType> abiType(std::string_view text);
/// The argument list of "name(T,T)" or "T,T".
Result<std::vector<AbiType>> abiTypes(std::string_view text);
/// Strict about bounds, lenient about trailing bytes; invalidAbi.
Result<std::vector<AbiValue>> abiDecode(const std::vector<AbiType>& types, BytesView data);
Result<std::vector<AbiValue>> abiDecode(std::string_view types, BytesView data);

/// A value in words: decimal numbers, hex bytes, "[a, b]" lists, "true".
std::string abiText(const AbiType& type, const AbiValue& value);

}  // namespace rollscope::l1
