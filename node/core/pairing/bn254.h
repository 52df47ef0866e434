// The curve bn254 (alt_bn128) behind the precompiled contracts 6, 7 and 8.
//
// In: the contracts' inputs. Out: their outputs, none when the contract fails; pure.
// EIP-196 (addition, multiplication), EIP-197 (pairing).
#pragma once

#include <optional>

#include "node/core/pairing/pairing.h"

namespace rollscope::pairing {

/// The base field, of modulus 36 x^4 + 36 x^3 + 24 x^2 + 6 x + 1.
struct Bn254Params {
    static constexpr std::size_t limbs = 4;
    static constexpr std::array<Word, 4> modulus{0x3c208c16d87cfd47, 0x97816a916871ca8d,
                                                 0xb85045b68181585d, 0x30644e72e131a029};
    static constexpr unsigned xiReal = 9;
};

/// y^2 = x^3 + 3 and its D twist y^2 = x^3 + 3 / (9 + i).
struct Bn254 {
    using Params = Bn254Params;
    using F1 = Field<Params>;
    using F2 = Fp2<Params>;
    using G1 = AffinePoint<F1>;
    using G2 = AffinePoint<F2>;

    static constexpr bool isMTwist = false;
    static constexpr bool isLoopNegative = false;
    static constexpr bool hasFrobeniusLines = true;
    /// x, from which the curve is made.
    static constexpr Word parameter = 4965661367192848881;
    /// 6 x + 2.
    static constexpr std::array<Word, 2> loopCount{0x9d797039be763ba8, 1};
    /// The groups' order r.
    static constexpr std::array<Word, 4> order{0x43e1f593f0000001, 0x2833e84879b97091,
                                               0xb85045b68181585d, 0x30644e72e131a029};

    static constexpr F1 curveB() { return F1::fromWord(3); }
    static const F2& twistB();
    static G1 generator1();
    static G2 generator2();
    /// True for points of the twist whose order is r (or infinity).
    static bool isInSubgroup(const G2& point);
    static Fp12<Params> hardPart(const Fp12<Params>& f);
};

/// number * point by the curve's endomorphism.
JacobianPoint<Bn254::F1> bn254Multiply(const Bn254::G1& point, const std::array<Word, 4>& number);

/// Contract 6: the sum of two points (EIP-196).
std::optional<Bytes> bn254Add(BytesView input);

/// Contract 7: a multiple of a point (EIP-196).
std::optional<Bytes> bn254Mul(BytesView input);

/// Contract 8: 1 when the product of pairings is one, else 0 (EIP-197).
std::optional<Bytes> bn254Pairing(BytesView input);

}  // namespace rollscope::pairing
