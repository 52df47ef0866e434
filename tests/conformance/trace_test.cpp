// geth's vectors of its tracers: one transaction on a given state must give the very same JSON.
#include <QJsonDocument>

#include "fixture.h"
#include "kinds.h"
#include "node/core/evm/gas.h"
#include "node/core/state/transition.h"
#include "node/crypto/native_precompiles.h"
#include "node/rpc/json_trace.h"
#include "node/trace/observer.h"

namespace rollscope::conformance {

namespace {

struct Fork {
    const char* name;
    const char* key;
    bool byTime = false;
};

/// In order; the rules in force are the last one's that has begun.
constexpr Fork forks[] = {
    {"Homestead", "homesteadBlock"},
    {"EIP-150", "eip150Block"},
    {"EIP-158", "eip158Block"},
    {"Byzantium", "byzantiumBlock"},
    {"Constantinople", "constantinopleBlock"},
    {"Istanbul", "istanbulBlock"},
    {"Berlin", "berlinBlock"},
    {"London", "londonBlock"},
    {"Shanghai", "shanghaiTime", true},
    {"Cancun", "cancunTime", true},
    {"Prague", "pragueTime", true},
    {"Osaka", "osakaTime", true},
};

std::size_t forkNumber(const char* name) {
    for (std::size_t i = 0; i < std::size(forks); ++i) {
        if (std::string_view(forks[i].name) == name) return i + 1;
    }
    return 0;
}

/// 0 is Frontier.
std::size_t forkOf(const QJsonObject& config, std::uint64_t number, std::uint64_t timestamp) {
    std::size_t found = 0;
    const bool isLondon = config.contains(QStringLiteral("londonBlock")) &&
                          numberOf(config[QStringLiteral("londonBlock")]) <= number;
    for (std::size_t i = 0; i < std::size(forks); ++i) {
        const QJsonValue start = config[QLatin1String(forks[i].key)];
        if (start.isUndefined() || start.isNull()) continue;
        if (forks[i].byTime && !isLondon) continue;
        if (numberOf(start) <= (forks[i].byTime ? timestamp : number)) found = i + 1;
    }
    return found;
}

const char* forkName(std::size_t number) {
    return number == 0 ? "Frontier" : forks[number - 1].name;
}

state::BlockEnv blockOf(const QJsonObject& test) {
    const QJsonObject context = test[QStringLiteral("context")].toObject();
    const QJsonObject genesis = test[QStringLiteral("genesis")].toObject();
    const QJsonObject config = genesis[QStringLiteral("config")].toObject();
    state::BlockEnv block;
    block.chainId = numberOf(config[QStringLiteral("chainId")]);
    block.number = numberOf(context[QStringLiteral("number")]);
    block.timestamp = numberOf(context[QStringLiteral("timestamp")]);
    block.gasLimit = numberOf(context[QStringLiteral("gasLimit")]);
    block.beneficiary = addressOf(context[QStringLiteral("miner")]);
    const QJsonValue fee = context[QStringLiteral("baseFeePerGas")];
    if (!fee.isUndefined()) block.baseFee = wordOf(fee);
    // before the merge the instruction read the difficulty
    const QJsonValue total = config[QStringLiteral("terminalTotalDifficulty")];
    const bool merged = !total.isUndefined() && numberOf(total) == 0;
    block.prevRandao = merged ? hashOf(genesis[QStringLiteral("mixHash")])
                              : hashOf(context[QStringLiteral("difficulty")]);
    return block;
}

/// How geth reads its own vectors: absent numbers of a log are zero, empty output is left out.
QJsonValue normal(const QJsonValue& value) {
    QJsonObject frame = value.toObject();
    if (frame.value(QStringLiteral("output")) == QStringLiteral("0x")) {
        frame.remove(QStringLiteral("output"));
    }
    QJsonArray logs;
    for (const QJsonValue& each : frame.value(QStringLiteral("logs")).toArray()) {
        QJsonObject log = each.toObject();
        for (const char* name : {"index", "position"}) {
            const QLatin1String key(name);
            if (!log.contains(key)) log[key] = QStringLiteral("0x0");
        }
        logs.append(log);
    }
    if (!logs.isEmpty()) frame[QStringLiteral("logs")] = logs;
    QJsonArray calls;
    for (const QJsonValue& call : frame.value(QStringLiteral("calls")).toArray()) {
        calls.append(normal(call));
    }
    if (!calls.isEmpty()) frame[QStringLiteral("calls")] = calls;
    return frame;
}

/// The first place where the two differ.
std::string difference(const QJsonValue& ours, const QJsonValue& theirs, const std::string& path) {
    if (ours == theirs) return {};
    if (ours.isObject() && theirs.isObject()) {
        QStringList keys = ours.toObject().keys() + theirs.toObject().keys();
        keys.removeDuplicates();
        for (const QString& key : keys) {
            const auto found = difference(ours.toObject()[key], theirs.toObject()[key],
                                          path + "." + key.toStdString());
            if (!found.empty()) return found;
        }
    }
    if (ours.isArray() && theirs.isArray()) {
        const QJsonArray a = ours.toArray();
        const QJsonArray b = theirs.toArray();
        for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
            const auto found = difference(a[i], b[i], path + "[" + std::to_string(i) + "]");
            if (!found.empty()) return found;
        }
        return path + ": " + std::to_string(a.size()) + " items, expected " +
               std::to_string(b.size());
    }
    const auto text = [](const QJsonValue& value) {
        if (value.isUndefined()) return std::string("nothing");
        const QJsonArray list{value};
        return QJsonDocument(list).toJson(QJsonDocument::Compact).left(90).toStdString();
    };
    return path + ": " + text(ours) + ", expected " + text(theirs);
}

/// A genesis' accounts; they may leave out what is zero.
QJsonObject accountsOf(const QJsonObject& genesis) {
    QJsonObject accounts = genesis[QStringLiteral("alloc")].toObject();
    for (auto it = accounts.begin(); it != accounts.end(); ++it) {
        QJsonObject account = it.value().toObject();
        for (const char* name : {"nonce", "balance", "code"}) {
            const QLatin1String key(name);
            if (!account.contains(key)) account[key] = QStringLiteral("0x");
        }
        it.value() = account;
    }
    return accounts;
}

Result<QJsonValue> traceOf(const QJsonObject& test, const api::TraceOptions& options) {
    const auto& host = host::nativePrecompiles();
    const state::MemoryState pre = stateOf(accountsOf(test[QStringLiteral("genesis")].toObject()));
    const state::BlockEnv block = blockOf(test);
    const auto tx = types::decodeTransaction(bytesOf(test[QStringLiteral("input")]));
    if (!tx) return failFrom(tx);
    const auto sender = types::senderOf(*tx, host);
    if (!sender) return failFrom(sender);
    state::JournaledState state(pre);
    const auto tracing = trace::startTrace(
        options, {state, *sender, tx->to, block.beneficiary, tx->gasLimit, 0}, {});
    state::Executor executor(state, block, host, &tracing->observer());
    state::TxOptions allowed;
    allowed.allowBlobs = true;
    const auto outcome = state::applyTransaction(executor, *tx, *sender, allowed);
    if (!outcome) return failFrom(outcome);
    tracing->observer().finish({outcome->receipt.gasUsed, outcome->receipt.success});
    const auto trace = tracing->take();
    if (!trace) return failFrom(trace);
    return rpc::traceJson(*trace, 0);
}

/// Gas, and the balances that it was paid from and to, left out.
QJsonValue withoutGas(const QJsonValue& value) {
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue& each : value.toArray()) list.append(withoutGas(each));
        return list;
    }
    if (!value.isObject()) return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) it.value() = withoutGas(it.value());
    for (const char* name : {"gas", "gasUsed", "balance"}) object.remove(QLatin1String(name));
    return object;
}

