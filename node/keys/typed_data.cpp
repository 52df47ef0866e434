#include "node/keys/typed_data.h"

#include <QJsonArray>
#include <QSet>
#include <algorithm>

#include "node/core/base/u256.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::keys {

namespace {

constexpr int deepest = 64;

tl::unexpected<Error> bad(const QString& what) {
    return fail(ErrorCode::invalidParams, "typed data: " + what.toStdString());
}

QString field(const QJsonValue& member, const char* key) {
    return member.toObject()[QLatin1String(key)].toString();
}

/// The type inside of all brackets.
QString elementOf(const QString& type) {
    return type.section(QLatin1Char('['), 0, 0);
}

void collect(const QJsonObject& types, const QString& name, QSet<QString>& found) {
    if (!types.contains(name) || found.contains(name)) return;
    found.insert(name);
    for (const QJsonValue& member : types[name].toArray()) {
        collect(types, elementOf(field(member, "type")), found);
    }
}

QString ownText(const QJsonObject& types, const QString& name) {
    QStringList members;
    for (const QJsonValue& member : types[name].toArray()) {
        members.push_back(field(member, "type") + QLatin1Char(' ') + field(member, "name"));
    }
    return name + QLatin1Char('(') + members.join(QLatin1Char(',')) + QLatin1Char(')');
}

/// A number as JSON has them: digits, hex, or a number that a double holds.
Result<U256> integer(const QJsonValue& value) {
    if (value.isDouble()) {
        const qint64 number = value.toInteger();
        const U256 size{static_cast<std::uint64_t>(number < 0 ? -number : number)};
        return number < 0 ? -size : size;
    }
    std::string text = value.toString().toStdString();
    const bool negative = text.rfind('-', 0) == 0;
    if (negative) text.erase(0, 1);
    Result<U256> size = u256FromDecimal(text);
    if (text.rfind("0x", 0) == 0) {
        const std::string pad(text.size() % 2, '0');
        const auto bytes = bytesFromHex("0x" + pad + text.substr(2));
        if (!bytes || bytes->size() > 32) return bad(value.toString());
        size = u256FromBytes(*bytes);
    }
    if (size && negative) size = -*size;
    return size;
}

Result<Bytes> encodeValue(const QJsonObject& types, const QString& type, const QJsonValue& value,
                          int depth);

Bytes hashed(BytesView bytes) {
    const Hash hash = crypto::keccak256(bytes);
    return {hash.bytes.begin(), hash.bytes.end()};
}

Result<Bytes> encodeMembers(const QJsonObject& types, const QString& name, const QJsonObject& value,
                            int depth) {
    if (depth > deepest) return bad(QStringLiteral("too deep"));
    const auto text = typeText(types, name);
    if (!text) return failFrom(text);
    Bytes encoded = hashed(asBytes(*text));
    for (const QJsonValue& member : types[name].toArray()) {
        const QJsonValue inner = value[field(member, "name")];
        auto part = encodeValue(types, field(member, "type"), inner, depth + 1);
        if (!part) return part;
        append(encoded, *part);
    }
    return encoded;
}

Result<Bytes> encodeArray(const QJsonObject& types, const QString& type, const QJsonValue& value,
                          int depth) {
    if (!value.isArray() || depth > deepest) return bad(type);
    const qsizetype open = type.lastIndexOf(QLatin1Char('['));
    const QString length = type.mid(open + 1).chopped(1);
    const QJsonArray items = value.toArray();
    if (!length.isEmpty() && length.toLongLong() != items.size()) return bad(type);
    Bytes encoded;
    for (const QJsonValue& item : items) {
        auto part = encodeValue(types, type.left(open), item, depth + 1);
        if (!part) return part;
        append(encoded, *part);
    }
    return hashed(encoded);
}

Result<Bytes> encodeAtom(const QString& type, const QJsonValue& value) {
    if (type == QLatin1String("string")) return hashed(asBytes(value.toString().toStdString()));
    Hash word;
    if (type == QLatin1String("bool")) {
        word = toHash(U256{value.toBool() ? 1U : 0U});
    } else if (type.startsWith(QLatin1String("bytes"))) {
        const auto bytes = bytesFromHex(value.toString().toStdString());
        if (!bytes) return failFrom(bytes);
        if (type == QLatin1String("bytes")) return hashed(*bytes);
        if (bytes->size() != type.mid(5).toULongLong() || bytes->size() > 32) return bad(type);
        std::copy(bytes->begin(), bytes->end(), word.bytes.begin());
    } else if (type == QLatin1String("address")) {
        const auto address = addressFromHex(value.toString().toStdString());
        if (!address) return failFrom(address);
        word = toHash(toU256(*address));
    } else if (type.startsWith(QLatin1String("uint")) || type.startsWith(QLatin1String("int"))) {
        const auto number = integer(value);
        if (!number) return failFrom(number);
        word = toHash(*number);
    } else {
        return bad(type);
    }
    return Bytes(word.bytes.begin(), word.bytes.end());
}

Result<Bytes> encodeValue(const QJsonObject& types, const QString& type, const QJsonValue& value,
                          int depth) {
    if (type.endsWith(QLatin1Char(']'))) return encodeArray(types, type, value, depth);
    if (!types.contains(type)) return encodeAtom(type, value);
    if (value.isNull()) return Bytes(Hash::size(), 0);  // as every wallet does
    const auto members = encodeMembers(types, type, value.toObject(), depth);
    if (!members) return members;
    return hashed(*members);
}

/// The domain's own type: those of the five fields that are there, in the EIP's order.
QJsonArray domainType(const QJsonObject& domain) {
    constexpr const char* fields[][2] = {{"name", "string"},
                                         {"version", "string"},
                                         {"chainId", "uint256"},
                                         {"verifyingContract", "address"},
                                         {"salt", "bytes32"}};
    QJsonArray members;
    for (const auto& [name, type] : fields) {
        if (!domain.contains(QLatin1String(name))) continue;
        members.push_back(QJsonObject{{QStringLiteral("name"), QLatin1String(name)},
                                      {QStringLiteral("type"), QLatin1String(type)}});
    }
    return members;
}

}  // namespace

Result<std::string> typeText(const QJsonObject& types, const QString& name) {
    if (!types.contains(name)) return bad(QStringLiteral("no type ") + name);
    QSet<QString> found;
    collect(types, name, found);
    found.remove(name);
    QStringList others(found.begin(), found.end());
    others.sort();
    QString text = ownText(types, name);
    for (const QString& other : others) text += ownText(types, other);
    return text.toStdString();
}

Result<Bytes> encodeStruct(const QJsonObject& types, const QString& name,
                           const QJsonObject& value) {
    return encodeMembers(types, name, value, 0);
}

Result<Hash> typedDataHash(const QJsonObject& types, const QString& primaryType,
                           const QJsonObject& domain, const QJsonObject& message) {
    const QString domainName = QStringLiteral("EIP712Domain");
    QJsonObject all = types;
    if (!all.contains(domainName)) all[domainName] = domainType(domain);
    const auto separator = encodeStruct(all, domainName, domain);
    if (!separator) return failFrom(separator);
    const auto content = encodeStruct(all, primaryType, message);
    if (!content) return failFrom(content);
    Bytes preimage{0x19, 0x01};
    append(preimage, hashed(*separator));
    append(preimage, hashed(*content));
    return crypto::keccak256(preimage);
}

}  // namespace rollscope::keys
