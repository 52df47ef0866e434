// Points of curves y^2 = x^3 + b over a field F (Field or Fp2).
//
// In: field elements. Out: sums and multiples. Formulas of the Explicit-Formulas Database for
// a = 0 in Jacobian coordinates: dbl-2009-l, add-2007-bl, madd-2007-bl.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "node/core/pairing/tower.h"

namespace rollscope::pairing {

/// A point by its coordinates, or the point at infinity.
template <class F>
struct AffinePoint {
    F x;
    F y;
    bool infinity = true;

    static constexpr AffinePoint at(const F& x, const F& y) { return {x, y, false}; }
    constexpr AffinePoint operator-() const { return {x, -y, infinity}; }
    constexpr bool operator==(const AffinePoint& other) const {
        return infinity == other.infinity && (infinity || (x == other.x && y == other.y));
    }
    /// True for points of y^2 = x^3 + b and for infinity.
    bool isOnCurve(const F& b) const { return infinity || y.squared() == x.squared() * x + b; }
};

/// (X / Z^2, Y / Z^3); infinity when Z is zero.
template <class F>
struct JacobianPoint {
    F x;
    F y;
    F z;

    JacobianPoint() : x(F::one()), y(F::one()), z() {}
    JacobianPoint(const F& px, const F& py, const F& pz) : x(px), y(py), z(pz) {}
    explicit JacobianPoint(const AffinePoint<F>& point) : JacobianPoint() {
        if (!point.infinity) *this = {point.x, point.y, F::one()};
    }

    bool isInfinity() const { return z.isZero(); }
    JacobianPoint operator-() const { return {x, -y, z}; }

    JacobianPoint doubled() const {
        const F a = x.squared();
        const F b = y.squared();
        const F c = b.squared();
        const F d = ((x + b).squared() - a - c).doubled();
        const F e = a.doubled() + a;
        const F newX = e.squared() - d.doubled();
        return {newX, e * (d - newX) - c.doubled().doubled().doubled(), (y * z).doubled()};
    }

    friend JacobianPoint operator+(const JacobianPoint& p, const JacobianPoint& q) {
        if (p.isInfinity()) return q;
        if (q.isInfinity()) return p;
        const F pzz = p.z.squared();
        const F qzz = q.z.squared();
        const F u1 = p.x * qzz;
        const F s1 = p.y * q.z * qzz;
        const F h = q.x * pzz - u1;
        const F s = q.y * p.z * pzz - s1;
        if (h.isZero()) return s.isZero() ? p.doubled() : JacobianPoint{};
        const F i = h.doubled().squared();
        const F j = h * i;
        const F r = s.doubled();
        const F v = u1 * i;
        const F newX = r.squared() - j - v.doubled();
        return {newX, r * (v - newX) - (s1 * j).doubled(), ((p.z + q.z).squared() - pzz - qzz) * h};
    }

    friend JacobianPoint operator+(const JacobianPoint& p, const AffinePoint<F>& q) {
        if (q.infinity) return p;
        if (p.isInfinity()) return JacobianPoint{q};
        const F zz = p.z.squared();
        const F h = q.x * zz - p.x;
        const F s = q.y * p.z * zz - p.y;
        if (h.isZero()) return s.isZero() ? p.doubled() : JacobianPoint{};
        const F hh = h.squared();
        const F i = hh.doubled().doubled();
        const F j = h * i;
        const F r = s.doubled();
        const F v = p.x * i;
        const F newX = r.squared() - j - v.doubled();
        return {newX, r * (v - newX) - (p.y * j).doubled(), (p.z + h).squared() - zz - hh};
    }

    /// True when both are the same point, whatever their Z.
    friend bool operator==(const JacobianPoint& p, const JacobianPoint& q) {
        if (p.isInfinity() || q.isInfinity()) return p.isInfinity() == q.isInfinity();
        const F pzz = p.z.squared();
        const F qzz = q.z.squared();
        return p.x * qzz == q.x * pzz && p.y * q.z * qzz == q.y * p.z * pzz;
    }