/// What is wrong with a trace, and what would be if gas did not matter; empty for nothing.
struct Verdict {
    std::string exact;
    std::string butGas;
};

Verdict check(const QJsonObject& test, const api::TraceOptions& options) {
    const auto trace = traceOf(test, options);
    if (!trace) return {"refused: " + trace.error().text(), "refused: " + trace.error().text()};
    const bool call = options.tracer == api::TracerKind::call;
    const QJsonValue result = test[QStringLiteral("result")];
    const QJsonValue expected = call ? normal(result) : result;
    return {difference(*trace, expected, "result"),
            difference(withoutGas(*trace), withoutGas(expected), "result")};
}

/// True when the transaction enters a frame of this kind.
bool enters(const QJsonObject& test, const QString& kind) {
    api::TraceOptions options;
    options.tracer = api::TracerKind::call;
    const auto trace = traceOf(test, options);
    if (!trace) return false;
    const QJsonDocument text(trace->toObject());
    return text.toJson().contains("\"type\": \"" + kind.toLatin1());
}

/// Why a Cancun machine cannot give the result of a London or Shanghai block; empty if it must.
std::string laterRule(const QJsonObject& test, std::size_t fork) {
    if (fork < forkNumber("Shanghai") && enters(test, QStringLiteral("CREATE"))) {
        return "EIP-3860 of Shanghai charges init code";
    }
    if (fork < forkNumber("Cancun") && enters(test, QStringLiteral("SELFDESTRUCT"))) {
        return "EIP-6780 of Cancun keeps what destroys itself";
    }
    return {};
}

