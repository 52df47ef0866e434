#include "node/core/pairing/curve.h"

#include <gtest/gtest.h>

#include "node/core/pairing/bls12_381.h"
#include "node/core/pairing/bn254.h"
#include "samples.h"

namespace rollscope::pairing::testing {
namespace {

constexpr std::array<Word, 4> orderOf(const Bn254*) {
    return Bn254::order;
}
constexpr std::array<Word, 4> orderOf(const Bls12*) {
    const auto& r = Bls12::order;
    return {r.limb[0], r.limb[1], r.limb[2], r.limb[3]};
}

template <class C>
class Curves : public ::testing::Test {
protected:
    static constexpr std::array<Word, 4> order = orderOf(static_cast<const C*>(nullptr));
};
using AllCurves = ::testing::Types<Bn254, Bls12>;
TYPED_TEST_SUITE(Curves, AllCurves);

template <class F>
void checkGroup(const AffinePoint<F>& g, const std::array<Word, 4>& order) {
    using Jacobian = JacobianPoint<F>;
    const Jacobian p{g};
    const Jacobian twice = p.doubled();
    EXPECT_EQ(p + p, twice);
    EXPECT_EQ(p + g, twice);
    EXPECT_EQ(twice + g, p + twice);
    EXPECT_TRUE((p + -p).isInfinity());
    EXPECT_TRUE((p + -g).isInfinity());
    EXPECT_EQ(p + Jacobian{}, p);
    EXPECT_EQ(Jacobian{} + g, p);
    EXPECT_EQ((Jacobian{} + AffinePoint<F>{}).toAffine(), AffinePoint<F>{});
    EXPECT_TRUE(Jacobian{}.doubled().isInfinity());
    EXPECT_FALSE(p == twice);
    EXPECT_TRUE(times(g, order).infinity);
    EXPECT_TRUE(times(g, 0).infinity);
    Jacobian sum;
    for (Word i = 0; i < 100; ++i) {
        EXPECT_EQ(times(g, i), sum.toAffine());
        EXPECT_EQ(multiplyShort(g, i), sum);
        sum = sum + g;
    }
}

TYPED_TEST(Curves, pointsFormGroups) {
    using C = TypeParam;
    EXPECT_TRUE(C::generator1().isOnCurve(C::curveB()));
    EXPECT_TRUE(C::generator2().isOnCurve(C::twistB()));
    checkGroup(C::generator1(), this->order);
    checkGroup(C::generator2(), this->order);
}

template <class C>
Fp12<typename C::Params> pairingOf(const typename C::G1& p, const typename C::G2& q) {
    const Pair<C> pair{p, q};
    return finalExponentiation<C>(millerLoop<C>({&pair, 1}));
}

TYPED_TEST(Curves, pairingIsBilinear) {
    using C = TypeParam;
    std::mt19937_64 random(6);
    const auto base = pairingOf<C>(C::generator1(), C::generator2());
    for (int i = 0; i < 4; ++i) {
        const Word a = i == 0 ? 1 : random() >> 32;
        const Word b = i == 1 ? 1 : random() >> 32;
        const auto value = pairingOf<C>(times(C::generator1(), a), times(C::generator2(), b));
        EXPECT_EQ(value, power(base, std::array<Word, 1>{a * b}));
    }
}

TYPED_TEST(Curves, pairingIsNotDegenerateAndHasTheGroupsOrder) {
    using C = TypeParam;
    const auto one = Fp12<typename C::Params>::one();
    const auto base = pairingOf<C>(C::generator1(), C::generator2());
    EXPECT_NE(base, one);
    EXPECT_EQ(power(base, this->order), one);
    EXPECT_EQ(pairingOf<C>({}, C::generator2()), one);
    EXPECT_EQ(pairingOf<C>(C::generator1(), {}), one);
}

TYPED_TEST(Curves, productsOfPairingsAreOneWhenTheirExponentsCancel) {
    using C = TypeParam;
    const auto p = C::generator1();
    const auto q = C::generator2();
    // 2 * 3 + 5 * 1 - 11 = 0
    const std::vector<Pair<C>> pairs{
        {times(p, 2), times(q, 3)}, {times(p, 5), q}, {-times(p, 11), q}, {p, {}}};
    EXPECT_TRUE(isProductOne<C>(pairs));
    EXPECT_FALSE(isProductOne<C>(std::span(pairs).first(2)));
    EXPECT_TRUE(isProductOne<C>({}));
}

}  // namespace
}  // namespace rollscope::pairing::testing
