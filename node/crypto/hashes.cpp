#include "node/crypto/hashes.h"

#include <openssl/evp.h>

#include <array>

namespace rollscope::host {

namespace {

/// The digest behind enough zeros for 32 bytes.
std::optional<Bytes> digest(const EVP_MD* algorithm, BytesView input) {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    if (algorithm == nullptr ||
        EVP_Digest(input.data(), input.size(), out.data(), &size, algorithm, nullptr) != 1) {
        return std::nullopt;
    }
    Bytes result(32 - size);
    append(result, BytesView(out.data(), size));
    return result;
}

}  // namespace

std::optional<Bytes> sha256(BytesView input) {
    return digest(EVP_sha256(), input);
}
std::optional<Bytes> ripemd160(BytesView input) {
    return digest(EVP_ripemd160(), input);
}

}  // namespace rollscope::host
