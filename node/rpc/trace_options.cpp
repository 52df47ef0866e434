// Parameters of the debug_trace… methods.
#include "node/rpc/json_read.h"
#include "node/rpc/json_trace.h"

namespace rollscope::rpc {
namespace {

/// What one answer may hold before it becomes JSON, which takes several times as much.
constexpr std::uint64_t maxTraceBytes = std::uint64_t{128} << 20;

struct Unit {
    const char* word;
    double ms;
};
constexpr Unit units[] = {{"ns", 1e-6}, {"us", 1e-3},    {"ms", 1.0},
                          {"s", 1e3},   {"m", 60'000.0}, {"h", 3'600'000.0}};

/// Go's durations: "5s", "1m30s", "300ms".
Result<std::uint64_t> readDuration(const QJsonValue& value) {
    QString rest = value.toString();
    double total = 0;
    if (rest.isEmpty()) return fail(ErrorCode::invalidParams, "timeout: must be like \"10s\"");
    while (!rest.isEmpty()) {
        qsizetype digits = 0;
        while (digits < rest.size() && (rest[digits].isDigit() || rest[digits] == u'.')) ++digits;
        bool ok = false;
        const double amount = rest.left(digits).toDouble(&ok);
        qsizetype letters = digits;
        while (letters < rest.size() && rest[letters].isLetter()) ++letters;
        const QString word = rest.mid(digits, letters - digits);
        const Unit* unit = nullptr;
        for (const Unit& each : units) {
            if (word == QLatin1String(each.word)) unit = &each;
        }
        if (!ok || unit == nullptr) {
            return fail(ErrorCode::invalidParams, "timeout: must be like \"10s\"");
        }
        total += amount * unit->ms;
        rest = rest.mid(letters);
    }
    return static_cast<std::uint64_t>(std::min(total, 600'000.0));
}

/// Reads the named flags of `object` into the options.
Result<void> readFlags(const QJsonObject& object, api::TraceOptions& options) {
    const std::pair<const char*, bool*> flags[] = {
        {"enableMemory", &options.enableMemory},
        {"disableStack", &options.disableStack},
        {"disableStorage", &options.disableStorage},
        {"enableReturnData", &options.enableReturnData},
        {"onlyTopCall", &options.onlyTopCall},
        {"withLog", &options.withLog},
        {"diffMode", &options.diffMode},
        {"disableCode", &options.disableCode},
        {"includeEmpty", &options.includeEmpty},
    };
    for (const auto& [name, flag] : flags) {
        const auto value = readFlag(object.value(QLatin1String(name)), *flag, name);
        if (!value) return failFrom(value);
        *flag = *value;
    }
    return {};
}

Result<void> readTracer(const QJsonValue& value, api::TraceOptions& options) {
    if (value.isUndefined() || value.isNull()) return {};
    const QString name = value.toString();
    if (name == u"callTracer") {
        options.tracer = api::TracerKind::call;
    } else if (name == u"prestateTracer") {
        options.tracer = api::TracerKind::prestate;
    } else {
        return fail(ErrorCode::invalidParams,
                    "tracer: there is callTracer, prestateTracer, and without a name the struct "
                    "logger; not " +
                        name.left(64).toStdString());
    }
    return {};
}

Result<std::vector<api::SlotValue>> readSlots(const QJsonValue& value, const char* name) {
    std::vector<api::SlotValue> list;
    if (!value.isObject()) return fail(ErrorCode::invalidParams, std::string(name) + ": no object");
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto slot = readSlot(it.key(), name);
        if (!slot) return failFrom(slot);
        const auto word = readSlot(it.value(), name);
        if (!word) return failFrom(word);
        list.emplace_back(*slot, *word);
    }
    return list;
}

bool given(const QJsonValue& value) {
    return !value.isUndefined() && !value.isNull();
}

/// Reads a field if it is there; false ends the reading with `error`.
template <class T, class Read>
bool take(const QJsonObject& object, const char* name, std::optional<T>& to, Read read,
          std::optional<Error>& error) {
    const QJsonValue value = object.value(QLatin1String(name));
    if (!given(value)) return true;
    auto result = read(value, name);
    if (!result) {
        error = result.error();
        return false;
    }
    to = std::move(*result);
    return true;
}

Result<api::AccountOverride> readAccountOverride(const QString& address, const QJsonValue& value) {
    api::AccountOverride account;
    const auto at = readAddress(address, "stateOverrides");
    if (!at) return failFrom(at);
    account.address = *at;
    if (!value.isObject()) return fail(ErrorCode::invalidParams, "stateOverrides: no object");
    const QJsonObject object = value.toObject();
    std::optional<Error> error;
    std::optional<std::vector<api::SlotValue>> difference;
    const bool read = take(object, "nonce", account.nonce, readU64, error) &&
                      take(object, "balance", account.balance, readQuantity, error) &&
                      take(object, "code", account.code, readBytes, error) &&
                      take(object, "state", account.storage, readSlots, error) &&
                      take(object, "stateDiff", difference, readSlots, error);
    if (!read) return tl::make_unexpected(*error);
    if (account.storage && difference) {
        return fail(ErrorCode::invalidParams, "stateOverrides: state and stateDiff together");
    }
    if (given(object.value(u"movePrecompileToAddress"))) {
        return fail(ErrorCode::invalidParams, "stateOverrides: precompiles cannot be moved");
    }
    if (difference) account.storageDiff = std::move(*difference);
    return account;
}

}  // namespace

Result<api::TraceOptions> readTraceOptions(const QJsonValue& value) {
    api::TraceOptions options;
    options.maxBytes = maxTraceBytes;
    if (!given(value)) return options;
    if (!value.isObject()) return fail(ErrorCode::invalidParams, "config: must be an object");
    const QJsonObject object = value.toObject();
    if (auto read = readTracer(object.value(u"tracer"), options); !read) return failFrom(read);
    const bool named = options.tracer != api::TracerKind::structLog;
    const QJsonValue config = named ? object.value(u"tracerConfig") : value;
    if (given(config)) {
        if (!config.isObject()) {
            return fail(ErrorCode::invalidParams, "tracerConfig: must be an object");
        }
        if (auto read = readFlags(config.toObject(), options); !read) return failFrom(read);
    }
    if (options.diffMode && options.includeEmpty) {
        return fail(ErrorCode::invalidParams, "cannot use diffMode with includeEmpty");
    }
    if (given(object.value(u"limit"))) {
        const auto limit = readLooseNumber(object.value(u"limit"), "limit");
        if (!limit) return failFrom(limit);
        options.limit = *limit;
    }
    if (given(object.value(u"timeout"))) {
        const auto timeout = readDuration(object.value(u"timeout"));
        if (!timeout) return failFrom(timeout);
        options.timeoutMs = *timeout;
    }
    return options;
}

Result<api::CallOverrides> readCallOverrides(const QJsonValue& config) {
    api::CallOverrides overrides;
    const QJsonValue accounts = config.toObject().value(u"stateOverrides");
    if (given(accounts)) {
        if (!accounts.isObject()) {
            return fail(ErrorCode::invalidParams, "stateOverrides: must be an object");
        }
        const QJsonObject object = accounts.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            auto account = readAccountOverride(it.key(), it.value());
            if (!account) return failFrom(account);
            overrides.accounts.push_back(std::move(*account));
        }
    }
    const QJsonValue block = config.toObject().value(u"blockOverrides");
    if (!given(block)) return overrides;
    if (!block.isObject()) {
        return fail(ErrorCode::invalidParams, "blockOverrides: must be an object");
    }
    const QJsonObject object = block.toObject();
    std::optional<Error> error;
    const bool read = take(object, "number", overrides.number, readU64, error) &&
                      take(object, "time", overrides.timestamp, readU64, error) &&
                      take(object, "gasLimit", overrides.gasLimit, readU64, error) &&
                      take(object, "feeRecipient", overrides.beneficiary, readAddress, error) &&
                      take(object, "prevRandao", overrides.prevRandao, readHash, error) &&
                      take(object, "baseFeePerGas", overrides.baseFee, readQuantity, error);
    if (!read) return tl::make_unexpected(*error);
    return overrides;
}

}  // namespace rollscope::rpc
