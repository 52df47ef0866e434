// The tower over a prime field in which pairings take values: Fp2 = Fp[i]/(i^2 + 1),
// Fp6 = Fp2[v]/(v^3 - xi), Fp12 = Fp6[w]/(w^2 - v), with xi = P::xiReal + i.
//
// In: field parameters P. Out: Fp2<P>, Fp6<P>, Fp12<P>. Formulas: Devegili, O hEigeartaigh, Scott,
// Dahab 2006 (products); Granger, Scott 2010 (squares in the cyclotomic subgroup).
#pragma once

#include "node/core/pairing/field.h"

namespace rollscope::pairing {

/// c0 + c1 i.
template <class P>
struct Fp2 {
    using Base = Field<P>;
    Base c0;
    Base c1;

    static constexpr Fp2 zero() { return {}; }
    static constexpr Fp2 one() { return {Base::one(), Base::zero()}; }
    static constexpr Fp2 xi() { return {Base::fromWord(P::xiReal), Base::one()}; }

    constexpr bool operator==(const Fp2&) const = default;
    constexpr bool isZero() const { return c0.isZero() && c1.isZero(); }

    friend constexpr Fp2 operator+(const Fp2& a, const Fp2& b) {
        return {a.c0 + b.c0, a.c1 + b.c1};
    }
    friend constexpr Fp2 operator-(const Fp2& a, const Fp2& b) {
        return {a.c0 - b.c0, a.c1 - b.c1};
    }
    friend constexpr Fp2 operator*(const Fp2& a, const Fp2& b) {
        return {Base::sumOfProducts(a.c0, b.c0, a.c1, -b.c1),
                Base::sumOfProducts(a.c0, b.c1, a.c1, b.c0)};
    }
    friend constexpr Fp2 operator*(const Fp2& a, const Base& b) { return {a.c0 * b, a.c1 * b}; }
    constexpr Fp2 operator-() const { return {-c0, -c1}; }
    constexpr Fp2 doubled() const { return {c0.doubled(), c1.doubled()}; }
    constexpr Fp2 halved() const { return {c0.halved(), c1.halved()}; }
    constexpr Fp2 squared() const { return {(c0 + c1) * (c0 - c1), (c0 * c1).doubled()}; }
    constexpr Fp2 conjugated() const { return {c0, -c1}; }

    constexpr Fp2 timesXi() const {
        Base real = c0;
        Base imaginary = c1;
        if constexpr (P::xiReal == 9) {
            real = c0.doubled().doubled().doubled() + c0;
            imaginary = c1.doubled().doubled().doubled() + c1;
        } else {
            static_assert(P::xiReal == 1);
        }
        return {real - c1, imaginary + c0};
    }

    Fp2 inverse() const {
        const Base factor = Base::sumOfProducts(c0, c0, c1, c1).inverse();
        return {c0 * factor, -(c1 * factor)};
    }

    constexpr Fp2 power(std::span<const Word> exponent) const {
        Fp2 result = one();
        for (std::size_t i = exponent.size() * 64; i-- > 0;) {
            result = result.squared();
            if ((exponent[i / 64] >> (i % 64) & 1) != 0) result = result * *this;
        }
        return result;
    }
};

/// c0 + c1 v + c2 v^2.
template <class P>
struct Fp6 {
    using Part = Fp2<P>;
    Part c0;
    Part c1;
    Part c2;

    static constexpr Fp6 zero() { return {}; }
    static constexpr Fp6 one() { return {Part::one(), {}, {}}; }
    constexpr bool operator==(const Fp6&) const = default;

    friend constexpr Fp6 operator+(const Fp6& a, const Fp6& b) {
        return {a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2};
    }
    friend constexpr Fp6 operator-(const Fp6& a, const Fp6& b) {
        return {a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2};
    }
    constexpr Fp6 operator-() const { return {-c0, -c1, -c2}; }

    friend constexpr Fp6 operator*(const Fp6& a, const Fp6& b) {
        const Part t0 = a.c0 * b.c0;
        const Part t1 = a.c1 * b.c1;
        const Part t2 = a.c2 * b.c2;
        return {((a.c1 + a.c2) * (b.c1 + b.c2) - t1 - t2).timesXi() + t0,
                (a.c0 + a.c1) * (b.c0 + b.c1) - t0 - t1 + t2.timesXi(),
                (a.c0 + a.c2) * (b.c0 + b.c2) - t0 - t2 + t1};
    }
    friend constexpr Fp6 operator*(const Fp6& a, const Part& b) {
        return {a.c0 * b, a.c1 * b, a.c2 * b};
    }

    /// Times b0 + b1 v.
    constexpr Fp6 times01(const Part& b0, const Part& b1) const {
        const Part t0 = c0 * b0;
        const Part t1 = c1 * b1;
        return {(c2 * b1).timesXi() + t0, (c0 + c1) * (b0 + b1) - t0 - t1, c2 * b0 + t1};
    }

    /// Times b v.
    constexpr Fp6 times1(const Part& b) const { return {(c2 * b).timesXi(), c0 * b, c1 * b}; }

