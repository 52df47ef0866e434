#include "node/core/pairing/bn254.h"

#include <algorithm>

namespace rollscope::pairing {

namespace {

using F1 = Bn254::F1;
using F2 = Bn254::F2;

/// 3 / (9 + i).
constexpr F2 twistCoefficient{
    F1::fromHex("2b149d40ceb8aaae81be18991be06ac3b5b4c5e559dbefa33267e6dc24a138e5"),
    F1::fromHex("009713b03af0fed4cd2cafadeed8fdf4a74fa084e52d1852e4a2bd0685c315d2")};

/// A cube root of one: (beta x, y) is lambda (x, y) with lambda = 36 x^3 + 18 x^2 + 6 x + 1.
constexpr F1 beta = F1::fromHex("59e26bcea0d48bacd4f263f1acdb5c4f5763473177fffffe");

/// The lattice of pairs (m, n) with m + n lambda = 0 modulo r (Gallant, Lambert, Vanstone 2001):
/// (a1, -b1) and (a2, a1), and 2^256 times a1 / r and b1 / r, rounded down.
constexpr U256 a1{0x89d3256894d213e3, 0, 0, 0};
constexpr U256 b1{0x8211bbeb7d4f1128, 0x6f4d8248eeb859fc, 0, 0};
constexpr U256 a2{0x0be4e1541221250b, 0x6f4d8248eeb859fd, 0, 0};
constexpr U256 scaledA1{0xd91d232ec7e0b3d7, 0x0000000000000002, 0, 0};
constexpr U256 scaledB1{0x7a7bd9d4391eb18d, 0x4ccef014a773d2cf, 0x0000000000000002, 0};

/// floor(a b / 2^256).
U256 highProduct(const U256& a, const U256& b) {
    Word t[8] = {};
    for (unsigned i = 0; i < 4; ++i) {
        Word carry = 0;
        for (unsigned j = 0; j < 4; ++j) {
            const Wide sum = static_cast<Wide>(a.limb[i]) * b.limb[j] + t[i + j] + carry;
            t[i + j] = lowWord(sum);
            carry = highWord(sum);
        }
        t[i + 4] = carry;
    }
    return {t[4], t[5], t[6], t[7]};
}

/// `input` from `offset`, 32 bytes, zeros past its end.
std::array<std::uint8_t, 32> wordAt(BytesView input, std::size_t offset) {
    std::array<std::uint8_t, 32> word{};
    if (offset < input.size()) {
        std::memcpy(word.data(), input.data() + offset,
                    std::min<std::size_t>(32, input.size() - offset));
    }
    return word;
}

std::optional<Bn254::G1> readG1(BytesView input, std::size_t offset) {
    const auto x = F1::fromBytes(wordAt(input, offset));
    const auto y = F1::fromBytes(wordAt(input, offset + 32));
    if (!x || !y) return std::nullopt;
    if (x->isZero() && y->isZero()) return Bn254::G1{};
    const auto point = Bn254::G1::at(*x, *y);
    if (!point.isOnCurve(Bn254::curveB())) return std::nullopt;
    return point;
}

/// The imaginary part stands first (EIP-197).
std::optional<Bn254::G2> readG2(BytesView input, std::size_t offset) {
    const auto xi = F1::fromBytes(wordAt(input, offset));
    const auto xr = F1::fromBytes(wordAt(input, offset + 32));
    const auto yi = F1::fromBytes(wordAt(input, offset + 64));
    const auto yr = F1::fromBytes(wordAt(input, offset + 96));
    if (!xi || !xr || !yi || !yr) return std::nullopt;
    const auto point = Bn254::G2::at({*xr, *xi}, {*yr, *yi});
    if (point.x.isZero() && point.y.isZero()) return Bn254::G2{};
    if (!point.isOnCurve(twistCoefficient) || !Bn254::isInSubgroup(point)) return std::nullopt;
    return point;
}

Bytes written(const Bn254::G1& point) {
    Bytes output(64);
    if (!point.infinity) {
        point.x.toBytes(output.data());
        point.y.toBytes(output.data() + 32);
    }
    return output;
}

}  // namespace

const F2& Bn254::twistB() {
    return twistCoefficient;
}

Bn254::G1 Bn254::generator1() {
    return G1::at(F1::one(), F1::fromWord(2));
}

Bn254::G2 Bn254::generator2() {
    return G2::at(
        {F1::fromHex("1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"),
         F1::fromHex("198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2")},
        {F1::fromHex("12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa"),
         F1::fromHex("090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b")});
}

/// (x + 1) Q + psi(x Q) + psi^2(x Q) = psi^3(2 x Q) holds for the subgroup alone: Dai, Lin, Zhao,
/// Zhou 2022 (eprint 2022/348, 5.1).
bool Bn254::isInSubgroup(const G2& point) {
    if (point.infinity) return true;
    const auto frobenius = [](const JacobianPoint<F2>& q) {
        const auto& factors = Fp12<Params>::frobeniusFactors;
        return JacobianPoint<F2>{q.x.conjugated() * factors[2], q.y.conjugated() * factors[3],
                                 q.z.conjugated()};
    };
    const auto xq = multiplyShort(point, parameter);
    const auto once = frobenius(xq);
    const auto twice = frobenius(once);
    return xq + point + once + twice == frobenius(twice).doubled();
}

/// Fuentes-Castaneda, Knapp, Rodriguez-Henriquez 2011 (algorithm 6): to the power
/// 2 x (6 x^2 + 3 x + 1) (p^4 - p^2 + 1) / r.
Fp12<Bn254Params> Bn254::hardPart(const Fp12<Bn254Params>& f) {
    const auto power = powerOfParameter<Bn254>;
    const auto a = power(f).conjugated().cyclotomicSquare();  // -2 x
    const auto b = a * a.cyclotomicSquare();                  // -6 x
    const auto c = power(b).conjugated();                     // 6 x^2
    const auto d = c * b.conjugated();                        // 6 x^2 + 6 x
    const auto e = power(c.cyclotomicSquare()) * d;           // 12 x^3 + 6 x^2 + 6 x
    const auto g = a * e;                                     // 12 x^3 + 6 x^2 + 4 x
    return f * c * e * g.frobenius() * e.frobeniusSquare() *
           (f.conjugated() * g).frobeniusSquare().frobenius();
}

JacobianPoint<F1> bn254Multiply(const Bn254::G1& point, const std::array<Word, 4>& number) {
    const auto& r = Bn254::order;
    const U256 k = U256{number[0], number[1], number[2], number[3]} % U256{r[0], r[1], r[2], r[3]};
    // k = k1 + k2 lambda with both of some 128 bits.
    const U256 c1 = highProduct(k, scaledA1);
    const U256 c2 = highProduct(k, scaledB1);
    const U256 k1 = k - c1 * a1 - c2 * a2;
    const U256 k2 = c1 * b1 - c2 * a1;
    const auto digitsOf = [](const U256& value) {
        const U256 size = value.signBit() ? -value : value;
        return nonAdjacentForm(std::array<Word, 3>{size.limb[0], size.limb[1], size.limb[2]}, 5);
    };
    const auto base = k1.signBit() ? -point : point;
    Term<F1> terms[2];
    terms[0] = {oddMultiples(JacobianPoint<F1>{base}), digitsOf(k1)};
    terms[1] = {terms[0].multiples, digitsOf(k2)};
    for (auto& multiple : terms[1].multiples) {
        multiple.x = multiple.x * beta;
        if (k1.signBit() != k2.signBit()) multiple.y = -multiple.y;
    }
    return sumOfMultiples<F1>(terms);
}

std::optional<Bytes> bn254Add(BytesView input) {
    const auto a = readG1(input, 0);
    const auto b = readG1(input, 64);
    if (!a || !b) return std::nullopt;
    return written((JacobianPoint<F1>{*a} + *b).toAffine());
}

std::optional<Bytes> bn254Mul(BytesView input) {
    const auto point = readG1(input, 0);
    if (!point) return std::nullopt;
    const U256 number = loadU256(wordAt(input, 64).data());
    return written(
        bn254Multiply(*point, {number.limb[0], number.limb[1], number.limb[2], number.limb[3]})
            .toAffine());
}

std::optional<Bytes> bn254Pairing(BytesView input) {
    constexpr std::size_t pairSize = 192;
    if (input.size() % pairSize != 0) return std::nullopt;
    std::vector<Pair<Bn254>> pairs;
    pairs.reserve(input.size() / pairSize);
    for (std::size_t offset = 0; offset < input.size(); offset += pairSize) {
        const auto g1 = readG1(input, offset);
        const auto g2 = readG2(input, offset + 64);
        if (!g1 || !g2) return std::nullopt;
        pairs.push_back({*g1, *g2});
    }
    Bytes output(32);
    output[31] = isProductOne<Bn254>(pairs) ? 1 : 0;
    return output;
}

}  // namespace rollscope::pairing
