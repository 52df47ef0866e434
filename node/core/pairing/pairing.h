// The optimal ate pairing over a curve C with a sextic twist, for products of pairings.
//
// In: pairs of points (G1, G2), checked by the caller. Out: values in Fp12 before and after the
// final exponentiation. Vercauteren 2010 (optimal ate); Costello, Lange, Naehrig 2010 and Aranha,
// Karabina, Longa, Gebotys, Lopez 2011 (lines in homogeneous coordinates). All pairs share the
// squarings.
#pragma once

#include <span>
#include <vector>

#include "node/core/pairing/curve.h"

namespace rollscope::pairing {

/// What one factor of a product of pairings takes.
template <class C>
struct Pair {
    AffinePoint<Field<typename C::Params>> g1;
    AffinePoint<Fp2<typename C::Params>> g2;
};

namespace detail {

/// A point of the twist, (X / Z, Y / Z), that walks along the Miller loop for one pair.
template <class C>
class LineWalker {
    using P = typename C::Params;
    using F2 = Fp2<P>;

public:
    explicit LineWalker(const Pair<C>& pair)
        : m_pair(pair), m_x(pair.g2.x), m_y(pair.g2.y), m_z(F2::one()) {}

    const Pair<C>& pair() const { return m_pair; }

    /// Doubles the point and multiplies `f` by the tangent's value at the pair's G1 point.
    void doubleInto(Fp12<P>& f) {
        const F2 a = (m_x * m_y).halved();
        const F2 b = m_y.squared();
        const F2 c = m_z.squared();
        const F2 e = (c.doubled() + c) * C::twistB();
        const F2 threeE = e.doubled() + e;
        const F2 g = (b + threeE).halved();
        const F2 h = (m_y + m_z).squared() - b - c;
        const F2 ee = e.squared();
        const F2 xx = m_x.squared();
        m_x = a * (b - threeE);
        m_y = g.squared() - (ee.doubled() + ee);
        m_z = b * h;
        applyLine(f, -h, xx.doubled() + xx, e - b);
    }

    /// Adds `q` to the point and multiplies `f` by the line's value at the pair's G1 point.
    void addInto(Fp12<P>& f, const AffinePoint<F2>& q) {
        const F2 o = m_y - q.y * m_z;
        const F2 l = m_x - q.x * m_z;
        const F2 d = l.squared();
        const F2 e = l * d;
        const F2 g = m_x * d;
        const F2 h = e + m_z * o.squared() - g.doubled();
        m_x = l * h;
        m_y = o * (g - h) - e * m_y;
        m_z = m_z * e;
        applyLine(f, l, -o, o * q.x - l * q.y);
    }

private:
    /// f *= byY y + byX x w + constant w^3, or the same times w^3 / w^6 for an M twist, where
    /// the factor vanishes in the final exponentiation.
    void applyLine(Fp12<P>& f, const F2& byY, const F2& byX, const F2& constant) const {
        const F2 y = byY * m_pair.g1.y;
        const F2 x = byX * m_pair.g1.x;
        f = C::isMTwist ? f.times014(constant, x, y) : f.times034(y, x, constant);
    }

    Pair<C> m_pair;
    F2 m_x;
    F2 m_y;
    F2 m_z;
};

}  // namespace detail

/// What Frobenius becomes on the twist of C.
template <class C>
AffinePoint<Fp2<typename C::Params>> twistFrobenius(const AffinePoint<Fp2<typename C::Params>>& q) {
    static_assert(!C::isMTwist);
    const auto& factors = Fp12<typename C::Params>::frobeniusFactors;
    return {q.x.conjugated() * factors[2], q.y.conjugated() * factors[3], q.infinity};
}

/// The product of the pairs' Miller functions; pairs with infinity count as one.
template <class C>
Fp12<typename C::Params> millerLoop(std::span<const Pair<C>> pairs) {
    std::vector<detail::LineWalker<C>> walkers;
    walkers.reserve(pairs.size());
    for (const auto& pair : pairs) {
        if (!pair.g1.infinity && !pair.g2.infinity) walkers.emplace_back(pair);
    }
    auto f = Fp12<typename C::Params>::one();
    if (walkers.empty()) return f;
    const auto digits = nonAdjacentForm(C::loopCount, 2);
    for (std::size_t i = digits.size() - 1; i-- > 0;) {
        f = f.squared();
        for (auto& walker : walkers) walker.doubleInto(f);
        if (digits[i] == 0) continue;
        for (auto& walker : walkers) {
            const auto& q = walker.pair().g2;
            walker.addInto(f, digits[i] > 0 ? q : -q);
        }
    }
    if constexpr (C::isLoopNegative) f = f.conjugated();
    if constexpr (C::hasFrobeniusLines) {
        for (auto& walker : walkers) {
            const auto once = twistFrobenius<C>(walker.pair().g2);
            walker.addInto(f, once);
            walker.addInto(f, -twistFrobenius<C>(once));
        }
    }
    return f;
}

/// f to the power of the curve's parameter (its magnitude), in the cyclotomic subgroup.
template <class C>
Fp12<typename C::Params> powerOfParameter(const Fp12<typename C::Params>& f) {
    const auto digits = nonAdjacentForm(std::array<Word, 1>{C::parameter}, 2);
    const auto inverse = f.conjugated();
    auto result = f;
    for (std::size_t i = digits.size() - 1; i-- > 0;) {
        result = result.cyclotomicSquare();
        if (digits[i] != 0) result = result * (digits[i] > 0 ? f : inverse);
    }
    return result;
}

/// f to the power (p^12 - 1) / r, times a fixed number without common factor with r.
template <class C>
Fp12<typename C::Params> finalExponentiation(const Fp12<typename C::Params>& f) {
    const auto easy = f.conjugated() * f.inverse();
    return C::hardPart(easy.frobeniusSquare() * easy);
}

/// True when the product of the pairings is one.
template <class C>
bool isProductOne(std::span<const Pair<C>> pairs) {
    return finalExponentiation<C>(millerLoop<C>(pairs)) == Fp12<typename C::Params>::one();
}

}  // namespace rollscope::pairing
