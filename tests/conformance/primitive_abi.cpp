#include <QJsonDocument>
#include <QRegularExpression>

#include "fixture.h"
#include "node/core/crypto/keccak.h"
#include "node/crypto/hashes.h"
#include "node/l1/abi.h"
#include "primitives.h"

namespace rollscope::conformance {

namespace {

using l1::AbiType;
using l1::AbiValue;

/// Numbers may be negative: two's complement.
U256 integerOf(const QJsonValue& value) {
    if (value.isDouble() && value.toInteger() < 0) return -wordOf(QJsonValue(-value.toInteger()));
    const QString text = value.toString();
    if (text.startsWith(QLatin1Char('-'))) return -wordOf(text.mid(1));
    return wordOf(value);
}

/// Solidity's left-aligned bytesN.
AbiValue leftAligned(BytesView bytes) {
    Hash word;
    if (bytes.size() > Hash::size()) unread("bytesN that long");
    std::copy_n(bytes.begin(), std::min(bytes.size(), Hash::size()), word.bytes.begin());
    return l1::abi(word);
}

/// The value of a JSON value; {type, value} wrappers and addresses as numbers included.
AbiValue valueOf(const AbiType& type, const QJsonValue& json) {
    const QJsonValue value = json.isObject() ? json.toObject()[QStringLiteral("value")] : json;
    switch (type.kind) {
        case AbiType::Kind::uint:
        case AbiType::Kind::integer: return l1::abi(integerOf(value));
        case AbiType::Kind::boolean: return l1::abi(U256{value.toBool() ? 1U : 0U});
        case AbiType::Kind::address: return l1::abi(addressOf(value));
        case AbiType::Kind::fixedBytes: {
            const std::string text = textOf(value);
            return leftAligned(text.rfind("0x", 0) == 0 ? bytesOf(value)
                                                        : Bytes(text.begin(), text.end()));
        }
        case AbiType::Kind::bytes: {
            const std::string text = textOf(value);
            return l1::abi(text.rfind("0x", 0) == 0 ? bytesOf(value)
                                                    : Bytes(text.begin(), text.end()));
        }
        case AbiType::Kind::string: {
            const std::string text = textOf(value);
            return l1::abi(Bytes(text.begin(), text.end()));
        }
        case AbiType::Kind::array:
        case AbiType::Kind::tuple: break;
    }
    std::vector<AbiValue> items;
    const QJsonArray list = value.toArray();
    const bool isTuple = type.kind == AbiType::Kind::tuple;
    const auto count = static_cast<std::size_t>(list.size());
    if (isTuple && count != type.inside.size()) unread("a tuple of that many members");
    if (!isTuple && type.size != 0 && count != type.size) unread("an array of that length");
    for (std::size_t i = 0; i < count; ++i) {
        const AbiType& inner =
            isTuple ? type.inside[std::min(i, type.inside.size() - 1)] : type.inside[0];
        items.push_back(valueOf(inner, list[static_cast<qsizetype>(i)]));
    }
    // T[n] is laid out as a tuple of n.
    return isTuple || type.size != 0 ? l1::abiTuple(std::move(items))
                                     : l1::abiArray(std::move(items));
}

/// "uint" and "int" stand for 256 bits, "tuple(…)" for "(…)".
Result<AbiType> typeOf(QString text) {
    static const QRegularExpression bareInteger(QStringLiteral("(?<=\\bint|\\buint)(?!\\d)"));
    text.remove(QStringLiteral("tuple"));
    text.replace(bareInteger, QStringLiteral("256"));
    return l1::abiType(text.toStdString());
}

QJsonArray listOf(const QJsonValue& value) {
    if (!value.isString()) return value.toArray();
    return QJsonDocument::fromJson(value.toString().toUtf8()).array();
}

Result<std::vector<AbiType>> typesOf(const QJsonArray& texts) {
    std::vector<AbiType> types;
    for (const QJsonValue& text : texts) {
        auto type = typeOf(text.toString());
        if (!type) return failFrom(type);
        types.push_back(*std::move(type));
    }
    return types;
}

std::vector<AbiValue> valuesOf(const std::vector<AbiType>& types, const QJsonArray& values) {
    std::vector<AbiValue> result;
    if (types.size() != static_cast<std::size_t>(values.size())) unread("as many values as types");
    for (std::size_t i = 0; i < types.size(); ++i) {
        result.push_back(valueOf(types[i], values[static_cast<qsizetype>(i)]));
    }
    return result;
}

std::string roundTrip(const QJsonArray& texts, const QJsonArray& json, BytesView expected) {
    const auto types = typesOf(texts);
    if (!types) return types.error().text();
    const auto values = valuesOf(*types, json);
    if (auto problem = same(l1::abiEncode(values), expected); !problem.empty()) return problem;
    const auto decoded = l1::abiDecode(*types, expected);
    if (!decoded) return "not read back: " + decoded.error().text();
    if (decoded->size() != values.size()) return "read back another number of values";
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (l1::abiText((*types)[i], (*decoded)[i]) != l1::abiText((*types)[i], values[i])) {
            return "read back " + l1::abiText((*types)[i], (*decoded)[i]);
        }
    }
    return {};
}

/// A component's type as the signature has it: tuples in brackets.
QString canonical(const QJsonObject& input) {
    const QString type = input[QStringLiteral("type")].toString();
    if (!type.startsWith(QLatin1String("tuple"))) return type;
    QStringList members;
    for (const QJsonValue& part : input[QStringLiteral("components")].toArray()) {
        members.push_back(canonical(part.toObject()));
    }
    return QLatin1Char('(') + members.join(QLatin1Char(',')) + QLatin1Char(')') + type.mid(5);
}

std::size_t bytesOfInteger(const QString& type) {
    const QString digits = type.mid(type.startsWith(QLatin1Char('u')) ? 4 : 3);
    return digits.isEmpty() ? 32 : static_cast<std::size_t>(digits.toUInt() / 8);
}

/// abi.encodePacked of one value; elements of arrays are padded to words.
Bytes packed(const QString& type, const QJsonValue& value, bool inArray) {
    if (type.endsWith(QLatin1Char(']'))) {
        Bytes result;
        const QString element = type.left(type.lastIndexOf(QLatin1Char('[')));
        for (const QJsonValue& item : value.toArray()) append(result, packed(element, item, true));
        return result;
    }
    const auto parsed = typeOf(type);
    if (!parsed) {
        unread("type " + type.toStdString());
        return {};
    }
    const AbiValue single = valueOf(*parsed, value);
    if (single.kind == AbiValue::Kind::bytes) return single.bytes;
    const Hash word = single.hash();
    const Bytes whole(word.bytes.begin(), word.bytes.end());
    if (inArray) return whole;
    using Kind = AbiType::Kind;
    if (parsed->kind == Kind::fixedBytes) {
        return {whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(parsed->size)};
    }
    std::size_t size = 1;
    if (parsed->kind == Kind::address) size = Address::size();
    if (parsed->kind == Kind::uint || parsed->kind == Kind::integer) size = bytesOfInteger(type);
    if (size > whole.size()) return whole;
    return {whole.end() - static_cast<std::ptrdiff_t>(size), whole.end()};
}

Bytes topicOf(const QString& type, const QJsonValue& value) {
    const bool isHashed = type.endsWith(QLatin1Char(']')) || type == QLatin1String("string") ||
                          type == QLatin1String("bytes");
    Bytes bytes = packed(type, value, true);
    if (!isHashed) return bytes;
    const Hash hash = crypto::keccak256(bytes);
    return {hash.bytes.begin(), hash.bytes.end()};
}

}  // namespace

