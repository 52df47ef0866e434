#include "node/api/portal_secrets.h"

#include <QRandomGenerator>

#include "node/core/crypto/keccak.h"

namespace rollscope::api {

namespace {

Hash randomHash() {
    Hash hash;
    QRandomGenerator::system()->generate(hash.bytes.begin(), hash.bytes.end());
    return hash;
}

}  // namespace

PortalSecrets newPortalSecrets(const Address& recipient) {
    return portalSecretsOf(randomHash(), randomHash(), recipient);
}

PortalSecrets portalSecretsOf(const Hash& claimSecret, const Hash& redeemSecret,
                              const Address& recipient) {
    PortalSecrets secrets{claimSecret, redeemSecret, recipient, {}, {}};
    secrets.secretHash = crypto::keccak256(claimSecret.view());
    Hash word;  // abi.encode(address)
    std::copy(recipient.bytes.begin(), recipient.bytes.end(), word.bytes.begin() + 12);
    secrets.redeemHash = crypto::keccak256Pair(redeemSecret, word);
    return secrets;
}

}  // namespace rollscope::api
