// Prime fields in Montgomery form, for the curves that have a pairing.
//
// In: parameters P with `limbs` and `modulus`. Out: Field<P>, always reduced. Inputs are public, so
// nothing here needs to run in constant time. Montgomery's product is the one without the last
// carry (Acar 1996 as refined by gnark): it wants a modulus whose top two bits are clear.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"
#include "node/core/pairing/gcd_inverse.h"

namespace rollscope::pairing {

using Wide = base::detail::Uint128;
using Word = std::uint64_t;

constexpr Word lowWord(Wide value) {
    return static_cast<Word>(value);
}
constexpr Word highWord(Wide value) {
    return static_cast<Word>(value >> 64);
}

/// a + b + carry; `carry` becomes the carry out.
constexpr Word addWord(Word a, Word b, unsigned char& carry) {
    if (!std::is_constant_evaluated()) return base::detail::addWithCarry(a, b, carry);
    const Wide sum = static_cast<Wide>(a) + b + carry;
    carry = static_cast<unsigned char>(highWord(sum));
    return lowWord(sum);
}

/// a - b - borrow; `borrow` becomes the borrow out.
constexpr Word subWord(Word a, Word b, unsigned char& borrow) {
    if (!std::is_constant_evaluated()) return base::detail::subWithBorrow(a, b, borrow);
    const Wide difference = static_cast<Wide>(a) - b - borrow;
    borrow = static_cast<unsigned char>(highWord(difference) & 1);
    return lowWord(difference);
}

/// a * b + addend + carry: the low word is returned, `carry` becomes the high one.
constexpr Word mulAddWord(Word a, Word b, Word addend, Word& carry) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (!std::is_constant_evaluated()) {
        // GCC 12 takes twice as many instructions for the same sum of 128-bit integers.
        Word high = 0;
        asm("mulq %[b]\n\t"
            "addq %[carry], %%rax\n\t"
            "adcq $0, %%rdx\n\t"
            "addq %[addend], %%rax\n\t"
            "adcq $0, %%rdx"
            : "+&a"(a), "=&d"(high)
            : [b] "rm"(b), [carry] "rm"(carry), [addend] "rm"(addend)
            : "cc");
        carry = high;
        return a;
    }
#endif
    const Wide sum = static_cast<Wide>(a) * b + addend + carry;
    carry = highWord(sum);
    return lowWord(sum);
}

/// An element of the prime field with P::modulus, in Montgomery form.
template <class P>
class Field {
public:
    static constexpr std::size_t limbs = P::limbs;
    static constexpr std::size_t byteSize = limbs * 8;
    using Limbs = std::array<Word, limbs>;

    constexpr Field() = default;

    static constexpr Field zero() { return {}; }
    static constexpr Field one() { return Field{rModulo}; }

    /// The element of a small number.
    static constexpr Field fromWord(Word value) {
        Limbs plain{};
        plain[0] = value;
        return Field{plain} * Field{rSquared};
    }

    /// Reads hex digits without prefix; for constants below the modulus.
    static constexpr Field fromHex(std::string_view digits) {
        Limbs plain{};
        for (const char c : digits) {
            const Word digit = static_cast<Word>(c <= '9' ? c - '0' : c - 'a' + 10);
            for (std::size_t i = limbs; i-- > 1;) plain[i] = plain[i] << 4 | plain[i - 1] >> 60;
            plain[0] = plain[0] << 4 | digit;
        }
        return Field{plain} * Field{rSquared};
    }

    /// Reads big-endian bytes of full length; none when the number is not below the modulus.
    static std::optional<Field> fromBytes(BytesView bytes) {
        if (bytes.size() != byteSize) return std::nullopt;
        Limbs plain{};
        for (std::size_t i = 0; i < byteSize; ++i) {
            const std::size_t limb = (byteSize - 1 - i) / 8;
            plain[limb] = plain[limb] << 8 | bytes[i];
        }
        if (!less(plain, P::modulus)) return std::nullopt;
        return Field{plain} * Field{rSquared};
    }

    /// Writes big-endian bytes of full length.
    void toBytes(std::uint8_t* to) const {
        const Limbs number = plain();
        for (std::size_t i = 0; i < byteSize; ++i) {
            const std::size_t place = byteSize - 1 - i;
            to[i] = static_cast<std::uint8_t>(number[place / 8] >> (8 * (place % 8)));
        }
    }

    /// The number itself, out of Montgomery form.
    constexpr Limbs plain() const {
        Limbs unit{};
        unit[0] = 1;
        return (*this * Field{unit}).m_limb;
    }

    constexpr bool isZero() const {
        Word any = 0;
        for (const Word limb : m_limb) any |= limb;
        return any == 0;
    }
    constexpr bool operator==(const Field&) const = default;

