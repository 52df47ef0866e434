#include "node/core/pairing/kzg.h"

namespace rollscope::pairing {

namespace {

constexpr std::uint64_t fieldElementsPerBlob = 4096;

std::optional<U256> readScalar(BytesView bytes) {
    if (bytes.size() != 32) return std::nullopt;
    const U256 number = loadU256(bytes.data());
    if (number >= Bls12::order) return std::nullopt;
    return number;
}

}  // namespace

Bls12::G2 kzgTau() {
    using F1 = Bls12::F1;
    return Bls12::G2::at({F1::fromHex("185cbfee53492714734429b7b38608e23926c911cceceac9"
                                      "a36851477ba4c60b087041de621000edc98edada20c1def2"),
                          F1::fromHex("15bfd7dd8cdeb128843bc287230af38926187075cbfbefa8"
                                      "1009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72")},
                         {F1::fromHex("014353bdb96b626dd7d5ee8599d1fca2131569490e28de18"
                                      "e82451a496a9c9794ce26d105941f383ee689bfbbb832a99"),
                          F1::fromHex("1666c54b0a32529503432fcae0181b4bef79de09fc63671f"
                                      "da5ed1ba9bfa07899495346f3d7ac9cd23048ef30d0a154f")});
}

bool verifyKzgProof(BytesView commitment, BytesView point, BytesView value, BytesView proof) {
    const auto z = readScalar(point);
    const auto y = readScalar(value);
    if (!z || !y) return false;
    const auto c = bls12ReadG1(commitment);
    const auto pi = bls12ReadG1(proof);
    if (!c || !pi) return false;
    // e(C - y G1, G2) = e(pi, (tau - z) G2), with z moved to the side of G1, where it is cheaper:
    // e(C - y G1 + z pi, -G2) e(pi, tau G2) = 1
    const auto byValue = bls12Terms(-Bls12::generator1(), *y);
    const auto byPoint = bls12Terms(*pi, *z);
    const std::array<Term<Bls12::F1>, 4> terms{byValue[0], byValue[1], byPoint[0], byPoint[1]};
    const auto left = (sumOfMultiples<Bls12::F1>(terms) + *c).toAffine();
    const std::array<Pair<Bls12>, 2> pairs{Pair<Bls12>{left, -Bls12::generator2()},
                                           Pair<Bls12>{*pi, kzgTau()}};
    return isProductOne<Bls12>(pairs);
}

Bytes kzgPrecompileOutput() {
    Bytes output(64);
    storeU256(output.data(), U256{fieldElementsPerBlob});
    storeU256(output.data() + 32, Bls12::order);
    return output;
}

}  // namespace rollscope::pairing
