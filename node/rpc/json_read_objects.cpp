// The parameters that are objects: calls, filters, wishes.
#include "node/rpc/json_read.h"

namespace rollscope::rpc {
namespace {

tl::unexpected<Error> bad(const char* name, const char* why) {
    return fail(ErrorCode::invalidParams, std::string{name} + ": " + why);
}

bool given(const QJsonObject& object, QStringView key) {
    const QJsonValue value = object.value(key);
    return !value.isUndefined() && !value.isNull();
}

/// Reads object[key] into `to` when it is there.
template <class Field, class Read>
std::optional<Error> take(const QJsonObject& object, const char* key, Field& to, Read read) {
    const QString name = QString::fromLatin1(key);
    if (!given(object, name)) return std::nullopt;
    auto value = read(object.value(name), key);
    if (!value) return value.error();
    to = std::move(*value);
    return std::nullopt;
}

Result<std::vector<Address>> readAddresses(const QJsonValue& value) {
    std::vector<Address> addresses;
    QJsonArray list;
    if (value.isArray()) {
        list = value.toArray();
    } else {
        list.append(value);
    }
    if (list.size() > 1000) return bad("address", "at most 1000");
    for (const QJsonValue& item : std::as_const(list)) {
        const auto address = readAddress(item, "address");
        if (!address) return failFrom(address);
        addresses.push_back(*address);
    }
    return addresses;
}

Result<std::vector<std::vector<Hash>>> readTopics(const QJsonValue& value) {
    if (!value.isArray()) return bad("topics", "must be a list");
    const QJsonArray list = value.toArray();
    if (list.size() > 4) return bad("topics", "at most four");
    std::vector<std::vector<Hash>> topics;
    for (const QJsonValue& item : list) {
        std::vector<Hash> any;
        QJsonArray choices;
        if (item.isArray()) {
            choices = item.toArray();
        } else if (!item.isNull()) {
            choices.append(item);
        }
        if (choices.size() > 1000) return bad("topics", "at most 1000 in one place");
        bool wildcard = false;
        for (const QJsonValue& choice : std::as_const(choices)) {
            if (choice.isNull()) {
                wildcard = true;
                continue;
            }
            const auto topic = readHash(choice, "topics");
            if (!topic) return failFrom(topic);
            any.push_back(*topic);
        }
        if (wildcard) any.clear();
        topics.push_back(std::move(any));
    }
    return topics;
}

}  // namespace

Result<std::vector<types::AccessTuple>> readAccessList(const QJsonValue& value) {
    if (!value.isArray()) return bad("accessList", "must be a list");
    std::vector<types::AccessTuple> result;
    for (const QJsonValue& item : value.toArray()) {
        if (!item.isObject()) return bad("accessList", "items are objects");
        types::AccessTuple tuple;
        const auto address = readAddress(item.toObject().value(u"address"), "accessList.address");
        if (!address) return failFrom(address);
        tuple.address = *address;
        for (const QJsonValue& key : item.toObject().value(u"storageKeys").toArray()) {
            const auto hash = readHash(key, "accessList.storageKeys");
            if (!hash) return failFrom(hash);
            tuple.storageKeys.push_back(*hash);
        }
        result.push_back(std::move(tuple));
    }
    return result;
}

Result<api::CallRequest> readCallRequest(const QJsonValue& value) {
    if (!value.isObject()) return bad("transaction", "must be an object");
    const QJsonObject object = value.toObject();
    api::CallRequest call;
    std::optional<Bytes> input;
    std::optional<Bytes> data;
    std::optional<U256> gasPrice;
    std::optional<Error> error = take(object, "from", call.from, readAddress);
    if (!error) error = take(object, "to", call.to, readAddress);
    if (!error) error = take(object, "gas", call.gas, readU64);
    if (!error) error = take(object, "value", call.value, readQuantity);
    if (!error) error = take(object, "input", input, readBytes);
    if (!error) error = take(object, "data", data, readBytes);
    if (!error) error = take(object, "nonce", call.nonce, readU64);
    if (!error) error = take(object, "gasPrice", gasPrice, readQuantity);
    if (!error) error = take(object, "maxFeePerGas", call.maxFeePerGas, readQuantity);
    if (!error)
        error = take(object, "maxPriorityFeePerGas", call.maxPriorityFeePerGas, readQuantity);
    if (error) return tl::make_unexpected(*error);
    if (input && data && *input != *data) return bad("data", "differs from input; give one");
    if (gasPrice && (call.maxFeePerGas || call.maxPriorityFeePerGas)) {
        return bad("gasPrice", "not together with maxFeePerGas or maxPriorityFeePerGas");
    }
    if (gasPrice) {
        call.maxFeePerGas = gasPrice;
        call.maxPriorityFeePerGas = gasPrice;
    }
    if (input) call.data = std::move(*input);
    if (!input && data) call.data = std::move(*data);
    if (given(object, u"accessList")) {
        auto list = readAccessList(object.value(u"accessList"));
        if (!list) return failFrom(list);
        call.accessList = std::move(*list);
    }
    return call;
}

Result<FilterParams> readFilter(const QJsonValue& value) {
    if (!value.isObject()) return bad("filter", "must be an object");
    const QJsonObject object = value.toObject();
    FilterParams params;
    params.hasFrom = given(object, u"fromBlock");
    params.hasTo = given(object, u"toBlock");
    if (given(object, u"blockHash")) {
        if (params.hasFrom || params.hasTo) return bad("blockHash", "not together with a range");
        const auto hash = readHash(object.value(u"blockHash"), "blockHash");
        if (!hash) return failFrom(hash);
        params.filter.blockHash = *hash;
    }
    if (params.hasFrom) {
        const auto from = readBlockNumber(object.value(u"fromBlock"));
        if (!from) return failFrom(from);
        params.filter.from = *from;
    }
    if (params.hasTo) {
        const auto to = readBlockNumber(object.value(u"toBlock"));
        if (!to) return failFrom(to);
        params.filter.to = *to;
    }
    if (given(object, u"address")) {
        auto addresses = readAddresses(object.value(u"address"));
        if (!addresses) return failFrom(addresses);
        params.filter.addresses = std::move(*addresses);
    }
    if (given(object, u"topics")) {
        auto topics = readTopics(object.value(u"topics"));
        if (!topics) return failFrom(topics);
        params.filter.topics = std::move(*topics);
    }
    return params;
}

Result<api::Intent> readIntent(const QJsonValue& value) {
    using api::IntentKind;
    static constexpr std::pair<const char*, IntentKind> kinds[] = {
        {"transferL1", IntentKind::transferL1},
        {"transferL2", IntentKind::transferL2},
        {"depositEth", IntentKind::depositEth},
        {"depositToken", IntentKind::depositToken},
        {"withdrawEth", IntentKind::withdrawEth},
        {"withdrawToken", IntentKind::withdrawToken},
        {"forceWithdrawEth", IntentKind::forceWithdrawEth},
        {"claimWithdrawal", IntentKind::claimWithdrawal},
        {"approveL1Token", IntentKind::approveL1Token},
        {"deployL2", IntentKind::deployL2},
        {"callL2", IntentKind::callL2},
        {"approvePortal", IntentKind::approvePortal},
        {"depositPortal", IntentKind::depositPortal},
        {"claimMessage", IntentKind::claimMessage},
        {"redeemToken", IntentKind::redeemToken},
        {"exitToL1", IntentKind::exitToL1},
        {"callL1", IntentKind::callL1},
    };
    if (!value.isObject()) return bad("intent", "must be an object");
    const QJsonObject object = value.toObject();
    const QString word = object.value(u"kind").toString();
    const auto* kind = std::find_if(std::begin(kinds), std::end(kinds),
                                    [&](auto& row) { return word == QLatin1String(row.first); });
    if (kind == std::end(kinds)) return bad("kind", "unknown");
    api::Intent intent;
    intent.kind = kind->second;
    const auto from = readAddress(object.value(u"from"), "from");
    if (!from) return failFrom(from);
    intent.from = *from;
    std::optional<Error> error = take(object, "to", intent.to, readAddress);
    if (!error) error = take(object, "amount", intent.amount, readQuantity);
    if (!error) error = take(object, "l1Token", intent.l1Token, readAddress);
    if (!error) error = take(object, "l2Token", intent.l2Token, readAddress);
    if (!error) error = take(object, "withdrawal", intent.withdrawal, readU64);
    if (!error) error = take(object, "data", intent.data, readBytes);
    if (!error) error = take(object, "gasLimit", intent.gasLimit, readU64);
    if (!error) error = take(object, "message", intent.message, readU64);
    if (!error) error = take(object, "redeemHash", intent.redeemHash, readHash);
    if (!error) error = take(object, "secretHash", intent.secretHash, readHash);
    if (!error) error = take(object, "secret", intent.secret, readHash);
    if (!error) error = take(object, "witnessNonce", intent.witnessNonce, readQuantity);
    if (!error) error = take(object, "deadline", intent.deadline, readU64);
    if (!error) error = take(object, "signature", intent.signature, readBytes);
    if (error) return tl::make_unexpected(*error);
    return intent;
}

}  // namespace rollscope::rpc