std::string checkAbi(const QJsonObject& test) {
    return roundTrip(test[QStringLiteral("types")].toArray(),
                     test[QStringLiteral("args")].toArray(),
                     bytesOf(test[QStringLiteral("result")]));
}

std::string checkAbiCoder(const QJsonObject& test) {
    return roundTrip(listOf(test[QStringLiteral("types")]), listOf(test[QStringLiteral("values")]),
                     bytesOf(test[QStringLiteral("result")]));
}

std::string checkEvent(const QJsonObject& test) {
    const QJsonArray types = test[QStringLiteral("types")].toArray();
    const QJsonArray values = test[QStringLiteral("values")].toArray();
    const QJsonArray indexed = test[QStringLiteral("indexed")].toArray();
    QJsonArray dataTypes;
    QJsonArray dataValues;
    std::vector<Bytes> topics;
    for (qsizetype i = 0; i < types.size(); ++i) {
        if (indexed[i].toBool()) {
            topics.push_back(topicOf(types[i].toString(), values[i]));
        } else {
            dataTypes.push_back(types[i]);
            dataValues.push_back(values[i]);
        }
    }
    // Before the indexed values stands the event's own topic, unless it is anonymous.
    const QJsonArray expected = test[QStringLiteral("topics")].toArray();
    const auto own = expected.size() - static_cast<qsizetype>(topics.size());
    if (own < 0 || own > 1) return "number of topics";
    for (std::size_t i = 0; i < topics.size(); ++i) {
        const Bytes topic = bytesOf(expected[own + static_cast<qsizetype>(i)]);
        if (auto problem = same(topics[i], topic); !problem.empty()) return "topic " + problem;
    }
    return roundTrip(dataTypes, dataValues, bytesOf(test[QStringLiteral("data")]));
}

std::string checkSignature(const QJsonObject& test) {
    const std::string signature = textOf(test[QStringLiteral("signature")]);
    const Hash topic = l1::abiTopic(signature);
    if (auto problem = same(topic.view().first(4), bytesOf(test[QStringLiteral("sigHash")]));
        !problem.empty()) {
        return problem;
    }
    const std::string name = signature.substr(0, signature.find('('));
    for (const QJsonValue& entry : listOf(test[QStringLiteral("abi")])) {
        const QJsonObject function = entry.toObject();
        if (textOf(function[QStringLiteral("name")]) != name) continue;
        QStringList inputs;
        for (const QJsonValue& input : function[QStringLiteral("inputs")].toArray()) {
            inputs.push_back(canonical(input.toObject()));
        }
        const std::string made = name + "(" + inputs.join(QLatin1Char(',')).toStdString() + ")";
        return made == signature ? std::string{} : "signature " + made;
    }
    return "function is not in the ABI";
}

std::string checkPacked(const QJsonObject& test) {
    const QJsonArray types = test[QStringLiteral("types")].toArray();
    const QJsonArray values = test[QStringLiteral("values")].toArray();
    Bytes bytes;
    for (qsizetype i = 0; i < types.size(); ++i) {
        append(bytes, packed(types[i].toString(), values[i], false));
    }
    const Hash keccak = crypto::keccak256(bytes);
    if (auto bad = same(keccak.view(), bytesOf(test[QStringLiteral("keccak256")])); !bad.empty()) {
        return "keccak " + bad;
    }
    const auto sha = host::sha256(bytes);
    if (!sha || *sha != bytesOf(test[QStringLiteral("sha256")])) return "sha256";
    const auto ripemd = host::ripemd160(bytes);
    if (!ripemd) return "ripemd160";
    // The vectors pad on the right, the contract on the left.
    Bytes padded(ripemd->begin() + 12, ripemd->end());
    padded.resize(32);
    return same(padded, bytesOf(test[QStringLiteral("ripemd160")]));
}

}  // namespace rollscope::conformance
