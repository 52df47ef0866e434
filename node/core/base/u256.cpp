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

// Remainder window minus digit times divisor; true when it went below zero.
bool subtractProduct(std::uint64_t* window, const std::uint64_t* divisor, int count,
                     std::uint64_t digit) {
    std::uint64_t borrow = 0;
    for (int i = 0; i < count; ++i) {
        const Uint128 product = static_cast<Uint128>(digit) * divisor[i] + borrow;
        borrow = high64(product) + (window[i] < low64(product) ? 1 : 0);
        window[i] -= low64(product);
    }
    const bool below = window[count] < borrow;
    window[count] -= borrow;
    return below;
}

// Adds the divisor; true when that brings the window back above zero.
bool addBack(std::uint64_t* window, const std::uint64_t* divisor, int count) {
    unsigned char carry = 0;
    for (int i = 0; i < count; ++i) {
        window[i] = detail::addWithCarry(window[i], divisor[i], carry);
    }
    window[count] = detail::addWithCarry(window[count], 0, carry);
    return carry != 0;
}

// Knuth, The Art of Computer Programming 2, algorithm 4.3.1 D, with limbs of 64 bits.
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
    rest[size] = shift == 0 ? 0 : numerator[size - 1] >> (64 - shift);
    for (int i = size - 1; i > 0; --i) {
        rest[i] = shift == 0 ? numerator[i]
                             : (numerator[i] << shift) | (numerator[i - 1] >> (64 - shift));
    }
    rest[0] = numerator[0] << shift;

    const std::uint64_t top = scaled.limb[count - 1];
    const std::uint64_t second = scaled.limb[count - 2];
    for (int at = size - count; at >= 0; --at) {
        std::uint64_t* window = rest + at;
        std::uint64_t digit = ~std::uint64_t{0};
        if (window[count] < top) {
            auto guess = divide128(window[count], window[count - 1], top);
            digit = guess.quotient;
            Uint128 left = static_cast<Uint128>(digit) * second;
            Uint128 right = (static_cast<Uint128>(guess.remainder) << 64) | window[count - 2];
            while (left > right) {
                --digit;
                left -= second;
                const Uint128 wider = right + (static_cast<Uint128>(top) << 64);
                if (wider < right) break;
                right = wider;
            }
        }
        if (subtractProduct(window, scaled.limb, count, digit)) {
            do {
                --digit;
            } while (!addBack(window, scaled.limb, count));
        }
        quotient[at] = digit;
    }
    for (int i = 0; i < size; ++i) {
        numerator[i] = i >= count ? 0
                       : shift == 0
                           ? rest[i]
                           : (rest[i] >> shift) | (i + 1 <= size ? rest[i + 1] << (64 - shift) : 0);
    }
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
