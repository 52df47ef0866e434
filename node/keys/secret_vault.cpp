#include "node/keys/secret_vault.h"

#include <openssl/crypto.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>
#include <algorithm>

namespace rollscope::keys {

namespace {

constexpr std::size_t saltBytes = 32;
constexpr int lockWaitMs = 3000;
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Result<Bytes> readFile(const QString& path) {
    QFile file(path);
    if (!file.exists()) return fail(ErrorCode::notFound, "no file " + path.toStdString());
    if (file.size() > maxVaultBytes) {
        return fail(ErrorCode::requestTooLarge,
                    path.toStdString() + " has " + std::to_string(file.size() >> 20) +
                        " MB, a secrets file at most " + std::to_string(maxVaultBytes >> 20));
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::ioFailed,
                    (path + QStringLiteral(": ") + file.errorString()).toStdString());
    }
    const QByteArray text = file.read(maxVaultBytes + 1);
    return Bytes(text.begin(), text.end());
}

Result<void> writeFile(const QString& path, BytesView bytes) {
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    const auto* text = reinterpret_cast<const char*>(bytes.data());
    const auto size = static_cast<qint64>(bytes.size());
    const bool good = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly) &&
                      file.write(text, size) == size && file.commit();
    if (good) return {};
    return fail(ErrorCode::ioFailed,
                (path + QStringLiteral(": ") + file.errorString()).toStdString());
}

/// A file's entries, its key, and the mac that tells whether it has changed since.
struct Read {
    SecretBox box;
    std::vector<api::VaultEntry> entries;
};

Result<Read> openWith(SecretBox box, const BoxKey& key) {
    auto plain = openBox(box, key);
    if (!plain) return failFrom(plain);
    auto entries = readEntries(*plain);
    OPENSSL_cleanse(plain->data(), plain->size());
    if (!entries) return failFrom(entries);
    return Read{std::move(box), *std::move(entries)};
}

bool holds(const std::vector<api::VaultEntry>& entries, const api::PortalSecrets& secrets) {
    return std::any_of(entries.begin(), entries.end(),
                       [&](const api::VaultEntry& each) { return each.secrets == secrets; });
}

/// Newest first; how many were new.
std::size_t merge(std::vector<api::VaultEntry>& into, std::vector<api::VaultEntry> from) {
    std::size_t fresh = 0;
    for (api::VaultEntry& each : from) {
        if (holds(into, each.secrets)) continue;
        into.push_back(std::move(each));
        ++fresh;
    }
    std::stable_sort(into.begin(), into.end(),
                     [](const auto& a, const auto& b) { return a.createdAt > b.createdAt; });
    return fresh;
}

}  // namespace

FileVault::FileVault(QString path, ScryptCost cost) : m_path(std::move(path)), m_cost(cost) {}

api::SecretVault::State FileVault::state() const {
    const std::lock_guard guard(m_mutex);
    if (m_open) return State::open;
    return QFileInfo::exists(m_path) ? State::locked : State::none;
}

Result<void> FileVault::unlock(const QString& passphrase) {
    if (passphrase.isEmpty()) return fail(ErrorCode::invalidParams, "the passphrase is empty");
    if (!QFileInfo::exists(m_path)) return create(passphrase);
    const auto file = readFile(m_path);
    if (!file) return failFrom(file);
    auto box = readBox(*file);
    if (!box) return failFrom(box);
    const auto key = deriveBoxKey(passphrase, box->salt, box->cost);
    if (!key) return failFrom(key);
    auto read = openWith(*std::move(box), *key);
    if (!read) return failFrom(read);
    const std::lock_guard guard(m_mutex);
    m_open = Open{*key, read->box.salt, read->box.cost, std::move(read->entries), read->box.mac};
    return {};
}

