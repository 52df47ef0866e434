// Byte strings and fixed-size byte values: the vocabulary of everything that is hashed or sent.
//
// In: nothing. Out: Bytes, BytesView, FixedBytes, Hash, Address and their hex forms.
// All of it is pure; hex text is Ethereum's: "0x" and two lower-case digits a byte.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "node/core/base/result.h"

namespace rollscope::base {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

/// N bytes, compared lexicographically, zero when default-constructed.
template <std::size_t N>
struct FixedBytes {
    std::array<std::uint8_t, N> bytes{};

    static constexpr std::size_t size() { return N; }
    constexpr std::uint8_t* data() { return bytes.data(); }
    constexpr const std::uint8_t* data() const { return bytes.data(); }
    constexpr std::uint8_t& operator[](std::size_t i) { return bytes[i]; }
    constexpr std::uint8_t operator[](std::size_t i) const { return bytes[i]; }
    constexpr bool isZero() const {
        for (auto b : bytes) {
            if (b != 0) return false;
        }
        return true;
    }
    BytesView view() const { return BytesView{bytes.data(), N}; }
    constexpr auto operator<=>(const FixedBytes&) const = default;
};

/// A 32-byte value: a hash, a storage key, a topic.
struct Hash : FixedBytes<32> {
    constexpr auto operator<=>(const Hash&) const = default;
};

/// A 20-byte account address.
struct Address : FixedBytes<20> {
    constexpr auto operator<=>(const Address&) const = default;
};

/// "0x" and two lower-case digits a byte.
std::string toHex(BytesView bytes);

/// Reads "0x…" of any even length; ErrorCode::invalidHex otherwise.
Result<Bytes> bytesFromHex(std::string_view text);

/// Reads exactly 32 bytes of hex; ErrorCode::invalidHex otherwise.
Result<Hash> hashFromHex(std::string_view text);

/// Reads exactly 20 bytes of hex, any letter case; ErrorCode::invalidHex otherwise.
Result<Address> addressFromHex(std::string_view text);

/// Copies 32 bytes; the caller knows the length.
Hash hashFromBytes(BytesView bytes);

/// Copies 20 bytes; the caller knows the length.
Address addressFromBytes(BytesView bytes);

/// Appends `tail` to `head`.
inline void append(Bytes& head, BytesView tail) {
    head.insert(head.end(), tail.begin(), tail.end());
}

/// The bytes of a text, unchanged.
inline BytesView asBytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// First machine word mixed with the last: keys are hashes or addresses, so they are spread
/// already.
template <std::size_t N>
inline std::size_t mixWords(const FixedBytes<N>& value) {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::memcpy(&head, value.data(), 8);
    std::memcpy(&tail, value.data() + N - 8, 8);
    return static_cast<std::size_t>((head * 0x9E3779B97F4A7C15ULL) ^ (tail + (head >> 29)));
}

}  // namespace rollscope::base

template <>
struct std::hash<rollscope::base::Hash> {
    std::size_t operator()(const rollscope::base::Hash& value) const noexcept {
        return rollscope::base::mixWords(value);
    }
};

template <>
struct std::hash<rollscope::base::Address> {
    std::size_t operator()(const rollscope::base::Address& value) const noexcept {
        return rollscope::base::mixWords(value);
    }
};

namespace rollscope {
using namespace base;  // every folder's namespace speaks in base's words
}