    constexpr Fp6 timesV() const { return {c2.timesXi(), c0, c1}; }

    Fp6 inverse() const {
        const Part t0 = c0.squared() - (c1 * c2).timesXi();
        const Part t1 = c2.squared().timesXi() - c0 * c1;
        const Part t2 = c1.squared() - c0 * c2;
        const Part norm = c0 * t0 + (c2 * t1 + c1 * t2).timesXi();
        return Fp6{t0, t1, t2} * norm.inverse();
    }
};

/// c0 + c1 w.
template <class P>
struct Fp12 {
    using Half = Fp6<P>;
    using Part = Fp2<P>;
    using Base = Field<P>;
    Half c0;
    Half c1;

    static constexpr Fp12 one() { return {Half::one(), {}}; }
    constexpr bool operator==(const Fp12&) const = default;

    friend Fp12 operator*(const Fp12& a, const Fp12& b) {
        const Half t0 = a.c0 * b.c0;
        const Half t1 = a.c1 * b.c1;
        return {t0 + t1.timesV(), (a.c0 + a.c1) * (b.c0 + b.c1) - t0 - t1};
    }

    Fp12 squared() const {
        const Half product = c0 * c1;
        return {(c0 + c1) * (c0 + c1.timesV()) - product - product.timesV(), product + product};
    }

    /// Times a + (b + c v) w: a line of a curve with a D twist.
    Fp12 times034(const Part& a, const Part& b, const Part& c) const {
        const Half t0 = c0 * a;
        const Half t1 = c1.times01(b, c);
        return {t0 + t1.timesV(), (c0 + c1).times01(a + b, c) - t0 - t1};
    }

    /// Times a + b v + c v w: a line of a curve with an M twist.
    Fp12 times014(const Part& a, const Part& b, const Part& c) const {
        const Half t0 = c0.times01(a, b);
        const Half t1 = c1.times1(c);
        return {t0 + t1.timesV(), (c0 + c1).times01(a, b + c) - t0 - t1};
    }

    /// To the power p^6; the inverse of an element of the cyclotomic subgroup.
    Fp12 conjugated() const { return {c0, -c1}; }

    Fp12 inverse() const {
        const Half factor = (c0 * c0 - (c1 * c1).timesV()).inverse();
        return {c0 * factor, -(c1 * factor)};
    }

    /// The square of an element of the cyclotomic subgroup.
    Fp12 cyclotomicSquare() const {
        const auto pair = [](const Part& a, const Part& b, Part& squares, Part& product) {
            const Part aa = a.squared();
            const Part bb = b.squared();
            product = (a + b).squared() - aa - bb;
            squares = aa.timesXi() + bb;
        };
        Part s0, s1, s2, p0, p1, p2;
        pair(c1.c1, c0.c0, s0, p0);
        pair(c0.c2, c1.c0, s1, p1);
        pair(c1.c2, c0.c1, s2, p2);
        p2 = p2.timesXi();
        return {
            {(s0 - c0.c0).doubled() + s0, (s1 - c0.c1).doubled() + s1, (s2 - c0.c2).doubled() + s2},
            {(p2 + c1.c0).doubled() + p2, (p0 + c1.c1).doubled() + p0,
             (p1 + c1.c2).doubled() + p1}};
    }

    /// To the power p.
    Fp12 frobenius() const {
        const auto& g = frobeniusFactors;
        return {{c0.c0.conjugated(), c0.c1.conjugated() * g[2], c0.c2.conjugated() * g[4]},
                {c1.c0.conjugated() * g[1], c1.c1.conjugated() * g[3], c1.c2.conjugated() * g[5]}};
    }

    /// To the power p^2.
    Fp12 frobeniusSquare() const {
        const auto& g = frobeniusSquareFactors;
        return {{c0.c0, c0.c1 * g[2], c0.c2 * g[4]}, {c1.c0 * g[1], c1.c1 * g[3], c1.c2 * g[5]}};
    }

    /// xi^(k (p - 1) / 6) for k = 0 to 5: what Frobenius makes of w^k.
    static constexpr std::array<Part, 6> frobeniusFactors = [] {
        auto exponent = P::modulus;  // p = 1 modulo 6, so p / 6 = (p - 1) / 6
        Wide rest = 0;
        for (std::size_t i = exponent.size(); i-- > 0;) {
            rest = rest << 64 | exponent[i];
            exponent[i] = static_cast<Word>(rest / 6);
            rest %= 6;
        }
        std::array<Part, 6> factors{};
        factors[0] = Part::one();
        factors[1] = Part::xi().power(exponent);
        for (std::size_t k = 2; k < 6; ++k) factors[k] = factors[k - 1] * factors[1];
        return factors;
    }();

    /// The same for the square of Frobenius; they lie in the prime field.
    static constexpr std::array<Base, 6> frobeniusSquareFactors = [] {
        std::array<Base, 6> factors{};
        for (std::size_t k = 0; k < 6; ++k) {
            factors[k] = (frobeniusFactors[k] * frobeniusFactors[k].conjugated()).c0;
        }
        return factors;
    }();
};

}  // namespace rollscope::pairing
