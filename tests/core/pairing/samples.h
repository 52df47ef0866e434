// Numbers and points for the tests of curves: repeatable, spread over the whole range.
#pragma once

#include <random>

#include "node/core/pairing/curve.h"

namespace rollscope::pairing::testing {

/// A field element from 64 N - 8 random bits.
template <class F>
F randomElement(std::mt19937_64& random) {
    std::array<std::uint8_t, F::byteSize> bytes{};
    for (std::size_t i = 1; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(random());
    return F::fromBytes(bytes).value();
}

template <class P>
Fp2<P> randomFp2(std::mt19937_64& random) {
    const auto real = randomElement<Field<P>>(random);
    return {real, randomElement<Field<P>>(random)};
}

template <class P>
Fp12<P> randomFp12(std::mt19937_64& random) {
    Fp2<P> parts[6];
    for (auto& part : parts) part = randomFp2<P>(random);
    return {{parts[0], parts[1], parts[2]}, {parts[3], parts[4], parts[5]}};
}

template <class F>
AffinePoint<F> times(const AffinePoint<F>& point, const std::array<Word, 4>& number) {
    return multiply(JacobianPoint<F>{point}, number).toAffine();
}

template <class F>
AffinePoint<F> times(const AffinePoint<F>& point, Word number) {
    return times(point, {number, 0, 0, 0});
}

/// f to a power, by squaring and multiplying alone.
template <class P, std::size_t N>
Fp12<P> power(const Fp12<P>& f, const std::array<Word, N>& exponent) {
    auto result = Fp12<P>::one();
    for (std::size_t i = N * 64; i-- > 0;) {
        result = result.squared();
        if ((exponent[i / 64] >> (i % 64) & 1) != 0) result = result * f;
    }
    return result;
}

}  // namespace rollscope::pairing::testing
