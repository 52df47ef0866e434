// U256: the EVM's word, an unsigned 256-bit integer modulo 2^256 on four 64-bit limbs.
//
// In: nothing. Out: arithmetic as in the yellow paper, section 9 and appendix H.
// Division by zero gives zero, as the EVM's DIV does.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "node/core/base/bytes.h"

namespace rollscope::base {

/// Unsigned 256-bit integer; `limb[0]` is the least significant.
struct U256 {
    std::uint64_t limb[4]{};

    constexpr U256() = default;
    constexpr U256(std::uint64_t low) : limb{low, 0, 0, 0} {}  // NOLINT: integers are words
    constexpr U256(std::uint64_t l0, std::uint64_t l1, std::uint64_t l2, std::uint64_t l3)
        : limb{l0, l1, l2, l3} {}

    constexpr bool operator==(const U256&) const = default;
    constexpr std::strong_ordering operator<=>(const U256& other) const {
        for (int i = 3; i > 0; --i) {
            if (limb[i] != other.limb[i]) return limb[i] <=> other.limb[i];
        }
        return limb[0] <=> other.limb[0];
    }
    constexpr bool isZero() const { return (limb[0] | limb[1] | limb[2] | limb[3]) == 0; }
    constexpr explicit operator bool() const { return !isZero(); }
    constexpr bool fitsU64() const { return (limb[1] | limb[2] | limb[3]) == 0; }
    /// The low 64 bits.
    constexpr std::uint64_t low() const { return limb[0]; }
    /// The value, or 2^64 - 1 if it does not fit.
    constexpr std::uint64_t saturated() const { return fitsU64() ? limb[0] : ~std::uint64_t{0}; }
    /// True when bit 255 is set: negative in two's complement.
    constexpr bool signBit() const { return (limb[3] >> 63) != 0; }
    /// Position of the highest set bit plus one; 0 for zero.
    int bitLength() const {
        for (int i = 3; i >= 0; --i) {
            if (limb[i] != 0) return i * 64 + 64 - __builtin_clzll(limb[i]);
        }
        return 0;
    }
    /// Bytes needed in big-endian form; 0 for zero.
    int byteLength() const { return (bitLength() + 7) / 8; }
};

namespace detail {

__extension__ using Uint128 = unsigned __int128;

/// a + b + carry; `carry` becomes the carry out.
inline std::uint64_t addWithCarry(std::uint64_t a, std::uint64_t b, unsigned char& carry) {
#if defined(__x86_64__) && defined(__GNUC__)
    unsigned long long sum = 0;
    carry = __builtin_ia32_addcarryx_u64(carry, a, b, &sum);
    return sum;
#else
    const std::uint64_t partial = a + b;
    const std::uint64_t sum = partial + carry;
    carry = static_cast<unsigned char>((partial < a) | (sum < partial));
    return sum;
#endif
}

/// a - b - borrow; `borrow` becomes the borrow out.
inline std::uint64_t subWithBorrow(std::uint64_t a, std::uint64_t b, unsigned char& borrow) {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
    unsigned long long difference = 0;
    borrow = __builtin_ia32_sbb_u64(borrow, a, b, &difference);
    return difference;
#else
    const std::uint64_t partial = a - b;
    const std::uint64_t difference = partial - borrow;
    borrow = static_cast<unsigned char>((a < b) | (partial < borrow));
    return difference;
#endif
}

}  // namespace detail

/// A sum, difference or product and whether it left 256 bits.
struct U256Carry {
    U256 value;
    bool carry = false;
};

/// a + b and its carry.
inline U256Carry addCarry(const U256& a, const U256& b) {
    unsigned char carry = 0;
    const std::uint64_t l0 = detail::addWithCarry(a.limb[0], b.limb[0], carry);
    const std::uint64_t l1 = detail::addWithCarry(a.limb[1], b.limb[1], carry);
    const std::uint64_t l2 = detail::addWithCarry(a.limb[2], b.limb[2], carry);
    const std::uint64_t l3 = detail::addWithCarry(a.limb[3], b.limb[3], carry);
    return {U256{l0, l1, l2, l3}, carry != 0};
}

/// a - b and whether b is the larger.
inline U256Carry subBorrow(const U256& a, const U256& b) {
    unsigned char borrow = 0;
    const std::uint64_t l0 = detail::subWithBorrow(a.limb[0], b.limb[0], borrow);
    const std::uint64_t l1 = detail::subWithBorrow(a.limb[1], b.limb[1], borrow);
    const std::uint64_t l2 = detail::subWithBorrow(a.limb[2], b.limb[2], borrow);
    const std::uint64_t l3 = detail::subWithBorrow(a.limb[3], b.limb[3], borrow);
    return {U256{l0, l1, l2, l3}, borrow != 0};
}

/// a * b and whether it left 256 bits.
U256Carry mulCarry(const U256& a, const U256& b);

inline U256 operator+(const U256& a, const U256& b) {
    return addCarry(a, b).value;
}
inline U256 operator-(const U256& a, const U256& b) {
    return subBorrow(a, b).value;
}

/// Modulo 2^256; unrolled by hand, because GCC leaves the loops standing.
inline U256 operator*(const U256& a, const U256& b) {
    using Wide = detail::Uint128;
    const auto low = [](Wide value) { return static_cast<std::uint64_t>(value); };
    const auto high = [](Wide value) { return static_cast<std::uint64_t>(value >> 64); };
    const auto multiply = [](std::uint64_t x, std::uint64_t y) { return static_cast<Wide>(x) * y; };
    Wide t = multiply(a.limb[0], b.limb[0]);
    const std::uint64_t r0 = low(t);
    t = multiply(a.limb[0], b.limb[1]) + high(t);
    std::uint64_t r1 = low(t);
    t = multiply(a.limb[0], b.limb[2]) + high(t);
    std::uint64_t r2 = low(t);
    std::uint64_t r3 = a.limb[0] * b.limb[3] + high(t);
    t = multiply(a.limb[1], b.limb[0]) + r1;
    r1 = low(t);
    t = multiply(a.limb[1], b.limb[1]) + r2 + high(t);
    r2 = low(t);
    r3 += a.limb[1] * b.limb[2] + high(t);
    t = multiply(a.limb[2], b.limb[0]) + r2;
    r2 = low(t);
    r3 += a.limb[2] * b.limb[1] + high(t) + a.limb[3] * b.limb[0];
    return {r0, r1, r2, r3};
}

U256 operator/(const U256& a, const U256& b);  ///< 0 for b = 0
U256 operator%(const U256& a, const U256& b);  ///< 0 for b = 0

/// 0 from 256 on.
inline U256 operator<<(const U256& a, unsigned shift) {
    if (shift >= 256) return {};
    const unsigned bits = shift % 64;
    U256 moved = a;
    switch (shift / 64) {
        case 1: moved = {0, a.limb[0], a.limb[1], a.limb[2]}; break;
        case 2: moved = {0, 0, a.limb[0], a.limb[1]}; break;
        case 3: moved = {0, 0, 0, a.limb[0]}; break;
        default: break;
    }
    if (bits == 0) return moved;
    const unsigned rest = 64 - bits;
    return {moved.limb[0] << bits, (moved.limb[1] << bits) | (moved.limb[0] >> rest),
            (moved.limb[2] << bits) | (moved.limb[1] >> rest),
            (moved.limb[3] << bits) | (moved.limb[2] >> rest)};
}

/// 0 from 256 on.
inline U256 operator>>(const U256& a, unsigned shift) {
    if (shift >= 256) return {};
    const unsigned bits = shift % 64;
    U256 moved = a;
    switch (shift / 64) {
        case 1: moved = {a.limb[1], a.limb[2], a.limb[3], 0}; break;
        case 2: moved = {a.limb[2], a.limb[3], 0, 0}; break;
        case 3: moved = {a.limb[3], 0, 0, 0}; break;
        default: break;
    }
    if (bits == 0) return moved;
    const unsigned rest = 64 - bits;
    return {(moved.limb[0] >> bits) | (moved.limb[1] << rest),
            (moved.limb[1] >> bits) | (moved.limb[2] << rest),
            (moved.limb[2] >> bits) | (moved.limb[3] << rest), moved.limb[3] >> bits};
}

constexpr U256 operator&(const U256& a, const U256& b) {
    return {a.limb[0] & b.limb[0], a.limb[1] & b.limb[1], a.limb[2] & b.limb[2],
            a.limb[3] & b.limb[3]};
}
constexpr U256 operator|(const U256& a, const U256& b) {
    return {a.limb[0] | b.limb[0], a.limb[1] | b.limb[1], a.limb[2] | b.limb[2],
            a.limb[3] | b.limb[3]};
}
constexpr U256 operator^(const U256& a, const U256& b) {
    return {a.limb[0] ^ b.limb[0], a.limb[1] ^ b.limb[1], a.limb[2] ^ b.limb[2],
            a.limb[3] ^ b.limb[3]};
}
constexpr U256 operator~(const U256& a) {
    return {~a.limb[0], ~a.limb[1], ~a.limb[2], ~a.limb[3]};
}
/// Two's complement.
inline U256 operator-(const U256& a) {
    return U256{} - a;
}
inline U256& operator+=(U256& a, const U256& b) {
    return a = a + b;
}
inline U256& operator-=(U256& a, const U256& b) {
    return a = a - b;
}
/// One subtraction's borrow: cheaper than the three-way comparison.
inline bool operator<(const U256& a, const U256& b) {
    return subBorrow(a, b).carry;
}
inline bool operator>(const U256& a, const U256& b) {
    return subBorrow(b, a).carry;
}
inline bool operator<=(const U256& a, const U256& b) {
    return !subBorrow(b, a).carry;
}
inline bool operator>=(const U256& a, const U256& b) {
    return !subBorrow(a, b).carry;
}

U256 sdiv(const U256& a, const U256& b);
U256 smod(const U256& a, const U256& b);
U256 addmod(const U256& a, const U256& b, const U256& modulus);
U256 mulmod(const U256& a, const U256& b, const U256& modulus);
U256 exp(const U256& base, const U256& exponent);
U256 signExtend(const U256& byteIndex, const U256& value);
U256 sar(const U256& value, unsigned shift);
bool signedLess(const U256& a, const U256& b);

/// Big-endian, at most 32 bytes; shorter input is padded on the left.
U256 u256FromBytes(BytesView bigEndian);
/// Reads 32 big-endian bytes.
inline U256 loadU256(const std::uint8_t* from) {
    std::uint64_t word[4];
    std::memcpy(word, from, 32);
    return {__builtin_bswap64(word[3]), __builtin_bswap64(word[2]), __builtin_bswap64(word[1]),
            __builtin_bswap64(word[0])};
}
/// Writes 32 big-endian bytes.
inline void storeU256(std::uint8_t* to, const U256& value) {
    const std::uint64_t word[4] = {
        __builtin_bswap64(value.limb[3]), __builtin_bswap64(value.limb[2]),
        __builtin_bswap64(value.limb[1]), __builtin_bswap64(value.limb[0])};
    std::memcpy(to, word, 32);
}
/// 32 bytes, big-endian.
inline Hash toHash(const U256& value) {
    Hash result;
    storeU256(result.data(), value);
    return result;
}
inline U256 toU256(const Hash& value) {
    return loadU256(value.data());
}
/// Big-endian without leading zeros; empty for zero (RLP's integer form).
Bytes toMinimalBytes(const U256& value);
/// Left-padded address, as on the EVM's stack.
U256 toU256(const Address& value);
/// The low 20 bytes.
Address toAddress(const U256& value);

/// Decimal digits.
std::string toDecimal(const U256& value);
/// "0x" and digits without leading zeros ("0x0" for zero), JSON-RPC's QUANTITY.
std::string toQuantity(const U256& value);
/// Decimal digits alone; ErrorCode::invalidNumber otherwise or above 2^256 - 1.
Result<U256> u256FromDecimal(std::string_view text);
/// A JSON-RPC QUANTITY; leading zeros are refused; ErrorCode::invalidNumber otherwise.
Result<U256> u256FromQuantity(std::string_view text);

}  // namespace rollscope::base

template <>
struct std::hash<rollscope::base::U256> {
    std::size_t operator()(const rollscope::base::U256& value) const noexcept {
        return static_cast<std::size_t>(value.limb[0] ^ (value.limb[1] * 0x9E3779B97F4A7C15ULL) ^
                                        (value.limb[2] << 17) ^ (value.limb[3] * 31));
    }
};
