#include "node/crypto/native_precompiles.h"

#include <algorithm>

#include "node/core/pairing/bn254.h"
#include "node/core/pairing/kzg.h"
#include "node/crypto/blake2f.h"
#include "node/crypto/curve.h"
#include "node/crypto/hashes.h"
#include "node/crypto/modexp.h"

namespace rollscope::host {

namespace {

/// Contract 1 as bytes: the law usually asks `recover` itself.
std::optional<Bytes> recoverPrecompile(const crypto::PrecompileHost& host, BytesView input) {
    Bytes padded(input.begin(), input.end());
    padded.resize(128);
    const BytesView view(padded);
    const U256 v = u256FromBytes(view.subspan(32, 32));
    if (v != U256{27} && v != U256{28}) return Bytes{};
    const auto signer =
        host.recover(hashFromBytes(view.first(32)), static_cast<std::uint8_t>(v.low() - 27),
                     u256FromBytes(view.subspan(64, 32)), u256FromBytes(view.subspan(96, 32)));
    if (!signer) return Bytes{};
    Bytes output(12);
    append(output, signer->view());
    return output;
}

/// Contract 10 (EIP-4844): versioned hash, point, value, commitment, proof.
std::optional<Bytes> pointEvaluation(BytesView input) {
    constexpr std::uint8_t kzgVersion = 1;
    if (input.size() != 192) return std::nullopt;
    const auto commitment = input.subspan(96, 48);
    auto versionedHash = sha256(commitment);
    if (!versionedHash) return std::nullopt;
    (*versionedHash)[0] = kzgVersion;
    if (!std::equal(versionedHash->begin(), versionedHash->end(), input.begin()) ||
        !pairing::verifyKzgProof(commitment, input.subspan(32, 32), input.subspan(64, 32),
                                 input.subspan(144, 48))) {
        return std::nullopt;
    }
    return pairing::kzgPrecompileOutput();
}

class NativePrecompiles final : public crypto::PrecompileHost {
public:
    std::optional<Address> recover(const Hash& hash, std::uint8_t yParity, const U256& r,
                                   const U256& s) const override {
        return recoverAddress(hash, yParity, r, s);
    }

    std::optional<Bytes> run(unsigned number, BytesView input) const override {
        switch (number) {
            case 1: return recoverPrecompile(*this, input);
            case 2: return sha256(input);
            case 3: return ripemd160(input);
            case 4: return Bytes(input.begin(), input.end());
            case 5: return modexp(input);
            case 6: return pairing::bn254Add(input);
            case 7: return pairing::bn254Mul(input);
            case 8: return pairing::bn254Pairing(input);
            case 9: return blake2f(input);
            case 10: return pointEvaluation(input);
            default: return std::nullopt;
        }
    }
};

}  // namespace

const crypto::PrecompileHost& nativePrecompiles() {
    static const NativePrecompiles instance;
    return instance;
}

Result<types::Transaction> signTransaction(types::Transaction tx, const Hash& privateKey) {
    const auto signature = sign(privateKey, types::signingHash(tx));
    if (!signature) return failFrom(signature);
    tx.signature = *signature;
    return tx;
}

}  // namespace rollscope::host
