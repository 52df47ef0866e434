// Modular inverses by division steps: Bernstein, Yang 2019, "Fast constant-time gcd computation and
// modular inversion", in the variable-time form with batches of 62 steps that libsecp256k1
// describes (doc/safegcd_implementation.md). Some ten times faster than a power by p - 2.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace rollscope::pairing {

namespace detail {

__extension__ using SignedWide = __int128;

constexpr std::uint64_t mask62 = ~std::uint64_t{0} >> 2;

/// A signed number: limbs of 62 bits, the highest carries the sign.
template <std::size_t M>
using Signed62 = std::array<std::int64_t, M>;

/// What 62 division steps do to (f, g), times 2^62.
struct StepMatrix {
    std::int64_t u, v, q, r;
};

/// Runs 62 division steps on the low bits of f and g.
inline StepMatrix divisionSteps(std::int64_t& eta, std::uint64_t f, std::uint64_t g) {
    std::uint64_t u = 1, v = 0, q = 0, r = 1;
    int left = 62;
    while (true) {
        const int zeros = std::countr_zero(g | (~std::uint64_t{0} << left));
        g >>= zeros;
        u <<= zeros;
        v <<= zeros;
        eta -= zeros;
        left -= zeros;
        if (left == 0) break;
        // Cancels up to 6 (or 4) low bits of g at once.
        std::uint64_t factor = 0;
        if (eta < 0) {
            eta = -eta;
            std::uint64_t kept = f;
            f = g;
            g = 0 - kept;
            kept = u;
            u = q;
            q = 0 - kept;
            kept = v;
            v = r;
            r = 0 - kept;
            const int limit = eta + 1 > left ? left : static_cast<int>(eta) + 1;
            factor = (f * g * (f * f - 2)) & (~std::uint64_t{0} >> (64 - limit)) & 63;
        } else {
            const int limit = eta + 1 > left ? left : static_cast<int>(eta) + 1;
            factor = f + (((f + 1) & 4) << 1);
            factor = ((0 - factor) * g) & (~std::uint64_t{0} >> (64 - limit)) & 15;
        }
        g += f * factor;
        q += u * factor;
        r += v * factor;
    }
    return {static_cast<std::int64_t>(u), static_cast<std::int64_t>(v),
            static_cast<std::int64_t>(q), static_cast<std::int64_t>(r)};
}

inline SignedWide product(std::int64_t a, std::int64_t b) {
    return static_cast<SignedWide>(a) * b;
}

inline std::int64_t low62(SignedWide value) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(value) & mask62);
}

/// (f, g) = matrix * (f, g) / 2^62, exact.
template <std::size_t M>
void applyToValues(Signed62<M>& f, Signed62<M>& g, const StepMatrix& t) {
    SignedWide cf = (product(t.u, f[0]) + product(t.v, g[0])) >> 62;
    SignedWide cg = (product(t.q, f[0]) + product(t.r, g[0])) >> 62;
    for (std::size_t i = 1; i < M; ++i) {
        cf += product(t.u, f[i]) + product(t.v, g[i]);
        cg += product(t.q, f[i]) + product(t.r, g[i]);
        f[i - 1] = low62(cf);
        g[i - 1] = low62(cg);
        cf >>= 62;
        cg >>= 62;
    }
    f[M - 1] = static_cast<std::int64_t>(cf);
    g[M - 1] = static_cast<std::int64_t>(cg);
}

