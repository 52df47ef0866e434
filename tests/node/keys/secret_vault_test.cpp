// The vault: what is put in comes out again, also for another program; nothing is ever lost.
#include "node/keys/secret_vault.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "node/core/crypto/keccak.h"

namespace rollscope::keys {
namespace {

using State = api::SecretVault::State;
constexpr ScryptCost light{1U << 10, 8, 1};  // the tests have no secrets to keep
const QString passphrase = QStringLiteral("correct horse ⚡");

struct VaultPlay : ::testing::Test {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("deep/vault.json"));
    FileVault vault{path, light};

    static api::VaultEntry entry(std::uint8_t number) {
        Address recipient;
        recipient[19] = number;
        api::VaultEntry made;
        made.secrets = api::newPortalSecrets(recipient);
        made.amount = U256{1'000U + number};
        made.createdAt = number;
        made.note = QStringLiteral("für Carol");
        return made;
    }
    static QByteArray contents(const QString& of) {
        QFile file(of);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(of);
        return file.readAll();
    }
    QString put(const char* name, const QByteArray& text) const {
        const QString to = folder.filePath(QString::fromLatin1(name));
        QFile file(to);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return to;
    }
    /// The file with one parameter of its kdf changed.
    QByteArray altered(const char* parameter, const QJsonValue& value) const {
        QJsonObject whole = QJsonDocument::fromJson(contents(path)).object();
        QJsonObject crypto = whole[QLatin1String("crypto")].toObject();
        QJsonObject parameters = crypto[QLatin1String("kdfparams")].toObject();
        parameters[QLatin1String(parameter)] = value;
        crypto[QLatin1String("kdfparams")] = parameters;
        whole[QLatin1String("crypto")] = crypto;
        return QJsonDocument(whole).toJson();
    }
};

Bytes hexBytes(const QJsonValue& text) {
    return bytesFromHex("0x" + text.toString().toStdString()).value();
}

/// RFC 7914, written down from its text: what the vault's own library call must agree with.
class Scrypt {
public:
    static Bytes derive(const QByteArray& secret, const Bytes& salt, const ScryptCost& cost) {
        Bytes blocks = pbkdf2(secret, salt, 128UL * cost.r * cost.p);
        for (std::size_t i = 0; i < cost.p; ++i) {
            const auto from = blocks.begin() + static_cast<std::ptrdiff_t>(128UL * cost.r * i);
            Bytes block(from, from + static_cast<std::ptrdiff_t>(128UL * cost.r));
            mixMemory(block, cost.n, cost.r);
            std::copy(block.begin(), block.end(), from);
        }
        return pbkdf2(secret, blocks, 32);
    }

private:
    static Bytes pbkdf2(const QByteArray& secret, const Bytes& salt, std::size_t size) {
        Bytes out(size);
        EXPECT_EQ(PKCS5_PBKDF2_HMAC(secret.constData(), static_cast<int>(secret.size()),
                                    salt.data(), static_cast<int>(salt.size()), 1, EVP_sha256(),
                                    static_cast<int>(size), out.data()),
                  1);
        return out;
    }
    static void salsa8(std::array<std::uint32_t, 16>& block) {
        auto x = block;
        const auto turn = [&x](int to, int a, int b, int by) {
            x[static_cast<std::size_t>(to)] ^=
                std::rotl(x[static_cast<std::size_t>(a)] + x[static_cast<std::size_t>(b)], by);
        };
        const auto quarter = [&](int a, int b, int c, int d) {
            turn(b, a, d, 7);
            turn(c, b, a, 9);
            turn(d, c, b, 13);
            turn(a, d, c, 18);
        };
        for (int round = 0; round < 4; ++round) {
            quarter(0, 4, 8, 12), quarter(5, 9, 13, 1), quarter(10, 14, 2, 6);
            quarter(15, 3, 7, 11), quarter(0, 1, 2, 3), quarter(5, 6, 7, 4);
            quarter(10, 11, 8, 9), quarter(15, 12, 13, 14);
        }
        for (std::size_t i = 0; i < 16; ++i) block[i] += x[i];
    }
    static void mixBlocks(std::vector<std::uint32_t>& words, std::uint32_t r) {
        std::array<std::uint32_t, 16> x;
        std::copy(words.end() - 16, words.end(), x.begin());
        std::vector<std::uint32_t> out(words.size());
        for (std::size_t i = 0; i < 2 * r; ++i) {
            for (std::size_t j = 0; j < 16; ++j) x[j] ^= words[16 * i + j];
            salsa8(x);
            const std::size_t to = i % 2 == 0 ? i / 2 : r + i / 2;
            std::copy(x.begin(), x.end(), out.begin() + static_cast<std::ptrdiff_t>(16 * to));
        }
        words = std::move(out);
    }
    static void mixMemory(Bytes& block, std::uint64_t n, std::uint32_t r) {
        std::vector<std::uint32_t> x(block.size() / 4);
        std::memcpy(x.data(), block.data(), block.size());
        std::vector<std::vector<std::uint32_t>> seen;
        for (std::uint64_t i = 0; i < n; ++i) {
            seen.push_back(x);
            mixBlocks(x, r);
        }
        for (std::uint64_t i = 0; i < n; ++i) {
            const auto& other = seen[x[16 * (2 * r - 1)] & (n - 1)];
            for (std::size_t k = 0; k < x.size(); ++k) x[k] ^= other[k];
            mixBlocks(x, r);
        }
        std::memcpy(block.data(), x.data(), block.size());
    }
};

/// CTR by hand, from AES of one block.
Bytes counterMode(const Bytes& key, Bytes counter, const Bytes& input) {
    Bytes output;
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(context, EVP_aes_128_ecb(), nullptr, key.data(), nullptr);
    for (std::size_t at = 0; at < input.size(); at += 16) {
        Bytes pad(32);
        int size = 0;
        EVP_EncryptUpdate(context, pad.data(), &size, counter.data(), 16);
        for (std::size_t i = 0; i < 16 && at + i < input.size(); ++i) {
            output.push_back(input[at + i] ^ pad[i]);
        }
        for (std::size_t i = 16; i-- > 0 && ++counter[i] == 0;) {
        }
    }
    EVP_CIPHER_CTX_free(context);
    return output;
}

TEST(SecretBox, opensTheTestVectorOfTheWeb3SecretStorageDefinition) {
    const std::string_view file = R"({"crypto":{"cipher":"aes-128-ctr","cipherparams":{
        "iv":"83dbcc02d8ccb40e466191a123791e0e"},
        "ciphertext":"d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c",
        "kdf":"scrypt","kdfparams":{"dklen":32,"n":262144,"p":8,"r":1,
        "salt":"ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
        "mac":"2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},
        "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3})";
    const auto box = readBox(asBytes(file));
    ASSERT_TRUE(box) << box.error().text();
    // its n is beyond what RFC 7914 allows for its r, which the library insists on
    const auto refused = deriveBoxKey(QStringLiteral("testpassword"), box->salt, box->cost);
    EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
    BoxKey key;
    key.bytes() = hashFromBytes(Scrypt::derive("testpassword", box->salt, box->cost));
    const auto plain = openBox(*box, key);
    ASSERT_TRUE(plain) << plain.error().text();
    EXPECT_EQ(toHex(*plain), "0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d");
}

TEST(SecretBox, opensAKeyFileOfAnotherClient) {
    const std::string_view file = R"({"crypto":{"cipher":"aes-128-ctr","cipherparams":{
        "iv":"e0c41130a323adc1446fc82f724bca2f"},
        "ciphertext":"9517cd5bdbe69076f9bf5057248c6c050141e970efa36ce53692d5d59a3984",
        "kdf":"scrypt","kdfparams":{"dklen":32,"n":2,"r":8,"p":1,
        "salt":"711f816911c92d649fb4c84b047915679933555030b3552c1212609b38208c63"},
        "mac":"d5e116151c6aa71470e67a7d42c9620c75c4d23229847dcc127794f0732b0db5"},
        "id":"fecfc4ce-e956-48fd-953b-30f8b52ed66c","version":3})";
    const auto box = readBox(asBytes(file));
    ASSERT_TRUE(box) << box.error().text();
    const auto key = deriveBoxKey(QStringLiteral("foo"), box->salt, box->cost);
    ASSERT_TRUE(key) << key.error().text();
    const auto plain = openBox(*box, *key);
    ASSERT_TRUE(plain) << plain.error().text();
    EXPECT_EQ(toHex(*plain), "0xfa7b3db73dc7dfdf8c5fbdb796d741e4488628c41fc4febd9160a866ba0f35");
    const auto wrong = deriveBoxKey(QStringLiteral("Foo"), box->salt, box->cost);
    EXPECT_EQ(openBox(*box, *wrong).error().code, ErrorCode::wrongPassphrase);
}

