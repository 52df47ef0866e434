#include "node/keys/local_signer.h"

#include <QJsonArray>
#include <QJsonObject>

#include "node/core/base/assert.h"
#include "node/core/base/u256.h"
#include "node/crypto/native_precompiles.h"
#include "node/keys/typed_data.h"

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

Result<Bytes> LocalSigner::signBurn(const api::BurnAuthorization& burn) const {
    const auto hex = [](BytesView bytes) { return QString::fromStdString(toHex(bytes)); };
    const auto decimal = [](const U256& value) { return QString::fromStdString(toDecimal(value)); };
    const auto field = [](const char* name, const char* type) {
        return QJsonObject{{QStringLiteral("name"), QLatin1String(name)},
                           {QStringLiteral("type"), QLatin1String(type)}};
    };
    const QJsonObject types{
        {QStringLiteral("EIP712Domain"),
         QJsonArray{field("name", "string"), field("version", "string"),
                    field("chainId", "uint256"), field("verifyingContract", "address")}},
        {QStringLiteral("BurnAuthorization"),
         QJsonArray{field("token", "address"), field("from", "address"),
                    field("recipient", "address"), field("amount", "uint256"),
                    field("nonce", "uint256"), field("deadline", "uint256")}}};
    const QJsonObject domain{{QStringLiteral("name"), QStringLiteral("Rollscope L2Bridge")},
                             {QStringLiteral("version"), QStringLiteral("1")},
                             {QStringLiteral("chainId"), decimal(U256{burn.l2ChainId})},
                             {QStringLiteral("verifyingContract"), hex(burn.l2Bridge.view())}};
    const QJsonObject message{{QStringLiteral("token"), hex(burn.token.view())},
                              {QStringLiteral("from"), hex(burn.from.view())},
                              {QStringLiteral("recipient"), hex(burn.recipient.view())},
                              {QStringLiteral("amount"), decimal(burn.amount)},
                              {QStringLiteral("nonce"), decimal(burn.nonce)},
                              {QStringLiteral("deadline"), decimal(U256{burn.deadline})}};
    const auto hash = typedDataHash(types, QStringLiteral("BurnAuthorization"), domain, message);
    if (!hash) return failFrom(hash);
    const auto signature = signHash(*hash, burn.from);
    if (!signature) return failFrom(signature);
    Bytes packed;
    append(packed, toHash(signature->r).view());
    append(packed, toHash(signature->s).view());
    packed.push_back(static_cast<std::uint8_t>(27 + signature->yParity));
    return packed;
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
