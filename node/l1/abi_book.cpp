#include "node/l1/abi_book.h"

#include <QJsonObject>
#include <unordered_map>

#include "node/l1/abi.h"
#include "node/l1/artifacts.h"

namespace rollscope::l1 {

namespace {

struct Argument {
    QString name;
    QString typeText;
    AbiType type;
    bool indexed = false;
};

struct Entry {
    QString contract;
    QString name;
    std::vector<Argument> arguments;
};

struct Book {
    std::unordered_map<std::uint32_t, Entry> functions;
    std::unordered_map<std::uint32_t, Entry> errors;
    std::unordered_map<Hash, std::vector<Entry>> events;  // by topic; "indexed" may differ
};

/// "(uint256,address)[]" for a tuple argument, else its type.
QString typeText(const QJsonObject& argument) {
    const QString type = argument.value(QStringLiteral("type")).toString();
    if (!type.startsWith(QStringLiteral("tuple"))) return type;
    QStringList members;
    for (const QJsonValue& member : argument.value(QStringLiteral("components")).toArray()) {
        members += typeText(member.toObject());
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
        tuple->names.push_back(member.value(QStringLiteral("name")).toString().toStdString());
        nameMembers(tuple->inside[static_cast<std::size_t>(i)], member);
    }
}

void addEntry(Book& book, const QString& contract, const QJsonObject& json) {
    Entry entry{contract, json.value(QStringLiteral("name")).toString(), {}};
    QStringList types;
    for (const QJsonValue& value : json.value(QStringLiteral("inputs")).toArray()) {
        const QJsonObject argument = value.toObject();
        const QString text = typeText(argument);
        auto type = abiType(text.toStdString());
        if (!type) return;
        nameMembers(*type, argument);
        types += text;
        entry.arguments.push_back({argument.value(QStringLiteral("name")).toString(), text,
                                   std::move(*type),
                                   argument.value(QStringLiteral("indexed")).toBool()});
    }
    const Hash hash =
        abiTopic((entry.name + QLatin1Char('(') + types.join(QLatin1Char(',')) + QLatin1Char(')'))
                     .toStdString());
    const QString kind = json.value(QStringLiteral("type")).toString();
    const std::uint32_t selector = selectorOf(hash.view());
    if (kind == QStringLiteral("function")) {
        book.functions.emplace(selector, std::move(entry));
    } else if (kind == QStringLiteral("error")) {
        book.errors.emplace(selector, std::move(entry));
    } else if (kind == QStringLiteral("event")) {
        book.events[hash].push_back(std::move(entry));
    }
}

const Book& book() {
    static const Book all = [] {
        Book result;
        for (const QString& name : artifactNames()) {
            for (const QJsonValue& each : artifact(name).abi) {
                addEntry(result, name, each.toObject());
            }
        }
        return result;
    }();
    return all;
}

api::NamedValue named(const Argument& argument, const AbiValue& value) {
    return {argument.name, argument.typeText,
            QString::fromStdString(abiText(argument.type, value))};
}

std::optional<api::DecodedCall> decodeEntry(const Entry& entry, BytesView arguments) {
    std::vector<AbiType> types;
    for (const Argument& argument : entry.arguments) types.push_back(argument.type);
    const auto values = abiDecode(types, arguments);
    if (!values) return std::nullopt;
    api::DecodedCall call{entry.contract, entry.name, {}};
    for (std::size_t i = 0; i < types.size(); ++i) {
        call.arguments.push_back(named(entry.arguments[i], (*values)[i]));
    }
    return call;
}

std::optional<api::DecodedCall> decodeEvent(const Entry& entry, const types::Log& log) {
    std::vector<AbiType> types;
    std::size_t topics = 1;
    for (const Argument& argument : entry.arguments) {
        if (argument.indexed) {
            ++topics;
        } else {
            types.push_back(argument.type);
        }
    }
    if (topics != log.topics.size()) return std::nullopt;
    const auto values = abiDecode(types, log.data);
    if (!values) return std::nullopt;
    api::DecodedCall call{entry.contract, entry.name, {}};
    std::size_t topic = 1;
    std::size_t field = 0;
    for (const Argument& argument : entry.arguments) {
        if (!argument.indexed) {
            call.arguments.push_back(named(argument, (*values)[field++]));
        } else if (argument.type.dynamic()) {
            // only its hash is in the log
            call.arguments.push_back({argument.name, QStringLiteral("bytes32"),
                                      QString::fromStdString(toHex(log.topics[topic++].view()))});
        } else {
            call.arguments.push_back(named(argument, abi(log.topics[topic++])));
        }
    }
    return call;
}

QString panicText(std::uint64_t code) {
    switch (code) {
        case 0x01: return QStringLiteral("assertion failed");
        case 0x11: return QStringLiteral("arithmetic overflow or underflow");
        case 0x12: return QStringLiteral("division by zero");
        case 0x21: return QStringLiteral("value outside the enum");
        case 0x31: return QStringLiteral("pop from an empty array");
        case 0x32: return QStringLiteral("array index out of bounds");
        case 0x41: return QStringLiteral("too much memory asked for");
        default: return QStringLiteral("code 0x%1").arg(code, 0, 16);
    }
}

}  // namespace

std::optional<api::DecodedCall> decodeCall(BytesView data) {
    const auto found = book().functions.find(selectorOf(data));
    if (data.size() < 4 || found == book().functions.end()) return std::nullopt;
    return decodeEntry(found->second, data.subspan(4));
}

std::optional<api::DecodedCall> decodeLog(const types::Log& log) {
    if (log.topics.empty()) return std::nullopt;
    const auto found = book().events.find(log.topics[0]);
    if (found == book().events.end()) return std::nullopt;
    for (const Entry& entry : found->second) {
        if (auto call = decodeEvent(entry, log)) return call;
    }
    return std::nullopt;
}

QString explainRevert(BytesView data) {
    if (data.empty()) return QStringLiteral("without a reason");
    const std::uint32_t selector = selectorOf(data);
    if (data.size() >= 4 && selector == 0x08c379a0) {
        const auto values = abiDecode("string", data.subspan(4));
        if (values) {
            const Bytes& text = (*values)[0].bytes;
            return QString::fromUtf8(reinterpret_cast<const char*>(text.data()),
                                     static_cast<qsizetype>(text.size()));
        }
    }
    if (data.size() >= 4 && selector == 0x4e487b71) {
        const auto values = abiDecode("uint256", data.subspan(4));
        if (values) return QStringLiteral("panic: %1").arg(panicText((*values)[0].u64()));
    }
    const auto found = book().errors.find(selector);
    if (data.size() >= 4 && found != book().errors.end()) {
        if (const auto call = decodeEntry(found->second, data.subspan(4))) {
            QStringList arguments;
            for (const api::NamedValue& each : call->arguments) {
                arguments += each.name.isEmpty()
                                 ? each.value
                                 : QStringLiteral("%1 %2").arg(each.name, each.value);
            }
            return QStringLiteral("%1(%2)").arg(call->function,
                                                arguments.join(QStringLiteral(", ")));
        }
    }
    return QString::fromStdString(toHex(data));
}

QString explainError(const Error& error) {
    if (error.code == ErrorCode::executionReverted) {
        const auto data = bytesFromHex(error.data.empty() ? "0x" : error.data);
        if (data) return QStringLiteral("execution reverted: %1").arg(explainRevert(*data));
    }
    return QString::fromStdString(error.text());
}

}  // namespace rollscope::l1
