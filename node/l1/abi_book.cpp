#include "node/l1/abi_book.h"

#include "node/core/base/assert.h"
#include "node/l1/artifacts.h"

namespace rollscope::l1 {

namespace {

const AbiBook& ourBook() {
    static const AbiBook all = [] {
        AbiBook result;
        for (const QString& name : artifactNames()) {
            const auto read = result.read(artifact(name).abi, name);
            ASSERT(read.has_value());
        }
        return result;
    }();
    return all;
}

template <class Entries, class Key>
const std::vector<AbiEntry>& entriesOf(const Entries& entries, const Key& key) {
    static const std::vector<AbiEntry> none;
    const auto found = entries.find(key);
    return found == entries.end() ? none : found->second;
}

std::optional<api::DecodedCall> firstFit(const std::vector<AbiEntry>& entries,
                                         BytesView arguments) {
    for (const AbiEntry& entry : entries) {
        if (auto values = decodeValues(entry.inputs, arguments)) {
            return api::DecodedCall{entry.contract, entry.name, std::move(*values)};
        }
    }
    return std::nullopt;
}

/// More with one selector are copies of each other.
constexpr std::size_t maxNamesakes = 16;

void addTo(std::vector<AbiEntry>& entries, AbiEntry&& entry) {
    if (entries.size() < maxNamesakes) entries.push_back(std::move(entry));
}

QString callText(const api::DecodedCall& call) {
    QStringList arguments;
    for (const api::NamedValue& each : call.arguments) {
        arguments +=
            each.name.isEmpty() ? each.value : QStringLiteral("%1 %2").arg(each.name, each.value);
    }
    return QStringLiteral("%1(%2)").arg(call.function, arguments.join(QStringLiteral(", ")));
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

Result<void> AbiBook::read(const QJsonArray& abi, const QString& contract) {
    if (abi.size() > maxEntries) {
        return fail(ErrorCode::invalidAbi, "it has " + std::to_string(abi.size()) +
                                               " entries, at most " + std::to_string(maxEntries) +
                                               " are taken: leave out what is not needed");
    }
    for (qsizetype i = 0; i < abi.size(); ++i) {
        auto entry = readAbiEntry(abi[i]);
        if (!entry) {
            return fail(ErrorCode::invalidAbi,
                        "entry " + std::to_string(i + 1) + ": " + entry.error().data);
        }
        entry->contract = contract;
        const std::uint32_t selector = selectorOf(entry->hash.view());
        switch (entry->kind) {
            case AbiEntry::Kind::function: addTo(m_functions[selector], std::move(*entry)); break;
            case AbiEntry::Kind::error: addTo(m_errors[selector], std::move(*entry)); break;
            case AbiEntry::Kind::event:
                // without its topic nothing tells it from others
                if (!entry->anonymous) addTo(m_events[entry->hash], std::move(*entry));
                break;
            case AbiEntry::Kind::other: break;
        }
    }
    return {};
}

std::optional<api::DecodedCall> AbiBook::call(BytesView data) const {
    if (data.size() < 4) return std::nullopt;
    return firstFit(entriesOf(m_functions, selectorOf(data)), data.subspan(4));
}

std::optional<std::vector<api::NamedValue>> AbiBook::returned(BytesView input,
                                                              BytesView output) const {
    if (input.size() < 4) return std::nullopt;
    for (const AbiEntry& entry : entriesOf(m_functions, selectorOf(input))) {
        if (entry.outputs.empty() && !output.empty()) continue;
        if (auto values = decodeValues(entry.outputs, output)) return values;
    }
    return std::nullopt;
}

std::optional<api::DecodedCall> AbiBook::event(const types::Log& log) const {
    if (log.topics.empty()) return std::nullopt;
    for (const AbiEntry& entry : entriesOf(m_events, log.topics[0])) {
        if (auto values = decodeEvent(entry, log)) {
            return api::DecodedCall{entry.contract, entry.name, std::move(*values)};
        }
    }
    return std::nullopt;
}

std::optional<api::DecodedCall> AbiBook::error(BytesView data) const {
    if (data.size() < 4) return std::nullopt;
    return firstFit(entriesOf(m_errors, selectorOf(data)), data.subspan(4));
}

std::optional<api::DecodedCall> decodeCall(BytesView data, const AbiBook* own) {
    if (own != nullptr) {
        if (auto call = own->call(data)) return call;
    }
    return ourBook().call(data);
}

std::vector<api::NamedValue> decodeReturned(BytesView input, BytesView output, const AbiBook* own) {
    if (own != nullptr) {
        if (auto values = own->returned(input, output)) return std::move(*values);
    }
    return ourBook().returned(input, output).value_or(std::vector<api::NamedValue>{});
}

std::optional<api::DecodedCall> decodeLog(const types::Log& log, const AbiBook* own) {
    if (own != nullptr) {
        if (auto event = own->event(log)) return event;
    }
    return ourBook().event(log);
}

QString explainRevert(BytesView data, const AbiBook* own) {
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
    if (own != nullptr) {
        if (const auto error = own->error(data)) return callText(*error);
    }
    if (const auto error = ourBook().error(data)) return callText(*error);
    return QString::fromStdString(toHex(data));
}

QString explainError(const Error& error, const AbiBook* own) {
    if (error.code == ErrorCode::executionReverted) {
        const auto data = bytesFromHex(error.data.empty() ? "0x" : error.data);
        if (data) return QStringLiteral("execution reverted: %1").arg(explainRevert(*data, own));
    }
    return QString::fromStdString(error.text());
}

}  // namespace rollscope::l1
