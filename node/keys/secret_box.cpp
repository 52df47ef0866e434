#include "node/keys/secret_box.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QUuid>
#include <memory>

#include "node/core/crypto/keccak.h"

namespace rollscope::keys {

namespace {

constexpr std::uint64_t maxScryptBytes = 512ULL << 20;
constexpr std::uint64_t maxScryptWork = 1ULL << 24;  // n * r * p
constexpr std::size_t ivBytes = 16;
constexpr std::size_t maxSaltBytes = 1024;
constexpr int keyBytes = 32;

tl::unexpected<Error> damaged(const char* what) {
    return fail(ErrorCode::parseError, std::string("the secrets file is damaged: ") + what);
}

QString bare(BytesView bytes) {
    return QString::fromStdString(toHex(bytes)).mid(2);
}

/// Hex without a prefix, as the form has it; one with a prefix is read too.
Result<Bytes> bytesAt(const QJsonObject& from, const char* name) {
    QString text = from[QLatin1String(name)].toString();
    if (!text.startsWith(QLatin1String("0x"))) text.prepend(QLatin1String("0x"));
    auto bytes = bytesFromHex(text.toStdString());
    if (!bytes || bytes->empty()) return damaged(name);
    return bytes;
}

Result<ScryptCost> costAt(const QJsonObject& from) {
    const auto number = [&from](const char* name) {
        const double value = from[QLatin1String(name)].toDouble(-1);
        return value >= 1 && value <= 4e9 ? static_cast<std::uint64_t>(value) : 0;
    };
    const std::uint64_t n = number("n"), r = number("r"), p = number("p");
    if (number("dklen") != keyBytes) return damaged("kdfparams.dklen is not 32");
    if (n < 2 || (n & (n - 1)) != 0) return damaged("kdfparams.n is no power of two");
    if (r == 0 || p == 0) return damaged("kdfparams.r and p");
    // each below 2^32, so that no product of two overflows
    if (n * r > maxScryptBytes / 128 || p > maxScryptWork / (n * r)) {
        return fail(ErrorCode::unsupported,
                    "the secrets file asks for more than 512 MB or 16 times the usual work: n " +
                        std::to_string(n) + ", r " + std::to_string(r) + ", p " +
                        std::to_string(p));
    }
    return ScryptCost{n, static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(p)};
}

/// AES-128-CTR is its own inverse.
Result<Bytes> aesCtr(BytesView input, const BoxKey& key, BytesView iv) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{
        EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free};
    Bytes output(input.size());
    int length = 0;
    if (context == nullptr || input.size() > INT32_MAX ||
        EVP_EncryptInit_ex(context.get(), EVP_aes_128_ctr(), nullptr, key.bytes().data(),
                           iv.data()) != 1 ||
        EVP_EncryptUpdate(context.get(), output.data(), &length, input.data(),
                          static_cast<int>(input.size())) != 1) {
        return fail(ErrorCode::internal, "AES-128-CTR");
    }
    return output;
}

Hash macOf(const BoxKey& key, BytesView ciphertext) {
    Bytes text(key.bytes().bytes.begin() + 16, key.bytes().bytes.end());
    append(text, ciphertext);
    const Hash mac = crypto::keccak256(text);
    OPENSSL_cleanse(text.data(), 16);
    return mac;
}

}  // namespace

BoxKey::~BoxKey() {
    OPENSSL_cleanse(m_bytes.data(), Hash::size());
}

Bytes randomBytes(std::size_t count) {
    Bytes bytes(count);
    QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    return bytes;
}