TEST_F(VaultPlay, whatIsPutInIsThereAfterTheProgramEnded) {
    EXPECT_EQ(vault.state(), State::none);
    EXPECT_EQ(vault.add(entry(1)).error().code, ErrorCode::keyUnavailable);
    ASSERT_TRUE(vault.unlock(passphrase));
    EXPECT_EQ(vault.state(), State::open);
    const auto older = entry(1), newer = entry(2);
    ASSERT_TRUE(vault.add(newer));
    ASSERT_TRUE(vault.add(older));
    ASSERT_TRUE(vault.add(older)) << "twice is once";
    const std::vector<api::VaultEntry> both{newer, older};
    EXPECT_EQ(vault.entries(), both);
    vault.lock();
    EXPECT_EQ(vault.state(), State::locked);
    EXPECT_TRUE(vault.entries().empty());

    FileVault again{path, light};
    EXPECT_EQ(again.state(), State::locked);
    EXPECT_EQ(again.unlock(QStringLiteral("guess")).error().code, ErrorCode::wrongPassphrase);
    EXPECT_EQ(again.unlock({}).error().code, ErrorCode::invalidParams);
    ASSERT_TRUE(again.unlock(passphrase));
    EXPECT_EQ(again.entries(), both);
}

TEST_F(VaultPlay, theFileIsForItsOwnerAloneAndNamesNoSecret) {
    ASSERT_TRUE(vault.unlock(passphrase));
    const auto one = entry(1);
    ASSERT_TRUE(vault.add(one));
    const QByteArray first = contents(path);
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                        QFileDevice::WriteOther | QFileDevice::ExeOwner;
    EXPECT_FALSE(QFileInfo(path).permissions() & others);
    const auto digits = QByteArray::fromStdString(toHex(one.secrets.claimSecret.view()).substr(2));
    EXPECT_FALSE(first.contains(digits));
    EXPECT_FALSE(first.contains("Carol"));
    ASSERT_TRUE(vault.add(entry(2)));
    const auto part = [](const QByteArray& file) {
        return QJsonDocument::fromJson(file)[QLatin1String("crypto")].toObject();
    };
    EXPECT_NE(part(first)[QLatin1String("cipherparams")],
              part(contents(path))[QLatin1String("cipherparams")])
        << "the same key never meets the same iv twice";
}

