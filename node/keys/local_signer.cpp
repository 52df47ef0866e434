#include "node/keys/local_signer.h"

#include "node/core/base/assert.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::keys {

const char* const devMnemonic = "test test test test test test test test test test test junk";

namespace {

constexpr const char* names[] = {"Alice", "Bob",   "Carol", "Dave",   "Erin",  "Frank", "Grace",
                                 "Heidi", "Ivan",  "Judy",  "Kim",    "Laura", "Mike",  "Nina",
                                 "Oscar", "Peggy", "Quinn", "Rupert", "Sybil", "Trent"};

/// A key of our own mnemonic; that it cannot be derived has probability 2^-127.
PrivateKey derived(const Bytes& seed, const std::string& path) {
    auto node = deriveKey(seed, path);
    ASSERT(node.has_value());
    return node->key;
}

}  // namespace

QString userName(unsigned index) {
    if (index < std::size(names)) return QString::fromLatin1(names[index]);
    return QStringLiteral("Account %1").arg(index);
}

Result<Address> LocalSigner::add(const PrivateKey& key, const QString& name) {
    const auto address = host::publicAddress(key.secret());
    if (!address) return failFrom(address);
    if (m_keys.emplace(*address, key).second) m_accounts.push_back({*address, name});
    return *address;
}

std::vector<api::SignerAccount> LocalSigner::accounts() const {
    return m_accounts;
}

Result<Bytes> LocalSigner::sign(types::Transaction tx, const Address& from) const {
    if (tx.isDeposit()) return fail(ErrorCode::transactionTypeNotSupported);
    const auto signature = signHash(types::signingHash(tx), from);
    if (!signature) return failFrom(signature);
    tx.signature = *signature;
    return types::encodeTransaction(tx);
}

Result<types::Signature> LocalSigner::signHash(const Hash& hash, const Address& from) const {
    const auto key = m_keys.find(from);
    if (key == m_keys.end()) return fail(ErrorCode::keyUnavailable, toHex(from.view()));
    const auto signature = host::sign(key->second.secret(), hash);
    if (!signature) return fail(ErrorCode::keyUnavailable, toHex(from.view()));
    return *signature;
}

MnemonicSigner::MnemonicSigner(std::string_view mnemonic, unsigned users) {
    const Bytes seed = seedOf(mnemonic);
    for (unsigned i = 0; i < users; ++i) {
        const auto added = add(derived(seed, "m/44'/60'/0'/0/" + std::to_string(i)), userName(i));
        ASSERT(added.has_value());
    }
}

RoleSigner::RoleSigner(std::string_view mnemonic) {
    const Bytes seed = seedOf(mnemonic);
    struct Row {
        Address* address;
        const char* name;
    };
    const Row rows[] = {{&deployer, "Deployer"},
                        {&batcher, "Batcher"},
                        {&proposer, "Proposer"},
                        {&challenger, "Challenger"},
                        {&verifier, "Verifier"}};
    unsigned index = 0;
    for (const Row& row : rows) {
        const auto added = add(derived(seed, "m/44'/60'/1'/0/" + std::to_string(index++)),
                               QString::fromLatin1(row.name));
        ASSERT(added.has_value());
        *row.address = *added;
    }
}

}  // namespace rollscope::keys
