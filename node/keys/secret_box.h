// Bytes behind a passphrase, in the form of a Web3 Secret Storage file (version 3).
//
// In: plain bytes and a passphrase, or a file's JSON. Out: the other of the two. Pure, but for the
// random salt and iv. scrypt derives the key, AES-128-CTR encrypts, keccak tells a wrong key.
#pragma once

#include <QString>

#include "node/core/base/bytes.h"

namespace rollscope::keys {

/// What a key costs; the form's usual "light" memory, 128 MB, at its usual time.
struct ScryptCost {
    std::uint64_t n = 1U << 17;
    std::uint32_t r = 8;
    std::uint32_t p = 1;
    bool operator==(const ScryptCost&) const = default;
};

/// The 32 bytes that scrypt derives; wiped from memory at their end.
class BoxKey {
public:
    BoxKey() = default;
    BoxKey(const BoxKey&) = default;
    BoxKey& operator=(const BoxKey&) = default;
    ~BoxKey();
    Hash& bytes() { return m_bytes; }
    const Hash& bytes() const { return m_bytes; }

private:
    Hash m_bytes;
};

/// A file's parts, as far as they were checked: the key alone is missing.
struct SecretBox {
    QString id;
    ScryptCost cost;
    Bytes salt;
    Bytes iv;  ///< 16 bytes
    Bytes ciphertext;
    Hash mac;
};

/// Reads a file; parseError names what is damaged, unsupported what it asks for beyond scrypt,
/// aes-128-ctr and 512 MB.
Result<SecretBox> readBox(BytesView json);
/// Its JSON.
Bytes boxJson(const SecretBox& box);

/// scrypt (RFC 7914); a second or so.
Result<BoxKey> deriveBoxKey(const QString& passphrase, BytesView salt, const ScryptCost& cost);

/// The plain bytes; wrongPassphrase when the mac does not fit the key, or the file was altered.
Result<Bytes> openBox(const SecretBox& box, const BoxKey& key);
/// Encrypts under a fresh iv; `key` is of `salt` and `cost`.
Result<SecretBox> sealBox(BytesView plain, const BoxKey& key, BytesView salt,
                          const ScryptCost& cost);

/// Bytes from the system's random source.
Bytes randomBytes(std::size_t count);

}  // namespace rollscope::keys
