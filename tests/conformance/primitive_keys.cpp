#include <openssl/evp.h>

#include <QStringList>

#include "fixture.h"
#include "node/core/crypto/checksum.h"
#include "node/core/crypto/keccak.h"
#include "node/crypto/hashes.h"
#include "node/crypto/native_precompiles.h"
#include "node/keys/derivation.h"
#include "node/keys/typed_data.h"
#include "primitives.h"

namespace rollscope::conformance {

namespace {

std::string equalText(const std::string& got, const QJsonValue& expected) {
    return got == textOf(expected) ? std::string{} : "got " + got;
}

Hash keyOf(const QJsonValue& value) {
    const Bytes bytes = bytesOf(value);
    if (bytes.size() != Hash::size()) {
        unread("a key of 32 bytes");
        return {};
    }
    return hashFromBytes(bytes);
}

/// ISO 13616 with 36 digits: the address in base 36 behind two check digits.
std::string icapOf(const Address& address) {
    constexpr const char* digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::string body;
    for (U256 rest = toU256(address); !rest.isZero(); rest = rest / U256{36}) {
        body.insert(body.begin(), digits[(rest % U256{36}).low()]);
    }
    while (body.size() < 30) body.insert(body.begin(), '0');
    unsigned remainder = 0;
    for (const char c : body + "XE00") {
        const unsigned value =
            c <= '9' ? static_cast<unsigned>(c - '0') : static_cast<unsigned>(c - 'A' + 10);
        remainder = (value < 10 ? remainder * 10 + value : remainder * 100 + value) % 97;
    }
    const unsigned check = 98 - remainder;
    return std::string("XE") + digits[check / 10] + digits[check % 10] + body;
}

/// BIP-39 asks for NFKD before the words are stretched.
std::string normalized(const QJsonValue& text) {
    return text.toString().normalized(QString::NormalizationForm_KD).toStdString();
}

std::string digest(const EVP_MD* kind, BytesView data) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (EVP_Digest(data.data(), data.size(), out, &size, kind, nullptr) != 1) return "none";
    return toHex(BytesView{out, size});
}

/// Nameprep (RFC 3491): what is dropped, folded and refused; none when it is refused.
std::optional<QString> namePrep(const QString& name) {
    QList<char32_t> kept;
    for (const char32_t c : name.toUcs4()) {
        const bool dropped = c == 0xad || c == 0x34f || c == 0x1806 || c == 0xfeff || c == 0x2060 ||
                             (c >= 0x180b && c <= 0x180d) || (c >= 0x200b && c <= 0x200d) ||
                             (c >= 0xfe00 && c <= 0xfe0f);
        if (!dropped) kept.push_back(c);
    }
    const auto text = QString::fromUcs4(kept.data(), kept.size());
    // Table B.2 folds for use with NFKC: full folding, normal form, and both again.
    const auto fold = [](const QString& from) {
        QString folded;
        for (const char32_t c : from.toUcs4()) {
            if (c == 0xdf) {
                folded += QStringLiteral("ss");
            } else if (c == 0x130) {
                folded += QStringLiteral("i\u0307");
            } else {
                folded += QChar::fromUcs4(c == 0x37a ? U'\u037a' : QChar::toCaseFolded(c));
            }
        }
        return folded;
    };
    QString result = text;
    for (int round = 0; round < 2; ++round) {
        result = fold(result).normalized(QString::NormalizationForm_KC, QChar::Unicode_3_2);
    }
    bool hasRightToLeft = false;
    bool hasLeftToRight = false;
    const auto points = result.toUcs4();
    const auto direction = [](char32_t c) { return QChar::direction(c); };
    for (const char32_t c : points) {
        const auto category = QChar::category(c);
        const bool prohibited =
            (category == QChar::Separator_Space && c != 0x20) || category == QChar::Other_Control ||
            category == QChar::Other_PrivateUse || category == QChar::Other_Surrogate ||
            category == QChar::Separator_Line || category == QChar::Separator_Paragraph ||
            category == QChar::Other_Format || (c >= 0xfff9 && c <= 0xfffd) ||
            (c >= 0x2ff0 && c <= 0x2ffb) || c == 0x340 || c == 0x341 ||
            category == QChar::Other_NotAssigned || QChar::unicodeVersion(c) > QChar::Unicode_3_2;
        if (prohibited) return std::nullopt;
        hasRightToLeft |= direction(c) == QChar::DirR || direction(c) == QChar::DirAL;
        hasLeftToRight |= direction(c) == QChar::DirL;
    }
    if (hasRightToLeft) {
        const auto isRight = [&](char32_t c) {
            return direction(c) == QChar::DirR || direction(c) == QChar::DirAL;
        };
        if (hasLeftToRight || !isRight(points.front()) || !isRight(points.back())) {
            return std::nullopt;
        }
    }
    return result;
}

}  // namespace

// The signature beside them is over a digest that the vector does not name: it cannot be checked.
std::string checkKeyAddress(const QJsonObject& test) {
    const Hash key = keyOf(test[QStringLiteral("key")]);
    const Hash seed = crypto::keccak256(asBytes(textOf(test[QStringLiteral("seed")])));
    if (seed != key) return "keccak of the seed";
    const auto address = host::publicAddress(key);
    if (!address) return address.error().text();
    return same(address->view(), bytesOf(test[QStringLiteral("addr")]));
}

