#include "node/l1/loaded_abis.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <mutex>

namespace rollscope::l1 {

namespace {

constexpr std::string_view recordPrefix = "abi/";
constexpr qsizetype maxName = 64;

std::string recordKey(api::Layer layer, const Address& address) {
    return std::string(recordPrefix) + (layer == api::Layer::l1 ? "l1/" : "l2/") +
           toHex(address.view());
}

std::optional<std::pair<api::Layer, Address>> keyOf(BytesView record) {
    std::string_view text(reinterpret_cast<const char*>(record.data()), record.size());
    text.remove_prefix(recordPrefix.size());
    const auto address = addressFromHex(text.substr(std::min<std::size_t>(3, text.size())));
    if (!address || text[0] != 'l' || (text[1] != '1' && text[1] != '2')) return std::nullopt;
    return std::pair(text[1] == '1' ? api::Layer::l1 : api::Layer::l2, *address);
}

/// What stands before a function's name.
QString contractName(const QString& told, const Address& address) {
    if (!told.isEmpty()) return told;
    const QString text = QString::fromStdString(toHex(address.view()));
    return text.left(6) + QStringLiteral("…") + text.right(4);
}

struct Source {
    QString name;
    QJsonArray abi;
};

/// hardhat says "contractName"; forge has solc's metadata, which names what was compiled.
QString artifactName(const QJsonObject& artifact) {
    const QString plain = artifact.value(QStringLiteral("contractName")).toString();
    if (!plain.isEmpty()) return plain;
    QJsonValue metadata = artifact.value(QStringLiteral("metadata"));
    if (metadata.isString()) {
        metadata = QJsonDocument::fromJson(metadata.toString().toUtf8()).object();
    }
    const QJsonObject target = metadata.toObject()
                                   .value(QStringLiteral("settings"))
                                   .toObject()
                                   .value(QStringLiteral("compilationTarget"))
                                   .toObject();
    return target.isEmpty() ? QString() : target.begin().value().toString();
}

/// One line without control characters, so that it can stand in a row.
QString tidyName(const QString& name) {
    QString tidy;
    for (const QChar letter : name) tidy += letter.isPrint() ? letter : QLatin1Char(' ');
    return tidy.simplified().left(maxName);
}

Result<Source> readSource(BytesView json) {
    QJsonParseError problem;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(reinterpret_cast<const char*>(json.data()),
                                                        static_cast<qsizetype>(json.size())),
                                &problem);
    if (problem.error != QJsonParseError::NoError) {
        return fail(ErrorCode::invalidAbi, "it is no JSON: " + problem.errorString().toStdString() +
                                               " at byte " + std::to_string(problem.offset) +
                                               "; give the compiler's JSON file");
    }
    if (document.isArray()) return Source{{}, document.array()};
    const QJsonObject artifact = document.object();
    const QJsonValue abi = artifact.value(QStringLiteral("abi"));
    if (!abi.isArray()) {
        return fail(ErrorCode::invalidAbi,
                    "it has no \"abi\" list; give the list itself, or the artifact of solc, forge "
                    "or hardhat for one contract");
    }
    return Source{artifactName(artifact), abi.toArray()};
}

}  // namespace

api::AbiView LoadedAbis::viewOf(const Key& key, const Loaded& loaded) {
    return {key.first,
            key.second,
            loaded.name,
            static_cast<std::uint32_t>(loaded.book->functions()),
            static_cast<std::uint32_t>(loaded.book->events()),
            static_cast<std::uint32_t>(loaded.book->errors())};
}

Result<std::unique_ptr<LoadedAbis>> LoadedAbis::open(storage::Database& database) {
    std::unique_ptr<LoadedAbis> loaded(new LoadedAbis(database));
    const auto scanned = database.scanRecords(recordPrefix, [&](BytesView record, BytesView value) {
        const auto key = keyOf(record);
        const auto source = readSource(value);
        AbiBook book;
        // one that another version kept and this one cannot read stays on disk, unused
        if (!key || !source) return true;
        const QString contract = contractName(source->name, key->second);
        if (!book.read(source->abi, contract)) return true;
        loaded->m_abis[*key] = {source->name, std::make_shared<const AbiBook>(std::move(book))};
        return true;
    });
    if (!scanned) return failFrom(scanned);
    return loaded;
}

Result<api::AbiView> LoadedAbis::load(api::Layer layer, const Address& address, BytesView json,
                                      const QString& name) {
    if (json.size() > maxFileBytes) {
        return fail(ErrorCode::requestTooLarge,
                    "an ABI's file may have 4 MB; leave out all but its \"abi\" list");
    }
    auto source = readSource(json);
    if (!source) return failFrom(source);
    source->name = tidyName(name.trimmed().isEmpty() ? source->name : name);
    const QByteArray kept =
        QJsonDocument(QJsonObject{{QStringLiteral("contractName"), source->name},
                                  {QStringLiteral("abi"), source->abi}})
            .toJson(QJsonDocument::Compact);
    if (kept.size() > maxAbiBytes) {
        return fail(ErrorCode::requestTooLarge,
                    "an ABI may have 1 MB; leave out the entries that are not needed");
    }
    AbiBook book;
    if (const auto read = book.read(source->abi, contractName(source->name, address)); !read) {
        return failFrom(read);
    }
    if (book.functions() + book.events() + book.errors() == 0) {
        return fail(ErrorCode::invalidAbi, "it names no function, event or error");
    }
    const Key key{layer, address};
    std::lock_guard lock(m_mutex);
    if (m_abis.size() >= maxAbis && m_abis.count(key) == 0) {
        return fail(ErrorCode::requestTooLarge, "500 ABIs are loaded: forget one first");
    }
    const auto written = m_database.putRecord(
        recordKey(layer, address),
        asBytes(std::string_view(kept.data(), static_cast<std::size_t>(kept.size()))));
    if (!written) return failFrom(written);
    Loaded& loaded = m_abis[key];
    loaded = {source->name, std::make_shared<const AbiBook>(std::move(book))};
    return viewOf(key, loaded);
}

Result<void> LoadedAbis::forget(api::Layer layer, const Address& address) {
    std::lock_guard lock(m_mutex);
    const auto found = m_abis.find({layer, address});
    if (found == m_abis.end()) {
        return fail(ErrorCode::notFound, "no ABI is loaded for " + toHex(address.view()));
    }
    storage::WriteBatch writes;
    writes.removeRecord(recordKey(layer, address));
    const auto written = m_database.write(std::move(writes));
    if (!written) return written;
    m_abis.erase(found);
    return {};
}

std::vector<api::AbiView> LoadedAbis::list() const {
    std::shared_lock lock(m_mutex);
    std::vector<api::AbiView> views;
    for (const auto& [key, loaded] : m_abis) views.push_back(viewOf(key, loaded));
    return views;
}

std::shared_ptr<const AbiBook> LoadedAbis::of(api::Layer layer, const Address& address) const {
    std::shared_lock lock(m_mutex);
    const auto found = m_abis.find({layer, address});
    return found == m_abis.end() ? nullptr : found->second.book;
}

QString LoadedAbis::nameOf(api::Layer layer, const Address& address) const {
    std::shared_lock lock(m_mutex);
    const auto found = m_abis.find({layer, address});
    return found == m_abis.end() ? QString() : found->second.name;
}

}  // namespace rollscope::l1
