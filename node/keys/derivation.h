// From a mnemonic to private keys: BIP-39's seed and BIP-32's tree.
//
// In: words and a path. Out: 32-byte keys that are wiped when they go. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "node/core/base/bytes.h"

namespace rollscope::keys {

/// A secp256k1 private key; wiped from memory at its end.
class PrivateKey {
public:
    PrivateKey() = default;
    explicit PrivateKey(const Hash& secret) : m_secret(secret) {}
    PrivateKey(const PrivateKey&) = default;
    PrivateKey& operator=(const PrivateKey&) = default;
    ~PrivateKey();
    const Hash& secret() const { return m_secret; }

private:
    Hash m_secret;
};

/// A node of BIP-32's tree.
struct ExtendedKey {
    PrivateKey key;
    Hash chainCode;
};

/// BIP-39: 64 bytes, PBKDF2-HMAC-SHA512 with 2048 rounds. ASCII words; spaces are put in order.
Bytes seedOf(std::string_view mnemonic, std::string_view passphrase = {});

/// BIP-32 from a seed along "m/44'/60'/0'/0/0"; invalidParams for a path that cannot be read.
Result<ExtendedKey> deriveKey(BytesView seed, std::string_view path);

}  // namespace rollscope::keys
