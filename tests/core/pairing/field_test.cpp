#include "node/core/pairing/field.h"

#include <gtest/gtest.h>

#include "node/core/pairing/bls12_381.h"
#include "node/core/pairing/bn254.h"
#include "samples.h"

namespace rollscope::pairing::testing {
namespace {

template <class P>
class Fields : public ::testing::Test {};
using AllFields = ::testing::Types<Bn254Params, Bls12Params>;
TYPED_TEST_SUITE(Fields, AllFields);

template <class F>
Bytes bytesOf(const F& element) {
    Bytes bytes(F::byteSize);
    element.toBytes(bytes.data());
    return bytes;
}

template <class P>
Bytes modulusBytes() {
    Bytes bytes(P::limbs * 8);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t place = bytes.size() - 1 - i;
        bytes[i] = static_cast<std::uint8_t>(P::modulus[place / 8] >> (8 * (place % 8)));
    }
    return bytes;
}

TYPED_TEST(Fields, bytesComeBackAndTheModulusIsRefused) {
    using F = Field<TypeParam>;
    Bytes bytes = modulusBytes<TypeParam>();
    EXPECT_FALSE(F::fromBytes(bytes));
    EXPECT_FALSE(F::fromBytes(Bytes(F::byteSize, 0xff)));
    EXPECT_FALSE(F::fromBytes(Bytes(F::byteSize - 1)));
    bytes.back() = static_cast<std::uint8_t>(bytes.back() - 1);
    const auto largest = F::fromBytes(bytes);
    ASSERT_TRUE(largest);
    EXPECT_EQ(*largest, -F::one());
    EXPECT_EQ(bytesOf(*largest), bytes);
    EXPECT_EQ(F::fromBytes(Bytes(F::byteSize)).value(), F::zero());
}

TYPED_TEST(Fields, sumsWrapAtTheModulus) {
    using F = Field<TypeParam>;
    const F largest = -F::one();
    EXPECT_EQ(largest + F::one(), F::zero());
    EXPECT_EQ(largest + largest, -F::fromWord(2));
    EXPECT_EQ(F::zero() - F::one(), largest);
    EXPECT_EQ(-F::zero(), F::zero());
    EXPECT_EQ(largest * largest, F::one());
    EXPECT_EQ(F::sumOfProducts(largest, largest, largest, largest), F::fromWord(2));
    EXPECT_EQ(F::fromHex("ff"), F::fromWord(255));
}

TYPED_TEST(Fields, obeyTheLawsOfAField) {
    using F = Field<TypeParam>;
    std::mt19937_64 random(1);
    for (int i = 0; i < 300; ++i) {
        const F a = randomElement<F>(random);
        const F b = randomElement<F>(random);
        const F c = randomElement<F>(random);
        EXPECT_EQ(a * b, b * a);
        EXPECT_EQ((a * b) * c, a * (b * c));
        EXPECT_EQ(a * (b - c), a * b - a * c);
        EXPECT_EQ(F::sumOfProducts(a, b, b, c), a * b + b * c);
        EXPECT_EQ(a.halved() + a.halved(), a);
        EXPECT_EQ(a * a.inverse(), F::one());
        EXPECT_EQ((a * a).squareRoot().value().squared(), a * a);
    }
}

TYPED_TEST(Fields, inversesMatchFermatsTheorem) {
    using F = Field<TypeParam>;
    auto exponent = TypeParam::modulus;
    exponent[0] -= 2;
    std::mt19937_64 random(2);
    for (const F& a : {F::one(), F::fromWord(2), -F::one(), randomElement<F>(random)}) {
        EXPECT_EQ(a.inverse(), a.power(exponent));
    }
    EXPECT_EQ(F::zero().inverse(), F::zero());
    // Small and large numbers take division steps of every kind.
    F a = F::one();
    for (int i = 0; i < 800; ++i) {
        EXPECT_EQ(a * a.inverse(), F::one());
        EXPECT_EQ((-a) * (-a).inverse(), F::one());
        a = a.doubled() + (i % 3 == 0 ? F::one() : F::zero());
    }
}

TYPED_TEST(Fields, minusOneHasNoRoot) {
    using F = Field<TypeParam>;
    EXPECT_FALSE((-F::one()).squareRoot());
    EXPECT_EQ(F::zero().squareRoot(), F::zero());
    EXPECT_TRUE((-F::one()).isLarger());
    EXPECT_FALSE(F::one().isLarger());
    EXPECT_FALSE(F::zero().isLarger());
}

TYPED_TEST(Fields, towerHasProductsAndInverses) {
    using P = TypeParam;
    std::mt19937_64 random(3);
    for (int i = 0; i < 20; ++i) {
        const auto a = randomFp12<P>(random);
        const auto b = randomFp12<P>(random);
        const auto c = randomFp12<P>(random);
        EXPECT_EQ((a * b) * c, a * (b * c));
        EXPECT_EQ(a.squared(), a * a);
        EXPECT_EQ(a * a.inverse(), Fp12<P>::one());
        const auto p = randomFp2<P>(random);
        const auto q = randomFp2<P>(random);
        const auto r = randomFp2<P>(random);
        EXPECT_EQ(a.times034(p, q, r), a * (Fp12<P>{{p, {}, {}}, {q, r, {}}}));
        EXPECT_EQ(a.times014(p, q, r), a * (Fp12<P>{{p, q, {}}, {{}, r, {}}}));
        EXPECT_EQ(p.timesXi(), p * Fp2<P>::xi());
        EXPECT_EQ(p.squared(), p * p);
    }
}

TYPED_TEST(Fields, frobeniusIsThePowerOfTheModulus) {
    using P = TypeParam;
    std::mt19937_64 random(4);
    const auto a = randomFp12<P>(random);
    EXPECT_EQ(a.frobenius(), power(a, P::modulus));
    EXPECT_EQ(a.frobeniusSquare(), a.frobenius().frobenius());
    auto sixth = a;
    for (int i = 0; i < 6; ++i) sixth = sixth.frobenius();
    EXPECT_EQ(sixth, a.conjugated());
    // In the cyclotomic subgroup squares have a shorter way and inverses are conjugates.
    const auto easy = a.conjugated() * a.inverse();
    const auto cyclotomic = easy.frobeniusSquare() * easy;
    EXPECT_EQ(cyclotomic.cyclotomicSquare(), cyclotomic * cyclotomic);
    EXPECT_EQ(cyclotomic * cyclotomic.conjugated(), Fp12<P>::one());
}

TEST(NonAdjacentForm, sumsUpToItsNumber) {
    std::mt19937_64 random(5);
    for (int round = 0; round < 200; ++round) {
        const std::array<Word, 2> number{round == 0 ? ~Word{0} : random(),
                                         round < 2 ? ~Word{0} : random() >> (round % 64)};
        for (const unsigned width : {2U, 5U}) {
            Wide sum = 0;
            const auto digits = nonAdjacentForm(number, width);
            for (std::size_t i = 0; i < digits.size(); ++i) {
                EXPECT_LT(std::abs(digits[i]), 1 << (width - 1));
                if (digits[i] == 0) continue;
                EXPECT_EQ(digits[i] & 1, 1);
                if (i < 128) sum += static_cast<Wide>(static_cast<std::int64_t>(digits[i])) << i;
            }
            EXPECT_EQ(lowWord(sum), number[0]);
            EXPECT_EQ(highWord(sum), number[1]);
        }
    }
    EXPECT_TRUE(nonAdjacentForm(std::array<Word, 1>{0}, 5).empty());
}

}  // namespace
}  // namespace rollscope::pairing::testing
