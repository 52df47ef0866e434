#include "node/core/evm/precompiles.h"

#include <algorithm>
#include <limits>

namespace rollscope::evm {

namespace {

constexpr std::int64_t unaffordable = std::numeric_limits<std::int64_t>::max();

std::int64_t linear(std::int64_t base, std::int64_t perWord, std::size_t size) {
    return base + perWord * static_cast<std::int64_t>((size + 31) / 32);
}

/// 32 bytes of `input` from `offset`, zeros past its end.
U256 wordAt(BytesView input, std::size_t offset) {
    std::uint8_t padded[32] = {};
    if (offset < input.size()) {
        std::memcpy(padded, input.data() + offset,
                    std::min<std::size_t>(32, input.size() - offset));
    }
    return u256FromBytes(padded);
}

/// EIP-2565.
std::int64_t modexpGas(BytesView input) {
    const U256 baseSize = wordAt(input, 0);
    const U256 exponentSize = wordAt(input, 32);
    const U256 modulusSize = wordAt(input, 64);
    const U256 longest = std::max(baseSize, modulusSize);
    if (longest > U256{std::uint64_t{1} << 32}) return unaffordable;
    // Without base and modulus the complexity is zero, whatever the exponent's length.
    if (longest.isZero()) return 200;
    if (exponentSize > U256{std::uint64_t{1} << 56}) return unaffordable;

    const U256 words{(longest.low() + 7) / 8};
    U256 head;
    const std::uint64_t headSize = std::min<std::uint64_t>(32, exponentSize.low());
    const std::uint64_t headOffset = 96 + baseSize.low();
    if (headSize > 0) {
        head = wordAt(input, static_cast<std::size_t>(headOffset)) >>
               static_cast<unsigned>(8 * (32 - headSize));
    }
    const int headBits = head.bitLength();
    U256 iterations{static_cast<std::uint64_t>(headBits > 0 ? headBits - 1 : 0)};
    if (exponentSize > U256{32}) iterations += U256{8 * (exponentSize.low() - 32)};
    iterations = std::max(iterations, U256{1});
    const U256 gas = words * words * iterations / U256{3};
    if (gas > U256{static_cast<std::uint64_t>(unaffordable)}) return unaffordable;
    return std::max<std::int64_t>(200, static_cast<std::int64_t>(gas.low()));
}

/// EIP-152: the rounds, the first four bytes.
std::int64_t blakeGas(BytesView input) {
    if (input.size() != 213) return 0;
    std::int64_t rounds = 0;
    for (unsigned i = 0; i < 4; ++i) rounds = rounds << 8 | input[i];
    return rounds;
}

/// Contract 1: the address of the signer of a hash, or nothing.
Bytes recoverSigner(BytesView input, const crypto::PrecompileHost& host) {
    const U256 v = wordAt(input, 32);
    if (v != U256{27} && v != U256{28}) return {};
    const auto signer =
        host.recover(toHash(wordAt(input, 0)), static_cast<std::uint8_t>(v.low() - 27),
                     wordAt(input, 64), wordAt(input, 96));
    if (!signer) return {};
    Bytes output(32);
    std::copy(signer->bytes.begin(), signer->bytes.end(), output.begin() + 12);
    return output;
}

}  // namespace

unsigned precompileNumber(const Address& address) {
    for (std::size_t i = 0; i < 19; ++i) {
        if (address[i] != 0) return 0;
    }
    return address[19] <= 10 ? address[19] : 0;
}

Address precompileAddress(unsigned number) {
    Address address;
    address[19] = static_cast<std::uint8_t>(number);
    return address;
}

std::int64_t precompileGas(unsigned number, BytesView input) {
    switch (number) {
        case 1: return 3'000;
        case 2: return linear(60, 12, input.size());
        case 3: return linear(600, 120, input.size());
        case 4: return linear(15, 3, input.size());
        case 5: return modexpGas(input);
        case 6: return 150;
        case 7: return 6'000;
        case 8: return 45'000 + 34'000 * static_cast<std::int64_t>(input.size() / 192);
        case 9: return blakeGas(input);
        case 10: return 50'000;
        default: return unaffordable;
    }
}

CallResult runPrecompile(unsigned number, BytesView input, std::int64_t gas,
                         const crypto::PrecompileHost& host) {
    CallResult result;
    const std::int64_t cost = precompileGas(number, input);
    if (cost > gas) {
        result.status = Status::outOfGas;
        return result;
    }
    std::optional<Bytes> output;
    if (number == 1) {
        output = recoverSigner(input, host);
    } else if (number == 4) {
        output = Bytes(input.begin(), input.end());
    } else {
        output = host.run(number, input);
    }
    if (!output) {
        result.status = Status::precompileFailed;
        return result;
    }
    result.gasLeft = gas - cost;
    result.output = std::move(*output);
    return result;
}

}  // namespace rollscope::evm
