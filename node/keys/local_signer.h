// Signers whose keys live in this process.
#pragma once

#include <unordered_map>

#include "node/api/signer.h"
#include "node/keys/derivation.h"

namespace rollscope::keys {

/// Signs with keys that were added to it. Filled once, then read from any thread.
class LocalSigner : public api::Signer {
public:
    /// The key's address; keyUnavailable for a key outside the curve's order.
    Result<Address> add(const PrivateKey& key, const QString& name);
    std::vector<api::SignerAccount> accounts() const override;
    Result<Bytes> sign(types::Transaction tx, const Address& from) const override;
    Result<Bytes> signBurn(const api::BurnAuthorization& burn) const override;
    /// Signs a hash as it is: of typed data whose meaning the caller has made itself.
    Result<types::Signature> signHash(const Hash& hash, const Address& from) const;

private:
    std::vector<api::SignerAccount> m_accounts;
    std::unordered_map<Address, PrivateKey> m_keys;
};

/// The mnemonic of development chains, known to everybody: never for real funds.
extern const char* const devMnemonic;

/// Users m/44'/60'/0'/0/i of a mnemonic, named Alice, Bob, Carol, …
class MnemonicSigner : public LocalSigner {
public:
    explicit MnemonicSigner(std::string_view mnemonic = devMnemonic, unsigned users = 20);
};

/// The roles' own keys, m/44'/60'/1'/0/i: deployer, batcher, proposer, challenger, verifier.
class RoleSigner : public LocalSigner {
public:
    explicit RoleSigner(std::string_view mnemonic = devMnemonic);

    Address deployer;
    Address batcher;
    Address proposer;
    Address challenger;
    Address verifier;
};

/// The name of user `index`: "Alice", …, "Account 27".
QString userName(unsigned index);

}  // namespace rollscope::keys
