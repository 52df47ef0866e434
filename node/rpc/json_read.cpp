#include "node/rpc/json_read.h"

#include <cmath>

namespace rollscope::rpc {
namespace {

tl::unexpected<Error> bad(const char* name, const std::string& why) {
    return fail(ErrorCode::invalidParams, std::string{name} + ": " + why);
}

Result<std::string> readText(const QJsonValue& value, const char* name) {
    if (value.isUndefined() || value.isNull()) return bad(name, "missing value");
    if (!value.isString()) return bad(name, "must be a hex string");
    return value.toString().toStdString();
}

template <class T>
Result<T> orBad(Result<T> result, const char* name) {
    if (!result) return bad(name, result.error().text());
    return result;
}

}  // namespace

Result<U256> readQuantity(const QJsonValue& value, const char* name) {
    const auto text = readText(value, name);
    if (!text) return failFrom(text);
    return orBad(u256FromQuantity(*text), name);
}

Result<std::uint64_t> readU64(const QJsonValue& value, const char* name) {
    const auto number = readQuantity(value, name);
    if (!number) return failFrom(number);
    if (!number->fitsU64()) return bad(name, "more than 64 bits");
    return number->low();
}

Result<std::uint64_t> readLooseNumber(const QJsonValue& value, const char* name) {
    if (value.isDouble()) {
        const double number = value.toDouble();
        if (number < 0 || number > 9007199254740991.0 || std::floor(number) != number) {
            return bad(name, "must be a whole number, not below 0");
        }
        return static_cast<std::uint64_t>(number);
    }
    if (value.isString() && !value.toString().startsWith(u"0x")) {
        const auto number = u256FromDecimal(value.toString().toStdString());
        if (!number || !number->fitsU64()) return bad(name, "must be a number");
        return number->low();
    }
    return readU64(value, name);
}

Result<Bytes> readBytes(const QJsonValue& value, const char* name) {
    const auto text = readText(value, name);
    if (!text) return failFrom(text);
    return orBad(bytesFromHex(*text), name);
}

Result<Hash> readHash(const QJsonValue& value, const char* name) {
    const auto text = readText(value, name);
    if (!text) return failFrom(text);
    return orBad(hashFromHex(*text), name);
}

Result<Address> readAddress(const QJsonValue& value, const char* name) {
    const auto text = readText(value, name);
    if (!text) return failFrom(text);
    return orBad(addressFromHex(*text), name);
}

Result<U256> readSlot(const QJsonValue& value, const char* name) {
    auto text = readText(value, name);
    if (!text) return failFrom(text);
    if (!text->starts_with("0x")) return bad(name, "must begin with 0x");
    std::string digits = text->substr(2);
    if (digits.empty() || digits.size() > 64) return bad(name, "must have 1 to 64 hex digits");
    if (digits.size() % 2 != 0) digits.insert(digits.begin(), '0');
    const auto bytes = bytesFromHex("0x" + digits);
    if (!bytes) return bad(name, bytes.error().text());
    return u256FromBytes(*bytes);
}

Result<bool> readFlag(const QJsonValue& value, bool otherwise, const char* name) {
    if (value.isUndefined() || value.isNull()) return otherwise;
    if (!value.isBool()) return bad(name, "must be true or false");
    return value.toBool();
}

Result<api::BlockId> readBlockNumber(const QJsonValue& value) {
    using api::BlockTag;
    if (!value.isString()) return bad("block", "must be a tag or a number in hex");
    const QString text = value.toString();
    if (text == u"latest") return api::BlockId{BlockTag::latest};
    if (text == u"earliest") return api::BlockId{BlockTag::earliest};
    if (text == u"pending") return api::BlockId{BlockTag::pending};
    if (text == u"safe") return api::BlockId{BlockTag::safe};
    if (text == u"finalized") return api::BlockId{BlockTag::finalized};
    const auto number = readU64(value, "block");
    if (!number) return failFrom(number);
    return api::BlockId{*number};
}

Result<api::BlockId> readBlockId(const QJsonValue& value) {
    if (value.isUndefined() || value.isNull()) return api::BlockId{api::BlockTag::latest};
    if (value.isString()) {
        // A bare hash is not in EIP-1898, but every client takes it.
        if (value.toString().size() == 66) {
            const auto hash = readHash(value, "block");
            if (!hash) return failFrom(hash);
            return api::BlockId{*hash};
        }
        return readBlockNumber(value);
    }
    if (!value.isObject()) return bad("block", "must be a tag, a number in hex or an object");
    const QJsonObject object = value.toObject();
    const bool byHash = object.contains(u"blockHash");
    if (byHash == object.contains(u"blockNumber")) {
        return bad("block", "needs either blockHash or blockNumber");
    }
    const auto canonical = readFlag(object.value(u"requireCanonical"), false, "requireCanonical");
    if (!canonical) return failFrom(canonical);
    if (!byHash) return readBlockNumber(object.value(u"blockNumber"));
    const auto hash = readHash(object.value(u"blockHash"), "blockHash");
    if (!hash) return failFrom(hash);
    return api::BlockId{*hash};
}

Result<api::PageRequest> readPage(const QJsonArray& params, qsizetype first) {
    QJsonValue offset = params.size() > first ? params[first] : QJsonValue::Undefined;
    QJsonValue limit = params.size() > first + 1 ? params[first + 1] : QJsonValue::Undefined;
    if (offset.isObject()) {
        const QJsonObject object = offset.toObject();
        limit = object.value(u"limit");
        offset = object.value(u"offset");
    }
    api::PageRequest page;
    if (!offset.isUndefined() && !offset.isNull()) {
        const auto number = readLooseNumber(offset, "offset");
        if (!number) return failFrom(number);
        page.offset = *number;
    }
    if (!limit.isUndefined() && !limit.isNull()) {
        const auto number = readLooseNumber(limit, "limit");
        if (!number) return failFrom(number);
        if (*number > 1000) return bad("limit", "at most 1000");
        page.limit = static_cast<std::uint32_t>(*number);
    }
    return page;
}

Result<api::Layer> readLayer(const QJsonValue& value) {
    if (value.toString() == QLatin1String("l1")) return api::Layer::l1;
    if (value.toString() == QLatin1String("l2")) return api::Layer::l2;
    return bad("layer", "must be l1 or l2");
}

Result<api::Role> readRole(const QJsonValue& value) {
    using api::Role;
    for (const Role role : {Role::sequencer, Role::batcher, Role::proposer, Role::verifier,
                            Role::challenger, Role::l1Devnet}) {
        if (value.toString() == api::wordOf(role)) return role;
    }
    return bad("role", "must be sequencer, batcher, proposer, verifier, challenger or l1-devnet");
}

}  // namespace rollscope::rpc