std::string checkAccount(const QJsonObject& test) {
    const Address address = addressOf(test[QStringLiteral("address")]);
    if (test.contains(QStringLiteral("privateKey"))) {
        const auto owner = host::publicAddress(keyOf(test[QStringLiteral("privateKey")]));
        if (owner != address) return "address of the key";
    }
    if (auto problem =
            equalText(crypto::checksumHex(address), test[QStringLiteral("checksumAddress")]);
        !problem.empty()) {
        return problem;
    }
    return equalText(icapOf(address), test[QStringLiteral("icapAddress")]);
}

std::string checkKeyTree(const QJsonObject& test) {
    const Bytes expected = bytesOf(test[QStringLiteral("seed")]);
    if (test.contains(QStringLiteral("mnemonic"))) {
        const Bytes seed = keys::seedOf(normalized(test[QStringLiteral("mnemonic")]),
                                        normalized(test[QStringLiteral("password")]));
        if (auto problem = same(seed, expected); !problem.empty()) return problem;
    }
    for (const QJsonValue& entry : test[QStringLiteral("hdnodes")].toArray()) {
        const QJsonObject node = entry.toObject();
        const std::string path = textOf(node[QStringLiteral("path")]);
        const auto derived = keys::deriveKey(expected, path);
        if (!derived) return path + ": " + derived.error().text();
        const Hash key = derived->key.secret();
        if (key != keyOf(node[QStringLiteral("privateKey")])) return path + ": key differs";
        const auto address = host::publicAddress(key);
        if (address != addressOf(node[QStringLiteral("address")])) return path + ": address";
    }
    return {};
}

std::string checkHashes(const QJsonObject& test) {
    const Bytes data = bytesOf(test[QStringLiteral("data")]);
    const auto keccak = toHex(crypto::keccak256(data).view());
    if (auto bad = equalText(keccak, test[QStringLiteral("keccak256")]); !bad.empty()) return bad;
    const auto sha = host::sha256(data);
    if (!sha || !same(*sha, bytesOf(test[QStringLiteral("sha256")])).empty()) return "sha256";
    return equalText(digest(EVP_sha512(), data), test[QStringLiteral("sha512")]);
}

// EIP-137.
std::string checkNameHash(const QJsonObject& test) {
    const auto name = namePrep(test[QStringLiteral("name")].toString());
    if (!name) return "refused";
    Hash node;
    const QStringList labels = name->split(QLatin1Char('.'), Qt::SkipEmptyParts);
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        const Hash own = crypto::keccak256(asBytes(label->toStdString()));
        node = crypto::keccak256Pair(node, own);
    }
    return equalText(toHex(node.view()), test[QStringLiteral("expected")]);
}

std::string checkNamePrep(const QJsonObject& test) {
    const auto bytesIn = [](const QJsonValue& list) {
        QByteArray bytes;
        for (const QJsonValue& byte : list.toArray())
            bytes.push_back(static_cast<char>(byte.toInt()));
        return bytes;
    };
    const auto result = namePrep(QString::fromUtf8(bytesIn(test[QStringLiteral("input")])));
    // Some refused cases still name what the mapping alone would give.
    const bool refused =
        test.contains(QStringLiteral("rc")) || test[QStringLiteral("output")].isNull();
    if (refused) return result ? "accepted" : std::string{};
    if (!result) return "refused";
    const QByteArray got = result->toUtf8();
    return got == bytesIn(test[QStringLiteral("output")]) ? std::string{}
                                                          : "got " + got.toHex().toStdString();
}

std::string checkTypedData(const QJsonObject& test) {
    const QJsonObject types = test[QStringLiteral("types")].toObject();
    const QString primary = test[QStringLiteral("primaryType")].toString();
    const QJsonObject data = test[QStringLiteral("data")].toObject();
    const auto encoded = keys::encodeStruct(types, primary, data);
    if (!encoded) return encoded.error().text();
    if (auto bad = same(*encoded, bytesOf(test[QStringLiteral("encoded")])); !bad.empty())
        return bad;
    const auto hash =
        keys::typedDataHash(types, primary, test[QStringLiteral("domain")].toObject(), data);
    if (!hash) return hash.error().text();
    return same(hash->view(), bytesOf(test[QStringLiteral("digest")]));
}

// AES in counter mode, as key files have it: the payload is what the cipher text hides.
std::string checkCipher(const QJsonObject& test) {
    const Bytes key = bytesOf(test[QStringLiteral("key")]);
    const Bytes cipher = bytesOf(test[QStringLiteral("cipher")]);
    const Bytes payload = bytesOf(test[QStringLiteral("payload")]);
    if (key.size() != 32 || payload.size() != cipher.size()) return "sizes";
    const unsigned char counter[16] = {};
    Bytes plain(cipher.size());
    int written = 0;
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    const bool done =
        context != nullptr &&
        EVP_DecryptInit_ex(context, EVP_aes_256_ctr(), nullptr, key.data(), counter) == 1 &&
        EVP_DecryptUpdate(context, plain.data(), &written, cipher.data(),
                          static_cast<int>(cipher.size())) == 1;
    EVP_CIPHER_CTX_free(context);
    return done ? same(plain, payload) : "OpenSSL failed";
}

}  // namespace rollscope::conformance