    friend constexpr Field operator+(const Field& a, const Field& b) {
        Limbs sum{};
        unsigned char carry = 0;
#pragma GCC unroll 6
        for (std::size_t i = 0; i < limbs; ++i) sum[i] = addWord(a.m_limb[i], b.m_limb[i], carry);
        return reduced(sum);
    }

    friend constexpr Field operator-(const Field& a, const Field& b) {
        Limbs difference{};
        unsigned char borrow = 0;
#pragma GCC unroll 6
        for (std::size_t i = 0; i < limbs; ++i) {
            difference[i] = subWord(a.m_limb[i], b.m_limb[i], borrow);
        }
        const Word mask = Word{0} - borrow;
        Field result;
        unsigned char carry = 0;
#pragma GCC unroll 6
        for (std::size_t i = 0; i < limbs; ++i) {
            result.m_limb[i] = addWord(difference[i], P::modulus[i] & mask, carry);
        }
        return result;
    }

    constexpr Field operator-() const {
        return zero() - *this;
    }
    constexpr Field doubled() const {
        return *this + *this;
    }

    /// a / 2.
    constexpr Field halved() const {
        const Word mask = Word{0} - (m_limb[0] & 1);
        Field result;
        unsigned char carry = 0;
        for (std::size_t i = 0; i < limbs; ++i) {
            result.m_limb[i] = addWord(m_limb[i], P::modulus[i] & mask, carry);
        }
        for (std::size_t i = 0; i + 1 < limbs; ++i) {
            result.m_limb[i] = result.m_limb[i] >> 1 | result.m_limb[i + 1] << 63;
        }
        result.m_limb[limbs - 1] >>= 1;
        return result;
    }

    friend constexpr Field operator*(const Field& a, const Field& b) {
        Limbs t{};
#pragma GCC unroll 6
        for (std::size_t i = 0; i < limbs; ++i) {
            const Word y = b.m_limb[i];
            Word carry = 0;
            Word reduceCarry = 0;
            Word sum = mulAddWord(a.m_limb[0], y, t[0], carry);
            const Word m = sum * negatedInverse;
            mulAddWord(P::modulus[0], m, sum, reduceCarry);
#pragma GCC unroll 6
            for (std::size_t j = 1; j < limbs; ++j) {
                sum = mulAddWord(a.m_limb[j], y, t[j], carry);
                t[j - 1] = mulAddWord(P::modulus[j], m, sum, reduceCarry);
            }
            t[limbs - 1] = carry + reduceCarry;
        }
        return reduced(t);
    }

    /// a * b + c * d with one reduction: the sum stays below 4 moduli, which fits the limbs.
    static constexpr Field sumOfProducts(const Field& a, const Field& b, const Field& c,
                                         const Field& d) {
        Limbs t{};
#pragma GCC unroll 6
        for (std::size_t i = 0; i < limbs; ++i) {
            const Word y = b.m_limb[i];
            const Word z = d.m_limb[i];
            Word carry = 0;
            Word secondCarry = 0;
            Word reduceCarry = 0;
            Word sum = mulAddWord(a.m_limb[0], y, t[0], carry);
            sum = mulAddWord(c.m_limb[0], z, sum, secondCarry);
            const Word m = sum * negatedInverse;
            mulAddWord(P::modulus[0], m, sum, reduceCarry);
#pragma GCC unroll 6
            for (std::size_t j = 1; j < limbs; ++j) {
                sum = mulAddWord(a.m_limb[j], y, t[j], carry);
                sum = mulAddWord(c.m_limb[j], z, sum, secondCarry);
                t[j - 1] = mulAddWord(P::modulus[j], m, sum, reduceCarry);
            }
            t[limbs - 1] = carry + secondCarry + reduceCarry;
        }
        return reduced(t);
    }

    constexpr Field squared() const {
        return *this * *this;
    }

    /// The power with a little-endian exponent.
    constexpr Field power(std::span<const Word> exponent) const {
        Field result = one();
        for (std::size_t i = exponent.size() * 64; i-- > 0;) {
            result = result.squared();
            if ((exponent[i / 64] >> (i % 64) & 1) != 0) result = result * *this;
        }
        return result;
    }

    /// 1 / a; zero for zero.
    Field inverse() const {
        // The inverse of aR is a^-1 R^-1: two products with R^2 lead back into Montgomery form.
        const Field factor{rSquared};
        return Field{gcdInverse<limbs>(m_limb, P::modulus)} * factor * factor;
    }

    /// A square root, for moduli that are 3 modulo 4; none for non-squares.
    std::optional<Field> squareRoot() const {
        Limbs exponent = P::modulus;  // (p + 1) / 4 = (p >> 2) + 1 for p = 3 modulo 4
        for (std::size_t i = 0; i < limbs; ++i) {
            exponent[i] = exponent[i] >> 2 | (i + 1 < limbs ? P::modulus[i + 1] << 62 : 0);
        }
        exponent[0] += 1;
        const Field root = power(exponent);
        if (root.squared() != *this) return std::nullopt;
        return root;
    }

