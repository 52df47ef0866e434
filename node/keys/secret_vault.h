// The vault of portal secrets as one encrypted file (Web3 Secret Storage, version 3).
//
// In: a path and a passphrase. Out: api::SecretVault. The passphrase is never kept; the key it
// gave is, while the vault is open. Safe from any thread.
#pragma once

#include <mutex>
#include <optional>

#include "node/api/portal_secrets.h"
#include "node/keys/secret_box.h"

namespace rollscope::keys {

/// A vault's file takes no more; some 10,000 entries.
inline constexpr qint64 maxVaultBytes = 8 << 20;

/// One file, readable by its owner alone, replaced as a whole at each change.
class FileVault final : public api::SecretVault {
public:
    /// The file need not exist: unlock() makes it, and its folder.
    explicit FileVault(QString path, ScryptCost cost = {});

    State state() const override;
    QString place() const override { return m_path; }
    Result<void> unlock(const QString& passphrase) override;
    void lock() override;
    std::vector<api::VaultEntry> entries() const override;
    Result<void> add(api::VaultEntry entry) override;
    Result<void> backup(const QString& path) const override;
    Result<std::size_t> restore(const QString& path, const QString& passphrase) override;

private:
    /// What is known while the vault is open.
    struct Open {
        BoxKey key;
        Bytes salt;
        ScryptCost cost;
        std::vector<api::VaultEntry> entries;  ///< newest first
        Hash mac;                              ///< of the file as we know it
    };
    Result<void> create(const QString& passphrase);
    Result<std::size_t> take(std::vector<api::VaultEntry> entries);
    Result<void> write(Open& open) const;

    const QString m_path;
    const ScryptCost m_cost;
    mutable std::mutex m_mutex;
    std::optional<Open> m_open;
};

/// The entries of a file's plain text; parseError names what is wrong.
Result<std::vector<api::VaultEntry>> readEntries(BytesView plain);
Bytes entriesJson(const std::vector<api::VaultEntry>& entries);

}  // namespace rollscope::keys