/// The tracer that a folder of vectors is for; empty for those that this node does not have.
QString tracerOf(const QString& name, const QJsonValue& result) {
    if (name.contains(QStringLiteral("call_tracer_flat")) || result.isArray()) return {};
    if (name.contains(QStringLiteral("erc7562"))) return {};
    if (name.contains(QStringLiteral("call_tracer"))) return QStringLiteral("callTracer");
    if (name.contains(QStringLiteral("prestate_tracer"))) return QStringLiteral("prestateTracer");
    const bool call = result.toObject().contains(QStringLiteral("gasUsed"));
    return call ? QStringLiteral("callTracer") : QStringLiteral("prestateTracer");
}

void leaveOut(FileResult& result, const std::string& why) {
    ++result.outside;
    result.whyOutside = why;
}

}  // namespace

void traceFile(const QString& name, const QJsonValue& cases, FileResult& result) {
    const QJsonObject test = cases.toObject();
    if (!test.contains(QStringLiteral("genesis"))) return leaveOut(result, "no trace in them");
    const QString tracer = tracerOf(name, test[QStringLiteral("result")]);
    if (tracer.isEmpty()) return leaveOut(result, "tracers that are not served here");
    const QJsonObject context = test[QStringLiteral("context")].toObject();
    const std::size_t fork =
        forkOf(test[QStringLiteral("genesis")].toObject()[QStringLiteral("config")].toObject(),
               numberOf(context[QStringLiteral("number")]),
               numberOf(context[QStringLiteral("timestamp")]));
    const QJsonObject config{
        {QStringLiteral("tracer"), tracer},
        {QStringLiteral("tracerConfig"), test[QStringLiteral("tracerConfig")]}};
    const auto options = rpc::readTraceOptions(config);
    if (!options) return result.count("trace", options.error().text());
    const Verdict verdict = check(test, *options);
    // The virtual machine knows Cancun's rules alone. A block of older or newer rules counts when
    // its result is the same, and else is told apart by those rules.
    const std::string rules = forkName(fork);
    const bool ours = fork >= forkNumber("London") && fork <= forkNumber("Cancun");
    const std::string later = verdict.exact.empty() || !ours ? "" : laterRule(test, fork);
    if (verdict.exact.empty() || (ours && later.empty())) {
        return result.count("trace under " + rules, verdict.exact);
    }
    takeUnread();
    const std::string why = later.empty() ? "block of " + rules : later + ", block of " + rules;
    if (verdict.butGas.empty()) return leaveOut(result, why + ", only gas differs");
    leaveOut(result, why + ", " + name.toStdString() + " " + verdict.butGas);
}

}  // namespace rollscope::conformance
