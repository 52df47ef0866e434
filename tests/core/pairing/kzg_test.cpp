#include "node/core/pairing/kzg.h"

#include <gtest/gtest.h>

#include "samples.h"

namespace rollscope::pairing::testing {
namespace {

Bytes bytes(const std::string& hex) {
    return bytesFromHex("0x" + hex).value();
}

Bytes word(const U256& value) {
    const Hash hash = toHash(value);
    return {hash.bytes.begin(), hash.bytes.end()};
}

const std::string generator =
    "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905"
    "a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
const std::string sevenfold =
    "b928f3beb93519eecf0145da903b40a4c97dca00b21f12ac"
    "0df3be9116ef2ef27b2ae6bcd4c5bc2d54ef5a70627efcb7";
/// The ceremony's tau times the generator of G1: a commitment to the polynomial X.
const std::string tau =
    "ad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28"
    "e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c81";
const std::string infinity = "c0" + std::string(94, '0');

TEST(CompressedPoints, areReadWithTheirSign) {
    const auto g = Bls12::generator1();
    EXPECT_EQ(bls12ReadG1(bytes(generator)), g);
    EXPECT_EQ(bls12ReadG1(bytes("b7" + generator.substr(2))), -g);
    EXPECT_EQ(bls12ReadG1(bytes(sevenfold)), times(g, 7));
    EXPECT_EQ(bls12ReadG1(bytes(infinity)), Bls12::G1{});
}

TEST(CompressedPoints, ofTheWrongFormAreRefused) {
    const auto isRefused = [](const std::string& hex) { return !bls12ReadG1(bytes(hex)); };
    EXPECT_TRUE(isRefused("17" + generator.substr(2)));          // not marked as compressed
    EXPECT_TRUE(isRefused("d7" + generator.substr(2)));          // infinity with coordinates
    EXPECT_TRUE(isRefused("e0" + infinity.substr(2)));           // infinity with a sign
    EXPECT_TRUE(isRefused("40" + infinity.substr(2)));           // infinity, not compressed
    EXPECT_TRUE(isRefused(infinity.substr(0, 94) + "01"));       // infinity with an x
    EXPECT_TRUE(isRefused("80" + infinity.substr(2)));           // x = 0: not in the subgroup
    EXPECT_TRUE(isRefused("80" + std::string(92, '0') + "01"));  // x = 1: not on the curve
    EXPECT_TRUE(isRefused("80" + std::string(92, '0') + "04"));  // x = 4: not in the subgroup
    EXPECT_TRUE(isRefused("a0" + std::string(92, '0') + "05"));  // x = 5: not in the subgroup
    EXPECT_TRUE(isRefused("9f" + std::string(94, 'f')));         // x above the modulus
    EXPECT_TRUE(
        isRefused("9a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf"
                  "6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab"));  // x = p
    EXPECT_TRUE(isRefused(generator.substr(2)));
}

TEST(Subgroup, ofBls12HasTheOrdersMultiples) {
    const auto& r = Bls12::order;
    const std::array<Word, 4> order{r.limb[0], r.limb[1], r.limb[2], r.limb[3]};
    std::mt19937_64 random(8);
    int outside = 0;
    for (Word n = 2; n < 40; ++n) {
        const auto x = Bls12::F1::fromWord(n);
        const auto y = (x.squared() * x + Bls12::curveB()).squareRoot();
        if (!y) continue;
        const auto point = Bls12::G1::at(x, *y);
        EXPECT_EQ(Bls12::isInSubgroup(point), times(point, order).infinity);
        outside += Bls12::isInSubgroup(point) ? 0 : 1;
        // (x - 1)^2 / 3 is the cofactor; 1 - x alone leads into the subgroup, too.
        const auto inside = times(point, Bls12::parameter + 1);
        EXPECT_TRUE(Bls12::isInSubgroup(inside));
        EXPECT_TRUE(times(inside, order).infinity);
    }
    EXPECT_GT(outside, 10);
}

TEST(Bls12Terms, agreeWithAPlainMultiplication) {
    std::mt19937_64 random(9);
    const auto point = times(Bls12::generator1(), 12345);
    for (int i = 0; i < 50; ++i) {
        const U256 number = U256{random(), random(), random(), random()} % Bls12::order;
        const auto terms = bls12Terms(point, number);
        EXPECT_EQ(sumOfMultiples<Bls12::F1>(terms).toAffine(),
                  times(point, {number.limb[0], number.limb[1], number.limb[2], number.limb[3]}));
    }
    EXPECT_TRUE(sumOfMultiples<Bls12::F1>(bls12Terms(point, U256{})).isInfinity());
}

TEST(Kzg, tausTwoFormsAreOneNumber) {
    // e(tau G1, G2) = e(G1, tau G2)
    EXPECT_TRUE(kzgTau().isOnCurve(Bls12::twistB()));
    const std::array<Pair<Bls12>, 2> pairs{
        Pair<Bls12>{bls12ReadG1(bytes(tau)).value(), Bls12::generator2()},
        Pair<Bls12>{-Bls12::generator1(), kzgTau()}};
    EXPECT_TRUE(isProductOne<Bls12>(pairs));
}

TEST(Kzg, aConstantPolynomialHasItsValueEverywhere) {
    const auto verify = [](const U256& z, const U256& y, const std::string& proof) {
        return verifyKzgProof(bytes(sevenfold), word(z), word(y), bytes(proof));
    };
    EXPECT_TRUE(verify(U256{}, U256{7}, infinity));
    EXPECT_TRUE(verify(U256{123}, U256{7}, infinity));
    EXPECT_FALSE(verify(U256{123}, U256{8}, infinity));
    EXPECT_FALSE(verify(U256{123}, U256{7}, generator));
    EXPECT_FALSE(verify(U256{123}, U256{7} + Bls12::order, infinity));
    EXPECT_TRUE(verifyKzgProof(bytes(infinity), word(U256{5}), word(U256{}), bytes(infinity)));
}

TEST(Kzg, thePolynomialXHasTheQuotientOne) {
    for (const U256& z : {U256{}, U256{1}, Bls12::order - U256{1}, U256{1, 2, 3, 4}}) {
        EXPECT_TRUE(verifyKzgProof(bytes(tau), word(z), word(z), bytes(generator)));
        EXPECT_FALSE(verifyKzgProof(bytes(tau), word(z), word(z - U256{1}), bytes(generator)));
        EXPECT_FALSE(verifyKzgProof(bytes(tau), word(z), word(z), bytes(infinity)));
    }
}

TEST(Kzg, malformedInputIsNoProof) {
    const Bytes good = word(U256{1});
    const Bytes order = word(Bls12::order);
    EXPECT_TRUE(verifyKzgProof(bytes(tau), good, good, bytes(generator)));
    EXPECT_FALSE(verifyKzgProof(bytes(tau), order, good, bytes(generator)));
    EXPECT_FALSE(verifyKzgProof(bytes(tau), good, order, bytes(generator)));
    EXPECT_FALSE(verifyKzgProof(bytes(tau), good, Bytes(31), bytes(generator)));
    EXPECT_FALSE(verifyKzgProof(Bytes(48), good, good, bytes(generator)));
    EXPECT_FALSE(verifyKzgProof(bytes(tau), good, good, Bytes(48)));
    EXPECT_FALSE(verifyKzgProof({}, {}, {}, {}));
}

}  // namespace
}  // namespace rollscope::pairing::testing