/// (d, e) = matrix * (d, e) / 2^62 modulo the modulus; both stay between -2 p and p.
template <std::size_t M>
void applyToCofactors(Signed62<M>& d, Signed62<M>& e, const StepMatrix& t,
                      const Signed62<M>& modulus, std::uint64_t modulusInverse) {
    const std::int64_t signD = d[M - 1] >> 63;
    const std::int64_t signE = e[M - 1] >> 63;
    std::int64_t md = (t.u & signD) + (t.v & signE);
    std::int64_t me = (t.q & signD) + (t.r & signE);
    SignedWide cd = product(t.u, d[0]) + product(t.v, e[0]);
    SignedWide ce = product(t.q, d[0]) + product(t.r, e[0]);
    const auto cancelling = [&](SignedWide low, std::int64_t m) {
        const std::uint64_t bits =
            (modulusInverse * static_cast<std::uint64_t>(low) + static_cast<std::uint64_t>(m)) &
            mask62;
        return m - static_cast<std::int64_t>(bits);
    };
    md = cancelling(cd, md);
    me = cancelling(ce, me);
    cd = (cd + product(modulus[0], md)) >> 62;
    ce = (ce + product(modulus[0], me)) >> 62;
    for (std::size_t i = 1; i < M; ++i) {
        cd += product(t.u, d[i]) + product(t.v, e[i]) + product(modulus[i], md);
        ce += product(t.q, d[i]) + product(t.r, e[i]) + product(modulus[i], me);
        d[i - 1] = low62(cd);
        e[i - 1] = low62(ce);
        cd >>= 62;
        ce >>= 62;
    }
    d[M - 1] = static_cast<std::int64_t>(cd);
    e[M - 1] = static_cast<std::int64_t>(ce);
}

template <std::size_t M>
void carry62(Signed62<M>& value) {
    for (std::size_t i = 0; i + 1 < M; ++i) {
        value[i + 1] += value[i] >> 62;
        value[i] &= static_cast<std::int64_t>(mask62);
    }
}

template <std::size_t M>
void addIfNegative(Signed62<M>& value, const Signed62<M>& modulus) {
    if (value[M - 1] >= 0) return;
    for (std::size_t i = 0; i < M; ++i) value[i] += modulus[i];
    carry62(value);
}

template <std::size_t M, std::size_t N>
Signed62<M> toSigned62(const std::array<std::uint64_t, N>& value) {
    Signed62<M> result{};
    for (std::size_t i = 0; i < M; ++i) {
        const std::size_t limb = i * 62 / 64;
        const std::size_t shift = i * 62 % 64;
        std::uint64_t bits = limb < N ? value[limb] >> shift : 0;
        if (shift > 2 && limb + 1 < N) bits |= value[limb + 1] << (64 - shift);
        result[i] = static_cast<std::int64_t>(bits & mask62);
    }
    return result;
}

template <std::size_t N, std::size_t M>
std::array<std::uint64_t, N> fromSigned62(const Signed62<M>& value) {
    std::array<std::uint64_t, N> result{};
    for (std::size_t i = 0; i < M; ++i) {
        const std::size_t limb = i * 62 / 64;
        const std::size_t shift = i * 62 % 64;
        const auto bits = static_cast<std::uint64_t>(value[i]);
        if (limb < N) result[limb] |= bits << shift;
        if (shift > 2 && limb + 1 < N) result[limb + 1] |= bits >> (64 - shift);
    }
    return result;
}

}  // namespace detail

/// 1 / value modulo an odd prime, plain numbers; zero for zero.
template <std::size_t N>
std::array<std::uint64_t, N> gcdInverse(const std::array<std::uint64_t, N>& value,
                                        const std::array<std::uint64_t, N>& primeModulus) {
    constexpr std::size_t M = (N * 64 + 62) / 62;
    const auto modulus = detail::toSigned62<M>(primeModulus);
    std::uint64_t modulusInverse = 1;
    for (int i = 0; i < 6; ++i) modulusInverse *= 2 - primeModulus[0] * modulusInverse;
    detail::Signed62<M> d{};
    detail::Signed62<M> e{};
    e[0] = 1;
    auto f = modulus;
    auto g = detail::toSigned62<M>(value);
    std::int64_t eta = -1;
    const auto isZero = [](const detail::Signed62<M>& number) {
        std::int64_t any = 0;
        for (const auto limb : number) any |= limb;
        return any == 0;
    };
    while (!isZero(g)) {
        const auto matrix = detail::divisionSteps(eta, static_cast<std::uint64_t>(f[0]),
                                                  static_cast<std::uint64_t>(g[0]));
        detail::applyToCofactors(d, e, matrix, modulus, modulusInverse);
        detail::applyToValues(f, g, matrix);
    }
    detail::addIfNegative(d, modulus);
    if (f[M - 1] < 0) {
        for (auto& limb : d) limb = -limb;
        detail::carry62(d);
    }
    detail::addIfNegative(d, modulus);
    return detail::fromSigned62<N>(d);
}

}  // namespace rollscope::pairing