Result<void> FileVault::create(const QString& passphrase) {
    const QDir folder = QFileInfo(m_path).absoluteDir();
    if (!folder.mkpath(QStringLiteral("."))) {
        return fail(ErrorCode::ioFailed, "cannot make " + folder.path().toStdString());
    }
    Open open;
    open.salt = randomBytes(saltBytes);
    open.cost = m_cost;
    const auto key = deriveBoxKey(passphrase, open.salt, open.cost);
    if (!key) return failFrom(key);
    open.key = *key;
    const std::lock_guard guard(m_mutex);
    if (const auto written = write(open); !written) return written;
    m_open = std::move(open);
    return {};
}

void FileVault::lock() {
    const std::lock_guard guard(m_mutex);
    if (!m_open) return;
    for (api::VaultEntry& each : m_open->entries) {
        OPENSSL_cleanse(each.secrets.claimSecret.data(), Hash::size());
        OPENSSL_cleanse(each.secrets.redeemSecret.data(), Hash::size());
    }
    m_open.reset();
}

std::vector<api::VaultEntry> FileVault::entries() const {
    const std::lock_guard guard(m_mutex);
    return m_open ? m_open->entries : std::vector<api::VaultEntry>{};
}

Result<void> FileVault::add(api::VaultEntry entry) {
    std::vector<api::VaultEntry> one;
    one.push_back(std::move(entry));
    const auto taken = take(std::move(one));
    if (!taken) return failFrom(taken);
    return {};
}

// All or nothing: what could not be written is not shown either.
Result<std::size_t> FileVault::take(std::vector<api::VaultEntry> entries) {
    const std::lock_guard guard(m_mutex);
    if (!m_open) return fail(ErrorCode::keyUnavailable, "the vault is locked");
    Open next = *m_open;
    const std::size_t fresh = merge(next.entries, std::move(entries));
    if (fresh == 0) return fresh;
    if (const auto written = write(next); !written) return failFrom(written);
    m_open = std::move(next);
    return fresh;
}

Result<void> FileVault::write(Open& open) const {
    QLockFile turn(m_path + QStringLiteral(".lock"));
    if (!turn.tryLock(lockWaitMs)) {
        return fail(ErrorCode::ioFailed, "another program is writing " + m_path.toStdString());
    }
    // Another window on the same file may have added to it: nothing of that gets lost.
    if (const auto file = readFile(m_path)) {
        auto box = readBox(*file);
        if (!box) return failFrom(box);
        if (box->mac != open.mac) {
            auto other = openWith(*std::move(box), open.key);
            if (!other) {
                return fail(ErrorCode::ioFailed, "another program has replaced " +
                                                     m_path.toStdString() +
                                                     "; lock the vault and unlock it again");
            }
            merge(open.entries, std::move(other->entries));
        }
    }
    Bytes plain = entriesJson(open.entries);
    const auto box = sealBox(plain, open.key, open.salt, open.cost);
    OPENSSL_cleanse(plain.data(), plain.size());
    if (!box) return failFrom(box);
    const Bytes json = boxJson(*box);
    if (json.size() > static_cast<std::size_t>(maxVaultBytes)) {
        return fail(ErrorCode::requestTooLarge, "the vault is full");
    }
    if (const auto written = writeFile(m_path, json); !written) return written;
    open.mac = box->mac;
    return {};
}

Result<void> FileVault::backup(const QString& path) const {
    const auto file = readFile(m_path);
    if (!file) return failFrom(file);
    return writeFile(path, *file);
}

Result<std::size_t> FileVault::restore(const QString& path, const QString& passphrase) {
    if (state() != State::open) return fail(ErrorCode::keyUnavailable, "the vault is locked");
    const auto file = readFile(path);
    if (!file) return failFrom(file);
    auto box = readBox(*file);
    if (!box) return failFrom(box);
    const auto key = deriveBoxKey(passphrase, box->salt, box->cost);
    if (!key) return failFrom(key);
    auto read = openWith(*std::move(box), *key);
    if (!read) return failFrom(read);
    return take(std::move(read->entries));
}

}  // namespace rollscope::keys
