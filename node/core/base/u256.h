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
    int bitLength() const;
    /// Bytes needed in big-endian form; 0 for zero.
    int byteLength() const { return (bitLength() + 7) / 8; }
};

U256 operator+(const U256& a, const U256& b);
U256 operator-(const U256& a, const U256& b);
U256 operator*(const U256& a, const U256& b);
U256 operator/(const U256& a, const U256& b);
U256 operator%(const U256& a, const U256& b);
U256 operator<<(const U256& a, unsigned shift);  ///< 0 from 256 on
U256 operator>>(const U256& a, unsigned shift);  ///< 0 from 256 on
U256 operator&(const U256& a, const U256& b);
U256 operator|(const U256& a, const U256& b);
U256 operator^(const U256& a, const U256& b);
U256 operator~(const U256& a);
U256 operator-(const U256& a);
inline U256& operator+=(U256& a, const U256& b) { return a = a + b; }
inline U256& operator-=(U256& a, const U256& b) { return a = a - b; }

/// A sum and whether it left 256 bits.
struct U256Carry {
    U256 value;
    bool carry = false;
};
U256Carry addCarry(const U256& a, const U256& b);
U256Carry mulCarry(const U256& a, const U256& b);
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
/// 32 bytes, big-endian.
Hash toHash(const U256& value);
U256 toU256(const Hash& value);
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
