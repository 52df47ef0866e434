#include "node/core/base/u256.h"

#include <gtest/gtest.h>

#include <random>

namespace rollscope::base {
namespace {

const U256 maxWord = ~U256{};

// Limbs of all zeros, all ones and single bits meet the carries that plain random words miss.
class Words {
public:
    U256 next() { return {limb(), limb(), limb(), limb()}; }

private:
    std::uint64_t limb() {
        switch (m_random() % 6) {
            case 0: return 0;
            case 1: return ~std::uint64_t{0};
            case 2: return std::uint64_t{1} << (m_random() % 64);
            case 3: return ~std::uint64_t{0} << (m_random() % 64);
            default: return m_random();
        }
    }
    std::mt19937_64 m_random{20240613};
};

U256 word(std::string_view quantity) {
    return u256FromQuantity(quantity).value();
}

// Double and add: slow and plain, to compare mulmod with.
U256 slowMulmod(U256 a, U256 b, const U256& m) {
    U256 sum;
    a = a % m;
    for (int bit = 0; bit < b.bitLength(); ++bit) {
        if ((b >> static_cast<unsigned>(bit)) & U256{1}) sum = addmod(sum, a, m);
        a = addmod(a, a, m);
    }
    return sum;
}

TEST(U256, quotientTimesDivisorPlusRemainderIsTheDividend) {
    Words words;
    for (int i = 0; i < 200'000; ++i) {
        const U256 a = words.next();
        U256 b = words.next() >> static_cast<unsigned>((i % 5) * 61);
        if (b.isZero()) b = 1;
        const U256 q = a / b;
        const U256 r = a % b;
        ASSERT_LT(r, b);
        ASSERT_EQ(q * b + r, a) << toQuantity(a) << " / " << toQuantity(b);
        ASSERT_FALSE(mulCarry(q, b).carry);
    }
}

TEST(U256, mulmodAgreesWithDoubleAndAdd) {
    Words words;
    for (int i = 0; i < 3'000; ++i) {
        const U256 a = words.next();
        const U256 b = words.next();
        U256 m = words.next() >> static_cast<unsigned>((i % 4) * 64);
        if (m.isZero()) m = 7;
        ASSERT_EQ(mulmod(a, b, m), slowMulmod(a, b, m))
            << toQuantity(a) << " * " << toQuantity(b) << " % " << toQuantity(m);
    }
}

TEST(U256, subtractionUndoesAddition) {
    Words words;
    for (int i = 0; i < 10'000; ++i) {
        const U256 a = words.next();
        const U256 b = words.next();
        const auto sum = addCarry(a, b);
        ASSERT_EQ(sum.value - b, a);
        ASSERT_EQ(sum.carry, sum.value < a);
        ASSERT_EQ((a <=> b) < 0, a < b);
        ASSERT_EQ((a <=> b) >= 0, a >= b);
        ASSERT_EQ(a + (-a), U256{});
    }
}

TEST(U256, shiftsAreMultiplicationsAndDivisionsByPowersOfTwo) {
    Words words;
    for (unsigned shift = 0; shift < 256; ++shift) {
        const U256 a = words.next();
        const U256 power = U256{1} << shift;
        EXPECT_EQ(a << shift, a * power);
        EXPECT_EQ(a >> shift, a / power);
        EXPECT_EQ(exp(2, shift), power);
        EXPECT_EQ(exp(3, shift) * U256{3}, exp(3, shift + 1));
    }
    EXPECT_EQ(maxWord << 256, U256{});
    EXPECT_EQ(maxWord >> 256, U256{});
    EXPECT_EQ(exp(0, 0), U256{1});
}

TEST(U256, divisionByZeroIsZero) {
    EXPECT_EQ(maxWord / U256{}, U256{});
    EXPECT_EQ(maxWord % U256{}, U256{});
    EXPECT_EQ(sdiv(maxWord, U256{}), U256{});
    EXPECT_EQ(smod(maxWord, U256{}), U256{});
    EXPECT_EQ(addmod(maxWord, maxWord, U256{}), U256{});
    EXPECT_EQ(mulmod(maxWord, maxWord, U256{}), U256{});
}

TEST(U256, signedOperationsFollowTwosComplement) {
    const U256 minimum = U256{1} << 255;
    EXPECT_EQ(sdiv(minimum, maxWord), minimum);  // -2^255 / -1 stays
    EXPECT_EQ(sdiv(-U256{7}, U256{2}), -U256{3});
    EXPECT_EQ(smod(-U256{8}, U256{3}), -U256{2});
    EXPECT_EQ(smod(U256{8}, -U256{3}), U256{2});
    EXPECT_EQ(sar(-U256{4}, 1), -U256{2});
    EXPECT_EQ(sar(minimum, 300), maxWord);
    EXPECT_EQ(sar(-U256{4}, 0), -U256{4});
    EXPECT_EQ(signExtend(0, 0xff), maxWord);
    EXPECT_EQ(signExtend(0, 0x17f), U256{0x7f});
    EXPECT_EQ(signExtend(1, 0x8000), -U256{0x8000});
    EXPECT_EQ(signExtend(31, minimum), minimum);
    EXPECT_EQ(signExtend(maxWord, 0xff), U256{0xff});
    EXPECT_TRUE(signedLess(maxWord, 0));
    EXPECT_FALSE(signedLess(0, maxWord));
    EXPECT_TRUE(signedLess(3, 4));
}

TEST(U256, modularSumsDoNotLoseTheCarry) {
    EXPECT_EQ(addmod(maxWord, maxWord, maxWord - U256{1}), U256{2});
    EXPECT_EQ(addmod(maxWord, 2, maxWord), U256{2});
    EXPECT_EQ(mulmod(maxWord, maxWord, 12), U256{9});
}

TEST(U256, decimalTextRoundTrips) {
    EXPECT_EQ(toDecimal(maxWord),
              "115792089237316195423570985008687907853269984665640564039457584007913129639935");
    EXPECT_EQ(toDecimal(0), "0");
    EXPECT_EQ(toDecimal(word("0x8ac7230489e80000")), "10000000000000000000");
    Words words;
    for (int i = 0; i < 1'000; ++i) {
        const U256 a = words.next();
        EXPECT_EQ(u256FromDecimal(toDecimal(a)), a);
        EXPECT_EQ(u256FromQuantity(toQuantity(a)), a);
    }
}

TEST(U256, malformedNumbersAreRefused) {
    const std::string above =
        "115792089237316195423570985008687907853269984665640564039457584007913129639936";
    for (const std::string text : {"", "-1", "1.5", "0x1", " 1", above.c_str()}) {
        EXPECT_EQ(u256FromDecimal(text).error().code, ErrorCode::invalidNumber) << text;
    }
    for (const std::string text : {"", "0x", "0x01", "0x00", "1", "0xg", "0X1"}) {
        EXPECT_EQ(u256FromQuantity(text).error().code, ErrorCode::invalidNumber) << text;
    }
    EXPECT_FALSE(u256FromQuantity("0x1" + std::string(64, '0')));
    EXPECT_EQ(u256FromQuantity("0xAb"), U256{0xab});
    EXPECT_EQ(toQuantity(0), "0x0");
}

TEST(U256, byteFormsAreBigEndian) {
    const U256 value = word("0x102030405");
    EXPECT_EQ(toMinimalBytes(value), (Bytes{1, 2, 3, 4, 5}));
    EXPECT_TRUE(toMinimalBytes(0).empty());
    EXPECT_EQ(u256FromBytes(toMinimalBytes(value)), value);
    EXPECT_EQ(toU256(toHash(value)), value);
    EXPECT_EQ(toHash(value)[31], 5);
    EXPECT_EQ(toAddress(toU256(toAddress(value))), toAddress(value));
    EXPECT_EQ(toAddress(maxWord).bytes[0], 0xff);
    EXPECT_EQ(value.byteLength(), 5);
    EXPECT_EQ(maxWord.bitLength(), 256);
}

}  // namespace
}  // namespace rollscope::base
