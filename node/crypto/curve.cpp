#include "node/crypto/curve.h"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <array>

#include "node/core/base/assert.h"
#include "node/core/crypto/keccak.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::host {

namespace {

/// Shared by all threads: a context is read-only after its creation.
const secp256k1_context* context() {
    static const secp256k1_context* const instance =
        secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
    return instance;
}

Address addressOf(const secp256k1_pubkey& key) {
    std::array<std::uint8_t, 65> point{};
    std::size_t size = point.size();
    secp256k1_ec_pubkey_serialize(context(), point.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED);
    ASSERT(size == point.size());
    const Hash hash = crypto::keccak256(BytesView(point).subspan(1));
    return addressFromBytes(hash.view().subspan(12));
}

}  // namespace

std::optional<Address> recoverAddress(const Hash& hash, std::uint8_t yParity, const U256& r,
                                      const U256& s) {
    if (yParity > 1 || r.isZero() || s.isZero()) return std::nullopt;
    std::array<std::uint8_t, 64> compact{};
    const Hash rBytes = toHash(r);
    const Hash sBytes = toHash(s);
    std::memcpy(compact.data(), rBytes.data(), 32);
    std::memcpy(compact.data() + 32, sBytes.data(), 32);
    secp256k1_ecdsa_recoverable_signature signature;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(context(), &signature, compact.data(),
                                                            yParity) == 0) {
        return std::nullopt;
    }
    secp256k1_pubkey key;
    if (secp256k1_ecdsa_recover(context(), &key, &signature, hash.data()) == 0) {
        return std::nullopt;
    }
    return addressOf(key);
}

Result<types::Signature> sign(const Hash& privateKey, const Hash& hash) {
    secp256k1_ecdsa_recoverable_signature signature;
    if (secp256k1_ecdsa_sign_recoverable(context(), &signature, hash.data(), privateKey.data(),
                                         nullptr, nullptr) == 0) {
        return fail(ErrorCode::keyUnavailable, "not a secp256k1 private key");
    }
    std::array<std::uint8_t, 64> compact{};
    int parity = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context(), compact.data(), &parity,
                                                            &signature);
    types::Signature result;
    result.yParity = static_cast<std::uint8_t>(parity);
    result.r = u256FromBytes(BytesView(compact).first(32));
    result.s = u256FromBytes(BytesView(compact).subspan(32));
    return result;
}

Result<Address> publicAddress(const Hash& privateKey) {
    secp256k1_pubkey key;
    if (secp256k1_ec_pubkey_create(context(), &key, privateKey.data()) == 0) {
        return fail(ErrorCode::keyUnavailable, "not a secp256k1 private key");
    }
    return addressOf(key);
}

}  // namespace rollscope::host
