#include "node/core/pairing/bn254.h"

#include <gtest/gtest.h>

#include "samples.h"

namespace rollscope::pairing::testing {
namespace {

using F1 = Bn254::F1;

std::string word(const U256& value) {
    return toHex(toHash(value).view()).substr(2);
}

std::string hexOf(const F1& value) {
    std::array<std::uint8_t, 32> bytes{};
    value.toBytes(bytes.data());
    return toHex(bytes).substr(2);
}

std::string hexOf(const Bn254::G1& p) {
    return p.infinity ? word(0) + word(0) : hexOf(p.x) + hexOf(p.y);
}

std::string hexOf(const Bn254::G2& p) {
    if (p.infinity) return word(0) + word(0) + word(0) + word(0);
    return hexOf(p.x.c1) + hexOf(p.x.c0) + hexOf(p.y.c1) + hexOf(p.y.c0);
}

std::string run(std::optional<Bytes> (*contract)(BytesView), const std::string& input) {
    const auto output = contract(bytesFromHex("0x" + input).value());
    return output ? toHex(*output).substr(2) : "failed";
}

const U256 modulus{Bn254Params::modulus[0], Bn254Params::modulus[1], Bn254Params::modulus[2],
                   Bn254Params::modulus[3]};
const U256 order{Bn254::order[0], Bn254::order[1], Bn254::order[2], Bn254::order[3]};
const std::string generator = word(1) + word(2);
const std::string twiceGenerator =
    "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"
    "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4";

TEST(Bn254Add, addsPointsAndPadsItsInput) {
    EXPECT_EQ(run(bn254Add, generator + generator), twiceGenerator);
    EXPECT_EQ(run(bn254Add, generator), generator);
    EXPECT_EQ(run(bn254Add, ""), word(0) + word(0));
    EXPECT_EQ(run(bn254Add, generator + word(1) + word(modulus - U256{2})), word(0) + word(0));
    EXPECT_EQ(run(bn254Add, generator + generator + "ff"), twiceGenerator);
}

TEST(Bn254Add, refusesWhatIsNotAPoint) {
    EXPECT_EQ(run(bn254Add, word(1) + word(1)), "failed");
    EXPECT_EQ(run(bn254Add, generator + word(1) + word(3)), "failed");
    EXPECT_EQ(run(bn254Add, word(modulus) + word(modulus)), "failed");
    EXPECT_EQ(run(bn254Add, word(modulus + U256{1}) + word(2)), "failed");
    EXPECT_EQ(run(bn254Add, word(1) + word(modulus + U256{2})), "failed");
    EXPECT_EQ(run(bn254Add, word(0) + word(2)), "failed");
}

TEST(Bn254Mul, takesNumbersOf256Bits) {
    EXPECT_EQ(run(bn254Mul, generator + word(2)), twiceGenerator);
    EXPECT_EQ(run(bn254Mul, generator + word(0)), word(0) + word(0));
    EXPECT_EQ(run(bn254Mul, generator), word(0) + word(0));
    EXPECT_EQ(run(bn254Mul, generator + word(order)), word(0) + word(0));
    EXPECT_EQ(run(bn254Mul, generator + word(order + U256{2})), twiceGenerator);
    EXPECT_EQ(run(bn254Mul, generator + word(order - U256{1})), word(1) + word(modulus - U256{2}));
    EXPECT_EQ(run(bn254Mul, word(0) + word(0) + word(7)), word(0) + word(0));
    EXPECT_EQ(run(bn254Mul, word(1) + word(1) + word(0)), "failed");
}

TEST(Bn254Mul, agreesWithAMultiplicationWithoutTheEndomorphism) {
    std::mt19937_64 random(7);
    auto point = Bn254::generator1();
    for (int i = 0; i < 200; ++i) {
        const std::array<Word, 4> number{random(), random(), random(), i % 4 == 0 ? 0 : random()};
        const auto product = bn254Multiply(point, number).toAffine();
        EXPECT_EQ(product, times(point, number));
        if (!product.infinity) point = product;
    }
}

TEST(Bn254Pairing, isOneForNothingAndForCancellingPairs) {
    const auto p = Bn254::generator1();
    const auto q = Bn254::generator2();
    EXPECT_EQ(run(bn254Pairing, ""), word(1));
    EXPECT_EQ(run(bn254Pairing, hexOf(p) + hexOf(q)), word(0));
    EXPECT_EQ(run(bn254Pairing, hexOf(p) + hexOf(q) + hexOf(-p) + hexOf(q)), word(1));
    EXPECT_EQ(
        run(bn254Pairing, hexOf(times(p, 6)) + hexOf(q) + hexOf(-times(p, 2)) + hexOf(times(q, 3))),
        word(1));
    EXPECT_EQ(run(bn254Pairing, hexOf(Bn254::G1{}) + hexOf(q)), word(1));
    EXPECT_EQ(run(bn254Pairing, hexOf(p) + hexOf(Bn254::G2{})), word(1));
}

TEST(Bn254Pairing, refusesInputOfTheWrongForm) {
    const auto p = hexOf(Bn254::generator1());
    const auto q = hexOf(Bn254::generator2());
    EXPECT_EQ(run(bn254Pairing, p + q + "00"), "failed");
    EXPECT_EQ(run(bn254Pairing, p + q.substr(2)), "failed");
    EXPECT_EQ(run(bn254Pairing, word(1) + word(1) + q), "failed");
    EXPECT_EQ(run(bn254Pairing, p + word(1) + word(0) + word(0) + word(0)), "failed");
    EXPECT_EQ(run(bn254Pairing, p + word(modulus) + word(0) + word(0) + word(0)), "failed");
    // An invalid point fails even beside infinity.
    EXPECT_EQ(run(bn254Pairing, word(0) + word(0) + word(1) + word(0) + word(0) + word(0)),
              "failed");
}

/// A point of the twist found by trying x = 1 + n i; Fp2's roots by the norm (p = 3 modulo 4).
std::optional<Bn254::G2> twistPoint(Word n) {
    const Bn254::F2 x{F1::one(), F1::fromWord(n)};
    const auto square = x.squared() * x + Bn254::twistB();
    const auto norm = (square.c0.squared() + square.c1.squared()).squareRoot();
    if (!norm) return std::nullopt;
    for (const auto& root : {*norm, -*norm}) {
        const auto real = (square.c0 + root).halved().squareRoot();
        if (!real || real->isZero()) continue;
        const auto y = Bn254::F2{*real, square.c1 * real->doubled().inverse()};
        if (y.squared() == square) return Bn254::G2::at(x, y);
    }
    return std::nullopt;
}

TEST(Bn254Pairing, refusesPointsOutsideOfTheSubgroup) {
    int found = 0;
    for (Word n = 1; n < 60; ++n) {
        const auto point = twistPoint(n);
        if (!point) continue;
        ++found;
        ASSERT_TRUE(point->isOnCurve(Bn254::twistB()));
        EXPECT_FALSE(times(*point, Bn254::order).infinity);
        EXPECT_FALSE(Bn254::isInSubgroup(*point));
        EXPECT_EQ(run(bn254Pairing, hexOf(Bn254::generator1()) + hexOf(*point)), "failed");
        // The cofactor, 2 p - r, leads into the subgroup.
        const U256 cofactor = modulus + modulus - order;
        const auto inside =
            times(*point, {cofactor.limb[0], cofactor.limb[1], cofactor.limb[2], cofactor.limb[3]});
        EXPECT_TRUE(times(inside, Bn254::order).infinity);
        EXPECT_TRUE(Bn254::isInSubgroup(inside));
        EXPECT_FALSE(Bn254::isInSubgroup((JacobianPoint{inside} + *point).toAffine()));
    }
    EXPECT_GT(found, 20);
}

}  // namespace
}  // namespace rollscope::pairing::testing
