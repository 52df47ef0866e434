// The text side of the ABI: type names in, values in words out.
#include "node/l1/abi.h"

namespace rollscope::l1 {

namespace {

/// Splits at commas outside parentheses.
std::vector<std::string_view> split(std::string_view list) {
    std::vector<std::string_view> parts;
    int depth = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i] == '(') ++depth;
        if (list[i] == ')') --depth;
        if (list[i] == ',' && depth == 0) {
            parts.push_back(list.substr(start, i - start));
            start = i + 1;
        }
    }
    if (!list.empty()) parts.push_back(list.substr(start));
    return parts;
}

Result<std::size_t> number(std::string_view digits) {
    std::size_t value = 0;
    if (digits.empty() || digits.size() > 5) return fail(ErrorCode::invalidAbi);
    for (char c : digits) {
        if (c < '0' || c > '9') return fail(ErrorCode::invalidAbi);
        value = value * 10 + static_cast<std::size_t>(c - '0');
    }
    return value;
}

Result<AbiType> wordType(std::string_view text) {
    using Kind = AbiType::Kind;
    AbiType type;
    if (text == "address") {
        type.kind = Kind::address;
    } else if (text == "bool") {
        type.kind = Kind::boolean;
    } else if (text == "bytes") {
        type.kind = Kind::bytes;
    } else if (text == "string") {
        type.kind = Kind::string;
    } else if (text == "function") {  // an address and a selector
        type.kind = Kind::fixedBytes;
        type.size = 24;
    } else if (text.starts_with("uint") || text.starts_with("int")) {
        const bool isSigned = text[0] == 'i';
        const auto bits = number(text.substr(isSigned ? 3 : 4));
        if (!bits || *bits == 0 || *bits > 256 || *bits % 8 != 0) {
            return fail(ErrorCode::invalidAbi, std::string(text));
        }
        type.kind = isSigned ? Kind::integer : Kind::uint;
    } else if (text.starts_with("bytes")) {
        const auto size = number(text.substr(5));
        if (!size || *size == 0 || *size > 32)
            return fail(ErrorCode::invalidAbi, std::string(text));
        type.kind = Kind::fixedBytes;
        type.size = *size;
    } else {
        return fail(ErrorCode::invalidAbi, std::string(text));
    }
    return type;
}

std::string quoted(const Bytes& bytes) {
    std::string text = "\"";
    for (std::uint8_t byte : bytes) text += byte < 0x20 ? '?' : static_cast<char>(byte);
    return text + "\"";
}

}  // namespace

namespace {

constexpr int maxDepth = 16;
constexpr std::size_t maxHead = std::size_t{1} << 27;

Result<std::vector<AbiType>> listAt(std::string_view text, int depth);

Result<AbiType> typeAt(std::string_view text, int depth) {
    if (depth > maxDepth) return fail(ErrorCode::invalidAbi, "types nested more than 16 deep");
    AbiType type;
    if (text.ends_with("]")) {
        const std::size_t open = text.rfind('[');
        if (open == std::string_view::npos) return fail(ErrorCode::invalidAbi, std::string(text));
        auto element = typeAt(text.substr(0, open), depth + 1);
        if (!element) return element;
        type.kind = AbiType::Kind::array;
        const std::string_view count = text.substr(open + 1, text.size() - open - 2);
        if (!count.empty()) {
            const auto size = number(count);
            if (!size || *size == 0) return fail(ErrorCode::invalidAbi, std::string(text));
            type.size = *size;
        }
        type.inside.push_back(std::move(*element));
    } else if (text.starts_with("(") && text.ends_with(")")) {
        auto members = listAt(text.substr(1, text.size() - 2), depth + 1);
        if (!members) return failFrom(members);
        type.kind = AbiType::Kind::tuple;
        type.inside = std::move(*members);
    } else {
        return wordType(text);
    }
    if (type.headSize() > maxHead) return fail(ErrorCode::invalidAbi, "a type above 128 MB");
    return type;
}

Result<std::vector<AbiType>> listAt(std::string_view text, int depth) {
    std::vector<AbiType> types;
    for (std::string_view part : split(text)) {
        auto type = typeAt(part, depth);
        if (!type) return failFrom(type);
        types.push_back(std::move(*type));
    }
    return types;
}

}  // namespace

Result<AbiType> abiType(std::string_view text) {
    return typeAt(text, 0);
}

Result<std::vector<AbiType>> abiTypes(std::string_view text) {
    const std::size_t open = text.find('(');
    // "name(T,T)": a name stands before the list; "(T,T),T" has none
    if (open != std::string_view::npos && open > 0 && text.find(',') > open &&
        text.find(']') > open) {
        text = text.substr(open + 1, text.size() - open - 2);
    }
    return listAt(text, 0);
}

std::string abiText(const AbiType& type, const AbiValue& value) {
    using Kind = AbiType::Kind;
    switch (type.kind) {
        case Kind::uint: return toDecimal(value.word);
        case Kind::integer:
            return value.word.signBit() ? std::string("-").append(toDecimal(-value.word))
                                        : toDecimal(value.word);
        case Kind::boolean: return value.word.isZero() ? "false" : "true";
        case Kind::address: return toHex(toAddress(value.word).view());
        case Kind::fixedBytes: return toHex(value.hash().view().first(type.size));
        case Kind::bytes: return toHex(value.bytes);
        case Kind::string: return quoted(value.bytes);
        case Kind::array:
        case Kind::tuple: break;
    }
    const bool list = type.kind == Kind::array;
    std::string text = list ? "[" : "(";
    for (std::size_t i = 0; i < value.inside.size(); ++i) {
        if (i != 0) text += ", ";
        if (!list && i < type.names.size() && !type.names[i].empty()) {
            text += type.names[i] + " ";
        }
        text += abiText(list ? type.inside[0] : type.inside[i], value.inside[i]);
    }
    return text + (list ? "]" : ")");
}

}  // namespace rollscope::l1
