#include "node/l1/abi_entry.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rollscope::l1 {

namespace {

constexpr int maxDepth = 16;

QString textOf(const QJsonObject& object, const char* key) {
    return object.value(QLatin1String(key)).toString();
}

Error wrong(const QString& what) {
    return {ErrorCode::invalidAbi, what.toStdString()};
}

/// "(uint256,address)[]" for a tuple argument, else its type.
Result<QString> typeText(const QJsonValue& json, int depth) {
    if (!json.isObject()) return tl::make_unexpected(wrong(QStringLiteral("no object")));
    if (depth > maxDepth) {
        return tl::make_unexpected(
            wrong(QStringLiteral("tuples nested more than %1 deep").arg(maxDepth)));
    }
    const QJsonObject argument = json.toObject();
    const QString type = textOf(argument, "type");
    if (type.isEmpty()) return tl::make_unexpected(wrong(QStringLiteral("it has no \"type\"")));
    if (!type.startsWith(QLatin1String("tuple"))) {
        // only a tuple's members may be spelled out here, and those come as "components"
        if (type.contains(QLatin1Char('('))) {
            return tl::make_unexpected(wrong(QStringLiteral("unknown type %1").arg(type)));
        }
        return type;
    }
    const QJsonValue components = argument.value(QStringLiteral("components"));
    if (!components.isArray()) {
        return tl::make_unexpected(wrong(QStringLiteral("a tuple without \"components\"")));
    }
    QStringList members;
    for (const QJsonValue& member : components.toArray()) {
        auto text = typeText(member, depth + 1);
        if (!text) return text;
        members += *text;
    }
    return QStringLiteral("(%1)%2").arg(members.join(QLatin1Char(',')), type.mid(5));
}

void nameMembers(AbiType& type, const QJsonObject& argument) {
    AbiType* tuple = &type;
    while (tuple->kind == AbiType::Kind::array) tuple = &tuple->inside[0];
    if (tuple->kind != AbiType::Kind::tuple) return;
    const QJsonArray members = argument.value(QStringLiteral("components")).toArray();
    for (qsizetype i = 0; i < members.size(); ++i) {
        const QJsonObject member = members[i].toObject();
        tuple->names.push_back(textOf(member, "name").toStdString());
        nameMembers(tuple->inside[static_cast<std::size_t>(i)], member);
    }
}

Result<AbiArgument> readArgument(const QJsonValue& json) {
    auto text = typeText(json, 0);
    if (!text) return failFrom(text);
    auto type = abiType(text->toStdString());
    if (!type) {
        const QString shown = text->size() > 60 ? text->left(60) + QStringLiteral("…") : *text;
        return tl::make_unexpected(wrong(QStringLiteral("unknown type %1").arg(shown)));
    }
    const QJsonObject argument = json.toObject();
    nameMembers(*type, argument);
    return AbiArgument{textOf(argument, "name"), std::move(*text), std::move(*type),
                       argument.value(QStringLiteral("indexed")).toBool()};
}

/// The list at `key`, which may be left out.
Result<std::vector<AbiArgument>> readArguments(const QJsonObject& entry, const QString& key,
                                               const QString& word) {
    std::vector<AbiArgument> arguments;
    const QJsonValue list = entry.value(key);
    if (list.isUndefined() || list.isNull()) return arguments;
    if (!list.isArray()) {
        return tl::make_unexpected(wrong(QStringLiteral("\"%1\" is no list").arg(key)));
    }
    for (const QJsonValue& each : list.toArray()) {
        auto argument = readArgument(each);
        if (!argument) {
            return tl::make_unexpected(
                wrong(QStringLiteral("%1 %2: %3")
                          .arg(word)
                          .arg(arguments.size() + 1)
                          .arg(QString::fromStdString(argument.error().data))));
        }
        arguments.push_back(std::move(*argument));
    }
    return arguments;
}

api::NamedValue named(const AbiArgument& argument, const AbiValue& value) {
    return {argument.name, argument.typeText,
            QString::fromStdString(abiText(argument.type, value))};
}

/// Of these only the hash is in a topic.
bool isHashed(const AbiType& type) {
    return type.dynamic() || type.kind == AbiType::Kind::array || type.kind == AbiType::Kind::tuple;
}

Result<std::vector<AbiValue>> valuesOf(const std::vector<AbiArgument>& arguments, BytesView data,
                                       bool indexedToo) {
    std::vector<AbiType> types;
    for (const AbiArgument& argument : arguments) {
        if (indexedToo || !argument.indexed) types.push_back(argument.type);
    }
    return abiDecode(types, data);
}

}  // namespace

