// RLP, Ethereum's serialization (yellow paper, appendix B): a strict reader and a writer.
//
// In: bytes as they travel. Out: RlpItem, a view into them, or bytes again.
// The reader refuses every form that the writer would not make. All of it is pure.
#pragma once

#include <optional>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::codec {

/// Lists may lie in each other this deep.
inline constexpr unsigned maxRlpDepth = 64;

/// One string or list; a view that lives as long as the bytes it was read from.
struct RlpItem {
    bool isList = false;
    BytesView payload;   ///< the string, or the encodings of a list's items one after another
    BytesView encoding;  ///< header and payload

    /// The items of a list; ErrorCode::invalidRlp for a string.
    Result<std::vector<RlpItem>> items() const;
    /// The items of a list of exactly `count`.
    Result<std::vector<RlpItem>> items(std::size_t count) const;

    /// The string; ErrorCode::invalidRlp for a list.
    Result<BytesView> string() const;
    Result<Bytes> bytes() const;
    /// An integer without leading zeros that fits.
    Result<std::uint64_t> u64() const;
    Result<U256> u256() const;
    /// 0 or 1.
    Result<bool> boolean() const;
    /// Exactly 32 bytes.
    Result<Hash> hash() const;
    /// Exactly 20 bytes.
    Result<Address> address() const;
    /// 20 bytes, or none for the empty string: the `to` of a transaction.
    Result<std::optional<Address>> optionalAddress() const;
};

/// Reads one item that fills `bytes`, every list in it checked; ErrorCode::invalidRlp.
Result<RlpItem> decodeRlp(BytesView bytes);

/// The first item of `bytes`, what follows it left alone and what lies in it unchecked.
Result<RlpItem> firstRlpItem(BytesView bytes);

Bytes encodeString(BytesView string);
Bytes encodeUint(std::uint64_t value);
Bytes encodeUint(const U256& value);
/// A list of items that are encoded already.
Bytes encodeList(const std::vector<Bytes>& encodedItems);

/// Builds the payload of a list, item by item.
class RlpWriter {
public:
    RlpWriter& string(BytesView value);
    RlpWriter& uint(std::uint64_t value);
    RlpWriter& uint(const U256& value);
    RlpWriter& boolean(bool value) { return uint(value ? 1 : 0); }
    template <std::size_t N>
    RlpWriter& fixed(const FixedBytes<N>& value) {
        return string(value.view());
    }
    /// The empty string for none.
    RlpWriter& optionalAddress(const std::optional<Address>& value);
    /// An inner list.
    RlpWriter& list(const RlpWriter& inner);
    /// An item that is encoded already.
    RlpWriter& encoded(BytesView item);

    /// The items so far, without a list's header.
    const Bytes& payload() const { return m_payload; }
    /// The items so far as one list, with `prefix` (an EIP-2718 type byte, say) before it.
    Bytes asList(BytesView prefix = {}) const;

private:
    Bytes m_payload;
};

}  // namespace rollscope::codec
