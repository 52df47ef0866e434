#include "fixture.h"
#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/core/merkle/trie.h"
#include "node/core/merkle/trie_node.h"
#include "node/core/types/block.h"
#include "primitives.h"

namespace rollscope::conformance {

namespace {

using codec::RlpItem;

/// RLP of a JSON value: numbers, "#digits" for large ones, texts, lists.
Bytes encode(const QJsonValue& value, bool hexTexts) {
    if (value.isArray()) {
        std::vector<Bytes> items;
        for (const QJsonValue& item : value.toArray()) items.push_back(encode(item, hexTexts));
        return codec::encodeList(items);
    }
    if (value.isDouble()) return codec::encodeUint(wordOf(value));
    if (hexTexts) return codec::encodeString(bytesOf(value));
    const std::string text = textOf(value);
    if (text.rfind('#', 0) == 0) {
        const auto number = u256FromDecimal(text.substr(1));
        // Beyond 256 bits there is no number of ours: the bytes are compared by reading back.
        return number ? codec::encodeUint(*number) : Bytes{};
    }
    return codec::encodeString(asBytes(text));
}

/// Writes again what was read: equal to the input if the reader lost nothing.
Bytes encodeAgain(const RlpItem& item) {
    if (!item.isList) return codec::encodeString(item.payload);
    std::vector<Bytes> parts;
    const auto items = item.items();
    if (!items) return {};
    for (const RlpItem& inner : *items) parts.push_back(encodeAgain(inner));
    return codec::encodeList(parts);
}

std::string checkReading(BytesView encoded) {
    const auto item = codec::decodeRlp(encoded);
    if (!item) return "refused: " + item.error().text();
    return same(encodeAgain(*item), encoded);
}

Bytes keyOrValue(const std::string& text) {
    if (text.rfind("0x", 0) != 0) return Bytes(text.begin(), text.end());
    const auto bytes = bytesFromHex(text);
    if (!bytes) unread("hex '" + text + "'");
    return bytes.value_or(Bytes{});
}

}  // namespace

std::string checkRlp(const QJsonObject& test) {
    const QJsonValue in = test[QStringLiteral("in")];
    const Bytes out = bytesOf(test[QStringLiteral("out")]);
    const QString word = in.toString();
    if (word == QLatin1String("INVALID")) {
        return codec::decodeRlp(out) ? "was read" : std::string{};
    }
    if (word != QLatin1String("VALID")) {
        const bool huge =
            word.startsWith(QLatin1Char('#')) && !u256FromDecimal(word.mid(1).toStdString());
        if (!huge) {
            if (auto problem = same(encode(in, false), out); !problem.empty()) return problem;
        }
    }
    return checkReading(out);
}

std::string checkRlpCoder(const QJsonObject& test) {
    const Bytes expected = bytesOf(test[QStringLiteral("encoded")]);
    const std::string problem = same(encode(test[QStringLiteral("decoded")], true), expected);
    return problem.empty() ? checkReading(expected) : problem;
}

std::string checkTrie(const QJsonObject& test, bool secure) {
    const merkle::EmptyNodeReader none;
    merkle::Trie trie(none);
    const auto put = [&](const std::string& keyText, const QJsonValue& value) {
        Bytes key = keyOrValue(keyText);
        if (secure) {
            const Hash hash = crypto::keccak256(key);
            key.assign(hash.bytes.begin(), hash.bytes.end());
        }
        const Bytes bytes = value.isNull() ? Bytes{} : keyOrValue(textOf(value));
        return trie.put(key, bytes).has_value();
    };
    const QJsonValue in = test[QStringLiteral("in")];
    for (const QJsonValue& pair : in.toArray()) {
        if (!put(textOf(pair.toArray()[0]), pair.toArray()[1])) return "put failed";
    }
    const QJsonObject pairs = in.toObject();
    for (auto it = pairs.begin(); it != pairs.end(); ++it) {
        if (!put(it.key().toStdString(), it.value())) return "put failed";
    }
    merkle::NodeSet nodes;
    return same(trie.commit(nodes).view(), bytesOf(test[QStringLiteral("root")]));
}

std::string checkHexPrefix(const QJsonObject& test) {
    Bytes nibbles;
    for (const QJsonValue& nibble : test[QStringLiteral("seq")].toArray()) {
        nibbles.push_back(static_cast<std::uint8_t>(numberOf(nibble) & 15));
    }
    const bool leaf = test[QStringLiteral("term")].toBool();
    return same(merkle::hexPrefix(nibbles, leaf), bytesOf(test[QStringLiteral("out")]));
}

std::string checkGenesis(const QJsonObject& test) {
    types::Header header;
    header.parentHash = hashOf(test[QStringLiteral("parentHash")]);
    header.ommersHash = types::emptyOmmersHash;
    header.beneficiary = addressOf(test[QStringLiteral("coinbase")]);
    header.stateRoot = stateOf(test[QStringLiteral("alloc")].toObject()).root();
    header.transactionsRoot = types::emptyTrieRoot;
    header.receiptsRoot = types::emptyTrieRoot;
    header.difficulty = wordOf(test[QStringLiteral("difficulty")]);
    header.gasLimit = numberOf(test[QStringLiteral("gasLimit")]);
    header.timestamp = numberOf(test[QStringLiteral("timestamp")]);
    header.extraData = bytesOf(test[QStringLiteral("extraData")]);
    header.prevRandao = hashOf(test[QStringLiteral("mixHash")]);
    const Bytes nonce = bytesOf(test[QStringLiteral("nonce")]);
    if (nonce.size() != header.nonce.size()) return "nonce is not 8 bytes";
    std::copy(nonce.begin(), nonce.end(), header.nonce.bytes.begin());
    codec::RlpWriter block;
    block.encoded(types::encodeHeader(header)).list(codec::RlpWriter{}).list(codec::RlpWriter{});
    return same(block.asList(), bytesOf(test[QStringLiteral("result")]));
}

std::string checkBigNumber(const QJsonObject& test) {
    constexpr double largestSafe = 9007199254740991.0;  // ethers asks for less than it
    const QJsonValue value = test[QStringLiteral("value")];
    std::string text = value.toString().toStdString();
    bool valid = true;
    if (value.isDouble()) {
        valid = value.toDouble() < largestSafe && value.toDouble() > -largestSafe;
        text = std::to_string(value.toInteger());
    }
    const bool negative = text.rfind('-', 0) == 0;
    if (negative) text = text.substr(1);
    Result<U256> number = u256FromDecimal(text);
    if (text.rfind("0x", 0) == 0 && text.size() > 2) {
        const std::string pad(text.size() % 2, '0');
        const auto bytes = bytesFromHex("0x" + pad + text.substr(2));
        if (bytes && bytes->size() <= 32) number = u256FromBytes(*bytes);
    }
    const QJsonValue expected = test[QStringLiteral("expectedValue")];
    if (!valid || !number) return expected.isNull() ? std::string{} : "refused";
    if (expected.isNull()) return "accepted";
    Bytes bytes = toMinimalBytes(*number);
    if (bytes.empty()) bytes.push_back(0);
    const std::string got = (negative ? "-" : "") + toHex(bytes);
    return got == textOf(expected) ? std::string{} : "got " + got;
}

namespace {

/// `digits` of the smallest unit as a decimal of 10^places, "1.0" for a whole one.
std::string formatUnits(std::string digits, std::size_t places) {
    const bool negative = digits.rfind('-', 0) == 0;
    if (negative) digits = digits.substr(1);
    const auto amount = u256FromDecimal(digits);
    if (!amount) return "?";
    digits = toDecimal(*amount);
    while (digits.size() <= places) digits.insert(digits.begin(), '0');
    std::string fraction = digits.substr(digits.size() - places);
    while (fraction.size() > 1 && fraction.back() == '0') fraction.pop_back();
    const std::string whole = digits.substr(0, digits.size() - places);
    return (negative ? "-" : "") + whole + "." + fraction;
}

/// The way back: decimal text to digits of the smallest unit.
std::string parseUnits(std::string text, std::size_t places) {
    const bool negative = text.rfind('-', 0) == 0;
    if (negative) text = text.substr(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string fraction = point < text.size() ? text.substr(point + 1) : std::string{};
    if (fraction.size() > places) return "?";
    fraction.resize(places, '0');
    const auto amount = u256FromDecimal(text.substr(0, point) + fraction);
    return amount ? (negative ? "-" : "") + toDecimal(*amount) : "?";
}

}  // namespace

std::string checkUnits(const QJsonObject& test) {
    const std::string wei = textOf(test[QStringLiteral("wei")]);
    const std::pair<const char*, std::size_t> units[] = {
        {"ether", 18}, {"finney", 15}, {"szabo", 12}, {"gwei", 9},
        {"mwei", 6},   {"kwei", 3},    {"satoshi", 8}};
    for (const auto& [unit, places] : units) {
        const QJsonValue text = test[QLatin1String(unit)];
        const QJsonValue format = test[QString(QLatin1String(unit)) + QStringLiteral("_format")];
        if (text.isString() && parseUnits(textOf(text), places) != wei) {
            return "parsed " + parseUnits(textOf(text), places);
        }
        if (format.isString() && formatUnits(wei, places) != textOf(format)) {
            return "formatted " + formatUnits(wei, places);
        }
    }
    return {};
}

}  // namespace rollscope::conformance