    AffinePoint<F> toAffine() const {
        if (isInfinity()) return {};
        const F inverse = z.inverse();
        const F square = inverse.squared();
        return AffinePoint<F>::at(x * square, y * square * inverse);
    }
};

/// Signed digits of a little-endian number, odd or zero and below 2^(width - 1) in magnitude; of
/// any `width` successive ones at most one is not zero (wNAF). The lowest stands first.
template <std::size_t N>
std::vector<std::int8_t> nonAdjacentForm(std::array<Word, N> number, unsigned width) {
    std::vector<std::int8_t> digits;
    digits.reserve(N * 64 + 1);
    bool overflow = false;  // bit 64 N
    const auto isZero = [&] {
        Word any = overflow ? 1 : 0;
        for (const Word limb : number) any |= limb;
        return any == 0;
    };
    while (!isZero()) {
        int digit = 0;
        if ((number[0] & 1) != 0) {
            const int modulus = 1 << width;
            digit = static_cast<int>(number[0] & static_cast<Word>(modulus - 1));
            if (digit >= modulus / 2) digit -= modulus;
            // number -= digit
            Word change = digit < 0 ? static_cast<Word>(-digit) : static_cast<Word>(digit);
            for (std::size_t i = 0; i < N && change != 0; ++i) {
                const Word before = number[i];
                number[i] = digit < 0 ? before + change : before - change;
                change = (digit < 0 ? number[i] < before : number[i] > before) ? 1 : 0;
            }
            if (change != 0) overflow = true;  // only a sum can leave the limbs
        }
        digits.push_back(static_cast<std::int8_t>(digit));
        for (std::size_t i = 0; i < N; ++i) {
            const Word above = i + 1 < N ? number[i + 1] : (overflow ? 1 : 0);
            number[i] = number[i] >> 1 | above << 63;
        }
        overflow = false;
    }
    return digits;
}

/// The odd multiples 1, 3, … 15 of a point.
template <class F>
std::array<JacobianPoint<F>, 8> oddMultiples(const JacobianPoint<F>& point) {
    std::array<JacobianPoint<F>, 8> table;
    const auto twice = point.doubled();
    table[0] = point;
    for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] + twice;
    return table;
}

/// One summand of a sum of multiples: a point's odd multiples and a number's digits.
template <class F>
struct Term {
    std::array<JacobianPoint<F>, 8> multiples;
    std::vector<std::int8_t> digits;  ///< non-adjacent form of width 5
};

/// The sum of number * point over all terms; the doublings are shared (Straus 1964).
template <class F>
JacobianPoint<F> sumOfMultiples(std::span<const Term<F>> terms) {
    std::size_t length = 0;
    for (const auto& term : terms) length = std::max(length, term.digits.size());
    JacobianPoint<F> sum;
    for (std::size_t i = length; i-- > 0;) {
        sum = sum.doubled();
        for (const auto& term : terms) {
            const int digit = i < term.digits.size() ? term.digits[i] : 0;
            if (digit > 0) sum = sum + term.multiples[static_cast<std::size_t>(digit / 2)];
            if (digit < 0) sum = sum + -term.multiples[static_cast<std::size_t>(-digit / 2)];
        }
    }
    return sum;
}

/// number * point, the number little-endian.
template <class F, std::size_t N>
JacobianPoint<F> multiply(const JacobianPoint<F>& point, const std::array<Word, N>& number) {
    const Term<F> term{oddMultiples(point), nonAdjacentForm(number, 5)};
    return sumOfMultiples<F>({&term, 1});
}

/// number * point for a number of few set bits, such as a curve's parameter; `point` may be affine.
template <class Point>
auto multiplyShort(const Point& point, Word number) {
    JacobianPoint<decltype(point.x)> sum;
    for (int bit = 63 - std::countl_zero(number); bit >= 0; --bit) {
        sum = sum.doubled();
        if ((number >> bit & 1) != 0) sum = sum + point;
    }
    return sum;
}

}  // namespace rollscope::pairing
