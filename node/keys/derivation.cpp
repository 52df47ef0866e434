#include "node/keys/derivation.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <secp256k1.h>

namespace rollscope::keys {

namespace {

/// HMAC-SHA512: left half is key material, right half the chain code.
std::array<std::uint8_t, 64> hmac512(BytesView key, BytesView data) {
    std::array<std::uint8_t, 64> out{};
    unsigned length = 64;
    HMAC(EVP_sha512(), key.data(), static_cast<int>(key.size()), data.data(), data.size(),
         out.data(), &length);
    return out;
}

/// Made once, read-only afterwards: safe from any thread.
const secp256k1_context* curve() {
    static const secp256k1_context* context =
        secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
    return context;
}

std::string normalized(std::string_view words) {
    std::string result;
    bool gap = false;
    for (char c : words) {
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            gap = !result.empty();
            continue;
        }
        if (gap) result += ' ';
        gap = false;
        result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

constexpr std::uint32_t hardenedBit = 0x80000000U;

Result<std::vector<std::uint32_t>> parsePath(std::string_view path) {
    if (path.empty() || path[0] != 'm') return fail(ErrorCode::invalidParams, std::string(path));
    std::vector<std::uint32_t> steps;
    std::size_t at = 1;
    while (at < path.size()) {
        if (path[at] != '/') return fail(ErrorCode::invalidParams, std::string(path));
        ++at;
        std::uint64_t value = 0;
        const std::size_t start = at;
        while (at < path.size() && path[at] >= '0' && path[at] <= '9' && value < hardenedBit) {
            value = value * 10 + static_cast<std::uint64_t>(path[at] - '0');
            ++at;
        }
        if (at == start || value >= hardenedBit) {
            return fail(ErrorCode::invalidParams, std::string(path));
        }
        if (at < path.size() && (path[at] == '\'' || path[at] == 'h')) {
            value |= hardenedBit;
            ++at;
        }
        steps.push_back(static_cast<std::uint32_t>(value));
    }
    return steps;
}

}  // namespace

PrivateKey::~PrivateKey() {
    OPENSSL_cleanse(m_secret.data(), 32);
}

Bytes seedOf(std::string_view mnemonic, std::string_view passphrase) {
    const std::string words = normalized(mnemonic);
    const std::string salt = "mnemonic" + std::string(passphrase);
    Bytes seed(64);
    PKCS5_PBKDF2_HMAC(words.data(), static_cast<int>(words.size()),
                      reinterpret_cast<const unsigned char*>(salt.data()),
                      static_cast<int>(salt.size()), 2048, EVP_sha512(), 64, seed.data());
    return seed;
}

Result<ExtendedKey> deriveKey(BytesView seed, std::string_view path) {
    const auto steps = parsePath(path);
    if (!steps) return failFrom(steps);
    auto node = hmac512(asBytes("Bitcoin seed"), seed);
    for (std::uint32_t step : *steps) {
        Bytes data;
        if ((step & hardenedBit) != 0) {
            data.push_back(0);
            append(data, BytesView{node.data(), 32});
        } else {
            secp256k1_pubkey point;
            if (secp256k1_ec_pubkey_create(curve(), &point, node.data()) != 1) {
                return fail(ErrorCode::keyUnavailable, std::string(path));
            }
            data.resize(33);
            std::size_t size = 33;
            secp256k1_ec_pubkey_serialize(curve(), data.data(), &size, &point,
                                          SECP256K1_EC_COMPRESSED);
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            data.push_back(static_cast<std::uint8_t>(step >> shift));
        }
        auto child = hmac512(BytesView{node.data() + 32, 32}, data);
        OPENSSL_cleanse(data.data(), data.size());
        // child key = left half + parent key, modulo the curve's order
        if (secp256k1_ec_seckey_tweak_add(curve(), node.data(), child.data()) != 1) {
            return fail(ErrorCode::keyUnavailable, std::string(path));
        }
        std::memcpy(node.data() + 32, child.data() + 32, 32);
        OPENSSL_cleanse(child.data(), child.size());
    }
    ExtendedKey result{PrivateKey(hashFromBytes({node.data(), 32})),
                       hashFromBytes({node.data() + 32, 32})};
    OPENSSL_cleanse(node.data(), node.size());
    return result;
}

}  // namespace rollscope::keys
