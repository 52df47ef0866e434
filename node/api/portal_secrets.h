// The two secrets of a portal deposit (PROTOCOL section 2), which stay with the user.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/base/result.h"
#include "node/core/base/u256.h"

namespace rollscope::api {

/// Both secrets and what a deposit says of them.
struct PortalSecrets {
    Hash claimSecret;   ///< lets its holder consume the message
    Hash redeemSecret;  ///< lets `recipient` take the tokens out of the pool
    Address recipient;  ///< on L2
    Hash secretHash;    ///< keccak(abi.encode(claimSecret))
    Hash redeemHash;    ///< keccak(abi.encode(redeemSecret, recipient)): the pool's key
    bool operator==(const PortalSecrets&) const = default;
};

/// New ones, from the system's random source.
PortalSecrets newPortalSecrets(const Address& recipient);

/// Those that two secrets make for `recipient`.
PortalSecrets portalSecretsOf(const Hash& claimSecret, const Hash& redeemSecret,
                              const Address& recipient);

/// A deposit's secrets as the vault keeps them.
struct VaultEntry {
    PortalSecrets secrets;
    QString note;                 ///< the user's words
    std::uint64_t createdAt = 0;  ///< wall clock, seconds
    U256 amount;                  ///< of the deposit, as far as known
    bool operator==(const VaultEntry&) const = default;
};

/// Keeps secrets encrypted with a passphrase. Nothing of it is ever sent to a node.
class SecretVault {
public:
    enum class State : std::uint8_t { none, locked, open };

    virtual ~SecretVault() = default;
    virtual State state() const = 0;
    /// Where it is kept, for a person to read.
    virtual QString place() const = 0;
    /// Makes the vault, or opens it; wrongPassphrase. Slow on purpose (scrypt): call it from a
    /// worker.
    virtual Result<void> unlock(const QString& passphrase) = 0;
    virtual void lock() = 0;
    /// Newest first; empty while locked.
    virtual std::vector<VaultEntry> entries() const = 0;
    /// On disk when it returns; keyUnavailable while locked.
    virtual Result<void> add(VaultEntry entry) = 0;
    /// The whole vault, encrypted as it is, to a file of the user's.
    virtual Result<void> backup(const QString& path) const = 0;
    /// Adds the entries of a backup, which has its own passphrase; how many were new. Slow as
    /// unlock(); keyUnavailable while locked.
    virtual Result<std::size_t> restore(const QString& path, const QString& passphrase) = 0;
};

}  // namespace rollscope::api
