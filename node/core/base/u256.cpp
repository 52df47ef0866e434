#include "node/core/base/u256.h"

#include "node/core/base/assert.h"

namespace rollscope::base {
namespace {

using detail::Uint128;

struct Quotient64 {
    std::uint64_t quotient;
    std::uint64_t remainder;
};

// (high ‖ low) / divisor with high < divisor: the quotient fits one limb.
inline Quotient64 divide128(std::uint64_t high, std::uint64_t low, std::uint64_t divisor) {
#if defined(__x86_64__) && defined(__GNUC__)
    std::uint64_t quotient = 0;
    std::uint64_t remainder = 0;
    __asm__("divq %4" : "=a"(quotient), "=d"(remainder) : "a"(low), "d"(high), "r"(divisor) : "cc");
    return {quotient, remainder};
#else
    const Uint128 value = (static_cast<Uint128>(high) << 64) | low;
    const auto quotient = static_cast<std::uint64_t>(value / divisor);
    return {quotient, low - quotient * divisor};
#endif
}

constexpr std::uint64_t low64(Uint128 value) {
    return static_cast<std::uint64_t>(value);
}
constexpr std::uint64_t high64(Uint128 value) {
    return static_cast<std::uint64_t>(value >> 64);
}

int limbsOf(const std::uint64_t* limbs, int count) {
    while (count > 0 && limbs[count - 1] == 0) --count;
    return count;
}

// floor((2^192 - 1) / (high ‖ low)) - 2^64 for a divisor whose top bit is set.
// Möller and Granlund, "Improved division by invariant integers" (2011), algorithm 6.
std::uint64_t reciprocalOf(std::uint64_t high, std::uint64_t low) {
    std::uint64_t v = divide128(~high, ~std::uint64_t{0}, high).quotient;
    std::uint64_t p = high * v + low;
    if (p < low) {
        --v;
        if (p >= high) {
            --v;
            p -= high;
        }
        p -= high;
    }
    const Uint128 t = static_cast<Uint128>(v) * low;
    p += high64(t);
    if (p < high64(t)) {
        --v;
        if (p > high || (p == high && low64(t) >= low)) --v;
    }
    return v;
}

struct Digit {
    std::uint64_t quotient;
    Uint128 remainder;
};

// (u2 ‖ u1 ‖ u0) / divisor with (u2 ‖ u1) < divisor: one digit (same paper, algorithm 5).
inline Digit divide3by2(std::uint64_t u2, std::uint64_t u1, std::uint64_t u0, Uint128 divisor,
                        std::uint64_t reciprocal) {
    const Uint128 upper = (static_cast<Uint128>(u2) << 64) | u1;
    const Uint128 q = static_cast<Uint128>(reciprocal) * u2 + upper;
    std::uint64_t digit = high64(q);
    const std::uint64_t r1 = u1 - digit * high64(divisor);
    const Uint128 product = static_cast<Uint128>(low64(divisor)) * digit;
    Uint128 rest = ((static_cast<Uint128>(r1) << 64) | u0) - product - divisor;
    ++digit;
    if (high64(rest) >= low64(q)) {
        --digit;
        rest += divisor;
    }
    if (rest >= divisor) {
        ++digit;
        rest -= divisor;
    }
    return {digit, rest};
}

// window minus digit times the divisor's first `Count` limbs; the borrow.
template <int Count>
inline std::uint64_t subtractProduct(std::uint64_t* window, const std::uint64_t* divisor,
                                     std::uint64_t digit) {
    std::uint64_t borrow = 0;
#pragma GCC unroll 4
    for (int i = 0; i < Count; ++i) {
        const Uint128 product = static_cast<Uint128>(digit) * divisor[i] + borrow;
        borrow = high64(product) + (window[i] < low64(product) ? 1 : 0);
        window[i] -= low64(product);
    }
    return borrow;
}

// Adds the divisor's first `Count` limbs; the carry.
template <int Count>
inline std::uint64_t addBack(std::uint64_t* window, const std::uint64_t* divisor) {
    unsigned char carry = 0;
#pragma GCC unroll 4
    for (int i = 0; i < Count; ++i) {
        window[i] = detail::addWithCarry(window[i], divisor[i], carry);
    }
    return carry;
}

// Knuth, The Art of Computer Programming 2, algorithm 4.3.1 D, with limbs of 64 bits.
// `rest` has size + 1 limbs; it and the divisor are scaled.
template <int Count>
void divideScaled(std::uint64_t* rest, int size, const std::uint64_t* divisor,
                  std::uint64_t* quotient) {
    const std::uint64_t high = divisor[Count - 1];
    const std::uint64_t low = divisor[Count - 2];
    const Uint128 top = (static_cast<Uint128>(high) << 64) | low;
    const std::uint64_t reciprocal = reciprocalOf(high, low);
    for (int at = size - Count; at >= 0; --at) {
        std::uint64_t* window = rest + at;
        const std::uint64_t u2 = window[Count];
        const std::uint64_t u1 = window[Count - 1];
        if (u2 == high && u1 == low) {
            quotient[at] = ~std::uint64_t{0};
            subtractProduct<Count>(window, divisor, ~std::uint64_t{0});
            continue;
        }
        Digit digit = divide3by2(u2, u1, window[Count - 2], top, reciprocal);
        const std::uint64_t borrow = subtractProduct<Count - 2>(window, divisor, digit.quotient);
        const bool below = digit.remainder < borrow;
        const Uint128 left = digit.remainder - borrow;
        window[Count - 2] = low64(left);
        window[Count - 1] = high64(left);
        if (below) {
            --digit.quotient;
            window[Count - 1] += high + addBack<Count - 1>(window, divisor);
        }
        quotient[at] = digit.quotient;
    }
}

// `numerator` has `size` limbs and becomes the remainder; the divisor is not zero.
template <int MaxSize>
void divideLimbs(std::uint64_t* numerator, int size, const U256& divisor, std::uint64_t* quotient) {
    const int count = limbsOf(divisor.limb, 4);
    size = limbsOf(numerator, size);
    if (count == 1) {
        std::uint64_t rest = 0;
        for (int i = size - 1; i >= 0; --i) {
            const auto step = divide128(rest, numerator[i], divisor.limb[0]);
            quotient[i] = step.quotient;
            rest = step.remainder;
            numerator[i] = 0;
        }
        numerator[0] = rest;
        return;
    }
    if (size < count) return;

    const auto shift = static_cast<unsigned>(__builtin_clzll(divisor.limb[count - 1]));
    const U256 scaled = divisor << shift;
    std::uint64_t rest[MaxSize + 1];
    // Two steps, because a shift by 64 is none.
    rest[size] = numerator[size - 1] >> 1 >> (63 - shift);
    for (int i = size - 1; i > 0; --i) {
        rest[i] = numerator[i] << shift | numerator[i - 1] >> 1 >> (63 - shift);
    }
    rest[0] = numerator[0] << shift;
    switch (count) {
        case 2: divideScaled<2>(rest, size, scaled.limb, quotient); break;
        case 3: divideScaled<3>(rest, size, scaled.limb, quotient); break;
        default: divideScaled<4>(rest, size, scaled.limb, quotient); break;
    }
    rest[count] = 0;
    for (int i = 0; i < count; ++i) {
        numerator[i] = rest[i] >> shift | rest[i + 1] << 1 << (63 - shift);
    }
    for (int i = count; i < size; ++i) numerator[i] = 0;
}

struct Division {
    U256 quotient;
    U256 remainder;
};

Division divide(const U256& a, const U256& b) {
    if (b.isZero()) return {};
    if (a < b) return {{}, a};
    if (a.fitsU64()) return {a.low() / b.low(), a.low() % b.low()};
    Division result{{}, a};
    divideLimbs<4>(result.remainder.limb, 4, b, result.quotient.limb);
    return result;
}

struct Product512 {
    std::uint64_t limb[8]{};
};

Product512 multiplyFull(const U256& a, const U256& b) {
    Product512 product;
#pragma GCC unroll 4
    for (int i = 0; i < 4; ++i) {
        std::uint64_t carry = 0;
#pragma GCC unroll 4
        for (int j = 0; j < 4; ++j) {
            const Uint128 sum =
                static_cast<Uint128>(a.limb[i]) * b.limb[j] + product.limb[i + j] + carry;
            product.limb[i + j] = low64(sum);
            carry = high64(sum);
        }
        product.limb[i + 4] = carry;
    }
    return product;
}

U256 magnitude(const U256& value) {
    return value.signBit() ? -value : value;
}

}  // namespace

U256 operator/(const U256& a, const U256& b) {
    return divide(a, b).quotient;
}

U256 operator%(const U256& a, const U256& b) {
    return divide(a, b).remainder;
}

U256Carry mulCarry(const U256& a, const U256& b) {
    const Product512 p = multiplyFull(a, b);
    return {U256{p.limb[0], p.limb[1], p.limb[2], p.limb[3]},
            (p.limb[4] | p.limb[5] | p.limb[6] | p.limb[7]) != 0};
}

U256 sdiv(const U256& a, const U256& b) {
    const U256 quotient = magnitude(a) / magnitude(b);
    return a.signBit() != b.signBit() ? -quotient : quotient;
}

U256 smod(const U256& a, const U256& b) {
    const U256 remainder = magnitude(a) % magnitude(b);
    return a.signBit() ? -remainder : remainder;
}

U256 addmod(const U256& a, const U256& b, const U256& modulus) {
    if (modulus.isZero()) return {};
    const U256 x = a < modulus ? a : a % modulus;
    const U256 y = b < modulus ? b : b % modulus;
    const U256Carry sum = addCarry(x, y);
    return sum.carry || sum.value >= modulus ? sum.value - modulus : sum.value;
}

U256 mulmod(const U256& a, const U256& b, const U256& modulus) {
    if (modulus.isZero()) return {};
    Product512 product = multiplyFull(a, b);
    std::uint64_t quotient[8];
    divideLimbs<8>(product.limb, 8, modulus, quotient);
    return {product.limb[0], product.limb[1], product.limb[2], product.limb[3]};
}

U256 exp(const U256& base, const U256& exponent) {
    if (base == U256{2})
        return exponent.fitsU64() && exponent.low() < 256
                   ? U256{1} << static_cast<unsigned>(exponent.low())
                   : U256{};
    U256 result{1};
    for (int bit = exponent.bitLength() - 1; bit >= 0; --bit) {
        result = result * result;
        if ((exponent.limb[bit / 64] >> (bit % 64)) & 1) result = result * base;
    }
    return result;
}

U256 signExtend(const U256& byteIndex, const U256& value) {
    if (!byteIndex.fitsU64() || byteIndex.low() >= 31) return value;
    const unsigned unused = 248 - 8 * static_cast<unsigned>(byteIndex.low());
    return sar(value << unused, unused);
}

U256 sar(const U256& value, unsigned shift) {
    if (!value.signBit()) return value >> shift;
    if (shift >= 256) return ~U256{};
    if (shift == 0) return value;
    return (value >> shift) | (~U256{} << (256 - shift));
}

bool signedLess(const U256& a, const U256& b) {
    return a.signBit() != b.signBit() ? a.signBit() : a < b;
}

U256 u256FromBytes(BytesView bigEndian) {
    ASSERT(bigEndian.size() <= 32);
    std::uint8_t word[32]{};
    if (!bigEndian.empty()) {
        std::memcpy(word + 32 - bigEndian.size(), bigEndian.data(), bigEndian.size());
    }
    return loadU256(word);
}

Bytes toMinimalBytes(const U256& value) {
    const Hash word = toHash(value);
    return {word.bytes.end() - value.byteLength(), word.bytes.end()};
}

U256 toU256(const Address& value) {
    return u256FromBytes(value.view());
}

Address toAddress(const U256& value) {
    const Hash word = toHash(value);
    return addressFromBytes(word.view().last(Address::size()));
}

}  // namespace rollscope::base
