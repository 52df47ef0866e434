#include "node/sequencer/policy.h"

#include "node/core/derive/derive.h"
#include "node/storage/record.h"

namespace rollscope::sequencer {
namespace {

constexpr std::string_view policyKey = "sequencer/policy";
constexpr std::string_view pauseKey = "sequencer/paused";
constexpr std::uint64_t leastBlockTimeMs = 100;
constexpr std::uint64_t mostBlockTimeMs = 3'600'000;
/// Less would keep ordinary transactions waiting for ever.
constexpr std::uint64_t leastGasLimit = 1'000'000;

Result<void> within(const char* name, std::uint64_t value, std::uint64_t low, std::uint64_t high) {
    if (value >= low && value <= high) return {};
    return fail(ErrorCode::invalidParams, std::string(name) + ": must be from " +
                                              std::to_string(low) + " to " + std::to_string(high));
}

}  // namespace

Result<void> checkPolicy(const api::SequencerPolicy& policy) {
    if (policy.ordering > api::TxOrdering::firstCome) {
        return fail(ErrorCode::invalidParams, "ordering");
    }
    if (auto ok = within("blockTimeMs", policy.blockTimeMs, leastBlockTimeMs, mostBlockTimeMs);
        !ok) {
        return ok;
    }
    return within("gasLimit", policy.gasLimit, leastGasLimit, derive::blockGasLimit);
}

api::SequencerPolicy storedPolicy(const storage::Database& database) {
    const auto stored = database.record(policyKey);
    if (!stored || !*stored) return {};
    storage::RecordReader in{**stored};
    api::SequencerPolicy policy;
    policy.blockTimeMs = in.u64();
    policy.gasLimit = in.u64();
    policy.ordering = static_cast<api::TxOrdering>(in.u8());
    return in.done() && checkPolicy(policy) ? policy : api::SequencerPolicy{};
}

Result<void> keepPolicy(storage::Database& database, const api::SequencerPolicy& policy) {
    storage::RecordWriter out;
    out.u64(policy.blockTimeMs).u64(policy.gasLimit);
    return database.putRecord(policyKey, out.u8(static_cast<std::uint8_t>(policy.ordering)));
}

bool storedPause(const storage::Database& database) {
    const auto stored = database.record(pauseKey);
    if (!stored || !*stored) return false;
    storage::RecordReader in{**stored};
    return in.flag() && in.done();
}

Result<void> keepPause(storage::Database& database, bool paused) {
    storage::RecordWriter out;
    return database.putRecord(pauseKey, out.flag(paused));
}

}  // namespace rollscope::sequencer
