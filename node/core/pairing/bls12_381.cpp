#include "node/core/pairing/bls12_381.h"

namespace rollscope::pairing {

namespace {

using F1 = Bls12::F1;

/// A cube root of one: (beta x, y) is -x^2 (x, y) on the subgroup.
constexpr F1 beta =
    F1::fromHex("5f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffe");

/// The square of the curve's parameter.
constexpr U256 parameterSquare{0x0000000100000000, 0xac45a4010001a402, 0, 0};

}  // namespace

Bls12::G1 Bls12::generator1() {
    return G1::at(F1::fromHex("17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905"
                              "a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"),
                  F1::fromHex("08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af6"
                              "00db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1"));
}

Bls12::G2 Bls12::generator2() {
    return G2::at({F1::fromHex("024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02"
                               "b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"),
                   F1::fromHex("13e02b6052719f607dacd3a088274f65596bd0d09920b61a"
                               "b5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e")},
                  {F1::fromHex("0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a7"
                               "6d429a695160d12c923ac9cc3baca289e193548608b82801"),
                   F1::fromHex("0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af"
                               "267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be")});
}

/// The endomorphism is a product with -x^2 on the subgroup alone: Scott 2021 (eprint 2021/1130).
bool Bls12::isInSubgroup(const G1& point) {
    if (point.infinity) return true;
    const auto once = multiplyShort(JacobianPoint<F1>{point}, parameter);
    const auto twice = multiplyShort(once, parameter);
    return JacobianPoint<F1>{G1::at(point.x * beta, point.y)} == -twice;
}

/// Hayashida, Hayasaka, Teruya 2020 (eprint 2020/875): three times (p^4 - p^2 + 1) / r is
/// (x - 1)^2 (x + p) (x^2 + p^2 - 1) + 3.
Fp12<Bls12Params> Bls12::hardPart(const Fp12<Bls12Params>& f) {
    const auto power = powerOfParameter<Bls12>;
    const auto a = (power(f) * f).conjugated();            // x - 1, for x is negative
    const auto b = (power(a) * a).conjugated();            // (x - 1)^2
    const auto c = power(b).conjugated() * b.frobenius();  // (x - 1)^2 (x + p)
    const auto d = power(power(c)) * c.frobeniusSquare() * c.conjugated();
    return d * f.cyclotomicSquare() * f;
}

std::optional<Bls12::G1> bls12ReadG1(BytesView compressed) {
    if (compressed.size() != F1::byteSize) return std::nullopt;
    std::array<std::uint8_t, F1::byteSize> bytes{};
    std::copy(compressed.begin(), compressed.end(), bytes.begin());
    const bool isCompressed = (bytes[0] & 0x80) != 0;
    const bool isInfinity = (bytes[0] & 0x40) != 0;
    const bool isLarger = (bytes[0] & 0x20) != 0;
    bytes[0] &= 0x1f;
    const auto x = F1::fromBytes(bytes);
    if (!isCompressed || !x) return std::nullopt;
    if (isInfinity) {
        if (isLarger || !x->isZero()) return std::nullopt;
        return Bls12::G1{};
    }
    const auto y = (x->squared() * *x + Bls12::curveB()).squareRoot();
    if (!y) return std::nullopt;
    const auto point = Bls12::G1::at(*x, y->isLarger() == isLarger ? *y : -*y);
    if (!Bls12::isInSubgroup(point)) return std::nullopt;
    return point;
}

std::array<Term<F1>, 2> bls12Terms(const Bls12::G1& point, const U256& number) {
    // number P = m P + n x^2 P = m P - n phi(P)
    const auto digitsOf = [](const U256& value) {
        return nonAdjacentForm(std::array<Word, 3>{value.limb[0], value.limb[1], 0}, 5);
    };
    std::array<Term<F1>, 2> terms;
    terms[0] = {oddMultiples(JacobianPoint<F1>{point}), digitsOf(number % parameterSquare)};
    terms[1] = {terms[0].multiples, digitsOf(number / parameterSquare)};
    for (auto& multiple : terms[1].multiples) {
        multiple.x = multiple.x * beta;
        multiple.y = -multiple.y;
    }
    return terms;
}

}  // namespace rollscope::pairing
