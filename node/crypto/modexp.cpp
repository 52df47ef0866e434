#include "node/crypto/modexp.h"

#include <gmp.h>

#include <algorithm>

#include "node/core/base/u256.h"

namespace rollscope::host {

namespace {

constexpr std::uint64_t maxLength = std::uint64_t{1} << 30;

/// `size` bytes of `input` from `offset`, zeros past its end.
Bytes part(BytesView input, std::uint64_t offset, std::uint64_t size) {
    Bytes result(static_cast<std::size_t>(size));
    if (offset < input.size()) {
        const auto length = std::min<std::uint64_t>(size, input.size() - offset);
        std::copy_n(input.begin() + static_cast<std::ptrdiff_t>(offset), length, result.begin());
    }
    return result;
}

class Integer {
public:
    explicit Integer(const Bytes& bytes) {
        mpz_init(m_value);
        mpz_import(m_value, bytes.size(), 1, 1, 1, 0, bytes.data());
    }
    ~Integer() { mpz_clear(m_value); }
    Integer(const Integer&) = delete;
    Integer& operator=(const Integer&) = delete;
    mpz_t& get() { return m_value; }

private:
    mpz_t m_value;
};

}  // namespace

std::optional<Bytes> modexp(BytesView input) {
    const auto length = [&](std::uint64_t at) { return u256FromBytes(part(input, at, 32)); };
    const U256 baseSize = length(0);
    const U256 exponentSize = length(32);
    const U256 modulusSize = length(64);
    if (baseSize.isZero() && modulusSize.isZero()) return Bytes{};
    if (std::max({baseSize, exponentSize, modulusSize}) > U256{maxLength}) return std::nullopt;
    Bytes result(static_cast<std::size_t>(modulusSize.low()));
    if (result.empty()) return result;

    const std::uint64_t exponentAt = 96 + baseSize.low();
    const std::uint64_t modulusAt = exponentAt + exponentSize.low();
    Integer modulus(part(input, modulusAt, modulusSize.low()));
    if (mpz_sgn(modulus.get()) == 0) return result;
    Integer base(part(input, 96, baseSize.low()));
    Integer exponent(part(input, exponentAt, exponentSize.low()));
    mpz_powm(base.get(), base.get(), exponent.get(), modulus.get());

    const std::size_t used = (mpz_sizeinbase(base.get(), 2) + 7) / 8;
    if (mpz_sgn(base.get()) != 0) {
        mpz_export(result.data() + (result.size() - used), nullptr, 1, 1, 1, 0, base.get());
    }
    return result;
}

}  // namespace rollscope::host