TEST_F(VaultPlay, anotherImplementationDecryptsIt) {
    ASSERT_TRUE(FileVault(path, {1U << 12, 8, 1}).unlock(passphrase));
    ASSERT_TRUE(vault.unlock(passphrase));
    const auto one = entry(1);
    ASSERT_TRUE(vault.add(one));
    const QJsonObject crypto =
        QJsonDocument::fromJson(contents(path))[QLatin1String("crypto")].toObject();
    const QJsonObject kdf = crypto[QLatin1String("kdfparams")].toObject();
    ASSERT_EQ(kdf[QLatin1String("n")].toInt(), 4096);
    const Bytes key =
        Scrypt::derive(passphrase.toUtf8(), hexBytes(kdf[QLatin1String("salt")]), {4096, 8, 1});
    const Bytes ciphertext = hexBytes(crypto[QLatin1String("ciphertext")]);
    Bytes macText(key.begin() + 16, key.end());
    append(macText, ciphertext);
    EXPECT_EQ(toHex(crypto::keccak256(macText).view()),
              "0x" + crypto[QLatin1String("mac")].toString().toStdString());
    const QJsonValue iv = crypto[QLatin1String("cipherparams")].toObject()[QLatin1String("iv")];
    const Bytes plain = counterMode({key.begin(), key.begin() + 16}, hexBytes(iv), ciphertext);
    const auto rows = QJsonDocument::fromJson(QByteArray(
        reinterpret_cast<const char*>(plain.data()), static_cast<qsizetype>(plain.size())));
    EXPECT_EQ(rows[QLatin1String("portalSecrets")][0][QLatin1String("claimSecret")]
                  .toString()
                  .toStdString(),
              toHex(one.secrets.claimSecret.view()));
}