    /// True when the number is larger than its negative (ZCash's sign of a compressed point).
    bool isLarger() const {
        return less((-*this).plain(), plain()) && !isZero();
    }

private:
    explicit constexpr Field(const Limbs& raw) : m_limb(raw) {}

    static constexpr bool less(const Limbs& a, const Limbs& b) {
        for (std::size_t i = limbs; i-- > 0;) {
            if (a[i] != b[i]) return a[i] < b[i];
        }
        return false;
    }

    /// Takes a value below two moduli.
    static constexpr Field reduced(const Limbs& value) {
        Field result;
        result.m_limb = value;
        if (!std::is_constant_evaluated() && subtractModulus(result.m_limb, value)) return result;
        unsigned char borrow = 0;
        for (std::size_t i = 0; i < limbs; ++i) {
            result.m_limb[i] = subWord(value[i], P::modulus[i], borrow);
        }
        const Word keep = Word{0} - borrow;
        for (std::size_t i = 0; i < limbs; ++i) {
            result.m_limb[i] = (value[i] & keep) | (result.m_limb[i] & ~keep);
        }
        return result;
    }

    /// The same in machine code, where there is some: GCC 12 makes masks of what are conditional
    /// moves. `d` is a copy of `v`; false when the caller must do the work.
    static bool subtractModulus([[maybe_unused]] Limbs& d, [[maybe_unused]] const Limbs& v) {
#if defined(__x86_64__) && defined(__GNUC__)
        constexpr const Limbs& p = P::modulus;
        if constexpr (limbs == 4) {
            asm("subq %[p0], %[d0]\n\t"
                "sbbq %[p1], %[d1]\n\t"
                "sbbq %[p2], %[d2]\n\t"
                "sbbq %[p3], %[d3]\n\t"
                "cmovcq %[v0], %[d0]\n\t"
                "cmovcq %[v1], %[d1]\n\t"
                "cmovcq %[v2], %[d2]\n\t"
                "cmovcq %[v3], %[d3]"
                : [d0] "+&r"(d[0]), [d1] "+&r"(d[1]), [d2] "+&r"(d[2]), [d3] "+&r"(d[3])
                : [v0] "rm"(v[0]), [v1] "rm"(v[1]), [v2] "rm"(v[2]), [v3] "rm"(v[3]),
                  [p0] "m"(p[0]), [p1] "m"(p[1]), [p2] "m"(p[2]), [p3] "m"(p[3])
                : "cc");
            return true;
        } else if constexpr (limbs == 6) {
            asm("subq %[p0], %[d0]\n\t"
                "sbbq %[p1], %[d1]\n\t"
                "sbbq %[p2], %[d2]\n\t"
                "sbbq %[p3], %[d3]\n\t"
                "sbbq %[p4], %[d4]\n\t"
                "sbbq %[p5], %[d5]\n\t"
                "cmovcq %[v0], %[d0]\n\t"
                "cmovcq %[v1], %[d1]\n\t"
                "cmovcq %[v2], %[d2]\n\t"
                "cmovcq %[v3], %[d3]\n\t"
                "cmovcq %[v4], %[d4]\n\t"
                "cmovcq %[v5], %[d5]"
                : [d0] "+&r"(d[0]), [d1] "+&r"(d[1]), [d2] "+&r"(d[2]), [d3] "+&r"(d[3]),
                  [d4] "+&r"(d[4]), [d5] "+&r"(d[5])
                : [v0] "rm"(v[0]), [v1] "rm"(v[1]), [v2] "rm"(v[2]), [v3] "rm"(v[3]),
                  [v4] "rm"(v[4]), [v5] "rm"(v[5]), [p0] "m"(p[0]), [p1] "m"(p[1]), [p2] "m"(p[2]),
                  [p3] "m"(p[3]), [p4] "m"(p[4]), [p5] "m"(p[5])
                : "cc");
            return true;
        }
#endif
        return false;
    }

    static constexpr Word computeNegatedInverse() {
        Word inverse = 1;
        for (int i = 0; i < 6; ++i) inverse *= 2 - P::modulus[0] * inverse;
        return Word{0} - inverse;
    }

    /// 2^bits modulo the modulus, by doubling.
    static constexpr Limbs powerOfTwo(std::size_t bits) {
        Limbs unit{};
        unit[0] = 1;
        Field value{unit};
        for (std::size_t i = 0; i < bits; ++i) value = value + value;
        return value.m_limb;
    }

    static constexpr Word negatedInverse = computeNegatedInverse();
    static constexpr Limbs rModulo = powerOfTwo(limbs * 64);
    static constexpr Limbs rSquared = powerOfTwo(limbs * 128);

    Limbs m_limb{};
};

}  // namespace rollscope::pairing