Result<SecretBox> readBox(BytesView json) {
    QJsonParseError error;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(reinterpret_cast<const char*>(json.data()),
                                                        static_cast<qsizetype>(json.size())),
                                &error);
    if (error.error != QJsonParseError::NoError) {
        return damaged(qPrintable(error.errorString()));
    }
    const QJsonObject whole = document.object();
    if (whole[QLatin1String("version")].toInt() != 3) return damaged("version is not 3");
    const QJsonObject crypto = whole[QLatin1String("crypto")].toObject();
    if (crypto.isEmpty()) return damaged("crypto is missing");
    const QString cipher = crypto[QLatin1String("cipher")].toString();
    const QString kdf = crypto[QLatin1String("kdf")].toString();
    if (cipher != QLatin1String("aes-128-ctr")) {
        return fail(ErrorCode::unsupported,
                    "cipher '" + cipher.left(40).toStdString() + "'; only aes-128-ctr is read");
    }
    if (kdf != QLatin1String("scrypt")) {
        return fail(ErrorCode::unsupported,
                    "kdf '" + kdf.left(40).toStdString() + "'; only scrypt is read");
    }
    const QJsonObject parameters = crypto[QLatin1String("kdfparams")].toObject();
    const auto cost = costAt(parameters);
    if (!cost) return failFrom(cost);
    auto salt = bytesAt(parameters, "salt");
    if (!salt) return failFrom(salt);
    if (salt->size() > maxSaltBytes) return damaged("kdfparams.salt is too long");
    auto iv = bytesAt(crypto[QLatin1String("cipherparams")].toObject(), "iv");
    if (!iv) return failFrom(iv);
    if (iv->size() != ivBytes) return damaged("cipherparams.iv is not 16 bytes");
    auto ciphertext = bytesAt(crypto, "ciphertext");
    if (!ciphertext) return failFrom(ciphertext);
    const auto mac = bytesAt(crypto, "mac");
    if (!mac) return failFrom(mac);
    if (mac->size() != Hash::size()) return damaged("mac is not 32 bytes");
    return SecretBox{whole[QLatin1String("id")].toString(),
                     *cost,
                     *std::move(salt),
                     *std::move(iv),
                     *std::move(ciphertext),
                     hashFromBytes(*mac)};
}

Bytes boxJson(const SecretBox& box) {
    const QJsonObject parameters{{QStringLiteral("dklen"), keyBytes},
                                 {QStringLiteral("n"), static_cast<qint64>(box.cost.n)},
                                 {QStringLiteral("r"), static_cast<qint64>(box.cost.r)},
                                 {QStringLiteral("p"), static_cast<qint64>(box.cost.p)},
                                 {QStringLiteral("salt"), bare(box.salt)}};
    const QJsonObject crypto{
        {QStringLiteral("cipher"), QStringLiteral("aes-128-ctr")},
        {QStringLiteral("cipherparams"), QJsonObject{{QStringLiteral("iv"), bare(box.iv)}}},
        {QStringLiteral("ciphertext"), bare(box.ciphertext)},
        {QStringLiteral("kdf"), QStringLiteral("scrypt")},
        {QStringLiteral("kdfparams"), parameters},
        {QStringLiteral("mac"), bare(box.mac.view())}};
    const QByteArray json = QJsonDocument(QJsonObject{{QStringLiteral("version"), 3},
                                                      {QStringLiteral("id"), box.id},
                                                      {QStringLiteral("crypto"), crypto}})
                                .toJson(QJsonDocument::Indented);
    return {json.begin(), json.end()};
}

Result<BoxKey> deriveBoxKey(const QString& passphrase, BytesView salt, const ScryptCost& cost) {
    if (cost.r < 4 && cost.n >= 1ULL << (16 * cost.r)) {
        return fail(ErrorCode::unsupported, "scrypt of n " + std::to_string(cost.n) + ", r " +
                                                std::to_string(cost.r) +
                                                "; RFC 7914 wants n below 2^(16 r)");
    }
    BoxKey key;
    QByteArray text = passphrase.toUtf8();
    const std::uint64_t room = 128ULL * cost.r * (cost.n + cost.p + 4);  // OpenSSL's own, and more
    const int done =
        EVP_PBE_scrypt(text.constData(), static_cast<std::size_t>(text.size()), salt.data(),
                       salt.size(), cost.n, cost.r, cost.p, room, key.bytes().data(), Hash::size());
    OPENSSL_cleanse(text.data(), static_cast<std::size_t>(text.size()));
    if (done != 1) return fail(ErrorCode::ioFailed, "scrypt found no memory");
    return key;
}

Result<Bytes> openBox(const SecretBox& box, const BoxKey& key) {
    const Hash mac = macOf(key, box.ciphertext);
    if (CRYPTO_memcmp(mac.data(), box.mac.data(), Hash::size()) != 0) {
        return fail(ErrorCode::wrongPassphrase, "or the file was altered");
    }
    return aesCtr(box.ciphertext, key, box.iv);
}

Result<SecretBox> sealBox(BytesView plain, const BoxKey& key, BytesView salt,
                          const ScryptCost& cost) {
    SecretBox box;
    box.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    box.cost = cost;
    box.salt.assign(salt.begin(), salt.end());
    box.iv = randomBytes(ivBytes);
    auto ciphertext = aesCtr(plain, key, box.iv);
    if (!ciphertext) return failFrom(ciphertext);
    box.ciphertext = *std::move(ciphertext);
    box.mac = macOf(key, box.ciphertext);
    return box;
}

}  // namespace rollscope::keys