Result<AbiEntry> readAbiEntry(const QJsonValue& json) {
    if (!json.isObject()) return tl::make_unexpected(wrong(QStringLiteral("no object")));
    const QJsonObject object = json.toObject();
    const QString kind = object.contains(QLatin1String("type")) ? textOf(object, "type")
                                                                : QStringLiteral("function");
    AbiEntry entry;
    if (kind == QLatin1String("function")) {
        entry.kind = AbiEntry::Kind::function;
    } else if (kind == QLatin1String("event")) {
        entry.kind = AbiEntry::Kind::event;
    } else if (kind == QLatin1String("error")) {
        entry.kind = AbiEntry::Kind::error;
    } else if (kind == QLatin1String("constructor") || kind == QLatin1String("fallback") ||
               kind == QLatin1String("receive")) {
        return entry;
    } else {
        return tl::make_unexpected(
            wrong(QStringLiteral("\"type\" is \"%1\", not function, event, error, constructor, "
                                 "fallback or receive")
                      .arg(kind.left(40))));
    }
    entry.name = textOf(object, "name");
    if (entry.name.isEmpty()) {
        return tl::make_unexpected(wrong(QStringLiteral("%1 without a \"name\"").arg(kind)));
    }
    const auto inside = [&](const Error& error) {
        return tl::make_unexpected(
            wrong(QStringLiteral("%1 %2: %3")
                      .arg(kind, entry.name.left(60), QString::fromStdString(error.data))));
    };
    auto inputs = readArguments(object, QStringLiteral("inputs"), QStringLiteral("argument"));
    if (!inputs) return inside(inputs.error());
    auto outputs = readArguments(object, QStringLiteral("outputs"), QStringLiteral("output"));
    if (!outputs) return inside(outputs.error());
    entry.inputs = std::move(*inputs);
    entry.outputs = std::move(*outputs);
    entry.anonymous = object.value(QStringLiteral("anonymous")).toBool();
    QStringList types;
    for (const AbiArgument& argument : entry.inputs) types += argument.typeText;
    entry.hash = abiTopic(
        QStringLiteral("%1(%2)").arg(entry.name, types.join(QLatin1Char(','))).toStdString());
    return entry;
}

std::optional<std::vector<api::NamedValue>> decodeValues(const std::vector<AbiArgument>& arguments,
                                                         BytesView data) {
    const auto values = valuesOf(arguments, data, true);
    if (!values) return std::nullopt;
    std::vector<api::NamedValue> list;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        list.push_back(named(arguments[i], (*values)[i]));
    }
    return list;
}

std::optional<std::vector<api::NamedValue>> decodeEvent(const AbiEntry& event,
                                                        const types::Log& log) {
    std::size_t topics = 1;
    for (const AbiArgument& argument : event.inputs) topics += argument.indexed ? 1 : 0;
    if (topics != log.topics.size()) return std::nullopt;
    const auto values = valuesOf(event.inputs, log.data, false);
    if (!values) return std::nullopt;
    std::vector<api::NamedValue> list;
    std::size_t topic = 1;
    std::size_t field = 0;
    for (const AbiArgument& argument : event.inputs) {
        if (!argument.indexed) {
            list.push_back(named(argument, (*values)[field++]));
        } else if (isHashed(argument.type)) {
            list.push_back({argument.name, QStringLiteral("bytes32"),
                            QString::fromStdString(toHex(log.topics[topic++].view()))});
        } else {
            list.push_back(named(argument, abi(log.topics[topic++])));
        }
    }
    return list;
}

}  // namespace rollscope::l1
