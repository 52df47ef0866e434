// The curve BLS12-381 as far as point evaluation needs it: points of G1, the pairing.
//
// In: coordinates, compressed points, numbers. Out: points and pairings; pure.
// Parameters: draft-irtf-cfrg-pairing-friendly-curves-11, 4.2.1; compressed points: its appendix C.
#pragma once

#include <optional>

#include "node/core/pairing/pairing.h"

namespace rollscope::pairing {

/// The base field, of modulus (x - 1)^2 (x^4 - x^2 + 1) / 3 + x.
struct Bls12Params {
    static constexpr std::size_t limbs = 6;
    static constexpr std::array<Word, 6> modulus{0xb9feffffffffaaab, 0x1eabfffeb153ffff,
                                                 0x6730d2a0f6b0f624, 0x64774b84f38512bf,
                                                 0x4b1ba7b6434bacd7, 0x1a0111ea397fe69a};
    static constexpr unsigned xiReal = 1;
};

/// y^2 = x^3 + 4 and its M twist y^2 = x^3 + 4 (1 + i).
struct Bls12 {
    using Params = Bls12Params;
    using F1 = Field<Params>;
    using F2 = Fp2<Params>;
    using G1 = AffinePoint<F1>;
    using G2 = AffinePoint<F2>;

    static constexpr bool isMTwist = true;
    static constexpr bool isLoopNegative = true;
    static constexpr bool hasFrobeniusLines = false;
    /// The magnitude of x, which is negative.
    static constexpr Word parameter = 0xd201000000010000;
    static constexpr std::array<Word, 1> loopCount{parameter};
    /// The groups' order r.
    static constexpr U256 order{0xffffffff00000001, 0x53bda402fffe5bfe, 0x3339d80809a1d805,
                                0x73eda753299d7d48};

    static constexpr F1 curveB() { return F1::fromWord(4); }
    static constexpr F2 twistB() { return {curveB(), curveB()}; }
    static G1 generator1();
    static G2 generator2();
    /// True for points of the curve whose order is r (or infinity).
    static bool isInSubgroup(const G1& point);
    static Fp12<Params> hardPart(const Fp12<Params>& f);
};

/// Reads a point of G1 from its 48 compressed bytes; none for any other bytes, points outside of
/// the subgroup included.
std::optional<Bls12::G1> bls12ReadG1(BytesView compressed);

/// The two terms of number * point, halved by the curve's endomorphism; for points of G1 and
/// numbers below the order.
std::array<Term<Bls12::F1>, 2> bls12Terms(const Bls12::G1& point, const U256& number);

}  // namespace rollscope::pairing