TEST_F(VaultPlay, aBackupIsMergedIntoAnotherVault) {
    ASSERT_TRUE(vault.unlock(passphrase));
    const auto shared = entry(1), lost = entry(2), own = entry(3);
    ASSERT_TRUE(vault.add(shared));
    ASSERT_TRUE(vault.add(lost));
    const QString saved = folder.filePath(QStringLiteral("backup.json"));
    ASSERT_TRUE(vault.backup(saved));
    FileVault other{folder.filePath(QStringLiteral("other.json")), light};
    EXPECT_EQ(other.restore(saved, passphrase).error().code, ErrorCode::keyUnavailable);
    ASSERT_TRUE(other.unlock(QStringLiteral("another")));
    ASSERT_TRUE(other.add(own));
    ASSERT_TRUE(other.add(shared));
    EXPECT_EQ(other.restore(saved, QStringLiteral("another")).error().code,
              ErrorCode::wrongPassphrase);
    EXPECT_EQ(other.entries().size(), 2u);
    EXPECT_EQ(other.restore(saved, passphrase).value(), 1u);
    EXPECT_EQ(other.restore(saved, passphrase).value(), 0u);
    const std::vector<api::VaultEntry> all{own, lost, shared};
    EXPECT_EQ(other.entries(), all);
}

TEST_F(VaultPlay, twoWindowsOnOneFileLoseNothing) {
    ASSERT_TRUE(vault.unlock(passphrase));
    FileVault second{path, light};
    ASSERT_TRUE(second.unlock(passphrase));
    const auto one = entry(1), two = entry(2);
    ASSERT_TRUE(vault.add(one));
    ASSERT_TRUE(second.add(two));
    const std::vector<api::VaultEntry> both{two, one};
    EXPECT_EQ(second.entries(), both);
    FileVault third{path, light};
    ASSERT_TRUE(third.unlock(passphrase));
    EXPECT_EQ(third.entries(), both);
}

TEST_F(VaultPlay, aBadFileIsNamedAndLeftAsItIs) {
    ASSERT_TRUE(vault.unlock(passphrase));
    ASSERT_TRUE(vault.add(entry(1)));
    QByteArray bent = contents(path);
    const auto digit = bent.indexOf("\"ciphertext\": \"") + 20;
    bent[digit] = bent[digit] == '0' ? '1' : '0';
    struct Case {
        const char* name;
        QByteArray text;
        ErrorCode code;
        const char* says;
    };
    const Case cases[] = {
        {"empty.json", "", ErrorCode::parseError, "damaged"},
        {"noise.json", QByteArray("\x00\xff\x17{", 4), ErrorCode::parseError, "damaged"},
        {"half.json", contents(path).left(100), ErrorCode::parseError, "damaged"},
        {"list.json", "[1,2]", ErrorCode::parseError, "version"},
        {"flip.json", bent, ErrorCode::wrongPassphrase, "passphrase"},
        {"kdf.json", contents(path).replace("scrypt", "pbkdf2"), ErrorCode::unsupported, "pbkdf2"},
        {"n.json", altered("n", 1073741824.0), ErrorCode::unsupported, "512 MB"},
        {"odd.json", altered("n", 1000), ErrorCode::parseError, "power of two"},
        {"p.json", altered("p", 4'000'000'000.0), ErrorCode::unsupported, "512 MB"},
        {"salt.json", altered("salt", QStringLiteral("zz")), ErrorCode::parseError, "salt"},
        {"big.json", QByteArray(10 << 20, 'x'), ErrorCode::requestTooLarge, "10 MB"},
    };
    for (const Case& each : cases) {
        const QString bad = put(each.name, each.text);
        FileVault broken{bad, light};
        const auto opened = broken.unlock(passphrase);
        ASSERT_FALSE(opened) << each.name;
        EXPECT_EQ(opened.error().code, each.code) << each.name << opened.error().text();
        EXPECT_NE(opened.error().text().find(each.says), std::string::npos)
            << opened.error().text();
        EXPECT_EQ(contents(bad), each.text) << each.name;
        EXPECT_FALSE(vault.restore(bad, passphrase)) << each.name;
        EXPECT_EQ(vault.entries().size(), 1u);
    }
    EXPECT_EQ(vault.restore(folder.filePath(QStringLiteral("none")), passphrase).error().code,
              ErrorCode::notFound);
    EXPECT_EQ(vault.backup(folder.filePath(QStringLiteral("no/such/folder"))).error().code,
              ErrorCode::ioFailed);
}

}  // namespace
}  // namespace rollscope::keys
